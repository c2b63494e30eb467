import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Promises to whom it may be: a policy names any of its conditions, has versions that never change, and every change of
 * policies is on record, so that the clocks of any ticket can be told again from its log. A clock names the version it goes
 * by; what that promises is no longer copied into a million rows. Clocks may follow each other (`cycle`) and have an owner.
 */
export class Promises1797500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const kinds = `('first_response', 'next_response', 'periodic_update', 'resolution', 'tier', 'vendor_ack', 'vendor_resolution')`;

/** Warnings at some per cents, told to one, and what the breach does: as thresholds. */
const thresholds = (percents: string, warn: string, onBreach: string, evenIfHeld: string): string => `(
    SELECT jsonb_agg(jsonb_build_object('percent', percent, 'notify', ${warn}, 'action', 'none', 'evenIfHeld', false) ORDER BY percent)
    FROM unnest(${percents}) AS percent
  ) || jsonb_build_array(jsonb_build_object('percent', 100, 'notify', CASE ${onBreach} WHEN 'alert' THEN 'leads' ELSE 'nobody' END,
    'action', CASE ${onBreach} WHEN 'alert' THEN 'none' ELSE ${onBreach} END, 'evenIfHeld', ${evenIfHeld}))`;
const ownThresholds = (percents: string, warn: string, onBreach: string, evenIfHeld: string): string =>
  `CASE WHEN cardinality(${percents}) = 0 THEN '[]'::jsonb || jsonb_build_array(jsonb_build_object('percent', 100, 'notify', CASE ${onBreach} WHEN 'alert' THEN 'leads' ELSE 'nobody' END,
    'action', CASE ${onBreach} WHEN 'alert' THEN 'none' ELSE ${onBreach} END, 'evenIfHeld', ${evenIfHeld}))
    ELSE ${thresholds(percents, warn, onBreach, evenIfHeld)} END`;
const pauses = (kind: string): string => `CASE ${kind} WHEN 'resolution' THEN ARRAY['awaiting_customer']
  WHEN 'tier' THEN ARRAY['awaiting_customer', 'awaiting_vendor'] ELSE ARRAY[]::text[] END`;

