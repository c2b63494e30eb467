import { transitions } from '#domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const legalTransitions = transitions.map(([from, action, to]) => `('${from}','${action}','${to}')`).join(', ');

/** Alerts of monitoring systems, one row for each that is known; and the system may resolve a ticket nobody has touched. */
export class Alerts1797300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `ALTER TABLE ticket_transition
    DROP CONSTRAINT ticket_transition_legal,
    ADD CONSTRAINT ticket_transition_legal CHECK ((from_state, action, to_state) IN (${legalTransitions}))`,

  // Written first and locked from then on, so that the same alert posted twice at once makes one ticket.
  `CREATE TABLE alert (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    fingerprint text NOT NULL,
    ticket_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('firing', 'resolved')),
    name text NOT NULL,
    severity text,
    shape text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz,
    seen integer NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    told_at timestamptz NOT NULL,
    settle_at timestamptz,
    UNIQUE (source, fingerprint)
  )`,
  `CREATE INDEX alert_ticket ON alert (ticket_id)`,
  `CREATE INDEX alert_settle ON alert (settle_at) WHERE settle_at IS NOT NULL`,

  // What providers tell of a mail is told by its recipient.
  `CREATE INDEX outgoing_mail_recipient ON outgoing_mail (recipient, created_at)`,
];
