import { Database } from '#database';
import { Injectable } from '@nestjs/common';
import { attained, nothing, sum, type Tally } from './attainment.js';
import { clocksInPeriod, isVendors, isWanted, NEXT, parametersOf, result } from './clocks-in-period.js';
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
    const { rows } = await this.database.pool.query<Row>(select(groupBy), values);
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
      .toSorted((one, other) => compare(one.name ?? one.id ?? '~', other.name ?? other.id ?? '~'));
  }
}

const compare = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

const isSlice = (groupBy: Grouping): groupBy is SliceUnit => (sliceUnits as readonly string[]).includes(groupBy);

type Head = Pick<AttainmentGroup, 'id' | 'name' | 'from' | 'to'>;

function groupOf({ id, name, from, to }: Head, row: Row | undefined): AttainmentGroup {
  const [usedSeconds, lateSeconds] = [secondsOf(row?.used ?? null), secondsOf(row?.late ?? null)];
  return { id, name, from, to, ...attained(row ?? nothing), usedSeconds, lateSeconds };
}

const secondsOf = (percentiles: Percentiles) =>
  percentiles && { p50: Math.floor(percentiles[0] / 1_000), p90: Math.floor(percentiles[1] / 1_000) };

/** What promises are grouped by, and which of them can be. */
const groups: Readonly<Record<Exclude<Grouping, SliceUnit>, readonly [key: string, of: string]>> = {
  policy: ['policy.policy_id::text', 'TRUE'],
  tier: ['clock.tier::text', `clock.kind = 'tier'`],
  team: ['clock.owner_id::text', `clock.kind = 'tier'`],
  vendor: ['clock.owner_id::text', isVendors],
  priority: ['clock.priority', 'TRUE'],
  organisation: ['ticket.organisation_id::text', 'TRUE'],
  kind: ['clock.kind', 'TRUE'],
};

function select(groupBy: Grouping): string {
  const [key, of] = isSlice(groupBy) ? [`width_bucket(clock.at, $${NEXT}::timestamptz[])`, 'TRUE'] : groups[groupBy];
  // Keys are turned into text once a group.
  const [grouped, cast] = key.endsWith('::text') ? [key.slice(0, -'::text'.length), '::text'] : [key, ''];
  const half = 'percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP';
  return `
    SELECT key${cast} AS key, count(*) FILTER (WHERE result IN ('met', 'breached', 'cancelled'))::int AS ended,
      count(*) FILTER (WHERE result = 'met')::int AS met, count(*) FILTER (WHERE result = 'breached')::int AS breached,
      count(*) FILTER (WHERE result = 'cancelled')::int AS cancelled,
      count(*) FILTER (WHERE result IN ('running', 'overdue'))::int AS "stillRunning",
      count(*) FILTER (WHERE result = 'overdue')::int AS "overdueNow",
      (${half} (ORDER BY banked_ms) FILTER (WHERE result IN ('met', 'breached')))::float8[] AS used,
      (${half} (ORDER BY late_ms) FILTER (WHERE result = 'breached'))::float8[] AS late
    FROM (
      SELECT ${grouped} AS key, ${result} AS result, clock.banked_ms,
        greatest(0, clock.banked_ms - policy.target_seconds * 1000::bigint) AS late_ms
      FROM ${clocksInPeriod}${groupBy === 'organisation' ? ' JOIN ticket ON ticket.id = clock.ticket_id' : ''}
      WHERE ${isWanted} AND ${of}
    ) AS told GROUP BY told.key`;
}
