import { hashToken, newToken } from '#access';
import { newId } from '#database';
import pg from 'pg';
import { redisCommand, redisProcess, type RedisProcess } from '../../processes/redis.process.js';
import { serviceProcess, type ServiceProcess } from '../../processes/service.process.js';
import { benchWorld, type BenchWorld } from '../bench-world.js';
import { cpuOf, cpuOfPostgres } from '../cpu.js';

/** A durable PostgreSQL that keeps the time of every commit, a Redis, and as many sla-monitors as a figure asks for. */
export class SlaWorld {
  private readonly running: ServiceProcess[] = [];

  private constructor(
    private readonly bench: BenchWorld,
    /** For looking on from outside; not one of the services' connections. */
    readonly client: pg.Client,
    readonly redis: RedisProcess,
    /** An admin's session. */
    private readonly admin: string,
  ) {}

  static async begin(): Promise<SlaWorld> {
    const bench = await benchWorld({ settings: { track_commit_timestamp: 'on' } });
    const redis = await redisProcess(bench.directory);
    await redis.process.start();
    const client = new pg.Client(bench.databaseUrl);
    await client.connect();
    return new SlaWorld(bench, client, redis, await makeAdmin(client));
  }

  get databaseUrl(): string {
    return this.bench.databaseUrl;
  }

  /** Asks the first sla-monitor's API as an admin. */
  async call<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.running[0]?.url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.admin}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  /** Starts or stops sla-monitors until there are so many. */
  async monitors(count: number): Promise<void> {
    while (this.running.length > count) await this.running.pop()?.process.stop();
    while (this.running.length < count) {
      const name = `sla-monitor-${this.running.length + 1}`;
      const env = { DATABASE_URL: this.databaseUrl, REDIS_URL: this.redis.url };
      const monitor = await serviceProcess('sla-monitor', { name, directory: this.bench.directory, env });
      this.running.push(monitor);
      await monitor.process.start();
    }
  }

  /** CPU milliseconds that everybody has used so far: PostgreSQL, Redis, the sla-monitors that run, and this process. */
  async cpu(): Promise<number> {
    const backend = (await this.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
    const pids = [this.redis, ...this.running].map((one) => one.process.pid ?? 0);
    const used = await Promise.all([cpuOfPostgres(backend), ...[process.pid, ...pids].map(cpuOf)]);
    return used.reduce((sum, ms) => sum + ms, 0);
  }

  /** Takes what earlier figures left to be handled, of which there is nobody. */
  async sweepUp(): Promise<void> {
    await this.client.query('TRUNCATE outbox');
    await redisCommand(this.redis.port, 'FLUSHALL');
  }

  async stop(): Promise<void> {
    await this.monitors(0);
    await this.client.end();
    await this.redis.process.stop();
    await this.bench.stop();
  }
}

async function makeAdmin(client: pg.Client): Promise<string> {
  const [id, token] = [newId(), newToken()];
  await client.query(
    `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'admin@bench.test', 'Admin', 'admin', '')`,
    [id],
  );
  await client.query(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, [
    hashToken(token),
    id,
  ]);
  return token;
}
