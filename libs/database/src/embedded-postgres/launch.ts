import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { program } from './binaries.js';
import { environment } from './cluster.js';
import type { Place } from './place.js';

/** Only this machine gets a connection, and only with the password; there is no socket file. */
const settings = (port: number, durable: boolean): string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'password_encryption=scram-sha-256',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting]);

export interface Launched {
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>;
  readonly hasExited: () => boolean;
}

/**
 * Starts the server as a session of its own: a terminal's Ctrl-C does not reach it, and it outlives us when we are killed.
 * It is not ready yet. The previous start's log is kept as `log.old`.
 */
export async function launch(place: Place, durable: boolean): Promise<Launched> {
  const port = await keptPort(place);
  const file = join(place.folder, 'log');
  await rename(file, `${file}.old`).catch(() => {});
  const log = await open(file, 'w', 0o600);
  try {
    const child = spawn(program(place.binaries, 'postgres'), ['-D', place.cluster, ...settings(port, durable)], {
      cwd: '/',
      env: environment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(place.account && { uid: place.account.uid, gid: place.account.gid }),
    });
    child.unref();
    let over = false;
    const exited = new Promise<void>((resolve) => {
      const end = () => resolve(void (over = true));
      child.once('exit', end).once('error', end);
    });
    return { exited, hasExited: () => over };
  } finally {
    await log.close();
  }
}

/** The end of the server's log: why it did not start. */
export async function logTail(place: Place): Promise<string> {
  const text = await readFile(join(place.folder, 'log'), 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-5).join('\n');
}

/** The port of the last start when it is free, or a new one. */
async function keptPort(place: Place): Promise<number> {
  const file = join(place.folder, 'port');
  const kept = Number(await readFile(file, 'utf8').catch(() => '0'));
  const port = (kept > 0 && (await freePort(kept))) || (await freePort(0));
  if (port !== kept) {
    // Removed first: another user (root, once) may have written it.
    await rm(file, { force: true });
    await writeFile(file, `${port}\n`, { mode: 0o600 });
  }
  return port;
}

/** The port itself (any free one for 0), or 0 when it is taken. */
const freePort = (wanted: number): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
