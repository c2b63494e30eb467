import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * First answers are promised too, policies may be for one kind of support, and clocks ring before they are broken. Clocks
 * that run already keep what they were promised: they ring at 100 per cent only. A clock's thresholds are text (`50,75,90`): an
 * array would weigh 20 bytes more in every clock.
 */
export class FirstResponseAndWarnings1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const kinds = `('first_response', 'resolution', 'tier')`;

const statements = [
  `ALTER TABLE sla_policy
    DROP CONSTRAINT sla_policy_kind_check,
    DROP CONSTRAINT sla_policy_on_breach_check,
    DROP CONSTRAINT sla_policy_pkey,
    ADD COLUMN entitlement text NOT NULL DEFAULT 'any',
    ADD COLUMN warn_at smallint[] NOT NULL DEFAULT '{50,75,90}',
    ADD COLUMN warn text NOT NULL DEFAULT 'assignee',
    ADD CONSTRAINT sla_policy_kind_check CHECK (kind IN ${kinds}),
    ADD CONSTRAINT sla_policy_on_breach_check CHECK (on_breach IN ('escalate', 'raise-priority', 'alert')),
    ADD CONSTRAINT sla_policy_entitlement_check
      CHECK (entitlement IN ('any', 'premium', 'service', 'warranty', 'self-service')),
    ADD CONSTRAINT sla_policy_warn_check CHECK (warn IN ('nobody', 'assignee', 'leads'))`,
  `ALTER TABLE sla_policy ADD PRIMARY KEY (priority, kind, entitlement)`,
  `INSERT INTO sla_policy (priority, kind, target_seconds, on_breach) VALUES
    ('P1','first_response',900,'alert'), ('P2','first_response',1800,'alert'), ('P3','first_response',14400,'alert'),
    ('P4','first_response',28800,'alert'), ('P5','first_response',86400,'alert')`,
  `ALTER TABLE clock
    DROP CONSTRAINT clock_kind_check,
    ADD CONSTRAINT clock_kind_check CHECK (kind IN ${kinds}),
    ADD COLUMN warn_at text NOT NULL DEFAULT '',
    ADD COLUMN warn text NOT NULL DEFAULT 'nobody'`,
  `ALTER TABLE clock_cursor ADD COLUMN entitlement text`,
];
