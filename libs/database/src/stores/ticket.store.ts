import { newId } from '../new-id.js';
import {
  DomainError,
  eventOf,
  isUuid,
  nextState,
  parseTicketNumber,
  type Action,
  type ActionFrom,
  type Actor,
  type FactType,
  type Next,
  type State,
  type Ticket,
} from '#domain';
import { aboutTicket } from '#observability';
import { run, type Statement, type Tx } from '../sql.js';
import { attachFiles, type UploadedFiles } from './attach-files.js';
import { tellOfTicket } from './inbox.js';
import { insertMessages, messagesOf, type NewMessage } from './new-message.js';
import { describedColumns, mutableColumns, selectTicket } from './ticket.columns.js';

/** A ticket whose row is locked until the transaction ends. */
export type LockedTicket<S extends State = State> = Ticket<S> & {
  /**
   * The database's time when the lock was asked for, and not before what was written last: the time of everything this transaction
   * writes on the ticket.
   */
  readonly now: Date;
  /** Whether agents watch it: whatever is written is in their inboxes too. */
  readonly isWatched?: boolean;
  /** The post that the latest write added, if it added one. */
  readonly postId?: string;
  /** Whether the others are told already that this transaction writes on it. */
  readonly isTold?: boolean;
};

/** What may change beside the state. Instants are Dates; what is not named stays. */
export type TicketChanges = Partial<Pick<Ticket, keyof typeof mutableColumns | keyof typeof describedColumns>>;

export interface NewPost {
  readonly body: string;
  /** Public posts are seen by the customer; the others never. */
  readonly public: boolean;
  readonly files?: UploadedFiles | undefined;
}

interface Said {
  readonly by: Actor;
  readonly set?: TicketChanges;
  /** What the timeline tells beside the move itself. Must not hold what a customer may not read when `public`. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Whether the customer sees this on the timeline; moves are public unless told otherwise. */
  readonly public?: boolean;
  readonly post?: NewPost;
  /** Agents, by id, who are named in it: they know the ticket from then on, as does who writes. */
  readonly names?: readonly string[];
  /** No service is told of it: no clock and nobody's mail goes by it, or the caller says a message of its own. */
  readonly silent?: boolean;
}

export type Move = Said;
export type Fact = Said & { readonly type: FactType };

/** What decides whom a write concerns. */
export type Place = Pick<LockedTicket, 'id' | 'version' | 'state' | 'tier' | 'stayVersion' | 'isTold'>;

/** Tells the other services what is written on tickets. */
export interface Teller {
  /** What is said of a write: the statement that makes it inserts these, too. */
  messagesOf(before: Place, after: Place): readonly NewMessage[];
  /** They were inserted by `tx`, and are to leave once it is committed. */
  publishAfter(tx: Tx, messages: readonly NewMessage[]): void;
}

/** The row changed since it was read, or `expectedVersion` is not the current one. */
export class StaleTicket extends DomainError {
  constructor(currentVersion: number) {
    super(
      'conflict',
      'ticket.stale-version',
      `The ticket has changed: it is at version ${currentVersion}. Read it again and decide anew.`,
      { currentVersion },
    );
  }
}

/**
 * The only way a ticket, its posts and its event log are written (with `TicketIntakeStore`, which makes new ones).
 * Every write is one statement: a compare-and-set on state and version, its event, for a move its history row, and the message
 * that tells the others of it, unless it is `silent`. Without a teller, as in tests, nobody is told of anything.
 */
export class TicketStore {
  constructor(private readonly teller: Teller | null = null) {}

  /** Locks a ticket by id or number (`T-1042`, `1042`); null when there is none. Waits for whoever holds it. */
  async lock(tx: Tx, idOrNumber: string): Promise<LockedTicket | null> {
    const key = isUuid(idOrNumber) ? idOrNumber : parseTicketNumber(idOrNumber);
    if (key === null) return null;
    const [ticket] = await run<LockedTicket>(tx, typeof key === 'string' ? lockById : lockByNumber, [key]);
    if (ticket) aboutTicket(ticket.id);
    return ticket ?? null;
  }

  /** Moves a ticket along the lifecycle. Illegal moves do not compile; loaded from outside, they throw `IllegalTransition`. */
  async move<S extends State, A extends ActionFrom<S>>(
    tx: Tx,
    ticket: LockedTicket<S>,
    action: A,
    move: Move,
  ): Promise<LockedTicket<Next<S, A>>> {
    const to = nextState(ticket.state, action);
    const data = { ...move.data, action, from: ticket.state, to };
    const type = eventOf[action as Action];
    return (await this.write(tx, ticket, to, action as Action, { ...move, type, data })) as LockedTicket<Next<S, A>>;
  }

  /** Writes a fact that does not move the ticket: it was received by its tier, work was logged, a post was added. */
  record<S extends State>(tx: Tx, ticket: LockedTicket<S>, fact: Fact): Promise<LockedTicket<S>> {
    return this.write(tx, ticket, ticket.state, null, fact) as Promise<LockedTicket<S>>;
  }

