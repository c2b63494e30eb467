import type { Database } from '#database';
import { defaultPauses, type ClockKind, type PolicyConditions, type Threshold, type WaitingState } from '#domain';

/** A policy as a test says it: whatever it leaves out is for any ticket, round the clock, and rings at the breach alone. */
export interface Promised extends Partial<PolicyConditions> {
  readonly kind: ClockKind;
  readonly targetSeconds: number;
  readonly thresholds?: readonly Threshold[];
  readonly pausedWhile?: readonly WaitingState[];
  readonly outsideHours?: boolean;
  /** The code of a calendar. */
  readonly calendar?: string;
}

/** A threshold that tells the leads and does nothing, but for what is said of it. */
export const threshold = (percent: number, more: Partial<Threshold> = {}): Threshold => ({
  percent,
  notify: 'leads',
  action: 'none',
  evenIfHeld: false,
  ...more,
});

/**
 * From one moment on exactly these policies are in force; left out, as if it had always been so. Gives the number of the
 * change.
 */
export async function promiseThese(
  { pool }: Database,
  policies: readonly Promised[],
  at = new Date(0),
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO sla_change (at, actor_kind, actor_id, what, finished_at) VALUES ($1, 'system', 'test', 'Tested.', now())
     RETURNING id`,
    [at],
  );
  const change = rows[0]!.id;
  await pool.query('UPDATE sla_policy_version SET until = $1 WHERE until IS NULL', [change]);
  const written = policies.map(({ thresholds = [threshold(100)], ...policy }) => ({
    ...policy,
    thresholds,
    paused_while: policy.pausedWhile ?? defaultPauses[policy.kind],
    target_seconds: policy.targetSeconds,
    outside_hours: policy.outsideHours ?? false,
    organisation_id: policy.organisationId ?? null,
    team_id: policy.teamId ?? null,
    vendor_id: policy.vendorId ?? null,
  }));
  await pool.query(
    `INSERT INTO sla_policy_version (policy_id, kind, priority, entitlement, organisation_id, channel, tier, team_id, vendor_id,
       target_seconds, calendar, calendar_version, thresholds, paused_while, outside_hours, since)
     SELECT gen_random_uuid(), kind, priority, entitlement, organisation_id, channel, tier, team_id, vendor_id, target_seconds,
       policy.calendar, calendar.version, thresholds, paused_while, outside_hours, $2
     FROM jsonb_to_recordset($1) AS policy (kind text, priority text, entitlement text, organisation_id uuid, channel text,
       tier integer, team_id uuid, vendor_id uuid, target_seconds integer, calendar text, thresholds jsonb, paused_while text[],
       outside_hours boolean) LEFT JOIN calendar ON calendar.code = policy.calendar`,
    [JSON.stringify(written), change],
  );
  return change;
}
