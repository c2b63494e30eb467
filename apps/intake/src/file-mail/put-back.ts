import { isOutage } from '#database';
import { Injectable, Logger } from '@nestjs/common';
import { FilesUnavailable } from '../keep-files/file-keeper.js';
import { TicketMoved } from './mail-on-ticket.js';
import { FiledMeanwhile, MailStore } from './mail.store.js';
import type { TakenMail } from './taken-mail.js';

/** How often a mail may fail in the same way before it becomes a stub. */
const ATTEMPTS = 3;

/** What happens to mails that were taken and could not be filed. */
@Injectable()
export class PutBack {
  private readonly logger = new Logger('FileMail');
  /** Taken, and not given back yet because the database was away. */
  private readonly owed = new Set<string>();

  constructor(private readonly store: MailStore) {}

  /**
   * Puts these mails back in line: soon when somebody else was quicker, later when filing failed. Resolves to the reason when
   * the one mail fails again and again: then it is to become a stub. Rejects with an outage, which is for the loop to wait out.
   */
  async after(mails: readonly TakenMail[], error: unknown): Promise<string | null> {
    const [mail] = mails as [TakenMail];
    if (error instanceof FiledMeanwhile && mails.length === 1) return null;
    if (error instanceof TicketMoved) return this.outOfTurn(mails, 0.1);
    if (error instanceof FilesUnavailable) {
      this.logger.warn(error.message);
      return this.outOfTurn(mails, 5);
    }
    if (isOutage(error) || mails.length > 1) {
      await this.outOfTurn(mails, 1);
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    if (mail.attempts >= ATTEMPTS && mail.failure === reason) {
      this.logger.error(`Mail ${mail.id} cannot be filed.`, error);
      return `failed again and again: ${reason}`;
    }
    this.logger.warn(`Mail ${mail.id} could not be filed: ${reason}`);
    const seconds = isUniqueViolation(error) ? 0.1 : Math.min(2 ** mail.attempts, 60);
    await this.store.putOff([mail.id], { seconds, failure: reason, counts: true });
    return null;
  }

  /** Gives back what could not be given back while the database was away. */
  async settle(seconds = 0): Promise<void> {
    const ids = [...this.owed];
    if (ids.length === 0) return;
    await this.store.putOff(ids, { seconds, failure: null, counts: false });
    for (const id of ids) this.owed.delete(id);
  }

  /** Without counting: it was not the mails' fault. */
  async outOfTurn(mails: readonly TakenMail[], seconds: number): Promise<null> {
    for (const { id } of mails) this.owed.add(id);
    await this.settle(seconds).catch(() => {});
    return null;
  }
}

const isUniqueViolation = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23505';
