import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Promises at risk are one range of an index for each policy, and what somebody solved lately is found without all he ever held.
 * Of the open promises each is in one index by its due time, and a breach is one entry instead of three.
 */
export class AtRisk1797930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE INDEX clock_unbroken ON clock (policy_version, due_at) WHERE state = 'running' AND breached_at IS NULL`,
  `DROP INDEX clock_broken`,
  `CREATE INDEX clock_broken ON clock (due_at) INCLUDE (ticket_id) WHERE breached_at IS NOT NULL AND ended_at IS NULL`,
  `DROP INDEX clock_due`,
  `DROP INDEX clock_overdue`,
  `CREATE INDEX ticket_solved_by ON ticket (assignee_id, resolved_at) WHERE resolved_at IS NOT NULL`,
];
