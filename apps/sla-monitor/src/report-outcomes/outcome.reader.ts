import { Database, policiesOf, selectClock } from '#database';
import { isVendorKind, ticketNumber, usedMs, type Clock } from '#domain';
import { Injectable } from '@nestjs/common';
import {
  ended,
  isWanted,
  joinPolicy,
  joinTicket,
  NEXT,
  open,
  parametersOf,
  result,
  type Part,
} from './clocks-in-period.js';
import { policyNames, thingNames } from './names.js';
import { results, type Filters } from './outcomes.query.js';
import type { OutcomeView } from './outcomes.views.js';
import type { Period } from './period.js';

const AT_ONCE = 1_000;

/** Where a page ended: when the last promise on it ended or is due, and its clock. */
export interface Mark {
  readonly at: Date;
  readonly id: string;
}

interface Row extends Clock {
  readonly ticketId: string;
  readonly ticketNumber: number;
  readonly policyId: string;
  /** Its place among `results`. */
  readonly result: number;
  readonly at: Date;
}

/** What became of promises, one by one. */
@Injectable()
export class OutcomeReader {
  constructor(private readonly database: Database) {}

  /** The latest first, from after a mark on. `last` is the mark of the last one, null when there are no more. */
  async list(
    filters: Filters,
    period: Period,
    page: { readonly now: Date; readonly after: Mark | null; readonly limit: number },
  ): Promise<{ items: OutcomeView[]; last: Mark | null }> {
    const { now, after, limit } = page;
    const to = after && after.at < period.to ? new Date(after.at.getTime() + 1) : period.to;
    const values = [...parametersOf(filters, { from: period.from, to }, now), after?.at, after?.id, limit + 1];
    const { rows } = await this.database.pool.query<Row>(select(filters), values);
    const found = rows.slice(0, limit);
    const items = await this.viewsOf(found, now);
    const { at, id } = found.at(-1) ?? {};
    return { items, last: rows.length > limit && at && id ? { at, id } : null };
  }

  /** All of them, some at a time: each is read when the one before was taken. */
  async *pages(filters: Filters, period: Period, now: Date): AsyncGenerator<OutcomeView[]> {
    let after: Mark | null = null;
    do {
      const page: { items: OutcomeView[]; last: Mark | null } = await this.list(filters, period, { now, after, limit: AT_ONCE }); // prettier-ignore
      yield page.items;
      after = page.last;
    } while (after);
  }

  private async viewsOf(rows: readonly Row[], now: Date): Promise<OutcomeView[]> {
    const owners = (ofVendors: boolean): string[] =>
      rows.flatMap(({ kind, ownerId }) => (ownerId !== null && isVendorKind(kind) === ofVendors ? [ownerId] : []));
    const [policyOf, policies, teams, vendors] = await Promise.all([
      policiesOf(this.database, rows.map(({ policyVersion }) => policyVersion)), // prettier-ignore
      policyNames(this.database, [...new Set(rows.map(({ policyId }) => policyId))]),
      thingNames(this.database, 'team', [...new Set(owners(false))]),
      thingNames(this.database, 'vendor', [...new Set(owners(true))]),
    ]);
    return rows.map((row) => {
      const policy = policyOf(row.policyVersion);
      const used = usedMs(row, now, policy);
      const { id: clockId, kind, tier, cycle, priority, ownerId, startedAt, dueAt, breachedAt, endedAt } = row;
      const name = ownerId === null ? null : ((isVendorKind(kind) ? vendors : teams).get(ownerId) ?? null);
      return {
        clockId,
        ticket: { id: row.ticketId, number: ticketNumber(row.ticketNumber) },
        kind,
        tier,
        cycle,
        owner: ownerId === null ? null : { id: ownerId, name },
        priority,
        policy: { id: row.policyId, version: row.policyVersion, name: policies.get(row.policyId) ?? kind },
        result: results[row.result]!,
        targetSeconds: policy.targetSeconds,
        usedSeconds: Math.floor(used / 1_000),
        lateSeconds: isLate(row) ? Math.max(0, Math.floor(used / 1_000) - policy.targetSeconds) : 0,
        startedAt,
        dueAt,
        breachedAt,
        endedAt,
      };
    });
  }
}

const isLate = ({ result: place }: Row): boolean => results[place] === 'breached' || results[place] === 'overdue';

/** Each part gives its own latest ones, by its index; of these the latest are meant, and only they are looked up. */
function select({ organisationId }: Filters): string {
  const needsTicket = organisationId !== undefined;
  const latest = ({ at, when }: Part): string => `(
      SELECT clock.*, ${at} AS at, ${result} AS result FROM clock ${needsTicket ? joinTicket : ''}
      WHERE ${when} AND ${isWanted(needsTicket)}
        AND ($${NEXT}::timestamptz IS NULL OR (${at}, clock.id) < ($${NEXT}, $${NEXT + 1}::uuid))
      ORDER BY ${at} DESC, clock.id DESC LIMIT $${NEXT + 2})`;
  return `
    SELECT ${selectClock}, clock.at, clock.ticket_id AS "ticketId", ticket.number AS "ticketNumber",
      policy.policy_id AS "policyId", result
    FROM (${[ended, ...open].map(latest).join(' UNION ALL ')} ORDER BY at DESC, id DESC LIMIT $${NEXT + 2}) AS clock
      ${joinPolicy} ${joinTicket}
    ORDER BY clock.at DESC, clock.id DESC`;
}
