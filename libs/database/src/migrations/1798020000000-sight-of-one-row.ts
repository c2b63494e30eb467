import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What only an agent's sight asked for.
 */
export class SightOfOneRow1798020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [`DROP TABLE ticket_mention`, `DROP INDEX ticket_event_touched`];
