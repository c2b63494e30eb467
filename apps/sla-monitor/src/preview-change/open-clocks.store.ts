import { clockColumns, unseen, type Database, type Statement } from '#database';
import type { Channel, Clock, ClockKind, Clocks, PolicyConditions } from '#domain';
import { openStates, type Place } from '../apply-changes/change.store.js';

/** A clock that has not ended, as far as another promise asks, and what decides on its policy. There may be a million of them. */
export interface OpenClock extends Omit<Clock, Unasked> {
  readonly number: number;
  readonly organisationId: string | null;
  readonly channel: Channel;
  readonly entitlement: Clocks['entitlement'];
  readonly ticketState: Clocks['state'];
}
type Unasked = 'id' | 'cycle' | 'startedAt' | 'nextAlarmAt' | 'endedAt';
const unasked: readonly string[] = ['id', 'cycle', 'startedAt', 'nextAlarmAt', 'endedAt'] satisfies Unasked[];

/**
 * Which clocks a change may concern: those that go by these versions, and those of a kind that fit. Also those that still go by a
 * version of the release before that is in force no more, for every change settles them.
 */
export interface Concerned {
  readonly versions: readonly number[];
  readonly fits: { readonly kind: ClockKind; readonly conditions: PolicyConditions } | null;
}

/** The next tickets of the walk through the open ones, as many as these at most. */
export interface Stretch {
  readonly ids: readonly string[];
  readonly lowest: number | null;
}

export async function nextStretch(database: Database, { state, number }: Place, most: number): Promise<Stretch> {
  return (await database.read<Stretch>(stretch, [state, number, most]))[0]!;
}

export async function countOpen(database: Database): Promise<number> {
  return (await database.read<{ tickets: number }>(count, [openStates]))[0]!.tickets;
}

/** The clocks concerned of these tickets. */
export function readClocks(database: Database, ids: readonly string[], { versions, fits }: Concerned) {
  const { priority, entitlement, organisationId, channel, tier, teamId, vendorId } = fits?.conditions ?? anything;
  const conditions = [fits?.kind ?? null, priority, entitlement, organisationId, channel, tier, teamId ?? vendorId];
  return database.read<OpenClock>(read, [ids, versions, ...conditions]);
}

const anything: PolicyConditions = {
  priority: null,
  entitlement: null,
  organisationId: null,
  channel: null,
  tier: null,
  teamId: null,
  vendorId: null,
};

const count: Statement = {
  name: 'preview-count',
  text: 'SELECT count(*)::integer AS tickets FROM ticket WHERE state = ANY ($1::text[])',
};
const stretch: Statement = {
  name: 'preview-stretch',
  text: `SELECT coalesce(array_agg(id), '{}') AS ids, min(number) AS lowest
    FROM (SELECT id, number FROM ticket WHERE state = $1 AND number < $2 ORDER BY number DESC LIMIT $3) next`,
};
const isAny = (parameter: string, type: string, column: string): string =>
  `(${parameter}::${type} IS NULL OR ${column} = ${parameter}::${type})`;
const asked = Object.entries(clockColumns)
  .filter(([property]) => !unasked.includes(property))
  .map(([property, [column]]) => `clock.${column} AS "${property}"`)
  .join(', ');
const read: Statement = {
  name: 'preview-clocks',
  text: `SELECT ${asked}, ticket.number, ticket.organisation_id AS "organisationId", ticket.channel, cursor.entitlement,
      cursor.state AS "ticketState"
    FROM unnest(${unseen('$1::uuid[]')}) AS given (id)
      CROSS JOIN LATERAL (SELECT number, organisation_id, channel FROM ticket WHERE id = given.id LIMIT 1) ticket
      CROSS JOIN LATERAL (SELECT entitlement, state FROM clock_cursor WHERE ticket_id = given.id LIMIT 1) cursor
      CROSS JOIN LATERAL (SELECT * FROM clock WHERE ticket_id = given.id AND ended_at IS NULL
        AND (policy_version = ANY ($2::integer[])
          OR (breached_at IS NULL AND policy_version <> ALL (SELECT id FROM sla_policy_version WHERE until IS NULL)) OR (kind = $3 AND ${isAny('$4', 'text', 'priority')}
          AND ${isAny('$8', 'integer', 'tier')} AND ${isAny('$9', 'uuid', 'owner_id')}
          AND ${isAny('$5', 'text', 'cursor.entitlement')} AND ${isAny('$6', 'uuid', 'ticket.organisation_id')}
          AND ${isAny('$7', 'text', 'ticket.channel')})) OFFSET 0) clock`,
};
