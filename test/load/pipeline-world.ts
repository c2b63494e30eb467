import { hashPassword, newToken } from '#access';
import { newId } from '#database';
import pg from 'pg';
import { redisProcess } from '../processes/redis.process.js';
import { serviceProcess, type ServiceName } from '../processes/service.process.js';
import { benchWorld } from './bench-world.js';
import { cpuOf, cpuOfPostgres } from './cpu.js';
import { post } from './http-client.js';

export interface PipelineWorld {
  readonly apiKey: string;
  /** Access tokens of agents of the first tier. */
  readonly agents: readonly string[];
  readonly url: (app: ServiceName) => string;
  /** For looking on from outside; not one of the services' connections. */
  readonly database: pg.Client;
  /** CPU milliseconds used so far, by part. */
  cpu(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

const apps: readonly ServiceName[] = ['intake', 'triage', 'tier-worker', 'sla-monitor', 'notifier'];

/** Every service a ticket passes as a process of its own, a durable PostgreSQL, and agents who have logged in. */
export async function pipelineWorld(backend: 'redis' | 'postgres', agents: number): Promise<PipelineWorld> {
  const world = await benchWorld();
  const redis = backend === 'redis' ? await redisProcess(world.directory) : null;
  await redis?.process.start();
  const database = new pg.Client(world.databaseUrl);
  await database.connect();
  const own = Number((await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid);
  const logins = await seedAgents(database, agents);
  const env = { DATABASE_URL: world.databaseUrl, REDIS_URL: redis?.url };
  const services = await Promise.all(apps.map((app) => serviceProcess(app, { directory: world.directory, env })));
  const url = (app: ServiceName): string => services.find(({ name }) => name === app)?.url ?? '';
  const stop = async (): Promise<void> => {
    await database.end();
    for (const { process } of services) await process.stop();
    await redis?.process.stop();
    await world.stop();
  };
  try {
    for (const { process } of services) await process.start();
    const tokens = [];
    for (const { email, password } of logins) {
      const login = `${url('tier-worker')}/api/v1/auth/login`;
      const { body } = await post<{ accessToken: string }>(login, '', { email, password }, 200);
      tokens.push(body.accessToken);
    }
    return {
      apiKey: world.apiKey,
      agents: tokens,
      url,
      database,
      cpu: async () => {
        const pids = services.map(({ name, process }) => [name, process.pid ?? 0] as const);
        if (redis) pids.push(['redis', redis.process.pid ?? 0]);
        const used = await Promise.all(pids.map(async ([name, pid]) => [name, await cpuOf(pid)] as const));
        return new Map([...used, ['postgresql', await cpuOfPostgres(own)], ['client', await cpuOf(process.pid)]]);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Agents of a team of the first tier that works for every sector. */
async function seedAgents(database: pg.Client, count: number): Promise<{ email: string; password: string }[]> {
  const password = newToken();
  const hash = await hashPassword(password);
  const team = newId();
  await database.query(`INSERT INTO team (id, name, tier) VALUES ($1, 'First line', 1)`, [team]);
  const logins = [];
  for (let index = 0; index < count; index += 1) {
    const id = newId();
    const email = `agent-${index}@bench.test`;
    await database.query(`INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $3, 'agent', $4)`, [
      id,
      email,
      `Agent ${index}`,
      hash,
    ]);
    await database.query('INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)', [team, id]);
    logins.push({ email, password });
  }
  return logins;
}
