import { hashToken, newToken } from '#access';
import { createDataSource, EmbeddedPostgres, migrate, newId } from '#database';
import { migrateQueues } from '#messaging';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { scratchDirectory } from '#testing';

export interface BenchWorld {
  readonly directory: string;
  readonly databaseUrl: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

/**
 * A durable PostgreSQL of its own (fsync on), migrated, with one API key. `settings` are of the whole server, such as
 * `track_commit_timestamp`: it is started with them. With a `keptIn` it is in that folder, and stays there when it stops.
 */
export async function benchWorld({
  settings = {},
  keptIn,
}: { settings?: Readonly<Record<string, string>>; keptIn?: string | undefined } = {}): Promise<BenchWorld> {
  const directory = keptIn ?? (await scratchDirectory('bench'));
  const embedded = new EmbeddedPostgres({ dataDir: join(directory, 'postgres'), log: () => undefined });
  const { url: databaseUrl } = await embedded.start();
  if (Object.keys(settings).length > 0) {
    await alterSystem(databaseUrl, settings);
    await embedded.stop();
    await embedded.start();
  }
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 2, applicationName: 'bench' });
  await dataSource.initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  await migrateQueues(databaseUrl);
  const apiKey = newToken();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(`INSERT INTO api_key (id, name, hash, scopes) VALUES ($1, 'bench', $2, $3)`, [
    newId(),
    hashToken(apiKey),
    ['tickets:read', 'tickets:write', 'mail:write'],
  ]);
  await client.end();
  return {
    directory,
    databaseUrl,
    apiKey,
    stop: async () => {
      await embedded.stop();
      if (keptIn === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

async function alterSystem(databaseUrl: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  for (const [name, value] of Object.entries(settings)) {
    await client.query(`ALTER SYSTEM SET ${pg.escapeIdentifier(name)} = ${pg.escapeLiteral(value)}`);
  }
  await client.end();
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which the share `q` (0..1) of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
