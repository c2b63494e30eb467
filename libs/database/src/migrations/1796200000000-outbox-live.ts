import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each queue's depth and oldest message by index alone: what /metrics asks for, also with a million rows waiting. */
export class OutboxLive1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX outbox_live ON outbox (queue, id) WHERE dead_at IS NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}
