import { WorkLoop } from '#service';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MailSettings } from '../mail-settings.js';
import { OutgoingMailStore, type TakenMail } from './outgoing-mail.store.js';
import { SendMailHandler } from './send-mail.handler.js';
import { MOST_CONNECTIONS } from './smtp.sender.js';

const AT_ONCE = 2 * MOST_CONNECTIONS;
const SHORTEST_SLEEP_MS = 250;
/** How long stopping waits for servers; what is not over by then is due again when its lease ends. */
const STOP_WITHIN_MS = 5_000;

/** Takes due mails and sends them, several at a time; any number of processes share the work by row locks. */
@Injectable()
export class SendMailLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('send-mail');
  private readonly loop = new WorkLoop({ name: 'send-mail', round: () => this.takeWhatIsDue() });
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    @Inject(OutgoingMailStore) private readonly mails: OutgoingMailStore,
    @Inject(SendMailHandler) private readonly handler: SendMailHandler,
    @Inject(MailSettings) private readonly settings: MailSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.smtp) this.loop.start();
    else this.logger.warn('SMTP_URL is not set: mail is written, and waits until it is.');
  }

  /** There may be something to send now. */
  wake(): void {
    this.loop.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    const patience = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
    await Promise.race([Promise.all(this.underWay), patience]);
  }

  private async takeWhatIsDue(): Promise<number | null> {
    while (!this.loop.isStopping) {
      const free = AT_ONCE - this.underWay.size;
      // Each that is over wakes the loop.
      if (free <= 0) return null;
      const taken = await this.mails.take(free);
      for (const mail of taken) this.start(mail);
      if (taken.length < free) return this.untilNext();
    }
    return null;
  }

  /** What is due already waits for another mail to the same person, which wakes the loop, or belongs to another process. */
  private async untilNext(): Promise<number | null> {
    const ms = await this.mails.nextDueIn();
    return ms === null ? null : Math.max(SHORTEST_SLEEP_MS, ms);
  }

  private start(mail: TakenMail): void {
    const done = this.handler
      .attempt(mail)
      .catch((error: unknown) =>
        // The lease runs out, and somebody makes the attempt again under the same Message-ID.
        this.logger.warn(`What became of mail ${mail.id} could not be written: ${(error as Error).message}`),
      )
      .finally(() => {
        this.underWay.delete(done);
        this.loop.wake();
      });
    this.underWay.add(done);
  }
}
