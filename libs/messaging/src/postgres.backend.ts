import type { QueueName } from '#contracts';
import { outliveBrokenConnections } from '#database';
import { createPostgresBackend, withBackend, type Processor, type Queue, type Worker } from 'bullmq';
import { Pool } from 'pg';
import { Backend, workerOptions, type Envelope, type WorkerSettings } from './backend.js';
import { queueConnection } from './queue-connection.js';

// The factory's place in the constructors' arguments differs by class, and a wrong one silently means Redis on localhost.
const bullmq = withBackend(createPostgresBackend);

/** Room for adding, fetching, finishing and renewing locks, on top of one LISTEN connection a worker. */
const margin = 6;

const oldest = `SELECT id FROM job WHERE queue = $1 AND state = 'waiting' AND priority = 0 ORDER BY seq LIMIT 1`;

/** Queues in the schema `bullmq` of our own PostgreSQL: one thing less to install. */
export class PostgresBackend extends Backend {
  readonly kind = 'postgres';
  /** BullMQ's bulk insert costs PostgreSQL as much as nine single ones, whether it brings one row or ten. */
  protected override readonly addedSingly = 8;
  private readonly pool: Pool;

  constructor(
    databaseUrl: string,
    /** Connections this process may open besides the queues' own. */
    private readonly databasePoolSize: () => number,
  ) {
    super();
    this.pool = new Pool({
      ...queueConnection(databaseUrl),
      application_name: 'tierline queues',
      max: margin,
      connectionTimeoutMillis: 5_000,
      query_timeout: 15_000,
      keepAlive: true,
    });
    // Every BullMQ object listens on the shared pool.
    this.pool.setMaxListeners(0);
    this.pool.on('error', (error) => this.complain('PostgreSQL', error));
    outliveBrokenConnections(this.pool);
  }

  get reachable(): boolean {
    return true;
  }

  /** A worker keeps one connection for LISTEN: a pool without room for it would hang for ever. */
  override reserve(workers: number): void {
    this.pool.options.max += workers;
  }

  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async assertUsable(): Promise<void> {
    const { rows } = await this.pool.query<{ migrated: boolean; allowed: number; taken: number }>(
      `SELECT to_regclass('bullmq.job') IS NOT NULL AS migrated,
              current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS allowed,
              (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS taken`,
    );
    const { migrated, allowed, taken } = rows[0] as (typeof rows)[number];
    if (!migrated) throw new Error('The queues have no tables in this database yet: run npm run migrate.');
    const own = this.pool.options.max;
    const others = this.databasePoolSize();
    if (own + others > allowed) {
      throw new Error(
        `This process wants ${own + others} connections (queues ${own}, database ${others}), but PostgreSQL allows ${allowed}. Raise max_connections, serve fewer queues, or set REDIS_URL.`,
      );
    }
    if (taken + own + others > allowed) {
      this.logger.warn(
        `PostgreSQL allows ${allowed} connections, ${taken} are taken and this process may open ${own + others}.`,
      );
    }
  }

  /** BullMQ's own `getWaiting(0, 0)` answers the newest one here, and the oldest on Redis. */
  override async oldestWaiting(name: QueueName): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(oldest, [name]);
    return rows[0]?.id ?? null;
  }

  protected createQueue(name: string): Queue {
    return new bullmq.Queue(name, { connection: this.pool }) as unknown as Queue;
  }

  protected createWorker(name: string, processor: Processor<Envelope>, settings: WorkerSettings): Worker<Envelope> {
    return new bullmq.Worker<Envelope>(name, processor as never, {
      connection: this.pool,
      ...workerOptions(settings),
    }) as unknown as Worker<Envelope>;
  }

  protected async disconnect(): Promise<void> {
    await this.pool.end();
  }
}
