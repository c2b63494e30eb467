import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes with a ticket from tier to tier: advice asked for, a manager's attention, work with its corrections and its cost. */
export class HandOver1797630000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `ALTER TABLE work_order
    ADD COLUMN runbook_steps jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN returned_by uuid REFERENCES agent (id),
    ADD COLUMN better_sector text REFERENCES sector (code)`,
  `CREATE INDEX work_order_created ON work_order (created_at)`,

  // Posts hold what was asked and answered: they are the ticket's, as everything people write.
  `CREATE TABLE consultation (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    state text NOT NULL CHECK (state IN ('open', 'taken', 'answered', 'withdrawn')),
    from_tier integer NOT NULL REFERENCES tier (number),
    to_tier integer NOT NULL REFERENCES tier (number),
    sector text REFERENCES sector (code),
    team_id uuid REFERENCES team (id),
    follows uuid REFERENCES consultation (id),
    question_post_id uuid NOT NULL,
    asked_by uuid NOT NULL REFERENCES agent (id),
    asked_at timestamptz NOT NULL,
    taken_by uuid REFERENCES agent (id),
    taken_at timestamptz,
    answer_post_id uuid,
    ended_by uuid REFERENCES agent (id),
    ended_at timestamptz,
    withdraw_reason text,
    CHECK ((state = 'taken') <= (taken_by IS NOT NULL)),
    CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
    CHECK ((state IN ('answered', 'withdrawn')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'answered') = (answer_post_id IS NOT NULL))
  )`,
  `CREATE INDEX consultation_of_ticket ON consultation (ticket_id)`,
  `CREATE INDEX consultation_live ON consultation (to_tier, id) WHERE state IN ('open', 'taken')`,
  `CREATE INDEX consultation_asked ON consultation (asked_at)`,

  `CREATE TABLE hierarchical_escalation (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    state text NOT NULL CHECK (state IN ('requested', 'approved', 'declined', 'ended')),
    reason text NOT NULL CHECK (reason IN ('inactivity', 'lack-of-progress', 'customer-deadline', 'customer-request', 'other')),
    requested_by text NOT NULL CHECK (requested_by IN ('customer', 'internal')),
    justification text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    trend text CHECK (trend IN ('improving', 'steady', 'worsening')),
    raised_by uuid NOT NULL REFERENCES agent (id),
    raised_at timestamptz NOT NULL,
    decided_by uuid REFERENCES agent (id),
    decided_at timestamptz,
    decision_note text,
    ended_by uuid REFERENCES agent (id),
    ended_at timestamptz,
    end_reason text,
    CHECK ((state = 'requested') <= (decided_at IS NULL)),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX hierarchical_escalation_live ON hierarchical_escalation (ticket_id) WHERE state IN ('requested', 'approved')`,
  `CREATE INDEX hierarchical_escalation_of_ticket ON hierarchical_escalation (ticket_id)`,
  `CREATE TABLE hierarchical_escalation_note (
    id uuid PRIMARY KEY,
    escalation_id uuid NOT NULL REFERENCES hierarchical_escalation (id) ON DELETE CASCADE,
    agent_id uuid NOT NULL REFERENCES agent (id),
    trend text NOT NULL CHECK (trend IN ('improving', 'steady', 'worsening')),
    note text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX hierarchical_escalation_note_of ON hierarchical_escalation_note (escalation_id)`,
  `ALTER TABLE lead_alert
    DROP CONSTRAINT lead_alert_kind_check,
    ADD CONSTRAINT lead_alert_kind_check
      CHECK (kind IN ('breach-at-last-tier', 'breach', 'bouncing', 'hierarchical-escalation', 'vendor-silent', 'warning'))`,

  // A correcting entry takes back or adds: history stays, sums change.
  `ALTER TABLE work_log
    ADD COLUMN corrects uuid REFERENCES work_log (id),
    ADD COLUMN corrected_by uuid REFERENCES agent (id),
    ADD COLUMN reason text,
    ADD COLUMN consultation_id uuid REFERENCES consultation (id),
    DROP CONSTRAINT work_log_seconds_check,
    ADD CONSTRAINT work_log_seconds_check CHECK (seconds > 0 OR (corrects IS NOT NULL AND seconds <> 0)),
    ADD CONSTRAINT work_log_correction_check
      CHECK ((corrects IS NULL) = (corrected_by IS NULL) AND (corrects IS NULL) = (reason IS NULL))`,

  `CREATE TABLE stopwatch (
    agent_id uuid PRIMARY KEY REFERENCES agent (id),
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    tier integer,
    kind text NOT NULL CHECK (kind IN ('call', 'remote', 'on-site', 'research', 'other')),
    with_customer boolean NOT NULL,
    consultation_id uuid REFERENCES consultation (id),
    started_at timestamptz NOT NULL
  )`,

  // What an hour costs, in hundredths of the currency: of a tier, or of one agent.
  `CREATE TABLE work_rate (
    id uuid PRIMARY KEY,
    tier integer REFERENCES tier (number),
    agent_id uuid REFERENCES agent (id),
    hundredths_per_hour integer NOT NULL CHECK (hundredths_per_hour >= 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz,
    CHECK (num_nonnulls(tier, agent_id) = 1),
    CHECK (ends_at > starts_at)
  )`,
  `CREATE UNIQUE INDEX work_rate_of_tier ON work_rate (tier, starts_at) WHERE tier IS NOT NULL`,
  `CREATE UNIQUE INDEX work_rate_of_agent ON work_rate (agent_id, starts_at) WHERE agent_id IS NOT NULL`,
];
