import { Credentials } from '#access';
import { Database } from '#database';
import { createHttpApp } from '#http';
import {
  connectConsumers,
  databasePoolSize,
  MessagingHealth,
  QueueBoard,
  QueueFigures,
  UnusableQueues,
} from '#messaging';
import { createLogger, Readiness, startTracing } from '#observability';
import type { AddressInfo } from 'node:net';
import { apiDocument } from './api-document.js';
import { builtPages } from './built-pages.js';
import { onlyAdmins } from './only-admins.js';
import { assertPortFree, portProblem, type Place } from './claim-port.js';
import { composition } from './composition.js';
import { CannotStart, type HttpEnv } from './environment.js';
import type { Lifetime } from './lifetime.js';
import { readably } from './reach-database.js';
import type { ReadyService } from './service.js';
import { startMetrics } from './start-metrics.js';

export interface Together {
  /** The process's name in log lines and in PostgreSQL's views. */
  readonly name: string;
  readonly services: readonly ReadyService[];
  readonly databaseUrl: string;
  readonly env: HttpEnv;
  /** Where `/metrics` is, and whether somebody chose that; null = nowhere. */
  readonly metrics: (Place & { readonly isChosen: boolean }) | null;
  /** For what a person should know though nothing stops because of it. */
  readonly warn: (line: string) => void;
}

/**
 * Starts services in this process on one port, and gives its URL. What it started is stopped in this order: HTTP,
 * workers (running jobs finish), publisher, pools.
 */
export async function startServices(
  { name, services, databaseUrl, env, metrics, warn }: Together,
  lifetime: Lifetime,
): Promise<string> {
  const place = { host: env.HOST, port: env.PORT };
  await assertPortFree(place);
  const stopTracing = await readably(startTracing(name, warn));
  if (stopTracing) lifetime.defer(stopTracing);

  const consumers = services.flatMap(({ consumes }) => consumes ?? []);
  const poolSize = databasePoolSize(
    consumers.flatMap(({ queues }) => queues),
    env.HTTP_CONNECTIONS,
  );
  const root = composition({
    name,
    services,
    databaseUrl,
    poolSize,
    redisUrl: env.REDIS_URL,
    queuePrefix: env.QUEUE_PREFIX,
  });
  const readiness = new Readiness();
  const app = await createHttpApp(root, {
    name,
    readiness,
    logger: createLogger(name, { level: env.LOG_LEVEL }),
    trustProxy: env.TRUST_PROXY,
    rateLimit: env.RATE_LIMIT,
    apiDocument: await apiDocument(),
    pages: services.some(({ servesPages }) => servesPages) ? await builtPages() : undefined,
  });
  lifetime.defer(() => app.close());

  const database = app.get(Database);
  const queues = app.get(MessagingHealth);
  readiness.register('database', () => canWrite(database));
  readiness.register('queues', () => queues.check());
  for (const consumer of consumers) connectConsumers(app, consumer);
  if (services.some(({ servesPages }) => servesPages)) {
    const admit = onlyAdmins(app.get(Credentials, { strict: false }));
    await app.get(QueueBoard).serve(app.getHttpAdapter().getInstance(), '/bull-board', admit);
  }
  await app.listen(place).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UnusableQueues) throw new CannotStart(error.message, { cause: error });
    throw error.syscall === 'listen' ? portProblem(place, error) : error;
  });
  await app.startAllMicroservices();
  if (metrics) {
    const measured = { name, database, queues: app.get(QueueFigures), queuesOn: env.REDIS_URL ? 'redis' : 'postgres' };
    await startMetrics(measured, metrics, warn, lifetime);
  }
  return urlOf(app.getHttpServer().address() as AddressInfo);
}

/** A standby answers, but takes nothing: after a failover that our address did not follow. */
async function canWrite(database: Database): Promise<void> {
  const [row] = await database.read<{ standby: boolean }>(ready);
  if (row?.standby) throw new Error('PostgreSQL here is a standby: it can be read, not written');
}

const ready = { name: 'ready', text: 'SELECT pg_is_in_recovery() AS standby' };

/** Where a browser on this machine finds it. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
