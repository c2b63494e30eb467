import { transitions } from '#domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const legalTransitions = transitions.map(([from, action, to]) => `('${from}','${action}','${to}')`).join(', ');

/** The first schema. Each table is written by one app, named in its entity's comment (and by the stores for the four shared ones). */
export class Initial1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE EXTENSION IF NOT EXISTS pg_trgm`,

  // ---- customers (intake) ----
  `CREATE TABLE organisation (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE contact (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    name text,
    organisation_id uuid REFERENCES organisation (id),
    may_read_organisation boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX contact_organisation ON contact (organisation_id)`,
  `CREATE TABLE product (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE asset (
    id uuid PRIMARY KEY,
    tag text NOT NULL UNIQUE,
    product_id uuid NOT NULL REFERENCES product (id),
    organisation_id uuid REFERENCES organisation (id),
    contact_id uuid REFERENCES contact (id),
    serial_number text,
    location text,
    warranty_until date,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX asset_tag_lower ON asset (lower(tag))`,
  `CREATE TABLE contract (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    kind text NOT NULL CHECK (kind IN ('premium', 'service')),
    name text NOT NULL,
    product_id uuid REFERENCES product (id),
    starts_on date NOT NULL,
    ends_on date NOT NULL CHECK (ends_on >= starts_on),
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX contract_organisation ON contract (organisation_id)`,
  `CREATE TABLE api_key (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    hash bytea NOT NULL UNIQUE,
    scopes text[] NOT NULL,
    organisation_id uuid REFERENCES organisation (id),
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  `CREATE TABLE idempotency_key (
    caller text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL,
    status smallint NOT NULL,
    response text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key, method, path)
  )`,
  `CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at)`,

  // ---- the desk (tier-worker) ----
  `CREATE TABLE tier (
    number integer PRIMARY KEY CHECK (number BETWEEN 1 AND 99),
    name text NOT NULL UNIQUE,
    may_resolve boolean NOT NULL DEFAULT true,
    may_ask_vendor boolean NOT NULL DEFAULT false
  )`,
  `INSERT INTO tier (number, name, may_resolve, may_ask_vendor) VALUES (1, 'L1', true, false), (2, 'L2', true, true), (3, 'L3', true, true)`,
  `CREATE TABLE sector (
    code text PRIMARY KEY,
    name text NOT NULL
  )`,
  `CREATE TABLE team (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    tier integer NOT NULL REFERENCES tier (number),
    sector text REFERENCES sector (code)
  )`,
  `CREATE TABLE agent (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('agent', 'lead', 'admin')),
    password_hash text NOT NULL,
    capacity integer CHECK (capacity > 0),
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE team_member (
    team_id uuid NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    agent_id uuid NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    PRIMARY KEY (team_id, agent_id)
  )`,
  `CREATE INDEX team_member_agent ON team_member (agent_id)`,
  `CREATE TABLE session (
    hash bytea PRIMARY KEY,
    agent_id uuid NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX session_agent ON session (agent_id)`,
  `CREATE TABLE login_failure (
    account text NOT NULL,
    address text NOT NULL,
    failures integer NOT NULL,
    first_at timestamptz NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (account, address)
  )`,

  // ---- the ticket (every app, only through the ticket store) ----
  `CREATE SEQUENCE ticket_number AS bigint START 1001`,
  `CREATE TABLE ticket (
    id uuid PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    state text NOT NULL,
    version integer NOT NULL,
    subject text NOT NULL,
    requester_id uuid NOT NULL REFERENCES contact (id),
    organisation_id uuid REFERENCES organisation (id),
    channel text NOT NULL,
    language text,
    created_by text NOT NULL,
    external_id text,
    product text,
    asset_tag text,
    product_id uuid REFERENCES product (id),
    asset_id uuid REFERENCES asset (id),
    location text,
    symptom text,
    underlying_problem text,
    goal text,
    impact text NOT NULL,
    urgency text NOT NULL,
    priority text,
    entitlement text,
    entitlement_reason text,
    requested_route jsonb,
    tier integer REFERENCES tier (number),
    sector text REFERENCES sector (code),
    team_id uuid REFERENCES team (id),
    assignee_id uuid REFERENCES agent (id),
    stay_version integer,
    queued_at timestamptz,
    received_by_tier_at timestamptz,
    handed_over_from integer,
    bounces integer NOT NULL DEFAULT 0,
    wait_for text,
    wait_until timestamptz,
    vendor_case_id uuid,
    solution text,
    solution_code text,
    l1_capable boolean,
    merged_into uuid REFERENCES ticket (id),
    tags text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    resolved_at timestamptz,
    closed_at timestamptz,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple', subject)) STORED,
    CHECK (state <> 'queued' OR tier IS NOT NULL),
    CHECK (state <> 'in_progress' OR assignee_id IS NOT NULL)
  )`,
  `CREATE UNIQUE INDEX ticket_external_id ON ticket (created_by, external_id) WHERE external_id IS NOT NULL`,
  `CREATE INDEX ticket_waiting ON ticket (tier, sector, number) WHERE state = 'queued'`,
  `CREATE INDEX ticket_state ON ticket (state, number DESC)`,
  `CREATE INDEX ticket_tier ON ticket (tier, number DESC)`,
  `CREATE INDEX ticket_assignee ON ticket (assignee_id, number DESC) WHERE assignee_id IS NOT NULL`,
  `CREATE INDEX ticket_requester ON ticket (requester_id, number DESC)`,
  `CREATE INDEX ticket_organisation ON ticket (organisation_id, number DESC) WHERE organisation_id IS NOT NULL`,
  `CREATE INDEX ticket_resolved ON ticket (resolved_at) WHERE state = 'resolved'`,
  `CREATE INDEX ticket_search ON ticket USING gin (search)`,
  `CREATE TABLE post (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    author_kind text NOT NULL,
    author_id text NOT NULL,
    author_name text,
    public boolean NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(body, 100000))) STORED
  )`,
  `CREATE INDEX post_ticket ON post (ticket_id, created_at, id)`,
  `CREATE INDEX post_search ON post USING gin (search)`,
  `CREATE TABLE ticket_event (
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    version integer NOT NULL,
    type text NOT NULL,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    actor_name text,
    public boolean NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (ticket_id, version)
  )`,
  `CREATE TABLE ticket_transition (
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    version integer NOT NULL,
    from_state text NOT NULL,
    action text NOT NULL,
    to_state text NOT NULL,
    tier integer,
    sector text,
    assignee_id uuid,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, version),
    CONSTRAINT ticket_transition_legal CHECK ((from_state, action, to_state) IN (${legalTransitions}))
  )`,
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`,
  ...['ticket_event', 'ticket_transition'].map(
    (table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),

  // ---- what hangs on a ticket (tier-worker) ----
  `CREATE TABLE work_order (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    stay_version integer NOT NULL,
    from_tier integer NOT NULL,
    to_tier integer NOT NULL,
    situation text,
    tried jsonb NOT NULL,
    hypothesis text,
    customer_context text,
    check_first text,
    reason text,
    automatic boolean NOT NULL,
    complete boolean NOT NULL,
    overridden_by uuid REFERENCES agent (id),
    override_reason text,
    time_per_tier jsonb NOT NULL,
    created_by_kind text NOT NULL,
    created_by_id text NOT NULL,
    created_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid REFERENCES agent (id),
    returned_at timestamptz,
    return_reason text,
    return_note text
  )`,
  `CREATE INDEX work_order_ticket ON work_order (ticket_id, created_at)`,
  `CREATE TABLE work_log (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    tier integer,
    agent_id uuid NOT NULL REFERENCES agent (id),
    kind text NOT NULL CHECK (kind IN ('call', 'remote', 'on-site', 'research', 'other')),
    seconds integer NOT NULL CHECK (seconds > 0),
    with_customer boolean NOT NULL,
    note text,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX work_log_ticket ON work_log (ticket_id)`,
  `CREATE TABLE lead_alert (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    version integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('breach-at-last-tier', 'breach', 'bouncing')),
    detail text NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (ticket_id, version, kind)
  )`,

  // ---- triage ----
  `CREATE TABLE priority_matrix (
    impact text NOT NULL CHECK (impact IN ('low', 'medium', 'high')),
    urgency text NOT NULL CHECK (urgency IN ('low', 'medium', 'high')),
    priority text NOT NULL CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
    PRIMARY KEY (impact, urgency)
  )`,
  `INSERT INTO priority_matrix VALUES
    ('high','high','P1'), ('high','medium','P2'), ('high','low','P3'),
    ('medium','high','P2'), ('medium','medium','P3'), ('medium','low','P4'),
    ('low','high','P3'), ('low','medium','P4'), ('low','low','P5')`,
  `CREATE TABLE routing_rule (
    id uuid PRIMARY KEY,
    position integer NOT NULL UNIQUE DEFERRABLE INITIALLY IMMEDIATE,
    name text NOT NULL,
    words text[] NOT NULL DEFAULT '{}',
    product_id uuid REFERENCES product (id),
    organisation_id uuid REFERENCES organisation (id),
    sector text REFERENCES sector (code),
    tier integer NOT NULL REFERENCES tier (number),
    enabled boolean NOT NULL DEFAULT true
  )`,

  // ---- promises (sla-monitor) ----
  `CREATE TABLE sla_policy (
    priority text NOT NULL CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
    kind text NOT NULL CHECK (kind IN ('resolution', 'tier')),
    target_seconds integer NOT NULL CHECK (target_seconds > 0),
    on_breach text NOT NULL CHECK (on_breach IN ('escalate', 'alert')),
    even_if_held boolean NOT NULL DEFAULT false,
    PRIMARY KEY (priority, kind)
  )`,
  `INSERT INTO sla_policy (priority, kind, target_seconds, on_breach) VALUES
    ('P1','resolution',14400,'escalate'), ('P2','resolution',28800,'escalate'), ('P3','resolution',86400,'escalate'),
    ('P4','resolution',259200,'escalate'), ('P5','resolution',604800,'escalate'),
    ('P1','tier',1800,'escalate'), ('P2','tier',3600,'escalate'), ('P3','tier',14400,'escalate'),
    ('P4','tier',43200,'escalate'), ('P5','tier',86400,'escalate')`,
  `CREATE TABLE clock (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    kind text NOT NULL CHECK (kind IN ('resolution', 'tier')),
    tier integer,
    state text NOT NULL CHECK (state IN ('running', 'paused', 'met', 'cancelled')),
    priority text NOT NULL,
    target_seconds integer NOT NULL,
    on_breach text NOT NULL,
    even_if_held boolean NOT NULL,
    started_at timestamptz NOT NULL,
    resumed_at timestamptz,
    banked_ms bigint NOT NULL DEFAULT 0,
    due_at timestamptz,
    next_alarm_at timestamptz,
    rung smallint NOT NULL DEFAULT 0,
    breached_at timestamptz,
    ended_at timestamptz
  )`,
  `CREATE INDEX clock_next_alarm ON clock (next_alarm_at) WHERE state = 'running' AND next_alarm_at IS NOT NULL`,
  `CREATE UNIQUE INDEX clock_of_ticket ON clock (ticket_id, kind, tier) NULLS NOT DISTINCT`,
  `CREATE TABLE clock_cursor (
    ticket_id uuid PRIMARY KEY REFERENCES ticket (id),
    version integer NOT NULL,
    opened_at timestamptz,
    priority text
  )`,

  // ---- vendors (vendor-gateway) ----
  `CREATE TABLE vendor (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    endpoint text NOT NULL,
    secret text NOT NULL,
    previous_secret text,
    previous_secret_until timestamptz,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL))
  )`,
  `CREATE SEQUENCE vendor_case_number AS bigint START 4001`,
  `CREATE TABLE vendor_case (
    id uuid PRIMARY KEY,
    number bigint NOT NULL UNIQUE DEFAULT nextval('vendor_case_number'),
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    vendor_id uuid NOT NULL REFERENCES vendor (id),
    tier integer NOT NULL,
    state text NOT NULL CHECK (state IN ('sending', 'sent', 'acknowledged', 'needs-info', 'progress', 'resolved', 'rejected', 'undeliverable')),
    subject text NOT NULL,
    body text NOT NULL,
    vendor_reference text,
    last_sequence bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX vendor_case_ticket ON vendor_case (ticket_id)`,
  `CREATE INDEX vendor_case_vendor ON vendor_case (vendor_id)`,
  `CREATE TABLE vendor_delivery (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES vendor_case (id),
    vendor_id uuid NOT NULL REFERENCES vendor (id),
    payload text NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    failed_at timestamptz,
    last_error text,
    correlation_id text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX vendor_delivery_case ON vendor_delivery (case_id)`,
  `CREATE INDEX vendor_delivery_due ON vendor_delivery (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
  `CREATE TABLE vendor_callback (
    vendor_id uuid NOT NULL REFERENCES vendor (id),
    message_id text NOT NULL,
    case_id uuid NOT NULL REFERENCES vendor_case (id),
    sequence bigint NOT NULL,
    kind text NOT NULL,
    message text,
    reference text,
    applied boolean NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (vendor_id, message_id)
  )`,
  `CREATE INDEX vendor_callback_case ON vendor_callback (case_id, sequence)`,

  // ---- messages (every app, only through the outbox) ----
  `CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    queue text NOT NULL,
    message text NOT NULL,
    data jsonb NOT NULL,
    correlation_id text NOT NULL,
    causation_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    failures integer NOT NULL DEFAULT 0,
    sweeps integer NOT NULL DEFAULT 0,
    next_sweep_at timestamptz NOT NULL,
    dead_at timestamptz,
    error jsonb
  )`,
  `CREATE INDEX outbox_next_sweep ON outbox (next_sweep_at) WHERE dead_at IS NULL`,
  `CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL`,

  // ---- the demo (standalone): one row once it was begun ----
  `CREATE TABLE demo (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    begun_at timestamptz NOT NULL DEFAULT now(),
    told_at timestamptz
  )`,
];
