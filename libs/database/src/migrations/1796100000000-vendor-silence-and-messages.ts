import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Vendors have times by contract and their silence is watched; cases carry messages and reminders beside the first question;
 * leads can be alerted because of a silent vendor. Cases that are open already get their vendor's whole time from now.
 */
export class VendorSilenceAndMessages1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `ALTER TABLE vendor
    ADD COLUMN acknowledge_within_seconds integer NOT NULL DEFAULT 14400 CHECK (acknowledge_within_seconds > 0),
    ADD COLUMN answer_within_seconds integer NOT NULL DEFAULT 172800 CHECK (answer_within_seconds > 0),
    ADD COLUMN reminders integer NOT NULL DEFAULT 1 CHECK (reminders BETWEEN 0 AND 10),
    ADD COLUMN remind_every_seconds integer NOT NULL DEFAULT 7200 CHECK (remind_every_seconds > 0)`,

  `ALTER TABLE vendor_case
    ADD COLUMN awaits text CHECK (awaits IN ('acknowledgement', 'answer')),
    ADD COLUMN due_at timestamptz,
    ADD COLUMN watch_at timestamptz,
    ADD COLUMN reminders_sent integer NOT NULL DEFAULT 0,
    ADD COLUMN alerted_at timestamptz`,
  `UPDATE vendor_case SET awaits = 'acknowledgement', due_at = now() + interval '14400 s', watch_at = now() + interval '14400 s'
    WHERE state IN ('sending', 'sent')`,
  `UPDATE vendor_case SET awaits = 'answer', due_at = now() + interval '172800 s', watch_at = now() + interval '172800 s'
    WHERE state IN ('acknowledged', 'progress')`,
  `CREATE INDEX vendor_case_watch ON vendor_case (watch_at) WHERE watch_at IS NOT NULL`,

  `ALTER TABLE vendor_delivery
    ADD COLUMN kind text NOT NULL DEFAULT 'case.opened' CHECK (kind IN ('case.opened', 'case.message', 'case.reminder')),
    ADD COLUMN post_id uuid REFERENCES post (id)`,

  `ALTER TABLE lead_alert DROP CONSTRAINT lead_alert_kind_check`,
  `ALTER TABLE lead_alert ADD CONSTRAINT lead_alert_kind_check
    CHECK (kind IN ('breach-at-last-tier', 'breach', 'bouncing', 'vendor-silent'))`,
];
