import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was read long ago leaves the inbox: found by when it was read. */
export class ReadInbox1797710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX inbox_entry_read ON inbox_entry (read_at) WHERE read_at IS NOT NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}
