import { Database, type Statement } from '#database';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { contactsOf } from './contacts-of-mails.js';
import { knownOf } from './known.js';
import { filed } from './mail-metrics.js';
import { MailStore } from './mail.store.js';
import { newTicketOf } from './new-ticket.js';
import { NewTickets } from './new-tickets.js';
import { stubOf, UNKNOWN_SENDER } from './stub.js';
import type { TakenMail } from './taken-mail.js';

const MAIL = { kind: 'system', id: 'mail', name: 'Mail' } as const;

/** A mail that cannot be read becomes a ticket all the same, in review: somebody has to look at it. */
@Injectable()
export class FileStub {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly store: MailStore,
    private readonly newTickets: NewTickets,
  ) {}

  /** `reason` goes on from "it": "took too long". */
  async file(taken: TakenMail, reason: string): Promise<void> {
    const { subject, description } = stubOf(taken, reason);
    const ticketId = taken.ticketId ?? taken.id;
    const filedAs = {
      id: taken.id,
      state: 'review',
      ticketId,
      postId: ticketId,
      messageId: null,
      providerMessageId: null,
      mailboxId: null,
      from: null,
      subject,
      automatic: null,
      failure: `It ${reason}`.slice(0, 1_000),
    } as const;
    // It has a ticket when it was tried again in vain.
    if (taken.ticketId !== null) await this.database.transaction((tx) => this.store.mark(tx, [filedAs]));
    else {
      const contacts = await contactsOf(this.database, [{ ...UNKNOWN_SENDER, isProven: false, wrote: false }]);
      await this.database.read(unreachable, [UNKNOWN_SENDER.email]);
      const { at } = await knownOf(this.database, {});
      const contact = contacts.get(UNKNOWN_SENDER.email)!;
      const opening = { taken, at, contact, subject, description, language: 'en', follows: null };
      await this.newTickets.write([
        { ticket: newTicketOf(this.outbox, opening, MAIL), filed: filedAs, post: null, follows: null },
      ]);
    }
    filed.inc({ outcome: 'review' });
  }
}

/** Nothing is ever sent there. */
const unreachable: Statement = {
  name: 'intake-mail-unreachable',
  text: `UPDATE contact SET bounce = 'hard', bounce_reason = 'Nobody has this address.', bounced_at = now()
    WHERE email = $1 AND bounce IS NULL`,
};
