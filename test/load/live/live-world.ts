import { hashToken, newToken } from '#access';
import { newId } from '#database';
import pg from 'pg';
import { serviceProcess } from '../../processes/service.process.js';
import { benchWorld } from '../bench-world.js';
import { cpuOf, cpuOfPostgres } from '../cpu.js';

export interface LiveWorld {
  /** Two processes of tier-worker. */
  readonly urls: readonly [string, string];
  /** Access tokens of agents of the first tier, and every tenth a lead's. */
  readonly agents: readonly string[];
  /** Waiting at the first tier. */
  readonly tickets: readonly string[];
  /** CPU milliseconds used so far: by both processes, and by PostgreSQL. */
  cpu(): Promise<{ readonly services: number; readonly postgres: number }>;
  stop(): Promise<void>;
}

/** Two processes of tier-worker on a durable PostgreSQL, with agents who have logged in and tickets that wait. */
export async function liveWorld(agents: number, tickets: number): Promise<LiveWorld> {
  const world = await benchWorld();
  const database = new pg.Client(world.databaseUrl);
  await database.connect();
  const own = Number((await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid);
  const seeded = { agents: await seedAgents(database, agents), tickets: await seedTickets(database, tickets) };
  const env = { DATABASE_URL: world.databaseUrl };
  const names = ['tier-worker-a', 'tier-worker-b'];
  const services = await Promise.all(
    names.map((name) => serviceProcess('tier-worker', { name, directory: world.directory, env })),
  );
  const stop = async (): Promise<void> => {
    await database.end();
    for (const { process } of services) await process.stop();
    await world.stop();
  };
  try {
    for (const { process } of services) await process.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const [a, b] = services.map(({ url }) => url);
  return {
    urls: [a ?? '', b ?? ''],
    ...seeded,
    cpu: async () => {
      const used = await Promise.all(services.map(({ process }) => cpuOf(process.pid ?? 0)));
      return { services: used.reduce((sum, ms) => sum + ms, 0), postgres: await cpuOfPostgres(own) };
    },
    stop,
  };
}

async function seedAgents(database: pg.Client, count: number): Promise<string[]> {
  const team = newId();
  await database.query(`INSERT INTO team (id, name, tier) VALUES ($1, 'First line', 1)`, [team]);
  const tokens: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const [id, token] = [newId(), newToken()];
    const role = index % 10 === 9 ? 'lead' : 'agent';
    await database.query(
      `WITH made AS (INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $2, $3, '-') RETURNING id),
         member AS (INSERT INTO team_member (team_id, agent_id) SELECT $4, id FROM made)
       INSERT INTO session (hash, agent_id, expires_at) SELECT $5, id, now() + interval '1 hour' FROM made`,
      [id, `agent-${index}@bench.test`, role, team, hashToken(token)],
    );
    tokens.push(token);
  }
  return tokens;
}

async function seedTickets(database: pg.Client, count: number): Promise<string[]> {
  const requester = newId();
  await database.query(`INSERT INTO contact (id, email, name) VALUES ($1, 'customer@bench.test', 'C')`, [requester]);
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier,
        stay_version, queued_at, created_at, updated_at)
      SELECT gen_random_uuid(), nextval('ticket_number'), 'queued', 1, 'No network', $1, 'api', 'bench', 'low', 'low', 1,
        1, now(), now(), now() FROM generate_series(1, $2::int) RETURNING id`,
    [requester, count],
  );
  return rows.map(({ id }) => id);
}
