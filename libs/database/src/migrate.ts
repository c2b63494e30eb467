import type { DataSource, QueryRunner } from 'typeorm';
import { assertCapable } from './capabilities.js';

const LOCK = 7_412_001;

/**
 * Brings the schema up to this version of the code, forward only, each migration wholly or not at all (or, where it says so itself,
 * to be begun again): together they would hold the locks of all until the last is done. Two at the same moment take turns. Needs two connections.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  await withTurn(dataSource.createQueryRunner(), async () => {
    await assertCapable(dataSource);
    await dataSource.runMigrations({ transaction: 'each' });
  });
}

async function withTurn(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  try {
    // The others' turn may take minutes: the usual patience for locks does not apply here.
    await runner.query('SET lock_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    await runner.query('RESET lock_timeout').catch(() => {});
    await runner.release();
  }
}

/** Refuses to run on a schema that is behind this code. One that is ahead is fine: migrations only ever add, then take away. */
export async function assertMigrated(dataSource: DataSource): Promise<void> {
  const applied = await appliedMigrations(dataSource);
  const missing = dataSource.migrations
    .map(({ name, constructor }) => name ?? constructor.name)
    .filter((name) => !applied.has(name));
  if (missing.length > 0) {
    throw new Error(
      `The database is behind this version of Tierline (missing: ${missing.join(', ')}). Run: npm run migrate`,
    );
  }
}

async function appliedMigrations(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const [table] = await dataSource.query<{ exists: boolean }[]>(
    `SELECT to_regclass('migration') IS NOT NULL AS exists`,
  );
  if (!table?.exists) return new Set();
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migration');
  return new Set(rows.map(({ name }) => name));
}
