import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People are found by a part of their name or address while somebody types. */
export class ContactParts1797840000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX contact_parts ON contact USING gin (name gin_trgm_ops, email gin_trgm_ops) WITH (gin_pending_list_limit = 256)`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}
