import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { assertCapable, createDataSource, EmbeddedPostgres } from '#database';
import { eventually, scratchDirectory } from '#testing';

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let said: string[];
  const opened: EmbeddedPostgres[] = [];
  const embedded = (folder = dataDir): EmbeddedPostgres => {
    const server = new EmbeddedPostgres({ dataDir: folder, log: (line) => said.push(line), durable: false });
    opened.push(server);
    return server;
  };
  const postmasterPid = async (): Promise<number> =>
    Number.parseInt(await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);

  beforeAll(async () => {
    dataDir = await scratchDirectory('embedded');
    said = [];
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((server) => server.stop()));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  test('a second start has the same port and the same data', async () => {
    const first = await embedded().start();
    await query(first.url, 'CREATE TABLE kept (value text)');
    await query(first.url, `INSERT INTO kept VALUES ('here')`);
    await opened[0]?.stop();
    const second = await embedded().start();
    expect(second).toEqual(first);
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 'here' }]);
  });

  test('it can find trigrams in Cyrillic although our own environment has no locale', async () => {
    const { url } = await embedded().start();
    const dataSource = await createDataSource({ url, poolSize: 1, applicationName: 'test' }).initialize();
    await expect(assertCapable(dataSource)).resolves.toBeUndefined();
    await dataSource.destroy();
  });

  test('nobody gets in without the password, which only we can read', async () => {
    const { url } = await embedded().start();
    const guess = Object.assign(new URL(url), { password: 'guess' }).href;
    await expect(query(guess, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o077).toBe(0);
    const [row] = await query(
      url,
      `SELECT current_setting('listen_addresses') AS at, count(*)::int AS open
      FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256' GROUP BY 1`,
    );
    expect(row).toBeUndefined();
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  test('when stop has resolved, the server is gone', async () => {
    const server = embedded();
    await server.start();
    const pid = await postmasterPid();
    await server.stop();
    await expect(postmasterPid()).rejects.toThrow('ENOENT');
    // Ended, but perhaps not waited for yet.
    await eventually(async () => expect(isRunning(pid)).toBe(false));
  });

  test('a data folder that another start is using is refused, and that start goes on', async () => {
    const { url } = await embedded().start();
    await expect(embedded().start()).rejects.toThrow(`${dataDir} is in use by another running Tierline`);
    await opened.pop()?.stop();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a data folder that cannot be one is refused, and the line says what to set', async () => {
    const file = join(await scratchDirectory('file'), 'file');
    await writeFile(file, '');
    await expect(embedded(file).start()).rejects.toThrow(
      `The folder ${file} cannot be made: there is a file in its place. Set DATA_DIR to one that can.`,
    );
    await rm(dirname(file), { recursive: true });
  });

  test('a server that outlived a killed process is taken over', async () => {
    const killed = await startInAnotherProcess(dataDir);
    const pid = await postmasterPid();
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    await embedded().start();
    expect(await postmasterPid()).toBe(pid);
    expect(said).toContain(`PostgreSQL was still running (process ${pid}): it was taken over.`);
  });

  test('a left-over postmaster.pid never gets another process signalled', async () => {
    const bystander = spawn('sleep', ['600']);
    await writeFile(join(dataDir, 'postgres/cluster/postmaster.pid'), `${bystander.pid}\n${dataDir}\n1\n5432\n\n`);
    const server = embedded();
    const { url } = await server.start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
  });

  test('a server that is killed under us is started again, with what was committed', async () => {
    const { url } = await embedded().start();
    process.kill(await postmasterPid(), 'SIGKILL');
    await eventually(async () => expect(await query(url, 'SELECT value FROM kept')).toHaveLength(1), {
      withinMs: 20_000,
    });
  });
});

/** A process that starts the server, says so and stays. */
async function startInAnotherProcess(dataDir: string): Promise<ChildProcess> {
  const typescript = fileURLToPath(new URL('../../../testing/jest/register-typescript.js', import.meta.url));
  const script = `
    const { EmbeddedPostgres } = await import('#database');
    await new EmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {}, durable: false }).start();
    console.log('started');`;
  const child = spawn(process.execPath, ['--import', typescript, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  expect(line.value).toBe('started');
  return child;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
