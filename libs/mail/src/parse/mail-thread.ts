import { Worker } from 'node:worker_threads';
import type { MailReading } from '../mail-reading.js';
import type { MailSource } from './read-source.js';
import { UnreadableMail } from './unreadable-mail.js';

/** What a worker answers: `ready` once, when it has loaded, then one answer for each mail. */
export type WorkerAnswer = 'ready' | { readonly reading: MailReading } | { readonly unreadable: string };

interface Reading {
  readonly resolve: (reading: MailReading) => void;
  readonly reject: (error: Error) => void;
}

/** Loading the worker's modules takes a moment; much longer, and it never will. */
const startTimeout = 30_000;

/** One worker thread, which reads one mail at a time. A mail that goes too far ends the thread; whoever holds it then makes another. */
export class MailThread {
  private readonly worker: Worker;
  private readonly timeout: number;
  private readonly ready: Promise<void>;
  private started = false;
  private isAlive = true;
  private stopped = false;
  private reading: Reading | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(file: URL, timeout: number, memory: number) {
    this.timeout = timeout;
    this.worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    this.ready = new Promise((resolve, reject) => {
      this.worker.on('message', (answer: WorkerAnswer) => {
        if (answer === 'ready') {
          this.started = true;
          resolve();
        } else this.answered(answer);
      });
      this.worker.on('error', (error: Error & { code?: string }) => {
        const ended = this.started ? endOf(error) : new Error(`The mail reader cannot start: ${error.message}`);
        reject(ended);
        this.end(ended);
      });
      this.worker.on('exit', () => {
        const ended = this.stopped
          ? new Error('The mail reader was closed.')
          : new UnreadableMail('cannot be read: it ended the reader');
        reject(ended);
        this.end(ended);
      });
    });
    this.ready.catch(() => undefined);
  }

  get alive(): boolean {
    return this.isAlive;
  }

  get busy(): boolean {
    return this.reading !== null;
  }

  /** Only when alive and not busy. */
  async read(source: MailSource): Promise<MailReading> {
    return await new Promise((resolve, reject) => {
      this.reading = { resolve, reject };
      this.worker.ref();
      this.limit(startTimeout, new Error('The mail reader does not start.'));
      this.ready
        .then(() => {
          if (this.reading === null) return;
          this.limit(this.timeout, new UnreadableMail(`took too long: more than ${this.timeout / 1000} s`));
          // Shared memory both can read; everything else is copied, as the source stays the caller's.
          if (source.body.buffer instanceof SharedArrayBuffer) return this.worker.postMessage(source);
          const body = new Uint8Array(source.body);
          this.worker.postMessage(Object.assign({}, source, { body }), [body.buffer]);
        })
        .catch((error: Error) => this.done()?.reject(error));
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.worker.terminate();
  }

  private limit(milliseconds: number, error: Error): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.end(error);
      void this.worker.terminate();
    }, milliseconds);
  }

  private answered(answer: Exclude<WorkerAnswer, 'ready'>): void {
    const reading = this.done();
    this.worker.unref();
    if ('reading' in answer) reading?.resolve(answer.reading);
    else reading?.reject(new UnreadableMail(answer.unreadable));
  }

  private end(error: Error): void {
    this.isAlive = false;
    this.done()?.reject(error);
  }

  private done(): Reading | null {
    clearTimeout(this.timer);
    const reading = this.reading;
    this.reading = null;
    return reading;
  }
}

const endOf = (error: Error & { code?: string }): Error =>
  new UnreadableMail(
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'needs too much memory' : `cannot be read: ${error.message}`,
  );
