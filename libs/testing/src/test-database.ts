import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDataSource, Database } from '#database';

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Disconnects everybody and drops it. */
  readonly close: () => Promise<void>;
}

/**
 * A database of the caller's own, cloned from the migrated template (some 50 ms): one per test file, made in `beforeAll`.
 * `poolSize` is that of `database`, 10 unless said otherwise.
 */
export async function testDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const template = templateUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  const url = withDatabase(template, name);
  const dataSource = await createDataSource({ url, poolSize, applicationName: name }).initialize();
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    await asAdmin(template, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { url, database: new Database(dataSource), close };
}

/** An empty database, without our schema, in the given encoding and locale: for what happens before a migration. */
export async function emptyDatabase(options = ''): Promise<{ url: string; close: () => Promise<void> }> {
  const template = templateUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(template, `CREATE DATABASE ${name} TEMPLATE template0 ${options}`);
  return { url: withDatabase(template, name), close: () => asAdmin(template, `DROP DATABASE ${name} WITH (FORCE)`) };
}

function templateUrl(): URL {
  const url = process.env.TIERLINE_TEST_POSTGRES;
  if (!url) throw new Error('Only medium and e2e tests have a PostgreSQL: name the file *.medium-spec.ts.');
  return new URL(url);
}

const withDatabase = (server: URL, name: string): string => Object.assign(new URL(server), { pathname: name }).href;

async function asAdmin(server: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(server, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
