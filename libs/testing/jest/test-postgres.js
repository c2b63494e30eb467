/*
 * The PostgreSQL of one test run, as a process of its own: it starts an embedded server in a temporary folder, migrates the
 * template database, writes its URL as one line of JSON, and takes everything away when its input ends. Input ends when
 * Jest says so, and also when Jest was stopped with Ctrl-C or killed: so nothing is left over.
 */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import './register-typescript.js';

const { createDataSource, EmbeddedPostgres, migrate } = await import('#database');
const { migrateQueues } = await import('#messaging');

const PREFIX = 'tierline-test-';
const say = (line) => process.stderr.write(`${line}\n`);

await removeLeftovers();
const folder = await mkdtemp(join(tmpdir(), PREFIX));
const server = new EmbeddedPostgres({ dataDir: folder, log: say, durable: false });

const inputEnded = new Promise((resolve) => {
  process.stdin.resume().once('end', resolve).once('error', resolve);
});
try {
  await writeFile(join(folder, 'owner'), String(process.pid));
  await chmodForServer(folder);
  const { url } = await server.start();
  const dataSource = await createDataSource({ url, poolSize: 2, applicationName: 'template' }).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
  await migrateQueues(url);
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  await inputEnded;
} catch (error) {
  say(error.stack);
  process.exitCode = 1;
} finally {
  process.stdin.destroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** mkdtemp lets only its maker in; as root the server runs as somebody else. */
async function chmodForServer(path) {
  if (process.getuid() === 0) await chmod(path, 0o711);
}

/** Folders whose process was itself killed: their servers are stopped, then they go. */
async function removeLeftovers() {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const left = join(tmpdir(), name);
    const owner = Number(await readFile(join(left, 'owner'), 'utf8').catch(() => '0'));
    if (owner === 0 || isAlive(owner)) continue;
    const orphan = new EmbeddedPostgres({ dataDir: left, log: () => {}, durable: false });
    await orphan
      .start()
      .then(() => orphan.stop())
      .then(() => rm(left, { recursive: true, force: true }))
      .catch(() => {});
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
