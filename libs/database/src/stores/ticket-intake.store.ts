import type { Actor, Channel, Level, RequestedRoute } from '#domain';
import { Database } from '../database.js';
import { run, type Statement, type Tx } from '../sql.js';
import { insertMessages, type NewMessage } from './new-message.js';

/** A request that is answered once: whoever repeats `key` gets the same response again. */
interface AnswerToKeep {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly bodyHash: Buffer;
  readonly status: number;
  /** The response's text around the ticket's number, which is drawn in the statement that keeps the answer. */
  readonly beforeNumber: string;
  readonly afterNumber: string;
}

/** A ticket to be made, with everything its maker decided: ids and time are given, so making it twice makes one. */
export interface NewTicket {
  readonly id: string;
  /** The database's time. */
  readonly createdAt: Date;
  readonly subject: string;
  readonly requesterId: string;
  readonly organisationId: string | null;
  readonly channel: Channel;
  readonly language: string | null;
  readonly externalId: string | null;
  readonly product: string | null;
  readonly assetTag: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly requestedRoute: RequestedRoute | null;
  readonly by: Actor;
  /** Names the caller over time: external ids and idempotency keys are his own. */
  readonly createdBy: string;
  /** The first post: what the requester wrote. */
  readonly post: { readonly id: string; readonly body: string; readonly author: Actor };
  /** What the timeline tells of the opening beside what it always does. */
  readonly told?: Readonly<Record<string, unknown>>;
  readonly messages: readonly NewMessage[];
  readonly answer: AnswerToKeep | null;
}

/** Makes tickets: the named sibling of `TicketStore` for rows that are not there yet. */
export class TicketIntakeStore {
  constructor(private readonly database: Database) {}

  /**
   * Makes many tickets in one statement, of `tx` or one that commits by itself: ticket, first post, event, messages and
   * kept answer of all of them, or of none. Within one call every idempotency key of a caller may occur once. The caller
   * publishes the messages after the commit.
   *
   * Resolves to the number of each that was made, by id: left out is a ticket whose idempotency key belongs to another
   * request. Rejects with a unique violation when a ticket of that id or external id exists (`ticket_pkey`: it was made
   * before).
   */
  async insert(tickets: readonly NewTicket[], tx?: Tx): Promise<ReadonlyMap<string, number>> {
    const messages = tickets.flatMap((ticket) => ticket.messages.map((message) => ({ ticketId: ticket.id, message })));
    const values = [
      ...ticketInput.map((column) => valuesOf(column, tickets)),
      ...messageInput.map((column) => valuesOf(column, messages)),
    ];
    const rows = tx
      ? await run<MadeTicket>(tx, insertTickets, values)
      : await this.database.read<MadeTicket>(insertTickets, values);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }
}

interface MadeTicket {
  readonly id: string;
  readonly number: number;
}

type Column<Row> = readonly [name: string, type: string, valueOf: (row: Row) => string | number | Buffer | null];
type Input<Row> = readonly Column<Row>[];

/** Never part of a JSON text, where it would be escaped. */
const SEPARATOR = '\u001e';

/**
 * One array per column, for `unnest`. pg escapes every element of an array, which for long texts costs more than all the
 * rest: only `text` needs it. JSON travels with separators, and what can only be words, ids and times as it is.
 */
function valuesOf<Row>([, type, valueOf]: Column<Row>, rows: readonly Row[]): unknown {
  const values = rows.map(valueOf);
  if (type === 'json') return (values as (string | null)[]).map((value) => value ?? '').join(SEPARATOR);
  if (type === 'text' || type === 'bytea') return values;
  return `{${(values as (string | null)[]).map((value) => value ?? 'NULL').join()}}`;
}

const arrayOf = (type: string, parameter: string): string =>
  type === 'json'
    ? `string_to_array(${parameter}, E'\\x1e', '')`
    : `${parameter}::${type === 'word' ? 'text' : type}[]`;

