import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runbooks, what was done by them on which ticket, and what is thought of its cause. Solved tickets are found by product,
 * sector and asset, newest first, for the screen on which an agent looks for the cause.
 */
export class Runbooks1797620000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE TABLE runbook (
    id uuid PRIMARY KEY,
    published integer,
    archived_at timestamptz,
    created_by uuid NOT NULL REFERENCES agent (id),
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE runbook_version (
    runbook_id uuid NOT NULL REFERENCES runbook (id),
    version integer NOT NULL CHECK (version > 0),
    title text NOT NULL,
    summary text,
    language text,
    tiers integer[] NOT NULL,
    sectors text[] NOT NULL,
    product_ids uuid[] NOT NULL,
    words text[] NOT NULL,
    required_before_escalation boolean NOT NULL,
    steps jsonb NOT NULL,
    changed_by uuid NOT NULL REFERENCES agent (id),
    changed_at timestamptz NOT NULL,
    published_by uuid REFERENCES agent (id),
    published_at timestamptz,
    PRIMARY KEY (runbook_id, version)
  )`,
  `CREATE UNIQUE INDEX runbook_version_draft ON runbook_version (runbook_id) WHERE published_at IS NULL`,
  `ALTER TABLE runbook ADD CONSTRAINT runbook_published FOREIGN KEY (id, published) REFERENCES runbook_version (runbook_id, version)`,
  `CREATE FUNCTION keep_published_runbook() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a published version of a runbook never changes' USING ERRCODE = 'restrict_violation'; END $$`,
  `CREATE TRIGGER runbook_version_published BEFORE UPDATE OR DELETE ON runbook_version
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION keep_published_runbook()`,
  `CREATE TABLE runbook_run (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    runbook_id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'finished', 'abandoned')),
    tier integer,
    started_by uuid NOT NULL REFERENCES agent (id),
    started_at timestamptz NOT NULL,
    ended_by uuid REFERENCES agent (id),
    ended_at timestamptz,
    abandon_reason text,
    FOREIGN KEY (runbook_id, version) REFERENCES runbook_version (runbook_id, version)
  )`,
  `CREATE INDEX runbook_run_ticket ON runbook_run (ticket_id, started_at)`,
  `CREATE INDEX runbook_run_runbook ON runbook_run (runbook_id, version)`,
  `CREATE UNIQUE INDEX runbook_run_once ON runbook_run (ticket_id, runbook_id) WHERE state = 'running'`,
  `CREATE TABLE runbook_step (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL REFERENCES runbook_run (id),
    position integer NOT NULL,
    step_id text NOT NULL,
    result jsonb,
    note text,
    seconds integer CHECK (seconds >= 0),
    agent_id uuid NOT NULL REFERENCES agent (id),
    at timestamptz NOT NULL,
    superseded_at timestamptz
  )`,
  `CREATE INDEX runbook_step_run ON runbook_step (run_id, position)`,
  `CREATE UNIQUE INDEX runbook_step_path ON runbook_step (run_id, position) WHERE superseded_at IS NULL`,
  `CREATE TABLE hypothesis (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    position integer NOT NULL,
    cause text NOT NULL,
    likelihood text NOT NULL CHECK (likelihood IN ('low', 'medium', 'high')),
    state text NOT NULL CHECK (state IN ('open', 'confirmed', 'ruled-out')),
    evidence jsonb NOT NULL,
    created_by uuid NOT NULL REFERENCES agent (id),
    created_at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES agent (id),
    changed_at timestamptz NOT NULL
  )`,
  `CREATE INDEX hypothesis_ticket ON hypothesis (ticket_id, position)`,
  `CREATE INDEX ticket_asset ON ticket (asset_id, number DESC) WHERE asset_id IS NOT NULL`,
  `CREATE INDEX ticket_solved_product ON ticket (product_id, resolved_at DESC) WHERE product_id IS NOT NULL AND state IN ('resolved', 'closed')`,
  `CREATE INDEX ticket_solved_sector ON ticket (sector, resolved_at DESC) WHERE sector IS NOT NULL AND state IN ('resolved', 'closed')`,
];
