import { EmbeddedPostgres, migrate } from '#database';
import { migrateQueues } from '#messaging';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { databaseUrl } from './environment.js';
import type { Lifetime } from './lifetime.js';
import { reachDatabase, readably } from './reach-database.js';

/** Which PostgreSQL a process that may bring its own uses. */
export const localDatabaseEnv = {
  /** A server of somebody's, instead of the embedded one. */
  DATABASE_URL: databaseUrl.optional(),
  /** Where the embedded server is kept: `.data` in the clone; a relative path counts from the working directory. */
  DATA_DIR: z
    .string()
    .transform((path) => resolve(path))
    .default(() => join(cloneOf(import.meta.dirname), '.data')),
};

export interface LocalDatabaseEnv {
  readonly DATABASE_URL?: string | undefined;
  readonly DATA_DIR: string;
}

interface Starter {
  readonly name: string;
  readonly say: (line: string) => void;
}

/** The URL of the given server, or of the embedded one, which is started and will be stopped last of all. */
export async function localDatabase(env: LocalDatabaseEnv, { say }: Starter, lifetime: Lifetime): Promise<string> {
  if (env.DATABASE_URL !== undefined) return env.DATABASE_URL;
  const postgres = new EmbeddedPostgres({ dataDir: env.DATA_DIR, log: say });
  lifetime.defer(() => postgres.stop());
  return (await readably(postgres.start())).url;
}

/** Brings the schema up to date, the queues' too unless they are on Redis; gives a small connected data source. */
export async function migratedDatabase(
  url: string,
  { name, say, withQueues }: Starter & { readonly withQueues: boolean },
  lifetime: Lifetime,
): Promise<DataSource> {
  const dataSource = await reachDatabase(url, { name, say, isEnding: () => lifetime.isEnding, poolSize: 3 });
  lifetime.defer(() => (dataSource.isInitialized ? dataSource.destroy() : Promise.resolve()));
  await readably(migrate(dataSource));
  if (withQueues) await readably(migrateQueues(url));
  return dataSource;
}

/** The folder with our package.json, from the sources as well as from `dist`. */
function cloneOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) || folder === dirname(folder) ? folder : cloneOf(dirname(folder));
}