const ticketInput: Input<NewTicket> = [
  ['id', 'uuid', ({ id }) => id],
  ['at', 'timestamptz', ({ createdAt }) => createdAt.toISOString()],
  ['subject', 'text', ({ subject }) => subject],
  ['requester_id', 'uuid', ({ requesterId }) => requesterId],
  ['organisation_id', 'uuid', ({ organisationId }) => organisationId],
  ['channel', 'word', ({ channel }) => channel],
  ['language', 'text', ({ language }) => language],
  ['external_id', 'text', ({ externalId }) => externalId],
  ['product', 'text', ({ product }) => product],
  ['asset_tag', 'text', ({ assetTag }) => assetTag],
  ['impact', 'word', ({ impact }) => impact],
  ['urgency', 'word', ({ urgency }) => urgency],
  ['requested_route', 'json', ({ requestedRoute }) => requestedRoute && JSON.stringify(requestedRoute)],
  ['created_by', 'text', ({ createdBy }) => createdBy],
  ['actor_kind', 'word', ({ by }) => by.kind],
  ['actor_id', 'text', ({ by }) => by.id],
  ['actor_name', 'text', ({ by }) => by.name ?? null],
  ['post_id', 'uuid', ({ post }) => post.id],
  ['body', 'text', ({ post }) => post.body],
  ['author_kind', 'word', ({ post }) => post.author.kind],
  ['author_id', 'text', ({ post }) => post.author.id],
  ['author_name', 'text', ({ post }) => post.author.name ?? null],
  ['told', 'json', ({ told }) => (told ? JSON.stringify(told) : null)],
  ['key', 'text', ({ answer }) => answer?.key ?? null],
  ['method', 'word', ({ answer }) => answer?.method ?? null],
  ['path', 'text', ({ answer }) => answer?.path ?? null],
  ['body_hash', 'bytea', ({ answer }) => answer?.bodyHash ?? null],
  ['status', 'smallint', ({ answer }) => answer?.status ?? null],
  ['before_number', 'text', ({ answer }) => answer?.beforeNumber ?? null],
  ['after_number', 'json', ({ answer }) => answer?.afterNumber ?? null],
];

const messageInput: Input<{ readonly ticketId: string; readonly message: NewMessage }> = [
  ['ticket_id', 'uuid', ({ ticketId }) => ticketId],
  ['id', 'uuid', ({ message }) => message.id],
  ['queue', 'word', ({ message }) => message.queue],
  ['message', 'word', ({ message }) => message.message],
  ['data', 'json', ({ message }) => JSON.stringify(message.data)],
  ['"correlationId"', 'text', ({ message }) => message.correlationId],
  ['"causationId"', 'text', ({ message }) => message.causationId],
];

const unnest = (alias: string, columns: readonly (readonly [string, string, ...unknown[]])[], first: number): string =>
  `unnest(${columns.map(([, type], index) => arrayOf(type, `$${first + index}`)).join(', ')})
    AS ${alias} (${columns.map(([column]) => column).join(', ')})`;

/** A kept answer counts for so long; an older one gives its place to a new request. */
export const ANSWERS_ARE_KEPT = '24 hours';

/*
 * Keys are claimed first and in order, so that two batches that share some wait for each other instead of locking up;
 * tickets with external ids likewise. A key whose answer has expired is taken over.
 *
 * The number is drawn here and not beforehand: a sequence writes to the log, and a flush to disk of its own per batch
 * would cost as much as the batch. A draw that finds no use is a gap.
 */
const insertTickets: Statement = {
  name: 'ticket-intake-insert',
  text: `
    WITH input AS MATERIALIZED (
      SELECT *, nextval('ticket_number') AS number FROM ${unnest('input', ticketInput, 1)}
    ),
    claimed AS (
      INSERT INTO idempotency_key AS kept (caller, method, path, key, body_hash, status, response, created_at)
      SELECT created_by, method, path, key, body_hash, status, before_number || number || after_number, now()
      FROM input WHERE key IS NOT NULL ORDER BY created_by, key
      ON CONFLICT (caller, key, method, path) DO UPDATE
        SET body_hash = excluded.body_hash, status = excluded.status, response = excluded.response, created_at = now()
        WHERE kept.created_at < now() - interval '${ANSWERS_ARE_KEPT}'
      RETURNING caller, key
    ),
    made AS MATERIALIZED (
      SELECT input.* FROM input LEFT JOIN claimed ON claimed.caller = input.created_by AND claimed.key = input.key
      WHERE input.key IS NULL OR claimed.key IS NOT NULL
    ),
    new_ticket AS (
      INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, language, created_by,
        external_id, product, asset_tag, impact, urgency, requested_route, created_at, updated_at, known_to)
      SELECT id, number, 'received', 1, subject, requester_id, organisation_id, channel, language, created_by,
        external_id, product, asset_tag, impact, urgency, requested_route::jsonb, at, at,
        CASE WHEN actor_kind = 'agent' THEN ARRAY[actor_id::uuid] ELSE '{}' END
      FROM made ORDER BY created_by, external_id, id
    ),
    new_post AS (
      INSERT INTO post (id, ticket_id, author_kind, author_id, author_name, public, body, created_at)
      SELECT post_id, id, author_kind, author_id, author_name, true, body, at FROM made
    ),
    to_be_found AS (
      INSERT INTO post_to_index (post_id, number) SELECT post_id, number FROM made
    ),
    new_event AS (
      INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, actor_name, public, data)
      SELECT id, 1, 'ticket.opened', at, actor_kind, actor_id, actor_name, true,
        jsonb_build_object('postId', post_id, 'channel', channel, 'tier', null, 'sector', null) || coalesce(told::jsonb, '{}')
      FROM made
    ),
    new_message AS (${insertMessages(
      `${unnest('said', messageInput, ticketInput.length + 1)} JOIN made ON made.id = said.ticket_id`,
    )})
    SELECT id, number FROM made`,
};
