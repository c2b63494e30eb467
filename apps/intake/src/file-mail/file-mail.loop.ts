import { UnreadableMail, type MailReading } from '#mail';
import { WorkLoop } from '#service';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { FileMailHandler } from './file-mail.handler.js';
import type { ReadMail } from './letter.js';
import { MailStore } from './mail.store.js';
import { PutBack } from './put-back.js';
import type { TakenMail } from './taken-mail.js';

/** Reads mails, in threads of their own. Rejects with `UnreadableMail` when trying again is of no use. */
export interface ReadsMail {
  read(mail: TakenMail): Promise<MailReading>;
  close(): Promise<void>;
}
export const READS_MAIL = Symbol('READS_MAIL');

const AT_ONCE = 64;
/** A batch does not wait longer than this for mails that are hard to read: they are filed when they are. */
const PATIENCE_MS = 1_000;
/** Hard ones in hand before no more are taken, and their bytes. */
const MOST_SLOW = 64;
const MOST_SLOW_BYTES = 64_000_000;
/** Well within the lease. */
const KEEP_EVERY_MS = 15_000;
/** Whoever took a mail so often without an outcome died of it each time. */
const MOST_ATTEMPTS = 10;

/** Files the mails that came in, as a job: whoever brings one calls `wake` after its commit, and waits for nothing. */
@Injectable()
export class FileMailLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'FileMail', round: () => this.round() });
  private readonly held = new Set<string>();
  private readonly slow = new Set<Promise<void>>();
  private slowBytes = 0;
  private keeping: NodeJS.Timeout | null = null;
  /** Taken and perhaps read by now. */
  private ahead: Promise<ReadMail[] | null> | null = null;

  constructor(
    private readonly store: MailStore,
    private readonly handler: FileMailHandler,
    private readonly putBack: PutBack,
    @Inject(READS_MAIL) private readonly reader: ReadsMail,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
    this.keeping = setInterval(() => {
      if (this.held.size > 0) this.store.keep([...this.held]).catch(() => {});
    }, KEEP_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    const unfiled = await this.ahead?.catch(() => null);
    if (unfiled) await this.giveBack(unfiled, 0);
    await this.reader.close();
    await Promise.all(this.slow);
    if (this.keeping) clearInterval(this.keeping);
  }

  /** A mail was committed. */
  wake(): void {
    this.loop.wake();
  }

  /** Everything that is due. The next mails are read while the last ones are written. */
  async round(): Promise<number | null> {
    await this.putBack.settle();
    for (;;) {
      const mails = await (this.ahead ?? this.takeAndRead()).finally(() => (this.ahead = null));
      if (mails === null) return this.store.nextDueIn();
      this.ahead = this.loop.isStopping ? null : this.takeAndRead();
      // Awaited by the next turn, or the next round when this one fails: a failure of it must not be lost in between.
      this.ahead?.catch(() => {});
      await this.file(mails);
      if (this.ahead === null) return null;
    }
  }

  /** Null: nothing is due. */
  private async takeAndRead(): Promise<ReadMail[] | null> {
    while (this.slow.size >= MOST_SLOW || this.slowBytes >= MOST_SLOW_BYTES) await Promise.race(this.slow);
    const taken = await this.store.take(AT_ONCE);
    if (taken.length === 0) return null;
    for (const { id } of taken) this.held.add(id);
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (patience = setTimeout(() => resolve('late'), PATIENCE_MS)));
    const reading = taken.map((mail) => this.read(mail));
    const read = await Promise.all(reading.map((mail) => Promise.race([mail, late])));
    clearTimeout(patience);
    for (const [index, mail] of read.entries()) if (mail === 'late') this.fileLater(taken[index]!, reading[index]!);
    return read.flatMap((mail) => (mail === 'late' || mail === null ? [] : mail));
  }

  /** Whatever goes wrong has been dealt with by then, or is an outage, which the loop meets as well. */
  private fileLater({ source }: TakenMail, reading: Promise<ReadMail | null>): void {
    this.slowBytes += source.length;
    const filing: Promise<void> = reading
      .then((mail) => (mail ? this.file([mail]) : undefined))
      .catch(() => {})
      .finally(() => {
        this.slow.delete(filing);
        this.slowBytes -= source.length;
      });
    this.slow.add(filing);
  }

  private async file(mails: readonly ReadMail[]): Promise<void> {
    try {
      await this.handler.file(mails);
    } catch (error) {
      await this.giveBack(mails, 1);
      throw error;
    } finally {
      for (const { taken } of mails) this.held.delete(taken.id);
    }
  }

  private async giveBack(mails: readonly ReadMail[], seconds: number): Promise<void> {
    await this.putBack.outOfTurn(
      mails.map(({ taken }) => taken),
      seconds,
    );
  }

  /** Never rejects: what could not be read is a stub by then, or back in line. */
  private async read(taken: TakenMail): Promise<ReadMail | null> {
    try {
      if (taken.attempts > MOST_ATTEMPTS) throw new UnreadableMail('stopped whoever filed it, each time');
      return { taken, reading: await this.reader.read(taken) };
    } catch (error) {
      this.held.delete(taken.id);
      await this.notRead(taken, error).catch(() => this.putBack.outOfTurn([taken], 1));
      return null;
    }
  }

  private async notRead(taken: TakenMail, error: unknown): Promise<void> {
    if (error instanceof UnreadableMail) await this.handler.fileUnreadable(taken, error.reason);
    else if (this.loop.isStopping) await this.putBack.outOfTurn([taken], 0);
    else await this.handler.guarded([taken], () => Promise.reject(error as Error));
  }
}
