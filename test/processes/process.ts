import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** On top of ours; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What it reads from its standard input. */
  readonly input?: string;
  /** Resolves once the process is of use; asked again and again until it does, or `readyWithinMs` is over. */
  readonly ready?: () => Promise<void>;
  readonly readyWithinMs?: number;
  /** Where its output goes; without one it is kept in `said`. */
  readonly logFile?: string;
}

/** A child process that can be killed without warning and started again on the same terms. */
export class Process {
  private child: ChildProcess | null = null;
  private exited: Promise<number | string> = Promise.resolve(0);
  private output = '';

  constructor(private readonly options: ProcessOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** What it wrote so far, when it has no log file. */
  get said(): string {
    return this.output;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it and waits until it is of use. */
  async start(): Promise<void> {
    await this.waitUntilReady(this.launch());
  }

  /** Starts it and waits for nothing. */
  launch(): ChildProcess {
    const { command, args, env, input = '', logFile } = this.options;
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
    // One that ends without reading is no error of ours.
    child.stdin.on('error', () => undefined).end(input);
    const log = logFile === undefined ? null : createWriteStream(logFile, { flags: 'a' });
    for (const stream of [child.stdout, child.stderr]) {
      if (log) stream.pipe(log, { end: false });
      else stream.on('data', (chunk: Buffer) => void (this.output += chunk.toString()));
    }
    child.once('close', () => log?.end());
    this.exited = once(child, 'exit').then(([code, signal]) => (code as number | null) ?? (signal as string));
    this.child = child;
    return child;
  }

  /** Resolves with the exit code, or the signal that ended it, after sending it one if asked to. */
  ended(signal?: NodeJS.Signals): Promise<number | string> {
    if (signal) this.child?.kill(signal);
    return this.exited;
  }

  /** SIGKILL: no goodbye, no flushing. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM, and SIGKILL when that is not heard within ten seconds. */
  async stop(): Promise<void> {
    const child = this.child;
    const insist = setTimeout(() => child?.kill('SIGKILL'), 10_000);
    await this.end('SIGTERM');
    clearTimeout(insist);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.isRunning) await this.ended(signal);
    this.child = null;
  }

  private async waitUntilReady(child: ChildProcess): Promise<void> {
    const { name, ready, readyWithinMs = 60_000, logFile = this.output } = this.options;
    for (const deadline = Date.now() + readyWithinMs; ;) {
      if (this.child !== child) return; // killed meanwhile
      if (child.exitCode !== null) throw new Error(`${name} ended with exit code ${child.exitCode}; see ${logFile}`);
      try {
        await ready?.();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw new Error(`${name} is not ready; see ${logFile}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}