  private async write(
    tx: Tx,
    ticket: LockedTicket,
    to: State,
    action: Action | null,
    fact: Said & { readonly type: string },
  ) {
    const { set } = fact;
    // Not spread into objects of their own: two of fifty properties cost nine microseconds a write.
    const after = <P extends keyof TicketChanges>(property: P): Ticket[P] =>
      set && property in set ? (set[property] as Ticket[P]) : ticket[property];
    const postId = fact.post ? newId() : null;
    const data = {
      ...fact.data,
      ...(postId && { postId }),
      tier: after('tier'),
      sector: after('sector'),
      teamId: after('teamId') ?? undefined,
      ...(action && { assigneeId: after('assigneeId') }),
    };
    const { id, version } = ticket;
    const next = { id, version: version + 1, state: to, tier: after('tier'), stayVersion: after('stayVersion') };
    const messages = fact.silent || !this.teller ? [] : this.teller.messagesOf(ticket, next);
    const knowing = [...(fact.by.kind === 'agent' ? [fact.by.id] : []), ...(fact.names ?? [])];
    const isDescribed = set !== undefined && describedProperties.some((property) => property in set);
    const rows = await run<Ticket>(tx, isDescribed ? writeDescribed : writeTicket, [
      id,
      ticket.state,
      version,
      to,
      ticket.now,
      action,
      fact.type,
      fact.by.kind,
      fact.by.id,
      fact.by.name ?? null,
      fact.public ?? true,
      JSON.stringify(data),
      postId,
      fact.post?.public ?? null,
      fact.post?.body ?? null,
      JSON.stringify(messages),
      knowing,
      ...mutableProperties.map(after),
      ...(isDescribed ? describedProperties.map(after) : []),
    ]);
    const written = rows[0];
    if (!written) throw new StaleTicket(version);
    this.teller?.publishAfter(tx, messages);
    if (fact.post?.files) await attachFiles(tx, { ticketId: id, postId: postId!, at: ticket.now }, fact.post.files);
    if (written.subject !== ticket.subject) await run(tx, findAnew, [newId(), written.number]);
    const isWatched = ticket.isWatched ?? false;
    if (isWatched || ticket.assigneeId !== null || written.assigneeId !== null) {
      const happened = { ticketId: id, version: written.version, type: fact.type, by: fact.by, at: ticket.now, postId };
      await tellOfTicket(tx, { assigneeId: ticket.assigneeId, isWatched }, written, happened);
    }
    const isTold = (ticket.isTold ?? false) || messages.length > 0;
    return Object.assign(written, { now: ticket.now, isWatched, isTold }, postId && { postId });
  }
}

const mutableProperties = Object.keys(mutableColumns) as (keyof typeof mutableColumns)[];
const describedProperties = Object.keys(describedColumns) as (keyof typeof describedColumns)[];

/** Never before what was written last, also when the server's clock was set back. */
const now = `greatest(date_trunc('milliseconds', clock_timestamp()), updated_at)`;

const isWatched = `EXISTS (SELECT FROM ticket_watcher WHERE ticket_watcher.ticket_id = ticket.id) AS "isWatched"`;

/** The select list that yields a `LockedTicket`, for statements that lock one `FOR UPDATE` beside something else. */
export const selectLockedTicket = `${selectTicket()}, ${now} AS now, ${isWatched}`;

const lockById: Statement = {
  name: 'ticket-lock-by-id',
  text: `SELECT ${selectLockedTicket} FROM ticket WHERE id = $1 FOR UPDATE`,
};
const lockByNumber: Statement = {
  name: 'ticket-lock-by-number',
  text: `SELECT ${selectLockedTicket} FROM ticket WHERE number = $1 FOR UPDATE`,
};

/** A ticket is found by the words of its subject, too. */
const findAnew: Statement = {
  name: 'ticket-find-anew',
  text: `INSERT INTO post_to_index (post_id, number) VALUES ($1, $2)`,
};

const FIXED_PARAMETERS = 17;
const writeStatement = (name: string, columns: readonly string[]): Statement => ({
  name,
  text: `
    WITH written AS (
      UPDATE ticket SET state = $4::text, version = version + 1, updated_at = $5::timestamptz,
        known_to = CASE WHEN known_to @> $17::uuid[] THEN known_to
          ELSE ARRAY(SELECT unnest(known_to) UNION SELECT unnest($17::uuid[])) END,
        ${columns.map((column, index) => `${column} = $${index + FIXED_PARAMETERS + 1}`).join(', ')}
      WHERE id = $1 AND state = $2::text AND version = $3::integer
      RETURNING *
    ), transition AS (
      INSERT INTO ticket_transition
        (ticket_id, version, from_state, action, to_state, tier, sector, assignee_id, actor_kind, actor_id, at)
      SELECT id, version, $2::text, $6::text, state, tier, sector, assignee_id, $8::text, $9::text, $5::timestamptz
      FROM written WHERE $6::text IS NOT NULL
    ), place AS (
      INSERT INTO ticket_due (ticket_id, number, queue)
      SELECT id, number, CASE WHEN state = 'queued' THEN tier END FROM written WHERE $6::text IS NOT NULL
      ON CONFLICT (ticket_id) DO UPDATE SET queue = excluded.queue WHERE ticket_due.queue IS DISTINCT FROM excluded.queue
    ), event AS (
      INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, actor_name, public, data)
      SELECT id, version, $7::text, $5::timestamptz, $8::text, $9::text, $10::text, $11::boolean, $12::jsonb FROM written
    ), said AS (
      INSERT INTO post (id, ticket_id, author_kind, author_id, author_name, public, body, created_at)
      SELECT $13::uuid, id, $8::text, $9::text, $10::text, $14::boolean, $15::text, $5::timestamptz
      FROM written WHERE $13::uuid IS NOT NULL
    ), to_be_found AS (
      INSERT INTO post_to_index (post_id, number) SELECT $13::uuid, number FROM written WHERE $13::uuid IS NOT NULL
    ), told AS (${insertMessages(`written, ${messagesOf('$16')}`)})
    SELECT ${selectTicket('written')} FROM written`,
});
const writeTicket = writeStatement('ticket-write', Object.values(mutableColumns));
const writeDescribed = writeStatement('ticket-write-described', [
  ...Object.values(mutableColumns),
  ...Object.values(describedColumns),
]);