const statements = [
  `CREATE TABLE sla_change (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    actor_name text,
    what text NOT NULL,
    tickets integer,
    done integer NOT NULL DEFAULT 0,
    moved integer NOT NULL DEFAULT 0,
    last_state text,
    last_number bigint,
    worker uuid,
    worker_until timestamptz,
    finished_at timestamptz
  )`,
  `CREATE INDEX sla_change_unfinished ON sla_change (id) WHERE finished_at IS NULL`,
  // As far as we know they always held.
  `INSERT INTO sla_change (at, actor_kind, actor_id, what, finished_at)
    VALUES (to_timestamp(0), 'system', 'migration', 'The policies there were.', now())`,
  `CREATE TABLE sla_policy_version (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    policy_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ${kinds}),
    priority text CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
    entitlement text CHECK (entitlement IN ('premium', 'service', 'warranty', 'self-service')),
    organisation_id uuid,
    channel text,
    tier integer,
    team_id uuid,
    vendor_id uuid,
    target_seconds integer NOT NULL CHECK (target_seconds > 0),
    calendar text,
    calendar_version integer,
    thresholds jsonb NOT NULL,
    paused_while text[] NOT NULL,
    outside_hours boolean NOT NULL DEFAULT false,
    since integer NOT NULL REFERENCES sla_change (id),
    until integer REFERENCES sla_change (id)
  )`,
  `CREATE UNIQUE INDEX sla_policy_version_current ON sla_policy_version (policy_id) WHERE until IS NULL`,
  `CREATE UNIQUE INDEX sla_policy_version_conditions ON sla_policy_version
    (kind, priority, entitlement, organisation_id, channel, tier, team_id, vendor_id) NULLS NOT DISTINCT WHERE until IS NULL`,
  `INSERT INTO sla_policy_version (policy_id, kind, priority, entitlement, target_seconds, calendar, calendar_version, thresholds, paused_while, since)
    SELECT gen_random_uuid(), kind, priority, nullif(entitlement, 'any'), target_seconds, sla_policy.calendar, calendar.version,
      ${ownThresholds('warn_at', 'warn', 'on_breach', 'even_if_held')}, ${pauses('kind')}, 1
    FROM sla_policy LEFT JOIN calendar ON calendar.code = sla_policy.calendar`,
  // What clocks go by that has been edited since is a version of its own, never in force for others.
  `CREATE TEMPORARY TABLE promised ON COMMIT DROP AS
    SELECT kind, priority, target_seconds, warn_at, warn, on_breach, even_if_held, calendar_version,
      ${ownThresholds(`coalesce(string_to_array(nullif(warn_at, ''), ',')::integer[], '{}')`, 'warn', 'on_breach', 'even_if_held')} AS thresholds,
      NULL::integer AS version
    FROM clock GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
  `UPDATE promised SET version = (SELECT id FROM sla_policy_version current
      WHERE current.kind = promised.kind AND current.priority = promised.priority AND current.target_seconds = promised.target_seconds
        AND current.thresholds = promised.thresholds AND current.calendar_version IS NOT DISTINCT FROM promised.calendar_version
      ORDER BY entitlement NULLS FIRST LIMIT 1)`,
  `WITH missing AS (
      INSERT INTO sla_policy_version (policy_id, kind, target_seconds, calendar_version, thresholds, paused_while, since, until)
      SELECT gen_random_uuid(), kind, target_seconds, calendar_version, thresholds, ${pauses('kind')}, 1, 1
      FROM (SELECT DISTINCT kind, target_seconds, calendar_version, thresholds FROM promised WHERE version IS NULL) one
      RETURNING id, kind, target_seconds, calendar_version, thresholds
    )
    UPDATE promised SET version = missing.id FROM missing
    WHERE promised.version IS NULL AND missing.kind = promised.kind AND missing.target_seconds = promised.target_seconds
      AND missing.thresholds = promised.thresholds AND missing.calendar_version IS NOT DISTINCT FROM promised.calendar_version`,
  `ALTER TABLE clock
    DROP CONSTRAINT clock_kind_check,
    ADD CONSTRAINT clock_kind_check CHECK (kind IN ${kinds}),
    ADD COLUMN cycle smallint NOT NULL DEFAULT 1,
    ADD COLUMN owner_id uuid,
    ADD COLUMN policy_version integer`,
  `UPDATE clock SET policy_version = promised.version FROM promised
    WHERE clock.kind = promised.kind AND clock.priority = promised.priority AND clock.target_seconds = promised.target_seconds AND clock.warn_at = promised.warn_at
      AND clock.warn = promised.warn AND clock.on_breach = promised.on_breach AND clock.even_if_held = promised.even_if_held
      AND clock.calendar_version IS NOT DISTINCT FROM promised.calendar_version`,
  // No foreign key: versions are never deleted, and a million clocks need not be looked through to know it.
  `ALTER TABLE clock
    ALTER COLUMN policy_version SET NOT NULL,
    DROP COLUMN target_seconds, DROP COLUMN warn_at, DROP COLUMN warn, DROP COLUMN on_breach, DROP COLUMN even_if_held,
    DROP COLUMN calendar_version`,
  `DROP INDEX clock_of_ticket`,
  `CREATE UNIQUE INDEX clock_of_ticket ON clock (ticket_id, kind, tier, cycle) NULLS NOT DISTINCT`,
  `CREATE INDEX clock_ended ON clock (ended_at) WHERE ended_at IS NOT NULL`,
  // Reports look for what is due in a period: by this index where no alarm is ahead by then, by clock_next_alarm where one is.
  `CREATE INDEX clock_overdue ON clock (due_at)
    WHERE ended_at IS NULL AND due_at IS NOT NULL AND (next_alarm_at IS NULL OR next_alarm_at > due_at)`,
  `ALTER TABLE clock_cursor
    ADD COLUMN change integer NOT NULL DEFAULT 1,
    ADD COLUMN state text,
    ADD COLUMN vendor_case_id uuid`,
  `ALTER TABLE clock_cursor ALTER COLUMN change DROP DEFAULT`,
  `UPDATE clock_cursor cursor SET state = (
      SELECT to_state FROM ticket_transition move WHERE move.ticket_id = cursor.ticket_id AND move.version <= cursor.version
      ORDER BY move.version DESC LIMIT 1)`,
  `DROP TABLE sla_policy`,
  `ALTER TABLE lead_alert ADD COLUMN audience text NOT NULL DEFAULT 'leads'
    CONSTRAINT lead_alert_audience_check CHECK (audience IN ('agent', 'leads', 'hierarchy'))`,
  `UPDATE lead_alert SET audience = 'agent' WHERE agent_id IS NOT NULL`,
];
