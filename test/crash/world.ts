import { hashToken, newToken } from '#access';
import { createDataSource, EmbeddedPostgres, migrate, newId } from '#database';
import { BREACH, defaultPauses, type ClockKind, type Priority, type Threshold, type ThresholdAction } from '#domain';
import { migrateQueues } from '#messaging';
import { hash } from '@node-rs/argon2';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Random } from './random.js';
import { smtpSink, type SmtpSink } from './smtp-sink.js';
import { vendorProcess, type VendorProcess } from './vendor.process.js';
import { redisProcess, type RedisProcess } from '../processes/redis.process.js';
import { serviceProcess, type ServiceName, type ServiceProcess } from '../processes/service.process.js';

export type Backend = 'redis' | 'postgres';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly tier: number | null;
}

/** Everything of a distributed Tierline, each part a process of its own that can be killed. */
export interface World {
  readonly directory: string;
  readonly databaseUrl: string;
  readonly postgres: { kill(): Promise<void>; isBack(): Promise<void> };
  readonly redis: RedisProcess | null;
  readonly services: readonly ServiceProcess[];
  readonly vendor: VendorProcess;
  readonly vendorId: string;
  /** Where our mail goes. */
  readonly smtp: SmtpSink;
  readonly url: (app: ServiceName) => string;
  /** The URLs of all processes of an app. */
  readonly replicas: (app: ServiceName) => readonly string[];
  readonly apiKey: string;
  /** Of the session of somebody who may change policies. */
  readonly adminToken: string;
  readonly accounts: readonly Account[];
  readonly password: string;
  stop(): Promise<void>;
}

/** Promises that break while one watches: kind, priority (null: any), seconds, and what the breach does. */
const shortPromises = [
  ['tier', 'P5', 4, 'escalate'],
  ['resolution', 'P3', 8, 'raise-priority'],
  ['first_response', 'P1', 6, 'none'],
  ['next_response', null, 10, 'none'],
  ['periodic_update', null, 15, 'none'],
  ['vendor_ack', null, 5, 'none'],
  ['vendor_resolution', null, 12, 'none'],
] as const;
/** How long the gateway waits for the vendor. */
const VENDOR_TIMEOUT_MS = 1_500;

export async function buildWorld(directory: string, backend: Backend, random: Random): Promise<World> {
  await mkdir(directory, { recursive: true });
  const dataDir = join(directory, 'postgres');
  const embedded = new EmbeddedPostgres({ dataDir, log: () => undefined });
  const opened: (() => Promise<void>)[] = [() => embedded.stop()];
  const stop = async (): Promise<void> => {
    await Promise.all(opened.splice(1).map((close) => close()));
    await opened.pop()?.();
  };
  try {
    const { url: databaseUrl } = await embedded.start();
    await prepareSchema(databaseUrl, backend);
    const vendor = await vendorProcess(directory);
    const seeds = await seed(databaseUrl, vendor);
    const smtp = await smtpSink(random);
    opened.push(() => smtp.stop());

    const redis = backend === 'redis' ? await redisProcess(directory) : null;
    if (redis) opened.push(() => redis.process.stop());
    await redis?.process.start();

    const env = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redis?.url,
      VENDOR_ALLOW_PRIVATE: '1',
      VENDOR_TIMEOUT_MS: `${VENDOR_TIMEOUT_MS}`,
      SMTP_URL: smtp.url,
      FILES_DIR: join(directory, 'files'),
      // Few writers write much here.
      MAIL_PER_THREAD: '100000',
      MAIL_TICKETS_PER_SENDER: '100000',
    };
    const service = (app: ServiceName, name?: string) => serviceProcess(app, { directory, env, ...(name && { name }) });
    const services = await Promise.all([
      service('intake'),
      service('intake', 'intake-2'),
      service('triage'),
      service('tier-worker'),
      service('tier-worker', 'tier-worker-2'),
      service('sla-monitor'),
      service('sla-monitor', 'sla-monitor-2'),
      service('vendor-gateway'),
      service('notifier'),
    ]);
    const processes = [vendor.process, ...services.map(({ process }) => process)];
    opened.push(...processes.map((process) => () => process.stop()));
    await Promise.all(processes.map((process) => process.start()));
    return {
      directory,
      databaseUrl,
      redis,
      services,
      vendor,
      smtp,
      ...seeds,
      url: (app) => services.find(({ name }) => name === app)?.url ?? '',
      replicas: (app) => services.filter(({ name }) => name.startsWith(app)).map(({ url }) => url),
      postgres: {
        kill: () => killPostmaster(databaseUrl),
        isBack: () => untilItAnswers(databaseUrl),
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareSchema(databaseUrl: string, backend: Backend): Promise<void> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 2, applicationName: 'crash-test' });
  await dataSource.initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  if (backend === 'postgres') await migrateQueues(databaseUrl);
}

