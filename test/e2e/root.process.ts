import { eventually } from '#testing';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Process } from '../processes/process.js';

const DIST = resolve(import.meta.dirname, '../../dist');

export const STANDALONE = 'apps/standalone/src/main.js';
export const START_ALL = 'tools/start-all.js';
export const CREATE_ADMIN = 'tools/create-admin.js';
export const REPLAY = 'tools/replay.js';

/** What one of our commands runs, as a process of its own, without this process's servers. It runs at once. */
export class RootProcess extends Process {
  constructor(
    main: string,
    args: readonly string[],
    private readonly dataDir: string,
    env: Readonly<Record<string, string>>,
    input = '',
  ) {
    super({
      name: main,
      command: process.execPath,
      args: [join(DIST, main), ...args],
      env: { DATABASE_URL: undefined, REDIS_URL: undefined, DATA_DIR: dataDir, ...env },
      input,
    });
    this.launch();
  }

  /** Waits until it has printed this; fails with all it said when it ends before. */
  until(line: string): Promise<void> {
    return eventually(
      () => {
        if (this.said.includes(line)) return;
        throw new Error(`It has not said "${line}" yet:\n${this.said}`);
      },
      { withinMs: this.isRunning ? 60_000 : 0 },
    );
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
