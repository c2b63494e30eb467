import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '#testing';

const DIST = resolve(import.meta.dirname, '../../dist');

export const STANDALONE = 'apps/standalone/src/main.js';
export const START_ALL = 'tools/start-all.js';
export const CREATE_ADMIN = 'tools/create-admin.js';

/** What one of our commands runs, as a process of its own, without this process's servers. */
export class RootProcess {
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | string>;
  private output = '';

  constructor(
    main: string,
    args: readonly string[],
    private readonly dataDir: string,
    env: Readonly<Record<string, string>>,
    input = '',
  ) {
    const { DATABASE_URL: _database, REDIS_URL: _redis, ...around } = process.env;
    this.child = spawn(process.execPath, [join(DIST, main), ...args], {
      env: { ...around, DATA_DIR: dataDir, ...env },
    });
    this.child.stdin?.end(input);
    const keep = (chunk: Buffer) => void (this.output += chunk.toString());
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
    this.exited = once(this.child, 'exit').then(([code, signal]) => (code as number | null) ?? (signal as string));
  }

  get said(): string {
    return this.output;
  }

  /** Waits until it has printed this; fails with all it said when it ends before. */
  until(line: string): Promise<void> {
    return eventually(
      () => {
        if (this.output.includes(line)) return;
        throw new Error(`It has not said "${line}" yet:\n${this.output}`);
      },
      { withinMs: this.child.exitCode === null ? 60_000 : 0 },
    );
  }

  /** Resolves with the exit code, or the signal that ended it. */
  async ended(signal?: NodeJS.Signals): Promise<number | string> {
    if (signal) this.child.kill(signal);
    return this.exited;
  }

  /** The process id of the embedded PostgreSQL, when one runs. */
  postgres(): number | null {
    const file = join(this.dataDir, 'postgres', 'cluster', 'postmaster.pid');
    if (!existsSync(file)) return null;
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return isAlive(pid) ? pid : null;
  }
}

/** Whether a process still runs; one that has ended and that nobody has waited for yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
