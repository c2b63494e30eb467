import { readableTickets, sightOf, type AgentCaller } from '#access';
import { Database, run, signal, type InboxKind } from '#database';
import { ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';

export interface InboxEntry {
  readonly id: string;
  readonly kind: InboxKind;
  readonly ticket: { readonly id: string; readonly number: string; readonly subject: string; readonly state: string };
  readonly event: string;
  readonly version: number;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string | null };
  readonly postId: string | null;
  readonly times: number;
  readonly at: Date;
  readonly readAt: Date | null;
}

export interface InboxCounts {
  readonly unread: number;
  readonly byKind: readonly { readonly kind: InboxKind; readonly unread: number }[];
}

interface Page {
  readonly after: readonly [unread: boolean, at: string, id: string] | null;
  readonly limit: number;
  readonly unreadOnly: boolean;
  readonly kind: InboxKind | null;
}

interface Chosen {
  readonly ids?: readonly string[] | undefined;
  readonly upTo?: string | undefined;
  readonly ticketId?: string | undefined;
}

type Row = Omit<InboxEntry, 'ticket'> & {
  readonly ticket: { readonly id: string; readonly number: number; readonly subject: string; readonly state: string };
};

/** An agent's inbox as it is for him now: of a ticket that he may no longer read, nothing is in it. */
@Injectable()
export class InboxQuery {
  constructor(private readonly database: Database) {}

  async list(caller: AgentCaller, { after, limit, unreadOnly, kind }: Page): Promise<InboxEntry[]> {
    const may = readableTickets(caller, 8);
    const statement = { name: `desk-inbox-${sightOf(caller)}`, text: selectEntries(may.sql) };
    const [unread, at, id] = after ?? [null, null, null];
    const values = [caller.id, unread, at, id, unreadOnly, kind, limit, ...may.values];
    const rows = await this.database.read<Row>(statement, values);
    return rows.map((row) => ({ ...row, ticket: { ...row.ticket, number: ticketNumber(row.ticket.number) } }));
  }

  async counts(caller: AgentCaller): Promise<InboxCounts> {
    const may = readableTickets(caller, 2);
    const statement = { name: `desk-inbox-counts-${sightOf(caller)}`, text: countUnread(may.sql) };
    const byKind = await this.database.read<InboxCounts['byKind'][number]>(statement, [caller.id, ...may.values]);
    return { unread: byKind.reduce((sum, { unread }) => sum + unread, 0), byKind };
  }

  markRead(caller: AgentCaller, { ids, upTo, ticketId }: Chosen): Promise<void> {
    return this.database.transaction(async (tx) => {
      const marked = await run(tx, markRead, [caller.id, ids ?? null, upTo ?? null, ticketId ?? null]);
      if (marked.length > 0) await signal(tx, { kind: 'inbox', agentId: caller.id });
    });
  }
}

const selectEntries = (readable: string): string => `
  SELECT entry.id, kind, event, entry.version, post_id AS "postId", times, at, read_at AS "readAt",
    json_build_object('id', ticket.id, 'number', ticket.number, 'subject', ticket.subject, 'state', ticket.state) AS ticket,
    json_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name) AS by
  FROM inbox_entry entry JOIN ticket ON ticket.id = entry.ticket_id
  WHERE entry.agent_id = $1::uuid AND ${readable}
    AND ($2::boolean IS NULL OR ((read_at IS NULL), at, entry.id) < ($2, $3::timestamptz, $4::uuid))
    AND (NOT $5::boolean OR read_at IS NULL) AND ($6::text IS NULL OR kind = $6)
  ORDER BY (read_at IS NULL) DESC, at DESC, entry.id DESC LIMIT $7`;
const countUnread = (readable: string): string => `
  SELECT kind, count(*)::int AS unread FROM (
    SELECT kind FROM inbox_entry entry JOIN ticket ON ticket.id = entry.ticket_id
    WHERE entry.agent_id = $1::uuid AND read_at IS NULL AND ${readable} LIMIT 1000) AS unread
  GROUP BY kind ORDER BY kind`;
/* Waits for nobody: whoever is just adding to an entry has news in it. */
const markRead = {
  name: 'desk-inbox-read',
  text: `UPDATE inbox_entry SET read_at = now() WHERE id IN (
      SELECT id FROM inbox_entry WHERE agent_id = $1::uuid AND read_at IS NULL
        AND ($2::uuid[] IS NULL OR id = ANY ($2)) AND ($3::timestamptz IS NULL OR at <= $3)
        AND ($4::uuid IS NULL OR ticket_id = $4)
      FOR UPDATE SKIP LOCKED)
    RETURNING id`,
};
