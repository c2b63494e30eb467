import {
  assertPortFree,
  httpEnv,
  localDatabase,
  localDatabaseEnv,
  migratedDatabase,
  readEnv,
  runProcess,
  type Lifetime,
} from '#service';
import type { HttpApp } from '#http';
import { freePort } from '#testing';
import { join } from 'node:path';
import { createEdge } from './start-all/edge.js';
import { ServiceProcess } from './start-all/service-process.js';

const name = 'start-all';
const say = (line: string): void => void process.stdout.write(`${name.padEnd(14)} | ${line}\n`);
const apps: readonly HttpApp[] = ['intake', 'triage', 'tier-worker', 'sla-monitor', 'vendor-gateway', 'notifier'];

/** `npm run start:all`: every service as a process of its own, behind one port that sends each path to its service. */
async function start(lifetime: Lifetime): Promise<void> {
  const env = readEnv(httpEnv(3000).extend(localDatabaseEnv));
  const place = { host: env.HOST, port: env.PORT };
  await assertPortFree(place);
  const databaseUrl = await localDatabase(env, { name, say }, lifetime);
  const dataSource = await migratedDatabase(databaseUrl, { name, say, withQueues: !env.REDIS_URL }, lifetime);
  await dataSource.destroy();

  const services = new Map<HttpApp, ServiceProcess>();
  for (const app of apps) services.set(app, new ServiceProcess(app, await freePort()));
  lifetime.defer(async () => void (await Promise.all([...services.values()].map((service) => service.stop()))));
  const filesDir = process.env.FILES_DIR || join(env.DATA_DIR, 'files');
  const settings = { DATABASE_URL: databaseUrl, TRUST_PROXY: trusted(env.TRUST_PROXY), FILES_DIR: filesDir };
  await Promise.all(
    [...services.values()].map((service, at) => service.start({ ...settings, ...metricsPort(env.METRICS_PORT, at) })),
  );

  const edge = createEdge((app) => services.get(app)!.port);
  await edge.listen(place);
  lifetime.defer(() => edge.close());
  say(
    `ready: http://${env.HOST === '0.0.0.0' ? 'localhost' : env.HOST}:${env.PORT} (reference at /api/docs). Ctrl-C stops everything.`,
  );
  if (env.DATABASE_URL === undefined)
    say('The first account: npm run create-admin -- --email you@example.com --name You');
}

/** A port of its own for each service's metrics: those after the one we were given. */
const metricsPort = (given: number | undefined, at: number): Record<string, string> =>
  given ? { METRICS_PORT: String(given + 1 + at) } : {};

/** The services see the edge's address; behind it they believe whom the edge was told to believe, and this machine. */
const trusted = (given: boolean | readonly string[] | undefined): string =>
  given === true ? 'true' : ['127.0.0.1', '::1', ...(given || [])].join(',');

await runProcess(name, start);
