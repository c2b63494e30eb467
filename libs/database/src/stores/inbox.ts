import type { Actor, Ticket } from '#domain';
import { newId } from '../new-id.js';
import { run, type Statement, type Tx } from '../sql.js';
import { signal } from './desk-signals.js';

/** Why something is in an agent's inbox. Clients know them: never renamed. */
export const inboxKinds = ['mention', 'watched', 'assigned', 'customer-replied', 'consultation-answered'] as const;
export type InboxKind = (typeof inboxKinds)[number];

/** What happened, as the ticket's log has it. */
export interface Happened {
  readonly ticketId: string;
  readonly version: number;
  readonly type: string;
  readonly by: Actor;
  readonly at: Date;
  readonly postId: string | null;
}

/**
 * Puts it into agents' inboxes, with what caused it. Until it is read, one entry tells of all that happened for the same
 * reason on a ticket; each mention is an entry of its own. Nobody is told of what he did himself.
 */
export async function tellInbox(
  tx: Tx,
  happened: Happened,
  kind: InboxKind,
  agentIds: readonly string[],
): Promise<void> {
  const told = agentIds.filter((id) => !isDoneBy(happened.by, id)).toSorted();
  if (told.length === 0) return;
  const { ticketId, version, type, by, at, postId } = happened;
  const ids = told.map(() => newId());
  const values = [ids, told, ticketId, kind, version, type, by.kind, by.id, by.name ?? null, postId, at];
  await run(tx, kind === 'mention' ? addEntries : addToEntries, values);
  for (const agentId of told) await signal(tx, { kind: 'inbox', agentId });
}

const isDoneBy = (by: Actor, agentId: string): boolean => by.kind === 'agent' && by.id === agentId;

/** What no watcher wants to hear of. */
const quiet: ReadonlySet<string> = new Set(['ticket.received-by-tier', 'ticket.work-logged', 'ticket.mail-noted']);

/** The store's part: whoever watches the ticket, holds it, or is given it. */
export async function tellOfTicket(
  tx: Tx,
  before: { readonly assigneeId: string | null; readonly isWatched: boolean },
  after: Pick<Ticket, 'assigneeId'>,
  happened: Happened,
): Promise<void> {
  const own = ownReason(before, after, happened);
  if (own && after.assigneeId) await tellInbox(tx, happened, own, [after.assigneeId]);
  if (!before.isWatched || quiet.has(happened.type)) return;
  const watchers = await run<{ agentId: string }>(tx, selectWatchers, [happened.ticketId]);
  const others = watchers.map(({ agentId }) => agentId).filter((id) => !(own && id === after.assigneeId));
  await tellInbox(tx, happened, 'watched', others);
}

function ownReason(
  before: { readonly assigneeId: string | null },
  after: Pick<Ticket, 'assigneeId'>,
  { type, by }: Happened,
): InboxKind | null {
  if (after.assigneeId === null) return null;
  if (type === 'ticket.customer-replied') return 'customer-replied';
  return type === 'ticket.assigned' && by.kind === 'agent' && before.assigneeId !== after.assigneeId
    ? 'assigned'
    : null;
}

const selectWatchers: Statement = {
  name: 'ticket-watchers',
  text: `SELECT agent_id AS "agentId" FROM ticket_watcher JOIN agent ON agent.id = agent_id
    WHERE ticket_id = $1 AND active ORDER BY agent_id`,
};

const insert = `INSERT INTO inbox_entry
    (id, agent_id, ticket_id, kind, version, event, actor_kind, actor_id, actor_name, post_id, at)
  SELECT id, agent_id, $3::uuid, $4, $5, $6, $7, $8, $9, $10::uuid, $11::timestamptz
  FROM unnest($1::uuid[], $2::uuid[]) AS told (id, agent_id)`;
const addEntries: Statement = { name: 'inbox-add', text: insert };
const addToEntries: Statement = {
  name: 'inbox-add-to',
  text: `${insert}
    ON CONFLICT (agent_id, ticket_id, kind) WHERE read_at IS NULL AND kind <> 'mention' DO UPDATE SET
      version = excluded.version, event = excluded.event, actor_kind = excluded.actor_kind, actor_id = excluded.actor_id,
      actor_name = excluded.actor_name, post_id = coalesce(excluded.post_id, inbox_entry.post_id), at = excluded.at,
      times = inbox_entry.times + 1`,
};
