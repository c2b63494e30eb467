import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A promise in danger is an alert too, for the leads or for the agent who holds the ticket. */
export class WarningsAmongAlerts1796100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `ALTER TABLE lead_alert
    DROP CONSTRAINT lead_alert_kind_check,
    ADD CONSTRAINT lead_alert_kind_check
      CHECK (kind IN ('breach-at-last-tier', 'breach', 'bouncing', 'vendor-silent', 'warning')),
    ADD COLUMN agent_id uuid REFERENCES agent (id)`,
  `CREATE INDEX lead_alert_agent ON lead_alert (agent_id, id) WHERE agent_id IS NOT NULL`,
];
