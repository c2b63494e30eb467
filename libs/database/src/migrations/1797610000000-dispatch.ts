import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is there, what they can, how much they carry, and how work comes to them: availability, shifts, skills, weights, the rules of
 * dispatch and overflow, offers. Nothing here changes how an installation works until somebody writes a rule.
 */
export class Dispatch1797610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE TABLE agent_availability (
    agent_id uuid PRIMARY KEY REFERENCES agent (id),
    state text NOT NULL CHECK (state IN ('available', 'busy', 'away', 'offline')),
    reason text,
    until timestamptz,
    since timestamptz NOT NULL,
    set_by uuid REFERENCES agent (id)
  )`,
  `CREATE INDEX agent_availability_until ON agent_availability (until) WHERE until IS NOT NULL`,
  `CREATE TABLE work_shift (
    id uuid PRIMARY KEY,
    agent_id uuid UNIQUE REFERENCES agent (id),
    team_id uuid UNIQUE REFERENCES team (id),
    spec jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(agent_id, team_id) = 1)
  )`,
  `CREATE TABLE absence (
    id uuid PRIMARY KEY,
    agent_id uuid NOT NULL REFERENCES agent (id),
    begins_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reason text,
    CHECK (ends_at > begins_at)
  )`,
  `CREATE INDEX absence_agent ON absence (agent_id, ends_at)`,
  `CREATE TABLE agent_skill (
    agent_id uuid NOT NULL REFERENCES agent (id),
    skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9:._-]{0,62}$'),
    level smallint NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 5),
    PRIMARY KEY (agent_id, skill)
  )`,
  `CREATE TABLE priority_weight (
    priority text PRIMARY KEY CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
    weight smallint NOT NULL CHECK (weight BETWEEN 1 AND 100)
  )`,
  `INSERT INTO priority_weight (priority, weight) VALUES ('P1', 4), ('P2', 3), ('P3', 2), ('P4', 1), ('P5', 1)`,
  `CREATE TABLE dispatch_rule (
    id uuid PRIMARY KEY,
    tier integer NOT NULL REFERENCES tier (number),
    sector text REFERENCES sector (code),
    mode text NOT NULL CHECK (mode IN ('pull', 'push')),
    offer_seconds integer NOT NULL CHECK (offer_seconds > 0),
    required_skills jsonb NOT NULL,
    preferred_skills jsonb NOT NULL,
    language_skill text NOT NULL CHECK (language_skill IN ('off', 'preferred', 'required')),
    product_skill text NOT NULL CHECK (product_skill IN ('off', 'preferred', 'required')),
    skill_wait_seconds integer NOT NULL CHECK (skill_wait_seconds >= 0),
    affinity boolean NOT NULL,
    return_after_offline_seconds integer CHECK (return_after_offline_seconds >= 0),
    return_after_away_seconds integer CHECK (return_after_away_seconds >= 0),
    return_after_shift_seconds integer CHECK (return_after_shift_seconds >= 0),
    return_when_deactivated boolean NOT NULL,
    return_waiting boolean NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT dispatch_rule_place UNIQUE NULLS NOT DISTINCT (tier, sector)
  )`,
  `CREATE TABLE overflow_rule (
    id uuid PRIMARY KEY,
    tier integer NOT NULL REFERENCES tier (number),
    sector text REFERENCES sector (code),
    after_seconds integer NOT NULL CHECK (after_seconds >= 0),
    calendar text REFERENCES calendar (code),
    team_id uuid NOT NULL REFERENCES team (id),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT overflow_rule_place UNIQUE NULLS NOT DISTINCT (tier, sector)
  )`,
  `ALTER TABLE team ADD COLUMN partner boolean NOT NULL DEFAULT false`,
  `CREATE TABLE ticket_overflow (
    ticket_id uuid PRIMARY KEY REFERENCES ticket (id),
    stay_version integer NOT NULL,
    team_id uuid NOT NULL REFERENCES team (id),
    began_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  `CREATE INDEX ticket_overflow_team ON ticket_overflow (team_id) WHERE ended_at IS NULL`,
  `CREATE TABLE dispatch_offer (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    stay_version integer NOT NULL,
    agent_id uuid NOT NULL REFERENCES agent (id),
    tier integer NOT NULL,
    sector text,
    state text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'timed-out', 'withdrawn')),
    because text NOT NULL,
    dropped_skills text[] NOT NULL DEFAULT '{}',
    offered_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    reason_code text,
    note text
  )`,
  `CREATE UNIQUE INDEX dispatch_offer_live ON dispatch_offer (ticket_id) WHERE state = 'offered'`,
  `CREATE INDEX dispatch_offer_expires ON dispatch_offer (expires_at) WHERE state = 'offered'`,
  `CREATE INDEX dispatch_offer_agent ON dispatch_offer (agent_id, offered_at DESC)`,
  `CREATE INDEX dispatch_offer_ticket ON dispatch_offer (ticket_id, offered_at)`,
  `CREATE TABLE dispatch_opened (
    ticket_id uuid PRIMARY KEY REFERENCES ticket (id),
    queued_at timestamptz NOT NULL,
    at timestamptz NOT NULL
  )`,
];
