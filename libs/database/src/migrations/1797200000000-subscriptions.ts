import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks that others subscribe to: who hears of what, what is to be delivered, and every attempt to. */
export class Subscriptions1797200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE TABLE webhook_subscription (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    url text NOT NULL,
    secret text NOT NULL,
    previous_secret text,
    previous_secret_until timestamptz,
    events text[],
    organisation_id uuid REFERENCES organisation (id),
    internal boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true,
    disabled_at timestamptz,
    disabled_reason text,
    failures integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
    CHECK (NOT internal OR organisation_id IS NULL),
    CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
    CHECK (disabled_at IS NULL OR NOT active),
    CHECK ((failures = 0) = (failing_since IS NULL))
  )`,

  // The id is the webhook-id. `attempts` counts all there were and fences their outcomes; `tries` is where the retry table is.
  `CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES webhook_subscription (id) ON DELETE CASCADE,
    ticket_id uuid REFERENCES ticket (id),
    version integer,
    type text NOT NULL,
    payload text NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    tries integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_status integer,
    last_error text,
    finished_at timestamptz,
    correlation_id text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (subscription_id, ticket_id, version),
    CHECK ((ticket_id IS NULL) = (version IS NULL)),
    CHECK ((state IN ('waiting', 'sending')) = (next_attempt_at IS NOT NULL)),
    CHECK ((next_attempt_at IS NULL) = (finished_at IS NOT NULL))
  )`,
  `CREATE INDEX webhook_delivery_due ON webhook_delivery (subscription_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
  `CREATE INDEX webhook_delivery_line ON webhook_delivery (subscription_id, ticket_id, version) WHERE next_attempt_at IS NOT NULL`,
  `CREATE INDEX webhook_delivery_log ON webhook_delivery (subscription_id, id)`,
  `CREATE INDEX webhook_delivery_failed ON webhook_delivery (subscription_id, id) WHERE state = 'failed'`,

  `CREATE TABLE webhook_attempt (
    delivery_id uuid NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    status integer,
    error text,
    milliseconds integer NOT NULL,
    PRIMARY KEY (delivery_id, number)
  )`,
];
