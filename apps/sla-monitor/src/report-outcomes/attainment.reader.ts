import { Database } from '#database';
import { Injectable } from '@nestjs/common';
import { attained, nothing, sum, type Tally } from './attainment.js';
import {
  ended,
  isOneOf,
  isVendors,
  isWanted,
  joinPolicy,
  joinTicket,
  NEXT,
  open,
  parametersOf,
  result,
  type Part,
} from './clocks-in-period.js';
import { namesOf } from './names.js';
import type { AttainmentQuery, Grouping } from './outcomes.query.js';
import type { AttainmentGroup, AttainmentView } from './outcomes.views.js';
import { slicesOf, sliceUnits, type Period, type SliceUnit } from './period.js';

/** Most groups of one answer. */
const MOST_GROUPS = 1_000;

interface Row extends Tally {
  readonly key: string | null;
  readonly used: Percentiles;
  readonly late: Percentiles;
}

/** Milliseconds: of half of them, and of nine in ten. */
type Percentiles = readonly [number, number] | null;

/** How many promises were kept. */
@Injectable()
export class AttainmentReader {
  constructor(private readonly database: Database) {}

  async report(query: AttainmentQuery, period: Period, now: Date): Promise<AttainmentView> {
    const { groupBy, timezone } = query;
    const values = parametersOf(query, period, now);
    const isSliced = isSlice(groupBy);
    const slices = isSliced ? slicesOf(period, groupBy, timezone) : [];
    if (isSliced) values.push(slices.map(({ from }) => from));
    const rows = perKey((await this.database.pool.query<Row>(select(query), values)).rows);
    const items = isSliced
      ? slices.map(({ name, from, to }, index) =>
          groupOf(
            { id: name, name, from, to },
            rows.find(({ key }) => Number(key) === index + 1),
          ),
        )
      : await this.named(groupBy, rows);
    return {
      groupBy,
      from: period.from,
      to: period.to,
      timezone,
      total: attained(sum(rows)),
      items,
      omitted: isSliced ? 0 : Math.max(0, rows.length - MOST_GROUPS),
    };
  }

  /** The groups in which most happened, by their names. */
  private async named(groupBy: Grouping, rows: readonly Row[]): Promise<AttainmentGroup[]> {
    const size = ({ ended, stillRunning }: Row): number => ended + stillRunning;
    const largest = rows.toSorted((one, other) => size(other) - size(one)).slice(0, MOST_GROUPS);
    const names = await namesOf(this.database, groupBy, largest.flatMap(({ key }) => key ?? [])); // prettier-ignore
    return largest
      .map((row) => {
        const name = row.key === null ? null : (names.get(row.key) ?? null);
        return groupOf({ id: row.key, name, from: null, to: null }, row);
      })
      .toSorted(byName);
  }
}

/** `L2` before `L10`, and what has no name last. */
const byName = ({ name: one }: AttainmentGroup, { name: other }: AttainmentGroup): number =>
  one === null || other === null
    ? Number(one === null) - Number(other === null)
    : one.localeCompare(other, 'en', { numeric: true });

const isSlice = (groupBy: Grouping): groupBy is SliceUnit => (sliceUnits as readonly string[]).includes(groupBy);

/** What has ended and what has not, as one. */
function perKey(rows: readonly Row[]): Row[] {
  const byKey = new Map<string | null, Row>();
  for (const row of rows) {
    const other = byKey.get(row.key);
    const { key, used, late } = row;
    byKey.set(key, other ? { key, used: other.used ?? used, late: other.late ?? late, ...sum([other, row]) } : row);
  }
  return [...byKey.values()];
}

type Head = Pick<AttainmentGroup, 'id' | 'name' | 'from' | 'to'>;

function groupOf({ id, name, from, to }: Head, row: Row | undefined): AttainmentGroup {
  const [usedSeconds, lateSeconds] = [secondsOf(row?.used ?? null), secondsOf(row?.late ?? null)];
  return { id, name, from, to, ...attained(row ?? nothing), usedSeconds, lateSeconds };
}

const secondsOf = (percentiles: Percentiles) =>
  percentiles && { p50: secondsIn(percentiles[0]), p90: secondsIn(percentiles[1]) };

/** One that is late by its due time alone, which came while it was closed, took no open time more. */
const secondsIn = (ms: number): number => Math.max(0, Math.floor(ms / 1_000));

/** What promises are grouped by, and which of them can be; keys are turned into text once a group. */
const groups: Readonly<Record<Exclude<Grouping, SliceUnit>, readonly [key: string, of: string]>> = {
  policy: ['policy.policy_id', 'TRUE'],
  tier: ['clock.tier', `clock.kind = 'tier'`],
  team: ['clock.owner_id', `clock.kind = 'tier'`],
  vendor: ['clock.owner_id', isVendors],
  priority: ['clock.priority', 'TRUE'],
  organisation: ['ticket.organisation_id', 'TRUE'],
  kind: ['clock.kind', 'TRUE'],
};

function select({ groupBy, organisationId }: AttainmentQuery): string {
  const needsTicket = groupBy === 'organisation' || organisationId !== undefined;
  const part = ({ at, when }: Part): string => {
    const [key, of] = isSlice(groupBy) ? [`width_bucket(${at}, $${NEXT}::timestamptz[])`, 'TRUE'] : groups[groupBy];
    return `
      SELECT ${key} AS key, ${result} AS result, clock.banked_ms AS used,
        clock.banked_ms - policy.target_seconds * 1000::bigint AS late
      FROM clock ${joinPolicy} ${needsTicket ? joinTicket : ''}
      WHERE ${when} AND ${isWanted(needsTicket)} AND ${of}`;
  };
  const percentiles = (of: string): string => `percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${of})`;
  // Apart from each other: what has not ended may be a million, and need not be sorted to be counted.
  return `
    SELECT key::text AS key, count(*)::int AS ended, count(*) FILTER (WHERE ${isOneOf('met')})::int AS met,
      count(*) FILTER (WHERE ${isOneOf('breached')})::int AS breached,
      count(*) FILTER (WHERE ${isOneOf('cancelled')})::int AS cancelled, 0 AS "stillRunning", 0 AS "overdueNow",
      (${percentiles('used')} FILTER (WHERE ${isOneOf('met', 'breached')}))::float8[] AS used,
      (${percentiles('late')} FILTER (WHERE ${isOneOf('breached')}))::float8[] AS late
    FROM (${part(ended)}) AS told GROUP BY told.key
    UNION ALL
    SELECT key::text, 0, 0, 0, 0, count(*)::int, count(*) FILTER (WHERE ${isOneOf('overdue')})::int, NULL, NULL
    FROM (${open.map(part).join(' UNION ALL ')}) AS told GROUP BY told.key`;
}
