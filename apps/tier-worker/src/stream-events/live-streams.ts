import { Credentials, type AgentCaller } from '#access';
import { DomainError } from '#domain';
import { WorkLoop } from '#service';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { Presence } from '../watch-presence/presence.js';
import { eventId, isResumable, parseEventId, type Position } from './event-id.js';
import { NewsQuery, type News } from './news.query.js';
import { parseSnapshot, sinceAll, type Snapshot } from './snapshot.js';
import { TellNews } from './tell-news.js';
import { messageOf, resync, Viewer } from './viewer.js';

const LOOK_EVERY_MS = 100;
/** A session that has ended is noticed so late at most, and before anything is told. */
const CHECK_EVERY_MS = 2_000;
/** Something is heard this often, so that clients and proxies know a silent stream from a dead one. */
const COMMENT_EVERY_MS = 15_000;
const MOST_OF_ONE_AGENT = 20;
const MOST = 2_000;

/** A viewer whose session holds, and what he is to hear beside the news. */
interface Told {
  readonly viewer: Viewer;
  readonly first: readonly string[];
}

/**
 * The streams of one process. Ten times a second one statement asks what was committed since the last look, and everybody is
 * told what he may read; nobody listens, nothing is asked. There is nothing between the processes but the database.
 */
@Injectable()
export class LiveStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly viewers = new Set<Viewer>();
  private readonly loop = new WorkLoop({ name: 'live-streams', round: () => this.round() });
  private now: Position | null = null;
  private checkedAt = 0;

  constructor(
    private readonly news: NewsQuery,
    private readonly presence: Presence,
    private readonly telling: TellNews,
    private readonly credentials: Credentials,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Before anything else stops: the clients go to another process meanwhile. */
  onModuleDestroy(): Promise<void> {
    for (const viewer of this.viewers) viewer.end('stopping');
    this.viewers.clear();
    return this.loop.stop();
  }

  /** Throws 429 `stream.too-many` when there are too many already. */
  expectRoom(agent: AgentCaller): void {
    const own = [...this.viewers].filter(({ caller }) => caller.id === agent.id).length;
    if (own < MOST_OF_ONE_AGENT && this.viewers.size < MOST) return;
    const detail =
      own < MOST_OF_ONE_AGENT
        ? 'Too many streams are open here: try again in a few seconds.'
        : `You have ${MOST_OF_ONE_AGENT} streams open here: close some.`;
    throw new DomainError('too-many', 'stream.too-many', detail, { retryAfterSeconds: 10 });
  }

  /** Begins a stream on an answer whose head is written. */
  open(answer: ServerResponse, token: string, agent: AgentCaller, lastEventId: string | null): void {
    const position = lastEventId === null ? null : (parseEventId(lastEventId) ?? 'unknown');
    const viewer = new Viewer(token, agent, position, answer);
    if (this.loop.isStopping) return viewer.end('stopping');
    // Left while it was being recognised (a page that was reloaded at once): it would never close again, and count for ever.
    if (viewer.isGone) return;
    this.viewers.add(viewer);
    answer.once('close', () => this.viewers.delete(viewer));
    this.loop.wake();
  }

  private async round(): Promise<number | null> {
    const began = Date.now();
    const viewers = [...this.viewers].filter((viewer) => !viewer.isGone);
    if (viewers.length === 0) return null;
    const look = await this.look(viewers);
    await this.presence.expire();
    const { events, signals, isTooMuch } = look.news;
    const hasNews = isTooMuch || events.length + signals.length > 0;
    const isNew = viewers.some(({ seen }) => seen === null);
    if (hasNews || isNew || this.isOtherHistory(look.now) || began - this.checkedAt >= CHECK_EVERY_MS) {
      const told = await this.recognised(viewers);
      this.checkedAt = began;
      await this.tell(look, told);
    } else this.moveOn(look, viewers);
    return Math.max(1, LOOK_EVERY_MS - (Date.now() - began));
  }

  /** What is news for anybody, and from where each goes on. */
  private async look(viewers: readonly Viewer[]): Promise<Look> {
    const resumed = viewers.flatMap(({ seen, position }) =>
      seen === null && position !== null && position !== 'unknown' ? [position.snapshot] : [],
    );
    const known = viewers.flatMap(({ seen }) => (seen ? [seen] : []));
    const news = await this.news.since(sinceAll([...known, ...resumed]));
    if (!news.isTooMuch || resumed.length === 0) return lookOf(news, false);
    // Who comes back from long ago must not cost the others their news.
    return lookOf(await this.news.since(sinceAll(known)), true);
  }

  /** Those whose sessions hold, as whom they are now; the others hear that theirs has ended. */
  private async recognised(viewers: readonly Viewer[]): Promise<Told[]> {
    const callers = await Promise.all(viewers.map(({ token }) => this.credentials.callerOf(token)));
    return viewers.flatMap((viewer, index) => {
      const caller = callers[index];
      if (caller?.kind !== 'agent') {
        viewer.end('session');
        return [];
      }
      const first = hasOtherRights(viewer.caller, caller) ? [resync('rights-changed')] : [];
      viewer.caller = caller;
      return [{ viewer, first }];
    });
  }

  private async tell(look: Look, told: readonly Told[]): Promise<void> {
    const { news, now, id } = look;
    const isOtherHistory = this.isOtherHistory(now);
    const ready = told.map(({ viewer, first }) => {
      const { since, greeting } = isOtherHistory
        ? { since: now.snapshot, greeting: [resync('history-changed')] }
        : greet(viewer, look);
      return { viewer, since, first: [...greeting, ...first] };
    });
    const messages = await this.telling.messages(news, ready);
    for (const [index, { viewer, first }] of ready.entries()) {
      const all = news.isTooMuch ? [...first, resync('too-much')] : [...first, ...messages[index]!];
      if (all.length > 0 || isSilent(viewer)) viewer.tell(all, id);
      viewer.seen = now.snapshot;
    }
    this.now = now;
  }

  /** Another database, or this one after a crash in which it lost transactions: it gives their ids out once more. */
  private isOtherHistory({ history, snapshot }: Position): boolean {
    return this.now !== null && (this.now.history !== history || snapshot.xmax < this.now.snapshot.xmax);
  }

  private moveOn({ now, id }: Look, viewers: readonly Viewer[]): void {
    for (const viewer of viewers) {
      viewer.seen = now.snapshot;
      if (isSilent(viewer)) viewer.tell([], id);
    }
    this.now = now;
  }
}

