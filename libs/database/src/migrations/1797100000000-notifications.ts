import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mail goes out: which events are told of, how far into each ticket's log that was decided, every mail with what became of
 * it, what admins made of its texts, and when automatic ones may arrive.
 */
export class Notifications1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const kinds = `'received', 'reply', 'question', 'moved', 'waiting', 'solved', 'closed', 'reopened'`;

const statements = [
  // Events before `since` are told of to nobody: what happened before there was mail, or while a rule was off.
  `CREATE TABLE notification_rule (
    kind text PRIMARY KEY CHECK (kind IN (${kinds})),
    enabled boolean NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
  )`,
  `INSERT INTO notification_rule (kind, enabled) VALUES
    ('received', true), ('reply', true), ('question', true), ('moved', false),
    ('waiting', true), ('solved', true), ('closed', false), ('reopened', true)`,

  `CREATE TABLE notification_cursor (
    ticket_id uuid PRIMARY KEY REFERENCES ticket (id),
    version integer NOT NULL
  )`,

  `CREATE TABLE mail_template (
    kind text NOT NULL CHECK (kind IN (${kinds}, 'received-plain')),
    language text NOT NULL CHECK (language ~ '^[a-z]{2,3}$'),
    body text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid REFERENCES agent (id),
    PRIMARY KEY (kind, language)
  )`,

  // The one without an organisation is for everybody who has none of his own.
  `CREATE TABLE quiet_hours (
    id uuid PRIMARY KEY,
    organisation_id uuid UNIQUE NULLS NOT DISTINCT REFERENCES organisation (id),
    calendar jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,

  // A row is one mail to one person; what it says is settled when it is written. Without a ticket it is a test.
  `CREATE TABLE outgoing_mail (
    id uuid PRIMARY KEY,
    ticket_id uuid REFERENCES ticket (id),
    version integer,
    kind text NOT NULL CHECK (kind IN (${kinds}, 'test')),
    recipient text NOT NULL CHECK (recipient = lower(recipient)),
    recipient_name text,
    mailbox_id uuid REFERENCES mailbox (id),
    automatic boolean NOT NULL,
    language text NOT NULL,
    message_id text NOT NULL UNIQUE,
    in_reply_to text,
    thread text[] NOT NULL DEFAULT '{}',
    subject text NOT NULL,
    body text NOT NULL,
    correlation_id text NOT NULL,
    created_at timestamptz NOT NULL,

    state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'suppressed')),
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    sent_at timestamptz,
    response text,
    CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL)),
    CHECK ((ticket_id IS NULL) = (version IS NULL)),
    UNIQUE (ticket_id, version, kind, recipient)
  )`,
  `CREATE INDEX outgoing_mail_due ON outgoing_mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
  `CREATE INDEX outgoing_mail_automatic ON outgoing_mail (recipient, created_at) WHERE automatic`,
  `CREATE INDEX outgoing_mail_state ON outgoing_mail (state, id)`,
];
