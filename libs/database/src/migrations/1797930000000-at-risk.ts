import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Promises at risk are one range of an index for each policy, and what somebody solved lately is found without all he ever held. */
export class AtRisk1797930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE INDEX ticket_solved_by ON ticket (assignee_id, resolved_at) WHERE resolved_at IS NOT NULL`,
  `CREATE INDEX clock_unbroken ON clock (policy_version, due_at) WHERE state = 'running' AND breached_at IS NULL`,
  `CREATE INDEX clock_broken_due ON clock (due_at) INCLUDE (ticket_id) WHERE breached_at IS NOT NULL AND ended_at IS NULL`,
];
