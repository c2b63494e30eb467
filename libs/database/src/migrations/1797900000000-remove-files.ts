import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contents of files go when no attachment names them any more, and leads remove files from posts. */
export class RemoveFiles1797900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE TABLE loose_file (
    sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
    look_at timestamptz NOT NULL,
    leaving boolean NOT NULL DEFAULT false
  )`,
  `CREATE INDEX loose_file_look_at ON loose_file (look_at)`,
  // What is removed goes from every repetition of its mail. Before `attachment`, as whoever files mails locks them.
  `CREATE INDEX inbound_mail_repeats ON inbound_mail (repeats) WHERE repeats IS NOT NULL`,
  `ALTER TABLE attachment ADD COLUMN removed_at timestamptz, ADD COLUMN removed_by uuid REFERENCES agent (id)`,
  `CREATE INDEX attachment_content ON attachment (sha256) WHERE removed_at IS NULL`,
  `CREATE INDEX attachment_removed ON attachment (mail_id) WHERE removed_at IS NOT NULL`,
];
