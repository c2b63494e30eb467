import { post } from './http-client.js';
import type { PipelineWorld } from './pipeline-world.js';

/** What happened during one phase. Durations are milliseconds. */
export class Tally {
  resolved = 0;
  readonly posts: number[] = [];
  readonly actions: number[] = [];
  readonly waits: number[] = [];
  /** Live outbox rows, looked at ten times a second: what some service has still to handle. */
  readonly live: number[] = [];
}

/** When the next tickets are posted: `due` says how many, given how many are on the way and how many messages are live. */
export type Pace = (open: number, live: number) => number;

/** Posts as soon as there is room: at most so many tickets between 201 and resolved, and so many messages not handled. */
export const closedLoop =
  (mostOpen: number, mostLive: number): Pace =>
  (open, live) =>
    live < mostLive ? mostOpen - open : 0;

/** Posts evenly, whatever the answers take. */
export const openLoop = (perSecond: number): Pace => {
  const began = performance.now();
  let posted = 0;
  return () => {
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond) - posted;
    posted += due;
    return due;
  };
};

/**
 * The support line under load: customers who post, and agents who each take what waits, reply and resolve, one ticket after
 * the other. What waits is looked up in the table, so that looking costs next to nothing.
 */
export class Line {
  tally = new Tally();
  pace: Pace = () => 0;
  private readonly waiting: string[] = [];
  /** id -> when its 201 was here; 0 once it was seen waiting. */
  private readonly answered = new Map<string, number>();
  private posting = 0;
  private live = 0;
  private idle: (() => void)[] = [];
  private ended = false;
  private failure: unknown;
  private readonly work: Promise<unknown>;

  constructor(private readonly world: PipelineWorld) {
    const parts = [this.look(), this.count(), ...world.agents.map((token) => this.agent(token))];
    this.work = Promise.all(parts.map((part) => part.catch((error: unknown) => this.fail(error))));
  }

  /** Runs so many seconds at a pace. */
  async run(pace: Pace, seconds: number): Promise<Tally> {
    this.tally = new Tally();
    this.pace = pace;
    for (const end = performance.now() + seconds * 1_000; performance.now() < end && !this.ended;) await pause(50);
    if (this.failure) throw this.failure;
    return this.tally;
  }

  /** Posts no more and waits until everything on the way is resolved and every message handled. */
  async settle(): Promise<void> {
    this.pace = () => 0;
    for (const end = performance.now() + 60_000; this.answered.size + this.posting + this.live > 0; await pause(50)) {
      if (this.failure) throw this.failure;
      if (performance.now() > end) throw new Error(`${this.answered.size} tickets and ${this.live} messages are left`);
    }
  }

  /** Sends everybody home; what is still on the way stays there. */
  async end(): Promise<void> {
    this.goHome();
    await this.work;
  }

  private goHome(): void {
    this.ended = true;
    for (const wake of this.idle.splice(0)) wake();
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.goHome();
  }

  private feed(): void {
    const due = this.ended ? 0 : this.pace(this.answered.size + this.posting, this.live);
    for (let index = 0; index < due; index += 1) {
      this.posting += 1;
      this.post()
        .catch((error: unknown) => this.fail(error))
        .finally(() => (this.posting -= 1));
    }
  }

  private async post(): Promise<void> {
    const { tally } = this;
    const { body, ms, at } = await post<{ id: string }>(
      `${this.world.url('intake')}/api/v1/tickets`,
      this.world.apiKey,
      {
        subject: 'Scanner loses its pairing',
        description: 'Since this morning the scanner pairs, works for a minute, and is gone again.',
        requester: { email: `someone-${Math.floor(Math.random() * 500)}@bench.test` },
      },
      201,
    );
    this.answered.set(body.id, at);
    tally.posts.push(ms);
  }

  private async look(): Promise<void> {
    for (; !this.ended; await pause(20)) {
      const { rows } = await this.world.database.query<{ id: string; at: Date }>(waitingTickets);
      for (const { id, at } of rows) {
        const answeredAt = this.answered.get(id);
        if (!answeredAt) continue;
        this.answered.set(id, 0);
        this.tally.waits.push(at.getTime() - answeredAt);
        this.waiting.push(id);
        this.idle.pop()?.();
      }
      this.feed();
    }
  }

  private async count(): Promise<void> {
    for (; !this.ended; await pause(100)) {
      this.live = (await this.world.database.query<{ live: number }>(liveMessages)).rows[0]?.live ?? 0;
      this.tally.live.push(this.live);
    }
  }

  private async agent(token: string): Promise<void> {
    while (!this.ended) {
      const id = this.waiting.shift();
      if (id === undefined) {
        await new Promise<void>((resolve) => this.idle.push(resolve));
        continue;
      }
      await this.act(token, id, 'claim', {});
      await this.act(token, id, 'reply', { body: 'Please re-seat the battery; we are watching the scanner.' });
      await this.act(token, id, 'resolve', { solution: 'The battery had come loose; re-seated.', code: 'fixed' });
      this.answered.delete(id);
      this.tally.resolved += 1;
      this.feed();
    }
  }

  private async act(token: string, id: string, action: string, body: object): Promise<void> {
    const { ms } = await post(`${this.world.url('tier-worker')}/api/v1/tickets/${id}/${action}`, token, body, 200);
    this.tally.actions.push(ms);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const waitingTickets = {
  name: 'bench-waiting',
  text: `SELECT id, received_by_tier_at AS at FROM ticket
    WHERE state = 'queued' AND tier = 1 AND received_by_tier_at IS NOT NULL`,
};
const liveMessages = {
  name: 'bench-live',
  text: 'SELECT count(*)::int AS live FROM outbox WHERE dead_at IS NULL',
};
