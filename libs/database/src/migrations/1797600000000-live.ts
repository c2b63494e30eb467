import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What screens are told: every event of a ticket says the transaction that wrote it, so that whoever looks later sees exactly
 * what was committed since, late or not. What moves no ticket is told by `desk_signal`; who is at a ticket stands in
 * `desk_presence`, which may be lost in a crash, for it is said again within seconds.
 */
export class Live1797600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const thisTransaction = '((pg_current_xact_id())::text)::bigint';

const statements = [
  // In two steps: with a default at once, every event there is would get this transaction's number.
  `ALTER TABLE ticket_event ADD COLUMN tx bigint`,
  `ALTER TABLE ticket_event ALTER COLUMN tx SET DEFAULT ${thisTransaction}`,
  `CREATE INDEX ticket_event_tx ON ticket_event (tx) WHERE tx IS NOT NULL`,
  `CREATE TABLE desk_signal (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    tx bigint NOT NULL DEFAULT ${thisTransaction},
    at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL,
    ticket_ids uuid[],
    agent_id uuid,
    data jsonb
  )`,
  `CREATE INDEX desk_signal_tx ON desk_signal (tx)`,
  `CREATE UNLOGGED TABLE desk_presence (
    ticket_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    screen text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('viewing', 'writing')),
    since timestamptz NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, agent_id, screen)
  )`,
  `CREATE INDEX desk_presence_until ON desk_presence (until)`,
];
