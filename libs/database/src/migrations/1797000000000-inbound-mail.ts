import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mail comes in: channels (how a provider reaches us), mailboxes (our addresses), every mail with its raw source, what a mail
 * adds to its post, attachments, participants; contacts know whether their address bounces. And the key that our message ids
 * and address tokens are made with.
 */
export class InboundMail1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  // Two UUIDs of version 4 hold 244 random bits.
  `CREATE TABLE installation_key (
    name text PRIMARY KEY,
    key bytea NOT NULL CHECK (length(key) >= 32),
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `INSERT INTO installation_key (name, key)
    VALUES ('mail', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'))`,

  `ALTER TABLE contact
    ADD COLUMN verified_at timestamptz,
    ADD COLUMN bounce text CHECK (bounce IN ('hard', 'soft')),
    ADD COLUMN bounce_reason text,
    ADD COLUMN bounced_at timestamptz`,

  `CREATE TABLE mail_channel (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    provider text NOT NULL CHECK (provider IN ('sendgrid', 'mailgun', 'postmark', 'ses', 'raw')),
    secret text,
    previous_secret text,
    previous_secret_until timestamptz,
    settings jsonb NOT NULL DEFAULT '{}',
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL))
  )`,
  `CREATE TABLE mailbox (
    id uuid PRIMARY KEY,
    address text NOT NULL UNIQUE CHECK (address = lower(address)),
    name text NOT NULL,
    language text,
    acknowledge boolean NOT NULL DEFAULT true,
    reopen_within_days integer NOT NULL DEFAULT 14 CHECK (reopen_within_days BETWEEN 0 AND 3650),
    is_default boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE UNIQUE INDEX mailbox_default ON mailbox (is_default) WHERE is_default`,

  // A row is a mail as a provider handed it over. `source` is what came, byte for byte; `format` says what it is.
  `CREATE TABLE inbound_mail (
    id uuid PRIMARY KEY,
    provider text NOT NULL,
    channel_id uuid REFERENCES mail_channel (id),
    received_by text NOT NULL,
    format text NOT NULL CHECK (format IN ('mime', 'sendgrid', 'mailgun', 'postmark', 'ses')),
    content_type text NOT NULL,
    source bytea NOT NULL,
    source_hash bytea NOT NULL,
    provider_message_id text,
    envelope jsonb NOT NULL DEFAULT '{}',
    correlation_id text NOT NULL,
    received_at timestamptz NOT NULL,
    seen integer NOT NULL DEFAULT 1,
    last_seen_at timestamptz NOT NULL,

    state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'filed', 'repeated', 'review')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    failure text,
    ticket_id uuid,
    post_id uuid,
    message_id text,
    mailbox_id uuid REFERENCES mailbox (id),
    repeats uuid REFERENCES inbound_mail (id),
    from_address text,
    subject text,
    automatic text,
    filed_at timestamptz,
    reviewed_at timestamptz,
    reviewed_by uuid REFERENCES agent (id),
    forced boolean NOT NULL DEFAULT false,
    CHECK ((state = 'received') = (next_attempt_at IS NOT NULL))
  )`,
  // It is base64 or compressed already, mostly.
  `ALTER TABLE inbound_mail ALTER COLUMN source SET STORAGE EXTERNAL`,
  `CREATE UNIQUE INDEX inbound_mail_source ON inbound_mail (provider, source_hash)`,
  `CREATE UNIQUE INDEX inbound_mail_provider_id ON inbound_mail (provider, provider_message_id)
    WHERE provider_message_id IS NOT NULL AND state <> 'repeated'`,
  // Over all mailboxes: a mail to two of them is one. Another sender's mail of the same Message-ID gets a name of its own.
  `CREATE UNIQUE INDEX inbound_mail_message_id ON inbound_mail (message_id)
    WHERE message_id IS NOT NULL AND state <> 'repeated'`,
  `CREATE INDEX inbound_mail_sender ON inbound_mail (from_address, filed_at) WHERE from_address IS NOT NULL`,
  `CREATE INDEX inbound_mail_due ON inbound_mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
  // An answer asks whether an earlier mail waits: those are the newest rows, and no scan from the oldest on must look for them.
  `CREATE INDEX inbound_mail_waiting ON inbound_mail (received_at, id) WHERE next_attempt_at IS NOT NULL`,
  `CREATE INDEX inbound_mail_review ON inbound_mail (id) WHERE state = 'review' AND reviewed_at IS NULL`,
  `CREATE INDEX inbound_mail_ticket ON inbound_mail (ticket_id) WHERE ticket_id IS NOT NULL`,

  // What a post that came by mail has beside its new text.
  `CREATE TABLE post_mail (
    post_id uuid PRIMARY KEY REFERENCES post (id),
    mail_id uuid NOT NULL REFERENCES inbound_mail (id),
    from_address text,
    from_name text,
    verified boolean NOT NULL,
    automatic text,
    whole_text text,
    html text,
    blocked_images integer NOT NULL DEFAULT 0,
    notes text[] NOT NULL DEFAULT '{}'
  )`,
  `CREATE INDEX post_mail_mail ON post_mail (mail_id)`,

  `CREATE TABLE attachment (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    post_id uuid REFERENCES post (id),
    mail_id uuid REFERENCES inbound_mail (id),
    name text NOT NULL,
    declared_type text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    content_id text,
    inline boolean NOT NULL DEFAULT false,
    flags text[] NOT NULL DEFAULT '{}',
    scan text NOT NULL DEFAULT 'unscanned' CHECK (scan IN ('unscanned', 'pending', 'clean', 'infected')),
    scan_detail text,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX attachment_ticket ON attachment (ticket_id, created_at, id)`,
  `CREATE INDEX attachment_post ON attachment (post_id) WHERE post_id IS NOT NULL`,
  `CREATE INDEX attachment_pending ON attachment (id) WHERE scan = 'pending'`,

  // Who takes part in a ticket's mail beside its requester. Only the verified ones are written to.
  `CREATE TABLE ticket_participant (
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    contact_id uuid NOT NULL REFERENCES contact (id),
    verified boolean NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, contact_id)
  )`,
  `CREATE INDEX ticket_participant_contact ON ticket_participant (contact_id)`,

  // A signed request counts once: its token, and what it carried.
  `CREATE TABLE webhook_token (
    scope text NOT NULL,
    token text NOT NULL,
    source_hash bytea NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, token)
  )`,
  `CREATE INDEX webhook_token_seen_at ON webhook_token (seen_at)`,
];
