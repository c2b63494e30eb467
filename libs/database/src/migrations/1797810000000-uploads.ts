import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People attach files to what they write: a file is uploaded first, then put on the post. */
export class Uploads1797810000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `ALTER TABLE attachment ADD COLUMN uploaded_by uuid`,
  // Those that are on no post yet, which are few: the same file of the same person twice is one.
  `CREATE UNIQUE INDEX attachment_upload ON attachment (ticket_id, uploaded_by, sha256, name)
    WHERE post_id IS NULL AND uploaded_by IS NOT NULL`,
];
