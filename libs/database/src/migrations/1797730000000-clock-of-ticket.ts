import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A million clocks must stay small: what makes one unique on its ticket is kept as one number. */
export class ClockOfTicket1797730000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX clock_of_ticket`);
    await runner.query(`CREATE UNIQUE INDEX clock_of_ticket ON clock (ticket_id, (${oneNumber}))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

/** Kind, tier (at most 99) and cycle (at most 32,767) of a clock in 26 bits. */
const oneNumber = `(CASE kind WHEN 'first_response' THEN 1 WHEN 'next_response' THEN 2 WHEN 'periodic_update' THEN 3 WHEN 'resolution' THEN 4
    WHEN 'tier' THEN 5 WHEN 'vendor_ack' THEN 6 WHEN 'vendor_resolution' THEN 7 ELSE 0 END << 23) | (coalesce(tier, 0) << 16) | cycle::int`;
