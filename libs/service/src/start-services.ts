import { Database } from '#database';
import { createHttpApp } from '#http';
import { connectConsumers, databasePoolSize, MessagingHealth, UnusableQueues } from '#messaging';
import { createLogger, Readiness } from '#observability';
import type { AddressInfo } from 'node:net';
import { apiDocument } from './api-document.js';
import { assertPortFree, portProblem } from './claim-port.js';
import { composition } from './composition.js';
import { CannotStart, type HttpEnv } from './environment.js';
import type { Lifetime } from './lifetime.js';
import type { ReadyService } from './service.js';

export interface Together {
  /** The process's name in log lines and in PostgreSQL's views. */
  readonly name: string;
  readonly services: readonly ReadyService[];
  readonly databaseUrl: string;
  readonly env: HttpEnv;
}

/**
 * Starts services in this process on one port, and gives its URL. What it started is stopped in this order: HTTP,
 * workers (running jobs finish), publisher, pools.
 */
export async function startServices(
  { name, services, databaseUrl, env }: Together,
  lifetime: Lifetime,
): Promise<string> {
  const place = { host: env.HOST, port: env.PORT };
  await assertPortFree(place);

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
  });
  lifetime.defer(() => app.close());

  const database = app.get(Database);
  const queues = app.get(MessagingHealth);
  readiness.register('database', () => database.read({ name: 'ready', text: 'SELECT 1' }));
  readiness.register('queues', () => queues.check());
  for (const consumer of consumers) connectConsumers(app, consumer);
  await app.listen(place).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UnusableQueues) throw new CannotStart(error.message, { cause: error });
    throw error.syscall === 'listen' ? portProblem(place, error) : error;
  });
  await app.startAllMicroservices();
  return urlOf(app.getHttpServer().address() as AddressInfo);
}

/** Where a browser on this machine finds it. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
