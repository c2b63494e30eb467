import { Database } from '#database';
import { Outbox } from '#messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { KnownContact } from '../create-ticket/arrivals.js';
import { FileKeeper } from '../keep-files/file-keeper.js';
import { contactsOf } from './contacts-of-mails.js';
import { FILE_MAIL_SETTINGS, type FileMailSettings } from './file-mail.settings.js';
import { filedAs } from './filed-as.js';
import type { Letter } from './letter.js';
import { filed } from './mail-metrics.js';
import { followsNote, newTicketOf, openingOf } from './new-ticket.js';
import { NewTickets, type FromMail } from './new-tickets.js';
import { participantsOf, peopleOf } from './people-of.js';
import { isVerified, type Thread } from './what-to-do.js';

export interface MailToOpen {
  readonly letter: Letter;
  /** The ticket it answers, which is over. */
  readonly follows: Thread | null;
}

/** Opens tickets by mail, as many as there are in one commit. */
@Injectable()
export class OpenByMail {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly newTickets: NewTickets,
    private readonly files: FileKeeper,
    @Inject(FILE_MAIL_SETTINGS) private readonly settings: FileMailSettings,
  ) {}

  async open(all: readonly MailToOpen[], at: Date): Promise<void> {
    const letters = all.map(({ letter }) => letter);
    await this.files.keep(letters.flatMap(({ reading }) => reading.attachments));
    const contacts = await contactsOf(this.database, letters.flatMap(peopleOf));
    await this.newTickets.write(all.map((one) => this.fromMail(one, contacts, at)));
    filed.inc({ outcome: 'ticket' }, all.length);
  }

  private fromMail({ letter, follows }: MailToOpen, contacts: ReadonlyMap<string, KnownContact>, at: Date): FromMail {
    const { sender } = letter;
    const contact = contacts.get(sender.email)!;
    const ticket = newTicketOf(this.outbox, openingOf(letter, { contact, at, follows: follows?.number ?? null }));
    const verified = isVerified(sender, null);
    const notes = [
      ...(follows ? [followsNote(follows)] : []),
      ...(verified ? [] : [`Careful: the domain of ${sender.email} says that this mail is not from there.`]),
    ];
    const participants = participantsOf(letter, contacts);
    const scan = this.settings.scan ? 'pending' : 'unscanned';
    const [ticketId, postId] = [ticket.id, ticket.post.id];
    return {
      ticket,
      follows,
      filed: filedAs(letter, { state: 'filed', ticketId, postId, failure: null }),
      post: { postId, ticketId, letter, verified, notes, at, participants, scan },
    };
  }
}
