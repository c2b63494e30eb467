import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A macro can send the ticket to another sector of its tier. */
export class MacroSector1797920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE macro ADD COLUMN to_sector text REFERENCES sector (code),
        ADD CONSTRAINT macro_to_sector_check CHECK (to_sector IS NULL OR does IN ('nothing', 'reply', 'note'))`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}
