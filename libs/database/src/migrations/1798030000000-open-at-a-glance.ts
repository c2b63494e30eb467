import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is counted of open tickets stands in one small index: their rows are wide, and far apart. */
export class OpenAtAGlance1798030000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE INDEX ticket_desk ON ticket (tier, sector, state) INCLUDE (id, queued_at, assignee_id, priority)
    WHERE state IN ('received', 'queued', 'in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention')`,
  // An index answers alone for pages that are known to be as they were when it was last vacuumed: the default is after a fifth of all tickets.
  `ALTER TABLE ticket SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01)`,
];
