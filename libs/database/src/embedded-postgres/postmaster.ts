import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A running server. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The server that runs on this cluster, from its `postmaster.pid`. A file whose process is gone, or is by now some other
 * program (numbers are used again, in containers at once), is left over: it is removed, and nobody is ever signalled for it.
 */
export async function runningPostmaster(cluster: string): Promise<Postmaster | null> {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!(pid > 0)) return null;
  if (await serves(pid, cluster)) {
    const port = Number.parseInt(lines[3] ?? '', 10);
    return { pid, port };
  }
  if (isAlive(pid)) await rm(file, { force: true });
  return null;
}

/** Fast shutdown: open transactions are rolled back, everything committed is written. Resolves when the process is gone. */
export async function stopPostmaster({ pid }: Postmaster, cluster: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!(await serves(pid, cluster))) return;
    process.kill(pid, signal);
    for (const end = Date.now() + patienceMs; Date.now() < end; await delay(20)) {
      if (!(await serves(pid, cluster))) return;
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}

/** Whether this very process is a PostgreSQL on this very folder. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  try {
    return platform() === 'linux' ? await servesByProc(pid, cluster) : await servesByPs(pid, cluster);
  } catch {
    return false;
  }
}

/** A server's working directory is its cluster; a process that has ended but was not waited for has none. */
async function servesByProc(pid: number, cluster: string): Promise<boolean> {
  const [command] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  return basename(command ?? '') === 'postgres' && (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster));
}

async function servesByPs(pid: number, cluster: string): Promise<boolean> {
  const { stdout } = await execute('ps', ['-o', 'args=', '-p', String(pid)]);
  return /\bpostgres\b/.test(stdout) && stdout.includes(`-D ${cluster} `);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