type Seeds = Pick<World, 'apiKey' | 'adminToken' | 'accounts' | 'password' | 'vendorId'>;

async function seed(databaseUrl: string, vendor: VendorProcess): Promise<Seeds> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const apiKey = newToken();
  const password = newToken();
  // Cheap to check: processors are to be busy with other things here.
  const passwordHash = await hash(password, { memoryCost: 1_024, timeCost: 1, parallelism: 1 });
  await client.query(`INSERT INTO api_key (id, name, hash, scopes) VALUES ($1, 'crash test', $2, $3)`, [
    newId(),
    hashToken(apiKey),
    ['tickets:read', 'tickets:write', 'tickets:route', 'alerts:write', 'mail:write'],
  ]);
  for (const [kind, priority, seconds, action] of shortPromises) await promise(client, kind, priority, seconds, action);
  const accounts: Account[] = [];
  for (const tier of [1, 1, 1, 1, 2, 2, 2, 3, 3, null, null]) {
    const email = `agent-${accounts.length}@crash.test`;
    const agentId = newId();
    await client.query(`INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $2, $3, $4)`, [
      agentId,
      email,
      tier === null ? 'lead' : 'agent',
      passwordHash,
    ]);
    if (tier !== null) {
      const teamId = newId();
      await client.query(`INSERT INTO team (id, name, tier) VALUES ($1, $2, $3)`, [teamId, `Team ${email}`, tier]);
      await client.query(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [teamId, agentId]);
    }
    accounts.push({ id: agentId, email, tier });
  }
  const [adminToken, adminId] = [newToken(), newId()];
  await client.query(`INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $2, 'admin', '')`, [
    adminId,
    'admin@crash.test',
  ]);
  await client.query(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, [
    hashToken(adminToken),
    adminId,
  ]);
  await client.query(
    `INSERT INTO mailbox (id, address, name, is_default) VALUES ($1, 'help@desk.crash.test', 'Help', true)`,
    [newId()],
  );
  const vendorId = newId();
  await client.query(`INSERT INTO vendor (id, name, endpoint, secret) VALUES ($1, 'Head Maker', $2, $3)`, [
    vendorId,
    vendor.endpoint,
    vendor.secret,
  ]);
  await client.end();
  return { apiKey, adminToken, accounts, password, vendorId };
}

/** Instead of the policy there is for it, or beside the others. */
async function promise(
  client: pg.Client,
  kind: ClockKind,
  priority: Priority | null,
  seconds: number,
  action: ThresholdAction,
): Promise<void> {
  const thresholds = [50, 75, 90, BREACH].map((percent): Threshold => {
    return { percent, notify: 'leads', action: percent === BREACH ? action : 'none', evenIfHeld: false };
  });
  await client.query(
    `DELETE FROM sla_policy_version
     WHERE kind = $1 AND priority IS NOT DISTINCT FROM $2 AND entitlement IS NULL AND organisation_id IS NULL AND channel IS NULL
       AND tier IS NULL AND team_id IS NULL AND vendor_id IS NULL`,
    [kind, priority],
  );
  await client.query(
    `INSERT INTO sla_policy_version (policy_id, kind, priority, target_seconds, thresholds, paused_while, since)
     SELECT $1, $2, $3, $4, $5, $6, max(id) FROM sla_change`,
    [newId(), kind, priority, seconds, JSON.stringify(thresholds), defaultPauses[kind]],
  );
}

/** SIGKILL to the server itself; its children notice and follow, and the embedded server starts it again. */
async function killPostmaster(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::integer AS pid`,
  );
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await client.end().catch(() => undefined);
}

async function untilItAnswers(databaseUrl: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ;) {
    const client = new pg.Client(databaseUrl);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
