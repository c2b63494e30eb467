import { ticketNumber } from '#domain';
import { canRead, readersOf, type AgentCaller } from '#access';
import { Database, PRESENCE } from '#database';
import { Injectable } from '@nestjs/common';
import { Presence, type PresenceOfTicket } from '../watch-presence/presence.js';
import { hadInSight, maySee, type Sight } from './audience.js';
import {
  keyOf,
  NewsQuery,
  type News,
  type SignalNews,
  type TicketBefore,
  type TicketNews,
  type TicketNow,
} from './news.query.js';
import { isNews, type Snapshot } from './snapshot.js';
import { messageOf, type Viewer } from './viewer.js';

/** A viewer, and the moment up to which he knows everything. */
export interface Listener {
  readonly viewer: Pick<Viewer, 'caller'>;
  readonly since: Snapshot;
}

interface Known extends Sight {
  readonly before: ReadonlyMap<string, TicketBefore>;
  readonly presence: ReadonlyMap<string, PresenceOfTicket>;
}

/** Puts news into words, for each viewer those he may read. Four statements at most, however many viewers there are. */
@Injectable()
export class TellNews {
  constructor(
    private readonly query: NewsQuery,
    private readonly presence: Presence,
    private readonly database: Database,
  ) {}

  /** For each listener his messages, in the order in which things happened. */
  async messages(news: News, listeners: readonly Listener[]): Promise<(readonly string[])[]> {
    if (news.events.length + news.signals.length === 0) return listeners.map(() => []);
    const known = await this.read(news, listeners);
    const said = new Map<unknown, string>();
    return listeners.map((listener) => [
      ...news.events.flatMap((event) => ofEvent(event, listener, known, said)),
      ...presenceOf(news, listener, known, said),
      ...news.signals.flatMap((signal) => ofSignal(signal, listener, known)),
    ]);
  }

  private async read({ events, signals }: News, listeners: readonly Listener[]): Promise<Known> {
    const ids = [
      ...new Set([...events.map(({ ticketId }) => ticketId), ...signals.flatMap(({ ticketIds }) => ticketIds ?? [])]),
    ];
    const present = signals.filter(isPresence).flatMap(({ ticketIds }) => ticketIds ?? []);
    const [tickets, presence] = await Promise.all([this.query.tickets(ids), this.presence.of([...new Set(present)])]);
    const strangers = strangersTo([...tickets.values()], listeners);
    const [readers, before] = await Promise.all([
      readersOf(this.database, strangers, ids),
      strangers.length > 0 ? this.query.before(events) : new Map<string, TicketBefore>(),
    ]);
    return { tickets, readers, before, presence };
  }
}

/** The agents for whom more has to be asked than the tickets themselves tell: not all may be theirs to read. */
function strangersTo(tickets: readonly TicketNow[], listeners: readonly Listener[]): AgentCaller[] {
  const agents = new Map(listeners.map(({ viewer: { caller } }) => [caller.id, caller]));
  return [...agents.values()].filter((agent) => tickets.some((ticket) => !canRead(agent, ticket)));
}

function ofEvent(
  event: TicketNews,
  { viewer: { caller }, since }: Listener,
  known: Known,
  said: Map<unknown, string>,
): string[] {
  const ticket = known.tickets.get(event.ticketId);
  if (!ticket || !isNews(event.tx, since)) return [];
  if (maySee(caller, ticket, known)) return [once(said, event, () => ticketMessage(event, known))];
  const number = ticketNumber(ticket.number);
  return hadInSight(caller, known.before.get(keyOf(event)))
    ? [messageOf({ event: 'left', data: { ticketId: ticket.id, number } })]
    : [];
}

function ticketMessage({ ticketId, version, type, actor, at }: TicketNews, { tickets }: Known): string {
  const { number, state, tier, sector, assigneeId } = tickets.get(ticketId)!;
  const where = { state, tier, sector, assigneeId };
  const data = { ticketId, number: ticketNumber(number), version, type, actor, at: utc(at), ...where };
  return messageOf({ event: 'ticket', data });
}

/** Once for each ticket, however often it changed: it is told as it is now. */
function presenceOf(
  { signals }: News,
  { viewer, since }: Listener,
  known: Known,
  said: Map<unknown, string>,
): string[] {
  const changed = signals.filter((signal) => isPresence(signal) && isNews(signal.tx, since));
  const ids = new Set(changed.flatMap(({ ticketIds }) => ticketIds ?? []));
  return [...ids].flatMap((ticketId) => {
    const ticket = known.tickets.get(ticketId);
    if (!ticket || !maySee(viewer.caller, ticket, known)) return [];
    const data = known.presence.get(ticketId) ?? { ticketId, agents: [] };
    return [once(said, `presence ${ticketId}`, () => messageOf({ event: 'presence', data }))];
  });
}

function ofSignal(signal: SignalNews, { viewer: { caller }, since }: Listener, known: Known): string[] {
  const { tx, kind, ticketIds: about, agentId, data, at } = signal;
  if (isPresence(signal) || !isNews(tx, since) || (agentId !== null && agentId !== caller.id)) return [];
  const ticketIds = (about ?? []).filter((id) => {
    const ticket = known.tickets.get(id);
    return ticket !== undefined && maySee(caller, ticket, known);
  });
  if (about !== null && ticketIds.length === 0) return [];
  return [messageOf({ event: 'signal', data: { kind, ticketIds, data, at: utc(at) } })];
}

const isPresence = ({ kind }: SignalNews): boolean => kind === PRESENCE;
const utc = (at: string): string => new Date(at).toISOString();

function once(said: Map<unknown, string>, about: unknown, say: () => string): string {
  const before = said.get(about);
  if (before !== undefined) return before;
  const message = say();
  said.set(about, message);
  return message;
}