interface Look {
  readonly news: News;
  readonly now: Position;
  /** The position of whoever has been told all of it. */
  readonly id: string;
  /** Whether those who come back missed too much to be told. */
  readonly lost: boolean;
}

function lookOf(news: News, lost: boolean): Look {
  const { history, at, snapshot: text } = news;
  const snapshot = parseSnapshot(text);
  if (!snapshot) throw new Error(`PostgreSQL's snapshot cannot be read: ${text.slice(0, 100)}`);
  return { news, now: { history, at, snapshot }, id: eventId(history, at, text), lost };
}

/** From where a viewer's news count, and what he hears first when he has just come. */
function greet(
  { seen, position }: Viewer,
  { now, lost }: Look,
): { readonly since: Snapshot; readonly greeting: readonly string[] } {
  if (seen) return { since: seen, greeting: [] };
  const isKnown = position !== null && position !== 'unknown' && isResumable(position, now);
  const greeting = [messageOf({ event: 'ready', data: { resumed: isKnown && !lost } })];
  if (isKnown && !lost) return { since: position.snapshot, greeting };
  if (position !== null) greeting.push(resync(isKnown ? 'too-much' : 'unknown-position'));
  return { since: now.snapshot, greeting };
}

const isSilent = ({ heardAt }: Viewer): boolean => Date.now() - heardAt >= COMMENT_EVERY_MS;

const rightsOf = ({ role, desks }: AgentCaller): string =>
  JSON.stringify([
    role,
    desks.map(({ teamId, tier, sector, partner }) => [teamId, tier, sector, partner].join()).toSorted(),
  ]);
const hasOtherRights = (before: AgentCaller, now: AgentCaller): boolean => rightsOf(before) !== rightsOf(now);
