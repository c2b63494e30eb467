import { Unavailable } from './unavailable.js';

/** What `write` says of a request it could not decide yet: it goes first into the next batch. */
export const LATER = Symbol('later');

export interface GroupCommitSettings<Request, Outcome> {
  /**
   * Writes a batch in one commit; one outcome per request, in order. Called again with a request of its own after a
   * failure, also when the commit may have happened: so it must know its requests by their ids.
   */
  readonly write: (requests: readonly Request[]) => Promise<readonly (Outcome | typeof LATER)[]>;
  readonly bytesOf: (request: Request) => number;
  /** Whether a failure may pass by itself; every other one is the answer. */
  readonly isOutage: (error: unknown) => boolean;
  readonly limits?: Partial<Limits>;
}

interface Limits {
  readonly batchRows: number;
  /** So many leave at once; fewer wait for the end of the turn, for company. */
  readonly companyRows: number;
  readonly batchBytes: number;
  readonly batchesInFlight: number;
  readonly waitingRows: number;
  readonly waitingBytes: number;
  /** A request is answered within so long, if need be with `Unavailable`. */
  readonly answerWithinMs: number;
  /** One write is given up on after so long. */
  readonly writeWithinMs: number;
}

const defaults: Limits = {
  batchRows: 200,
  companyRows: 32,
  batchBytes: 4_000_000,
  batchesInFlight: 2,
  waitingRows: 2_000,
  waitingBytes: 64_000_000,
  answerWithinMs: 10_000,
  writeWithinMs: 6_000,
};

interface Waiting<Request, Outcome> {
  readonly request: Request;
  readonly bytes: number;
  readonly deadline: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits concurrent requests together. While batches are on their way the next one gathers; it leaves when one of them
 * is back. A batch that fails is tried row by row, so a poison row never takes its neighbours down.
 */
export class GroupCommit<Request, Outcome> {
  private readonly limits: Limits;
  private readonly waiting: Waiting<Request, Outcome>[] = [];
  private waitingBytes = 0;
  private inFlight = 0;
  private departing = false;
  private alarm: NodeJS.Timeout | null = null;

  constructor(private readonly settings: GroupCommitSettings<Request, Outcome>) {
    this.limits = { ...defaults, ...settings.limits };
  }

  /** Resolves when the request is committed, or refused by `write`. Rejects with `Unavailable` when that takes too long. */
  submit(request: Request): Promise<Outcome> {
    const bytes = this.settings.bytesOf(request);
    if (this.waiting.length >= this.limits.waitingRows || this.waitingBytes + bytes > this.limits.waitingBytes) {
      return Promise.reject(new Unavailable('Too many requests wait to be written. Try again in a moment.'));
    }
    return new Promise((resolve, reject) => {
      const deadline = performance.now() + this.limits.answerWithinMs;
      this.waiting.push({ request, bytes, deadline, resolve, reject });
      this.waitingBytes += bytes;
      this.watch();
      if (this.waiting.length >= this.limits.companyRows) this.depart();
      else this.departSoon();
    });
  }

  /** After everything that arrived in this turn of the event loop, so that it travels together. */
  private departSoon(): void {
    if (this.departing || this.inFlight >= this.limits.batchesInFlight) return;
    this.departing = true;
    setImmediate(() => {
      this.departing = false;
      this.depart();
    });
  }

  private depart(): void {
    while (this.inFlight < this.limits.batchesInFlight && this.waiting.length > 0) {
      this.inFlight += 1;
      void this.deliver(this.nextBatch());
    }
  }

  private nextBatch(): Waiting<Request, Outcome>[] {
    let rows = 0;
    let bytes = 0;
    for (const next of this.waiting) {
      if (rows > 0 && (rows >= this.limits.batchRows || bytes + next.bytes > this.limits.batchBytes)) break;
      rows += 1;
      bytes += next.bytes;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, rows);
  }

  private async deliver(batch: readonly Waiting<Request, Outcome>[]): Promise<void> {
    let outcomes;
    try {
      outcomes = await this.write(batch);
    } catch (error) {
      if (batch.length === 1) await this.insist(batch, error);
      else for (const one of batch) await this.insist([one]);
    }
    this.inFlight -= 1;
    if (outcomes) this.putBack(batch, outcomes);
    // The next batch leaves before this one is answered: the database works while we do.
    this.depart();
    if (outcomes) answer(batch, outcomes);
  }

  /** One row by itself, again and again while the failure may pass and its time is not over. */
  private async insist(one: readonly Waiting<Request, Outcome>[], failure?: unknown): Promise<void> {
    const { deadline, reject } = one[0]!;
    let error = failure;
    for (
      let pauseMs = error === undefined ? 0 : FIRST_PAUSE_MS;
      ;
      pauseMs = Math.min(pauseMs * 2 || FIRST_PAUSE_MS, 500)
    ) {
      if (error !== undefined && !this.settings.isOutage(error) && !(error instanceof Unavailable))
        return reject(error);
      if (performance.now() + pauseMs >= deadline)
        return reject(new Unavailable('The database does not answer. Try again in a moment.'));
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      try {
        const outcomes = await this.write(one);
        this.putBack(one, outcomes);
        return answer(one, outcomes);
      } catch (again) {
        error = again;
      }
    }
  }

  /** What could not be decided yet waits again, before everything else. */
  private putBack(batch: readonly Waiting<Request, Outcome>[], outcomes: readonly (Outcome | typeof LATER)[]): void {
    const later = batch.filter((_, index) => outcomes[index] === LATER);
    if (later.length === 0) return;
    this.waiting.unshift(...later);
    this.waitingBytes += later.reduce((sum, { bytes }) => sum + bytes, 0);
    if (this.alarm) clearTimeout(this.alarm);
    this.alarm = null;
    this.watch();
  }

  /** A write whose answer does not come may still happen; its place is free again all the same. */
  private async write(batch: readonly Waiting<Request, Outcome>[]): Promise<readonly (Outcome | typeof LATER)[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Unavailable('The database does not answer.')), this.limits.writeWithinMs);
    });
    try {
      return await Promise.race([this.settings.write(batch.map(({ request }) => request)), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Refuses who has waited too long; whoever waits longest is always first. */
  private watch(): void {
    if (this.alarm !== null || this.waiting[0] === undefined) return;
    this.alarm = setTimeout(
      () => {
        this.alarm = null;
        const now = performance.now();
        while (this.waiting[0] !== undefined && this.waiting[0].deadline <= now) {
          const overdue = this.waiting.shift()!;
          this.waitingBytes -= overdue.bytes;
          overdue.reject(new Unavailable('The database does not keep up. Try again in a moment.'));
        }
        this.watch();
      },
      Math.max(0, this.waiting[0].deadline - performance.now()),
    );
    this.alarm.unref();
  }
}

const FIRST_PAUSE_MS = 50;

function answer<Request, Outcome>(
  batch: readonly Waiting<Request, Outcome>[],
  outcomes: readonly (Outcome | typeof LATER)[],
): void {
  for (const [index, { resolve }] of batch.entries()) {
    const outcome = outcomes[index] as Outcome | typeof LATER;
    if (outcome !== LATER) resolve(outcome);
  }
}
