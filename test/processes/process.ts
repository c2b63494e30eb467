import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Resolves once the process is of use; asked again and again until it does, or `readyWithinMs` is over. */
  readonly ready: () => Promise<void>;
  readonly readyWithinMs?: number;
  /** Where its output goes. */
  readonly logFile: string;
}

/** A child process that can be killed without warning and started again on the same terms. */
export class Process {
  private child: ChildProcess | null = null;
  private log: WriteStream | null = null;
  starts = 0;
  kills = 0;

  constructor(private readonly options: ProcessOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const { command, args, env, name, logFile } = this.options;
    this.starts += 1;
    this.log = createWriteStream(logFile, { flags: 'a' });
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    child.stdout.pipe(this.log, { end: false });
    child.stderr.pipe(this.log, { end: false });
    await this.waitUntilReady(child, name);
  }

  /** SIGKILL: no goodbye, no flushing. */
  async kill(): Promise<void> {
    this.kills += 1;
    await this.end('SIGKILL');
  }

  /** SIGTERM, and SIGKILL when that is not heard within ten seconds. */
  async stop(): Promise<void> {
    const insist = setTimeout(() => this.child?.kill('SIGKILL'), 10_000);
    await this.end('SIGTERM');
    clearTimeout(insist);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  private async waitUntilReady(child: ChildProcess, name: string): Promise<void> {
    const deadline = Date.now() + (this.options.readyWithinMs ?? 60_000);
    for (;;) {
      if (child.exitCode !== null) {
        throw new Error(`${name} ended with exit code ${child.exitCode}; see ${this.options.logFile}`);
      }
      if (this.child !== child) return; // killed meanwhile
      try {
        await this.options.ready();
        return;
      } catch (error) {
        if (Date.now() > deadline)
          throw new Error(`${name} is not ready; see ${this.options.logFile}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}
