import type { MailAddress } from '#mail';
import { runWith } from '#observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mailsFailed, mailsSent } from '../mail-metrics.js';
import { MailSettings } from '../mail-settings.js';
import { oneLine } from '../write-notifications/compose.js';
import { FilesOfMails } from './files-of-mails.js';
import { messageOf } from './message.js';
import { OutgoingMailStore, type TakenMail } from './outgoing-mail.store.js';
import { MailSender } from './smtp.sender.js';
import { verdictOn, type SmtpFailure } from './verdict.js';

/** Until somebody makes a mailbox. */
const NO_SENDER_WAIT_MS = 60_000;
/** Until the file store is back, and until the virus scanner has looked. */
const NO_FILES_WAIT_MS = 30_000;
const SCAN_WAIT_MS = 3_000;

/** Makes one attempt to send a mail, and writes down what came of it. */
@Injectable()
export class SendMailHandler {
  private readonly logger = new Logger('send-mail');

  constructor(
    @Inject(OutgoingMailStore) private readonly mails: OutgoingMailStore,
    @Inject(MailSender) private readonly sender: MailSender,
    @Inject(MailSettings) private readonly settings: MailSettings,
    @Inject(FilesOfMails) private readonly files: FilesOfMails,
  ) {}

  attempt(mail: TakenMail): Promise<void> {
    const { id, correlationId, ticketId } = mail;
    return runWith({ correlationId, causationId: id, ...(ticketId !== null && { ticketId }) }, async () => {
      const from: MailAddress | null = mail.mailbox ?? this.settings.from;
      if (!from) return this.mails.retryIn(mail, NO_SENDER_WAIT_MS, NO_SENDER);
      const files = await this.files.of(mail).catch((error: unknown) => error as Error);
      if (files instanceof Error) return this.mails.postpone(mail, NO_FILES_WAIT_MS, `${NO_FILES} ${files.message}`);
      if (files.awaits !== null) return this.mails.postpone(mail, SCAN_WAIT_MS, `${NOT_SCANNED} ${files.awaits}`);
      const outcome = await this.sender.send(messageOf(mail, from, files)).catch((error: unknown) => error as Error);
      const leftOut = files.leftOut.map(({ name }) => name);
      if (typeof outcome === 'string') return this.sent(mail, oneLine(outcome).slice(0, 500), leftOut);
      return this.notSent(mail, outcome);
    });
  }

  private async sent(mail: TakenMail, response: string, leftOut: readonly string[]): Promise<void> {
    const isOurs = await this.mails.sent(mail, response);
    this.logger.log(`Mail ${mail.id} (${mail.kind}), attempt ${mail.attempts}: sent`);
    if (!isOurs) return;
    mailsSent.inc({ kind: mail.kind });
    if (leftOut.length === 0) return;
    await this.mails
      .tellLeftOut(mail, leftOut)
      .catch((error: unknown) =>
        this.logger.warn(`That mail ${mail.id} went without files is not on its ticket: ${(error as Error).message}`),
      );
  }

  private async notSent(mail: TakenMail, failure: SmtpFailure): Promise<void> {
    const { attempts } = mail;
    const verdict = verdictOn(failure, { attempts, random: Math.random() });
    this.logger.warn(`Mail ${mail.id} (${mail.kind}), attempt ${attempts}: ${verdict.why}`);
    if (verdict.kind === 'retry') return this.mails.retryIn(mail, verdict.waitMs, verdict.why);
    if (await this.mails.failed(mail, verdict.why)) mailsFailed.inc({ kind: mail.kind });
  }
}

const NO_SENDER = 'There is no mailbox to send from: make one the default, or set MAIL_FROM.';
const NO_FILES = 'Its files cannot be read:';
const NOT_SCANNED = 'The virus scanner has not looked at a file of it yet:';
