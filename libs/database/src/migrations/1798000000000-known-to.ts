import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A ticket's row tells who ever did something on it or was named on it: asked of the event log and of mentions, an agent's sight
 * cost more than the rest of a list. A process of the version before does not keep it: stop those before the next migration.
 */
export class KnownTo1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [`ALTER TABLE ticket ADD COLUMN known_to uuid[] NOT NULL DEFAULT '{}'`];
