import { isVendorKind, clockKinds } from '#domain';
import { results, type Filters, type Result } from './outcomes.query.js';
import type { Period } from './period.js';

/** The parameters of the conditions below. */
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
  filters.result === undefined ? null : results.indexOf(filters.result),
];
/** The first parameter that is free. */
export const NEXT = 12;

/** Where a promise is in time, and whether that is in the period. */
export interface Part {
  readonly at: string;
  readonly when: string;
}

/** A promise that has ended belongs to the period in which it did. */
export const ended: Part = { at: 'clock.ended_at', when: 'clock.ended_at >= $1 AND clock.ended_at < $2' };

/* One that has not belongs to the period in which it is due: the broken ones by their index, the others, which all run, by theirs. */
export const open: readonly Part[] = [
  {
    at: 'clock.due_at',
    when: 'clock.ended_at IS NULL AND clock.breached_at IS NOT NULL AND clock.due_at >= $1 AND clock.due_at < $2',
  },
  {
    at: 'clock.due_at',
    when: `clock.state = 'running' AND clock.breached_at IS NULL AND clock.due_at >= $1 AND clock.due_at < $2`,
  },
];

const number = (result: Result): number => results.indexOf(result);

/**
 * Which of `results` it is, by its place. What was late stays so, whatever happened to it then: taking a ticket back from a
 * late vendor does not make him punctual.
 */
export const result = `CASE
      WHEN clock.ended_at IS NULL THEN CASE WHEN clock.breached_at IS NOT NULL OR (clock.state = 'running' AND clock.due_at < $3)
        THEN ${number('overdue')} ELSE ${number('running')} END
      WHEN clock.breached_at IS NOT NULL THEN ${number('breached')}
      WHEN clock.state = 'cancelled' THEN ${number('cancelled')} ELSE ${number('met')} END`;

export const isOneOf = (...some: readonly Result[]): string => `result IN (${some.map(number).join(', ')})`;

export const isVendors = `clock.kind IN (${clockKinds
  .filter(isVendorKind)
  .map((kind) => `'${kind}'`)
  .join(', ')})`;

export const joinPolicy = 'JOIN sla_policy_version AS policy ON policy.id = clock.policy_version';
export const joinTicket = 'JOIN ticket ON ticket.id = clock.ticket_id';

/**
 * What was asked for. What was not is not there for the planner: these statements are planned for their parameters each time.
 *   ticket  whether it is joined; it must be when an organisation is asked for
 */
export const isWanted = (ticket: boolean): string => `
    ($4::text IS NULL OR clock.kind = $4) AND ($5::uuid IS NULL OR clock.policy_version IN (SELECT id FROM sla_policy_version WHERE policy_id = $5))
    AND ($6::integer IS NULL OR clock.tier = $6)
    AND ($7::uuid IS NULL OR (clock.owner_id = $7 AND clock.kind = 'tier'))
    AND ($8::uuid IS NULL OR (clock.owner_id = $8 AND ${isVendors}))
    AND ($9::uuid IS NULL${ticket ? ' OR ticket.organisation_id = $9' : ''})
    AND ($10::text IS NULL OR clock.priority = $10) AND ($11::integer IS NULL OR ${result} = $11)`;
