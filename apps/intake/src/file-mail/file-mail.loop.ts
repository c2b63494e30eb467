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
/** Whoever took a mail so often without an outcome died of it each time. */
const MOST_ATTEMPTS = 10;

/** Files the mails that came in, as a job: whoever brings one calls `wake` after its commit, and waits for nothing. */
@Injectable()
export class FileMailLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'FileMail', round: () => this.round() });

  constructor(
    private readonly store: MailStore,
    private readonly handler: FileMailHandler,
    private readonly putBack: PutBack,
    @Inject(READS_MAIL) private readonly reader: ReadsMail,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.reader.close();
  }

  /** A mail was committed. */
  wake(): void {
    this.loop.wake();
  }

  /** Everything that is due. The next mails are read while the last ones are written. */
  async round(): Promise<number | null> {
    await this.putBack.settle();
    let next = this.takeAndRead();
    for (;;) {
      const mails = await next;
      if (mails === null) return this.store.nextDueIn();
      next = this.loop.isStopping ? Promise.resolve(null) : this.takeAndRead();
      // Awaited below in any case: a failure of it must not be lost in between.
      next.catch(() => {});
      await this.handler.file(mails);
    }
  }

  /** Null: nothing is due. */
  private async takeAndRead(): Promise<ReadMail[] | null> {
    const taken = await this.store.take(AT_ONCE);
    if (taken.length === 0) return null;
    const read = await Promise.all(taken.map((mail) => this.read(mail)));
    return read.flatMap((mail) => mail ?? []);
  }

  private async read(taken: TakenMail): Promise<ReadMail | null> {
    try {
      if (taken.attempts > MOST_ATTEMPTS) throw new UnreadableMail('stopped whoever filed it, each time');
      return { taken, reading: await this.reader.read(taken) };
    } catch (error) {
      if (error instanceof UnreadableMail) await this.handler.fileUnreadable(taken, error.reason);
      else if (this.loop.isStopping) await this.putBack.outOfTurn([taken], 0);
      else await this.handler.guarded([taken], () => Promise.reject(error as Error));
      return null;
    }
  }
}
