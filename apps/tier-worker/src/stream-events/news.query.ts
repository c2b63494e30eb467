import type { TicketInSight } from '#access';
import { Database, unseen } from '#database';
import type { Actor, State } from '#domain';
import { Injectable } from '@nestjs/common';
import type { Since } from './snapshot.js';

export interface TicketNews {
  readonly tx: number;
  readonly ticketId: string;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly actor: Actor;
}

export interface SignalNews {
  readonly tx: number;
  readonly kind: string;
  readonly at: string;
  readonly ticketIds: readonly string[] | null;
  readonly agentId: string | null;
  readonly data: Record<string, unknown> | null;
}

/** What was committed since, and the moment up to which that is all. */
export interface News {
  readonly history: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly snapshot: string;
  readonly events: readonly TicketNews[];
  readonly signals: readonly SignalNews[];
  /** There is more than is told one by one; then none of it is here. */
  readonly isTooMuch: boolean;
}

/** A ticket as it is now: who may read it, and where it is. */
export interface TicketNow extends TicketInSight {
  readonly id: string;
  readonly number: number;
  readonly state: State;
}

/** Where a ticket was before one of its events, when that was a move. */
export type TicketBefore = Pick<TicketInSight, 'tier' | 'sector' | 'assigneeId'>;

/** More than this at once is not told one by one: whoever looks reads anew what he looks at. */
const MOST_NEWS = 1_000;
/**
 * Nothing older is news: after a restored dump the log names transactions of another server, whose numbers ours will reach
 * some time.
 */
const DAY_SECONDS = 86_400;

@Injectable()
export class NewsQuery {
  constructor(private readonly database: Database) {}

  async since({ from, late }: Since): Promise<News> {
    const [found] = await this.database.read<Omit<News, 'isTooMuch'>>(news, [from, late]);
    const { history, at, snapshot, events, signals } = found!;
    const isTooMuch = events.length > MOST_NEWS || signals.length > MOST_NEWS;
    if (isTooMuch) return { history, at, snapshot, events: [], signals: [], isTooMuch };
    const recent = events.filter((event) => new Date(event.at).getTime() > (at - DAY_SECONDS) * 1_000);
    return { history, at, snapshot, events: recent, signals, isTooMuch };
  }

  async tickets(ids: readonly string[]): Promise<Map<string, TicketNow>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read<TicketNow & Record<string, unknown>>(ticketsNow, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Where the tickets of these events were before, by `keyOf` the event; nothing for what moved no ticket. */
  async before(events: readonly Pick<TicketNews, 'ticketId' | 'version'>[]): Promise<Map<string, TicketBefore>> {
    if (events.length === 0) return new Map();
    const values = [events.map(({ ticketId }) => ticketId), events.map(({ version }) => version)];
    const rows = await this.database.read<TicketBefore & { ticketId: string; version: number }>(placesBefore, values);
    return new Map(rows.map((row) => [keyOf(row), row]));
  }
}

export const keyOf = ({ ticketId, version }: { readonly ticketId: string; readonly version: number }): string =>
  `${ticketId}:${version}`;

/* From a moment on, and what was running then; never more than is told, whatever moment somebody made up. */
const since = (table: string, columns: string) => `(
    SELECT coalesce(json_agg(found ORDER BY found.tx), '[]') FROM (
      (SELECT ${columns} FROM ${table}
        WHERE tx >= $1::bigint AND tx < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        ORDER BY tx LIMIT ${MOST_NEWS + 1})
      UNION ALL
      (SELECT other.* FROM unnest(${unseen('$2::bigint[]')}) AS late (number) CROSS JOIN LATERAL (
          SELECT ${columns} FROM ${table} WHERE tx = late.number ORDER BY tx LIMIT ${MOST_NEWS + 1}) AS other)
      LIMIT ${MOST_NEWS + 1}
    ) AS found)`;
const eventColumns = `tx, ticket_id AS "ticketId", version, type, at,
  json_strip_nulls(json_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name)) AS actor`;
const signalColumns = `tx, kind, at, ticket_ids AS "ticketIds", agent_id AS "agentId", data`;

const news = {
  name: 'live-news',
  text: `SELECT to_hex(system_identifier) || 't' || timeline_id AS history, extract(epoch FROM now())::float8 AS at,
      pg_current_snapshot()::text AS snapshot, ${since('ticket_event', eventColumns)} AS events,
      ${since('desk_signal', signalColumns)} AS signals
    FROM pg_control_system(), pg_control_checkpoint()`,
};
const ticketsNow = {
  name: 'live-tickets',
  text: `SELECT ticket.id, number, state, tier, sector, assignee_id AS "assigneeId", requester_id AS "requesterId",
      organisation_id AS "organisationId"
    FROM unnest(${unseen('$1::uuid[]')}) AS given (id)
      CROSS JOIN LATERAL (SELECT * FROM ticket WHERE ticket.id = given.id LIMIT 1) ticket`,
};
const placesBefore = {
  name: 'live-before',
  text: `SELECT given.id AS "ticketId", given.version, before.tier, before.sector, before.assignee_id AS "assigneeId"
    FROM unnest(${unseen('$1::uuid[]')}, ${unseen('$2::int[]')}) AS given (id, version)
      CROSS JOIN LATERAL (SELECT FROM ticket_transition
        WHERE ticket_id = given.id AND ticket_transition.version = given.version LIMIT 1) move
      LEFT JOIN LATERAL (SELECT tier, sector, assignee_id FROM ticket_transition
        WHERE ticket_id = given.id AND ticket_transition.version < given.version
        ORDER BY ticket_transition.version DESC LIMIT 1) before ON true`,
};
