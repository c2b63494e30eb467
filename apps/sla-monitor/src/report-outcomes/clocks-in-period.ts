import { isVendorKind, clockKinds } from '#domain';
import type { Filters } from './outcomes.query.js';
import type { Period } from './period.js';

/** The parameters of `clocksInPeriod`, `result` and `isWanted`. */
export const parametersOf = (filters: Filters, { from, to }: Period, now: Date): unknown[] => [
  from,
  to,
  now,
  filters.kind ?? null,
  filters.policyId ?? null,
  filters.tier ?? null,
  filters.teamId ?? null,
  filters.vendorId ?? null,
  filters.organisationId ?? null,
  filters.priority ?? null,
  filters.result ?? null,
];
/** The first parameter that is free. */
export const NEXT = 12;

const columns = `id, ticket_id, kind, tier, cycle, owner_id, state, priority, policy_version, started_at, resumed_at,
  banked_ms, due_at, next_alarm_at, rung, breached_at, ended_at`;

/*
 * A promise belongs to the period in which it ended, and while it has not, to the one in which it is due. The last two parts
 * are what has not ended: where no alarm is ahead by the time it is due (it is late, or about to be found late), and where
 * one is. Together they are all of it, and no index has an entry more for a promise that is on time.
 */
export const clocksInPeriod = `(
    SELECT ${columns}, ended_at AS at FROM clock WHERE ended_at >= $1 AND ended_at < $2
    UNION ALL
    SELECT ${columns}, due_at FROM clock
    WHERE ended_at IS NULL AND due_at IS NOT NULL AND (next_alarm_at IS NULL OR next_alarm_at > due_at)
      AND due_at >= $1 AND due_at < $2
    UNION ALL
    SELECT ${columns}, due_at FROM clock
    WHERE state = 'running' AND next_alarm_at < $2 AND next_alarm_at <= due_at AND due_at >= $1 AND due_at < $2
  ) AS clock JOIN sla_policy_version AS policy ON policy.id = clock.policy_version`;

/** What was late stays so, whatever happened to it then: taking a ticket back from a late vendor does not make him punctual. */
export const result = `CASE WHEN clock.ended_at IS NULL THEN
      CASE WHEN clock.breached_at IS NOT NULL OR (clock.state = 'running' AND clock.due_at < $3) THEN 'overdue' ELSE 'running' END
    WHEN clock.breached_at IS NOT NULL THEN 'breached' WHEN clock.state = 'cancelled' THEN 'cancelled' ELSE 'met' END`;

export const isVendors = `clock.kind IN (${clockKinds
  .filter(isVendorKind)
  .map((kind) => `'${kind}'`)
  .join(', ')})`;

/** For the planner what is not asked for is not there: these statements are planned for their parameters each time. */
export const isWanted = `($4::text IS NULL OR clock.kind = $4) AND ($5::uuid IS NULL OR policy.policy_id = $5)
    AND ($6::integer IS NULL OR clock.tier = $6)
    AND ($7::uuid IS NULL OR (clock.owner_id = $7 AND clock.kind = 'tier'))
    AND ($8::uuid IS NULL OR (clock.owner_id = $8 AND ${isVendors}))
    AND ($9::uuid IS NULL OR (SELECT organisation_id FROM ticket WHERE ticket.id = clock.ticket_id) = $9)
    AND ($10::text IS NULL OR clock.priority = $10) AND ($11::text IS NULL OR ${result} = $11)`;
