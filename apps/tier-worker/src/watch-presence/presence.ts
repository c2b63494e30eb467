import { mayRead, readableTickets, sightOf, type AgentCaller, type TicketInSight } from '#access';
import { Database, PRESENCE, run, signal, unseen } from '#database';
import { DomainError, isUuid, parseTicketNumber } from '#domain';
import { Injectable } from '@nestjs/common';

export type PresenceMode = 'viewing' | 'writing';

export interface PresenceOfTicket {
  readonly ticketId: string;
  readonly agents: {
    readonly id: string;
    readonly name: string;
    readonly mode: PresenceMode;
    readonly since: string;
  }[];
}

export interface Beat {
  /** Null: gone. */
  readonly mode: PresenceMode | null;
  /** Tells an agent's screens apart. */
  readonly screen: string;
}

/** Whoever says nothing for so long, in seconds, has gone. */
export const PRESENT_SECONDS = 30;
const EXPIRE_EVERY_MS = 3_000;
/** Most tickets a list of all that are looked at names. */
const MOST_LISTED = 500;

/** Who looks at which ticket and who writes on it. What changes is told to screens; a heartbeat that changes nothing is not. */
@Injectable()
export class Presence {
  private expiredAt = 0;

  constructor(private readonly database: Database) {}

  /** Takes note and gives who is there now; 404 `ticket.not-found` for a ticket that is not for this agent. */
  async beat(agent: AgentCaller, idOrNumber: string, { mode, screen }: Beat): Promise<PresenceOfTicket> {
    const ticketId = await this.readable(agent, idOrNumber);
    await this.database.transaction(async (tx) => {
      const key = [ticketId, agent.id, screen];
      const changed = mode === null ? await run(tx, leave, key) : await run(tx, come, [...key, mode]);
      if (changed.length > 0) await signal(tx, { kind: PRESENCE, ticketId });
    });
    return this.ofOne(ticketId);
  }

  async on(agent: AgentCaller, idOrNumber: string): Promise<PresenceOfTicket> {
    return this.ofOne(await this.readable(agent, idOrNumber));
  }

  /** Of all tickets this agent may read: for the badges of lists. */
  all(agent: AgentCaller): Promise<PresenceOfTicket[]> {
    const may = readableTickets(agent, 1);
    const statement = {
      name: `presence-all-${sightOf(agent)}`,
      text: `${presences(`JOIN ticket ON ticket.id = desk_presence.ticket_id AND ${may.sql}`)} LIMIT ${MOST_LISTED}`,
    };
    return this.database.read<PresenceOfTicket & Record<string, unknown>>(statement, may.values);
  }

  async of(ticketIds: readonly string[]): Promise<Map<string, PresenceOfTicket>> {
    if (ticketIds.length === 0) return new Map();
    const rows = await this.database.read<PresenceOfTicket & Record<string, unknown>>(some, [ticketIds]);
    return new Map(rows.map((row) => [row.ticketId, row]));
  }

  /** Takes away who has not been heard of, and tells. Every process with streams does so every few seconds. */
  async expire(): Promise<void> {
    if (Date.now() - this.expiredAt < EXPIRE_EVERY_MS) return;
    this.expiredAt = Date.now();
    await this.database.transaction(async (tx) => {
      const gone = await run<{ ticketId: string }>(tx, expire, []);
      await signal(tx, { kind: PRESENCE, ticketIds: [...new Set(gone.map(({ ticketId }) => ticketId))] });
    });
  }

  private async ofOne(ticketId: string): Promise<PresenceOfTicket> {
    return (await this.of([ticketId])).get(ticketId) ?? { ticketId, agents: [] };
  }

  private async readable(agent: AgentCaller, idOrNumber: string): Promise<string> {
    const id = isUuid(idOrNumber) ? idOrNumber : null;
    const number = id === null ? parseTicketNumber(idOrNumber) : null;
    const [ticket] = await this.database.read<TicketInSight & { id: string }>(find, [id, number]);
    if (ticket && (await mayRead(this.database, agent, ticket))) return ticket.id;
    throw new DomainError('not-found', 'ticket.not-found', 'There is no such ticket, or it is not for you.');
  }
}

const presences = (which: string): string => `
  SELECT there.ticket_id AS "ticketId", json_agg(json_build_object('id', agent.id, 'name', agent.name, 'mode', there.mode,
      'since', to_char(there.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY there.since, agent.id) AS agents
  FROM (SELECT desk_presence.ticket_id, desk_presence.agent_id, min(desk_presence.since) AS since,
          CASE WHEN bool_or(desk_presence.mode = 'writing') THEN 'writing' ELSE 'viewing' END AS mode
        FROM desk_presence ${which} WHERE desk_presence.until > clock_timestamp()
        GROUP BY desk_presence.ticket_id, desk_presence.agent_id) there
    JOIN agent ON agent.id = there.agent_id AND agent.active
  GROUP BY there.ticket_id`;

const some = {
  name: 'presence-of',
  text: presences(`JOIN unnest(${unseen('$1::uuid[]')}) AS given (id) ON given.id = desk_presence.ticket_id`),
};
const find = {
  name: 'presence-ticket',
  text: `SELECT id, tier, sector, assignee_id AS "assigneeId", requester_id AS "requesterId", organisation_id AS "organisationId"
    FROM ticket WHERE id = $1::uuid OR number = $2::bigint`,
};
const come = {
  name: 'presence-come',
  text: `WITH was AS (
      SELECT mode FROM desk_presence
      WHERE ticket_id = $1 AND agent_id = $2 AND screen = $3 AND until > clock_timestamp()
    ), put AS (
      INSERT INTO desk_presence AS there (ticket_id, agent_id, screen, mode, since, until)
      VALUES ($1, $2, $3, $4::text, clock_timestamp(), clock_timestamp() + interval '${PRESENT_SECONDS} seconds')
      ON CONFLICT (ticket_id, agent_id, screen) DO UPDATE SET mode = excluded.mode, until = excluded.until,
        since = CASE WHEN there.until > clock_timestamp() THEN there.since ELSE excluded.since END
    )
    SELECT 1 AS changed WHERE NOT EXISTS (SELECT FROM was WHERE mode = $4::text)`,
};
const leave = {
  name: 'presence-leave',
  text: `DELETE FROM desk_presence WHERE ticket_id = $1 AND agent_id = $2 AND screen = $3 RETURNING 1 AS changed`,
};
const expire = {
  name: 'presence-expire',
  text: `DELETE FROM desk_presence WHERE (ticket_id, agent_id, screen) IN (
      SELECT ticket_id, agent_id, screen FROM desk_presence WHERE until < clock_timestamp()
      ORDER BY until LIMIT 500 FOR UPDATE SKIP LOCKED)
    RETURNING ticket_id AS "ticketId"`,
};
