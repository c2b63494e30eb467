import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Time counts by calendars. A calendar has versions that never change: a clock keeps the one it began with. Policies name
 * the calendar; without one time counts round the clock, as it did until now.
 */
export class Calendars1797400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE TABLE calendar_version (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    spec jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE calendar (
    code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text NOT NULL,
    version integer NOT NULL UNIQUE REFERENCES calendar_version (id),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
  `ALTER TABLE sla_policy ADD COLUMN calendar text REFERENCES calendar (code)`,
  `CREATE INDEX sla_policy_calendar ON sla_policy (calendar) WHERE calendar IS NOT NULL`,
  // No foreign key: versions are never deleted, and a million clocks need not be looked through to know it.
  `ALTER TABLE clock ADD COLUMN calendar_version integer`,
];
