import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file that the virus scanner always refuses is given up on, and says so. Sources of mails are not kept for ever. */
export class MailKeeping1797450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `ALTER TABLE attachment
    ADD COLUMN scan_attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN scan_after timestamptz,
    DROP CONSTRAINT attachment_scan_check,
    ADD CONSTRAINT attachment_scan_check CHECK (scan IN ('unscanned', 'pending', 'clean', 'infected', 'failed'))`,
  // Those whose source is pruned are in it no more: the oldest are found at once, however many there were.
  `CREATE INDEX inbound_mail_kept ON inbound_mail (received_at) WHERE next_attempt_at IS NULL AND octet_length(source) > 0`,
];
