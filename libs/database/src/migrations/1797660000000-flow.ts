import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leads look at what moved in the last hours: the history is written in the order of time, so an index of blocks is enough. */
export class Flow1797660000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX ticket_transition_at ON ticket_transition USING brin (at) WITH (pages_per_range = 32)`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}
