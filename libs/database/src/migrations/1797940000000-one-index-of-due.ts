import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An open promise is in one index by its due time, and a breach is one entry instead of three. By itself, so that nobody waits
 * for more than this; a process of the version before is slow with reports and `dueBefore` until it is stopped.
 */
export class OneIndexOfDue1797940000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX clock_broken, clock_due, clock_overdue`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}
