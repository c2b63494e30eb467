import { run, type Tx } from '#database';

/**
 * A condition that always holds: the transaction it stands in does not wait for the disk when it commits, which is half of what a
 * small one costs. It is durable a moment later, and before whatever commits after it and waits; until then a crash of PostgreSQL
 * takes all of it back.
 */
export const withoutDisk = `set_config('synchronous_commit', 'off', true) IS NOT NULL`;

const wait = {
  name: 'messaging_wait_for_disk',
  text: `SELECT set_config('synchronous_commit', reset_val, true) FROM pg_settings WHERE name = 'synchronous_commit'`,
};

/** Has a hasty transaction wait after all: more was written in it than its message would bring back. */
export async function waitForDisk(tx: Tx): Promise<void> {
  await run(tx, wait, []);
}
