import { hashPassword, hashToken, newToken } from '#access';
import { newId } from '#database';
import { migrateQueues } from '#messaging';
import { freePort, scratchDirectory, testDatabase, type TestDatabase } from '#testing';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceProcess, type ServiceName, type ServiceProcess } from '../../processes/service.process.js';

export const apps: readonly ServiceName[] = [
  'intake',
  'triage',
  'tier-worker',
  'sla-monitor',
  'vendor-gateway',
  'notifier',
];

export type LogLine = Readonly<Record<string, unknown>>;

/** Every service as a process of its own, with its log and its metrics; an admin who may do everything. */
export class Services {
  private constructor(
    readonly database: TestDatabase,
    readonly processes: ReadonlyMap<ServiceName, ServiceProcess>,
    private readonly metricsPorts: ReadonlyMap<ServiceName, number>,
    private readonly directory: string,
    private readonly token: string,
  ) {}

  static async start(env: Readonly<Record<string, string>>): Promise<Services> {
    const database = await testDatabase();
    await migrateQueues(database.url);
    const token = await seedAdmin(database);
    const directory = await scratchDirectory('follow');
    const ports = new Map<ServiceName, number>();
    const processes = new Map<ServiceName, ServiceProcess>();
    for (const app of apps) {
      const port = await freePort();
      ports.set(app, port);
      const given = { DATABASE_URL: database.url, REDIS_URL: undefined, LOG_LEVEL: 'info', METRICS_PORT: `${port}` };
      processes.set(app, await serviceProcess(app, { directory, env: { ...given, ...env } }));
    }
    const services = new Services(database, processes, ports, directory, token);
    try {
      await Promise.all([...processes.values()].map(({ process }) => process.start()));
    } catch (error) {
      await services.stop();
      throw error;
    }
    return services;
  }

  /** A request of the admin; its body when it went well. */
  async post(app: ServiceName, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    const answer = await fetch(`${this.processes.get(app)!.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as { readonly id: string; readonly secret?: string; readonly state?: string };
  }

  /** The lines of its metrics. */
  async metrics(app: ServiceName): Promise<string[]> {
    const answer = await fetch(`http://127.0.0.1:${this.metricsPorts.get(app)}/metrics`);
    return (await answer.text()).split('\n');
  }

  /** What a service has logged: each line must be one JSON object. */
  async log(app: ServiceName): Promise<LogLine[]> {
    const lines = (await readFile(join(this.directory, `${app}.log`), 'utf8')).split('\n');
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.processes.values()].map(({ process }) => process.stop()));
    await this.database.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** An admin who is logged in; gives the token. */
async function seedAdmin({ database }: TestDatabase): Promise<string> {
  const [id, token] = [newId(), newToken()];
  await database.pool.query(
    `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'admin@follow.example', 'Ada', 'admin', $2)`,
    [id, await hashPassword('a password for tests')],
  );
  await database.pool.query(
    `INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`,
    [hashToken(token), id],
  );
  return token;
}
