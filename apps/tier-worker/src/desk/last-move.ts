import { run, type LockedTicket, type Tx } from '#database';

/** The version at which a ticket came into the state it is in: what was said before that was not said to it. */
export async function versionOfLastMove(tx: Tx, ticket: LockedTicket): Promise<number> {
  return (await run<{ version: number }>(tx, lastMove, [ticket.id]))[0]?.version ?? 0;
}

const lastMove = {
  name: 'desk-last-move',
  text: `SELECT version FROM ticket_transition WHERE ticket_id = $1 ORDER BY version DESC LIMIT 1`,
};
