import { TicketOpened } from '#contracts';
import { newId, type NewTicket } from '#database';
import { ticketNumber, type Actor } from '#domain';
import type { Outbox } from '#messaging';
import { runWith } from '#observability';
import type { KnownContact } from '../create-ticket/arrivals.js';
import { languageOf } from './language-of.js';
import type { Letter } from './letter.js';
import type { TakenMail } from './taken-mail.js';
import type { Thread } from './what-to-do.js';

/** Names mail as a maker of tickets. */
const CREATED_BY = 'mail';

/** The ticket a mail opens has the mail's own id, and so has its first post: filing it twice cannot make two. */
export interface Opening {
  readonly taken: TakenMail;
  readonly at: Date;
  readonly contact: KnownContact;
  readonly subject: string;
  readonly description: string;
  readonly language: string;
  /** The number of the ticket that is over and that this one goes on from. */
  readonly follows: number | null;
}

export function newTicketOf(outbox: Outbox, opening: Opening, by?: Actor): NewTicket {
  const { taken, contact } = opening;
  const author: Actor = by ?? {
    kind: 'customer',
    id: contact.id,
    ...(contact.name !== null && { name: contact.name }),
  };
  // A stub that is tried again and cannot go on on its own ticket needs a second one; the mail's mark keeps that to one.
  const id = taken.ticketId === null ? taken.id : newId();
  return {
    id,
    createdAt: opening.at,
    subject: opening.subject,
    requesterId: contact.id,
    organisationId: contact.organisationId,
    channel: 'email',
    language: opening.language,
    externalId: null,
    product: null,
    assetTag: null,
    impact: 'medium',
    urgency: 'medium',
    requestedRoute: null,
    by: author,
    createdBy: CREATED_BY,
    told: { mailId: taken.id, ...(opening.follows !== null && { follows: opening.follows }) },
    post: { id, body: opening.description, author },
    messages: runWith({ correlationId: taken.correlationId }, () =>
      outbox.rows(TicketOpened, { ticketId: id, version: 1 }),
    ),
    answer: null,
  };
}

export const openingOf = (
  letter: Letter,
  { contact, at, follows }: Pick<Opening, 'contact' | 'at' | 'follows'>,
): Opening => ({
  taken: letter.taken,
  follows,
  at,
  contact,
  subject: letter.subject,
  description: letter.body,
  language: languageOf(
    letter.body,
    letter.reading.headers.get('content-language')?.[0],
    letter.mailbox?.language ?? null,
  ),
});

export const followsNote = ({ number, state }: Thread): string =>
  `It answers ${ticketNumber(number)}, which is ${state}: that ticket was left as it is.`;
