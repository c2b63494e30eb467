import type { QueueName, QueueSettings } from '#contracts';
import { runWith, tracing } from '#observability';
import { setTimeout } from 'node:timers/promises';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { DelayedError, type Job, type Worker } from 'bullmq';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Backend, Envelope } from './backend.js';
import { missingHandlers } from './coverage.js';
import { JobContext } from './job-context.js';
import { handlerSeconds, saidAt, waitSeconds } from './metrics.js';
import { saidBy, ticketOf } from './outbox-row.js';
import { isOutage } from '#database';
import type { Verdict, Verdicts } from './verdicts.js';
import { within } from './within.js';

/** How long a stop waits for running handlers, and then for the queue to take note of them. */
const finishMs = 30_000;
const farewellMs = 3_000;

/**
 * Runs one app's consumers: one worker per queue, all handlers bound by the app's own transport id. The base class's
 * `handleEvent` would report failed handlers as done, so deliveries are awaited here (docs/adr/0002).
 */
export class BullmqServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly workers: Worker<Envelope>[] = [];
  private readonly running = new Set<Promise<void>>();
  private closing: Promise<void> | undefined;

  constructor(
    override readonly transportId: symbol,
    private readonly queues: ReadonlyMap<QueueName, QueueSettings>,
    private readonly backend: Backend,
    private readonly verdicts: Verdicts,
  ) {
    super();
  }

  override addHandler(
    pattern: string,
    handler: MessageHandler,
    isEventHandler?: boolean,
    extras?: Record<string, unknown>,
  ): void {
    // Nest would run both, and one's failure would repeat the other.
    if (this.messageHandlers.has(pattern)) {
      throw new Error(`${pattern} has two consumers in one app. One message, one consumer: let it do both.`);
    }
    super.addHandler(pattern, handler, isEventHandler, extras);
  }

  async listen(done: (error?: unknown) => void): Promise<void> {
    try {
      const missing = missingHandlers([...this.queues.keys()], this.messageHandlers);
      if (missing.length > 0) throw new Error(missing.join('\n'));
      await this.backend.assertUsable();
      for (const [queue, settings] of this.queues) {
        const receive = (job: Job<Envelope>, token?: string) => this.track(this.deliver(queue, job, token));
        this.workers.push(this.backend.work(queue, receive, settings));
      }
    } catch (error) {
      await this.close();
      return done(error);
    }
    done();
  }

  /** Takes no new messages and waits for those in hand. */
  close(): Promise<void> {
    this.closing ??= this.shut();
    return this.closing;
  }

  on(): never {
    throw new Error('A queue transport has no events: look at the outbox, it is the truth.');
  }

  unwrap<T>(): T {
    return this.workers as T;
  }

  private async shut(): Promise<void> {
    const closed = Promise.all(this.workers.map((worker) => worker.close()));
    closed.catch(() => undefined);
    await within(finishMs, 'a handler', Promise.allSettled(this.running)).catch((error: Error) =>
      this.logger.warn(error.message),
    );
    try {
      await within(farewellMs, 'the queues', closed);
    } catch {
      // The queue is away and cannot be told. Its jobs run out of their locks there, or are swept.
      await Promise.allSettled(this.workers.map((worker) => within(farewellMs, 'the queues', abandon(worker))));
    }
  }

  private track(delivery: Promise<void>): Promise<void> {
    this.running.add(delivery);
    const forget = (): void => void this.running.delete(delivery);
    delivery.then(forget, forget);
    return delivery;
  }

  private async deliver(queue: QueueName, job: Job<Envelope>, token: string | undefined): Promise<void> {
    const id = job.id as string;
    const message = job.name;
    const { data, correlationId } = job.data;
    const ticketId = ticketOf(data);
    if (job.attemptsStarted <= 1) waitSeconds.observe({ queue }, Math.max(0, Date.now() - saidAt(id)) / 1_000);
    const span = tracing()?.handle(saidBy({ id, queue, message, data, correlationId }), job.attemptsStarted);
    await runWith({ correlationId, causationId: id, ticketId, span }, async () => {
      const started = performance.now();
      const error = await this.handle(data, new JobContext(id, queue, message, correlationId));
      const verdict = error && (await this.judge(job, queue, error.reason));
      this.tell(queue, message, performance.now() - started, outcomeOf(verdict));
      if (error) span?.fail(error.reason);
      span?.end();
      if (verdict === undefined || verdict.settled) return;
      await this.delay(job, token, verdict.retryInMs);
      throw new DelayedError();
    });
  }

  private tell(queue: QueueName, message: string, milliseconds: number, outcome: Outcome): void {
    handlerSeconds.observe({ queue, message, outcome }, milliseconds / 1_000);
    this.logger.log({ msg: `${message} ${outcome}`, queue, message, outcome, ms: Math.round(milliseconds) }, 'Message');
  }

  /** Keeps at it while the queue itself is away; without this the job would wait until its lock runs out. */
  private async delay(job: Job<Envelope>, token: string | undefined, ms: number): Promise<void> {
    for (;;) {
      try {
        return await job.moveToDelayed(Date.now() + ms, token);
      } catch (error) {
        if (this.closing || !isOutage(error)) throw error;
        await setTimeout(500);
      }
    }
  }

  private async handle(data: unknown, context: JobContext): Promise<{ reason: unknown } | undefined> {
    const handler = this.messageHandlers.get(context.message);
    if (!handler) return { reason: new Error(`nobody here handles ${context.message}`) };
    return new Promise((resolve) => {
      this.runWithProcessingHooks(context, async (end) => {
        try {
          const result: unknown = await handler(data, context);
          if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
          resolve(undefined);
        } catch (reason) {
          resolve({ reason });
        } finally {
          end();
        }
      });
    });
  }

  private async judge(job: Job<Envelope>, queue: QueueName, reason: unknown): Promise<Verdict> {
    const settings = this.queues.get(queue) as QueueSettings;
    if (isOutage(reason)) return this.verdicts.onOutage(job.attemptsStarted, settings);
    try {
      const verdict = await this.verdicts.onFailure(job.id as string, reason, settings);
      if (verdict.settled && verdict.dead) {
        this.logger.error(
          `${job.name} ${job.id} on ${queue} is a dead letter: ${reason instanceof Error ? reason.message : String(reason)}`,
        );
      }
      return verdict;
    } catch (unsaid) {
      // The verdict could not be written down, so there is none yet.
      this.logger.warn(
        `${job.name} ${job.id} on ${queue} will be tried again: ${unsaid instanceof Error ? unsaid.message : String(unsaid)}`,
      );
      return this.verdicts.onOutage(job.attemptsStarted, settings);
    }
  }
}

type Outcome = 'done' | 'retry' | 'outage' | 'dead';

function outcomeOf(verdict: Verdict | undefined): Outcome {
  if (verdict === undefined) return 'done';
  if (verdict.settled) return verdict.dead ? 'dead' : 'done';
  return verdict.outage ? 'outage' : 'retry';
}

/** What `worker.close()` would do next, if it did not wait for the connection for ever: renewing locks keeps a process alive. */
async function abandon(worker: Worker<Envelope>): Promise<void> {
  await worker['lockManager'].close();
  await worker.disconnect();
}
