import { Queue, Worker, type Processor } from 'bullmq';
import { Redis } from 'ioredis';
import { Backend, workerOptions, type Envelope, type WorkerSettings } from './backend.js';
import { UnusableQueues } from './unusable-queues.js';
import { within } from './within.js';

const reconnect = (times: number): number => Math.min(50 * times, 500);

/** Queues on Redis 7 or newer, Valkey or Dragonfly. */
export class RedisBackend extends Backend {
  readonly kind = 'redis';
  /** For adding: fails at once while Redis is away, because nobody may wait for a queue. */
  private readonly adder: Redis;
  /** For workers: waits while Redis is away, because there is nothing else to do. */
  private readonly fetcher: Redis;
  private gone = false;
  private knownToBeAway = false;

  constructor(
    url: string,
    private readonly prefix: string,
  ) {
    super();
    if (!/\{.+\}/.test(prefix)) {
      throw new Error(
        `The queues' prefix "${prefix}" needs a hash tag, such as {tierline}: without one a Redis cluster spreads a queue over nodes.`,
      );
    }
    const options = {
      // BullMQ makes connections of its own like ours: once we have gone, none of them may keep at it and the process alive.
      retryStrategy: (times: number) => (this.gone ? null : reconnect(times)),
      connectTimeout: 2_000,
      keepAlive: 10_000,
    };
    this.adder = new Redis(url, {
      ...options,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      commandTimeout: 10_000,
    });
    this.fetcher = new Redis(url, { ...options, maxRetriesPerRequest: null });
    for (const client of [this.adder, this.fetcher]) {
      client.setMaxListeners(0);
      client.on('error', (error) => this.complain('Redis', error));
    }
  }

  get reachable(): boolean {
    return this.adder.status === 'ready';
  }

  async ping(): Promise<void> {
    await this.adder.ping();
  }

  async assertUsable(): Promise<void> {
    if (this.knownToBeAway && !this.reachable) return;
    try {
      await within(3_000, 'Redis', this.ready());
    } catch {
      this.knownToBeAway = true;
      this.logger.warn('Redis is not reachable. Messages wait in the outbox until it is.');
      return;
    }
    const policy = await this.evictionPolicy();
    if (policy === null) {
      this.logger.warn(
        'This Redis does not let us read maxmemory-policy. It must be noeviction, or jobs get lost under memory pressure.',
      );
    } else if (policy !== 'noeviction') {
      throw new UnusableQueues(
        `Redis has maxmemory-policy "${policy}" and would throw queued jobs away under memory pressure. Set it to noeviction: CONFIG SET maxmemory-policy noeviction.`,
      );
    }
  }

  protected createQueue(name: string): Queue {
    return new Queue(name, { connection: this.adder, prefix: this.prefix });
  }

  protected createWorker(name: string, processor: Processor<Envelope>, settings: WorkerSettings): Worker<Envelope> {
    return new Worker<Envelope>(name, processor, {
      connection: this.fetcher,
      prefix: this.prefix,
      ...workerOptions(settings),
    });
  }

  protected disconnect(): Promise<void> {
    this.gone = true;
    this.adder.disconnect();
    this.fetcher.disconnect();
    return Promise.resolve();
  }

  private ready(): Promise<void> {
    if (this.reachable) return Promise.resolve();
    return new Promise((resolve) => this.adder.once('ready', resolve));
  }

  private async evictionPolicy(): Promise<string | null> {
    try {
      const answer = (await this.adder.config('GET', 'maxmemory-policy')) as string[];
      return answer[1] ?? null;
    } catch {
      return null;
    }
  }
}
