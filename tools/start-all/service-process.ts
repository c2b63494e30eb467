import type { HttpApp } from '#http';
import { CannotStart, nodeArguments } from '#service';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const APPS = resolve(import.meta.dirname, '../../apps');
const READY_WITHIN_MS = 60_000;

/** One service as a child process whose lines carry its name. It is not started again when it ends: that is said, once. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private isStopping = false;

  constructor(
    readonly app: HttpApp,
    readonly port: number,
  ) {}

  /** Starts it on the loopback interface; resolves when it is ready for requests. */
  async start(settings: Readonly<Record<string, string>>): Promise<void> {
    const child = spawn(process.execPath, nodeArguments(this.app, resolve(APPS, this.app, 'src/main.js')), {
      env: { ...process.env, ...settings, HOST: '127.0.0.1', PORT: String(this.port) },
      // The channel is how it notices when we are killed.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A session of its own: a terminal's Ctrl-C reaches us alone, and we stop it in our order.
      detached: true,
    });
    this.child = child;
    this.relay(child.stdout);
    this.relay(child.stderr);
    child.once('exit', (code, signal) => {
      this.child = null;
      if (!this.isStopping) this.say(`ended by itself (${signal ?? `exit code ${code}`}); it is not started again.`);
    });
    await this.ready(child);
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const child = this.child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }

  private async ready(child: ChildProcess): Promise<void> {
    for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(100)) {
      if (this.isStopping) return;
      if (child.exitCode !== null || child.signalCode !== null)
        throw new CannotStart(`${this.app} did not start; its lines above say why.`);
      const answer = await fetch(`http://127.0.0.1:${this.port}/health/ready`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new CannotStart(`${this.app} is not ready after ${READY_WITHIN_MS / 1000} s.`);
  }

  private relay(stream: Readable | null): void {
    if (stream) createInterface({ input: stream }).on('line', (line) => this.say(line));
  }

  private say(line: string): void {
    process.stdout.write(`${this.app.padEnd(14)} | ${line}\n`);
  }
}
