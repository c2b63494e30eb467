import { availableParallelism } from 'node:os';
import type { MailReading } from '../mail-reading.js';
import { MailThread } from './mail-thread.js';
import { type MailSource, readSource } from './read-source.js';

export interface MailReaderOptions {
  /** Mails read at once; by default one less than there are cores. */
  readonly threads?: number;
  /** Milliseconds for one mail; 10,000 by default. Waiting for a thread does not count. */
  readonly timeout?: number;
  /** Megabytes of heap for one mail; 256 by default. */
  readonly memory?: number;
  /** The compiled worker; by default the one beside this file. Sources that run uncompiled, as in tests, read in this thread. */
  readonly worker?: URL | null;
}

interface Waiting {
  readonly source: MailSource;
  readonly resolve: (reading: MailReading) => void;
  readonly reject: (error: Error) => void;
}

const compiled = import.meta.url.endsWith('.js') ? new URL('./mail-worker.js', import.meta.url) : null;

/**
 * Reads mails in threads of their own, so that no mail, however hostile, blocks or kills the process: each has its time and its memory.
 * Threads start when they are needed, are replaced when a mail kills them, and keep no process alive while they have nothing to do.
 */
export class MailReader {
  private readonly waiting: Waiting[] = [];
  private readonly threads = new Set<MailThread>();
  private readonly most: number;
  private readonly timeout: number;
  private readonly memory: number;
  private readonly worker: URL | null;
  private closed = false;

  constructor(options: MailReaderOptions = {}) {
    this.most = options.threads ?? Math.max(1, availableParallelism() - 1);
    this.timeout = options.timeout ?? 10_000;
    this.memory = options.memory ?? 256;
    this.worker = options.worker === undefined ? compiled : options.worker;
  }

  /**
   * Reads one mail; the source stays the caller's. Rejects with UnreadableMail when the mail takes too much time or memory or cannot be
   * read; with another error when the reader itself cannot work or is closed: then trying again may help.
   */
  async read(source: MailSource): Promise<MailReading> {
    if (this.closed) throw new Error('The mail reader is closed.');
    if (this.worker === null) return await readSource(source);
    return await new Promise((resolve, reject) => {
      this.waiting.push({ source, resolve, reject });
      this.next();
    });
  }

  /** Stops all threads; mails that are being read or wait reject with an error that is not about them. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error('The mail reader was closed.'));
    await Promise.all([...this.threads].map(async (thread) => await thread.stop()));
  }

  private next(): void {
    while (this.waiting.length > 0 && !this.closed) {
      let thread: MailThread | null;
      try {
        thread = this.freeThread();
      } catch (error) {
        this.waiting.shift()?.reject(error as Error);
        continue;
      }
      const mail = thread && this.waiting.shift();
      if (!thread || !mail) return;
      this.give(thread, mail);
    }
  }

  private give(thread: MailThread, mail: Waiting): void {
    thread
      .read(mail.source)
      .then(mail.resolve, mail.reject)
      .finally(() => {
        if (!thread.alive) this.threads.delete(thread);
        this.next();
      });
  }

  private freeThread(): MailThread | null {
    for (const thread of this.threads) if (thread.alive && !thread.busy) return thread;
    if (this.threads.size >= this.most || this.worker === null) return null;
    const thread = new MailThread(this.worker, this.timeout, this.memory);
    this.threads.add(thread);
    return thread;
  }
}
