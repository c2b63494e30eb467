import type { DataSource } from 'typeorm';

const OLDEST = 15;

/** Refuses, in one readable line, a server that cannot keep or search what customers write. */
export async function assertCapable(dataSource: Pick<DataSource, 'query'>): Promise<void> {
  const [server] = await dataSource.query<{ version: number; encoding: string }[]>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding`,
  );
  if (!server || server.version < OLDEST) {
    throw new Error(`PostgreSQL ${OLDEST} or newer is needed; this server is ${server?.version}.`);
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(
      `The database's encoding is ${server.encoding}, UTF8 is needed. Create one with: ` +
        `CREATE DATABASE tierline ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`,
    );
  }
  await installTrigrams(dataSource);
  const [cyrillic] = await dataSource.query<{ trigrams: number }[]>(
    `SELECT cardinality(show_trgm('привет')) AS trigrams`,
  );
  if (!cyrillic?.trigrams) {
    throw new Error(
      'This database finds no trigrams in Cyrillic text, so search would miss it: its LC_CTYPE is C. Create one with: ' +
        `CREATE DATABASE tierline ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`,
    );
  }
}

async function installTrigrams(dataSource: Pick<DataSource, 'query'>): Promise<void> {
  const installed = await dataSource.query<unknown[]>(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`);
  if (installed.length > 0) return;
  try {
    await dataSource.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  } catch (error) {
    throw new Error(
      `The extension pg_trgm cannot be installed (${(error as Error).message}). Ask the database's owner to run: CREATE EXTENSION pg_trgm`,
      { cause: error },
    );
  }
}
