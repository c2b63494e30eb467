import type { KnownContact } from '../create-ticket/arrivals.js';
import type { Named } from './contacts-of-mails.js';
import type { Letter } from './letter.js';
import type { MailPost } from './mail-post.js';
import type { WhatToDo } from './what-to-do.js';

type Participants = MailPost['participants'];
type Contacts = ReadonlyMap<string, KnownContact>;

/** Whom a mail makes contacts of. Copies count only where nothing says that the sender is somebody else. */
export function peopleOf(letter: Letter): Named[] {
  const { sender, others, reading } = letter;
  const isPerson = reading.automatic === null;
  const author = {
    email: sender.email,
    name: sender.name,
    isProven: sender.authenticity === 'proven',
    wrote: isPerson && sender.authenticity !== 'refuted',
  };
  const copies = mayBringOthers(letter) ? others : [];
  return [author, ...copies.map(({ email, name }) => ({ email, name, isProven: false, wrote: false }))];
}

/** Whom a mail on a ticket makes contacts of: people, not machines, and nobody in whose name others write. */
export function writersOf(letter: Letter, what: Extract<WhatToDo, { do: 'reply' | 'note' }>): Named[] {
  if (what.do === 'reply') return peopleOf(letter);
  const { sender, reading } = letter;
  const isPerson = reading.automatic === null && !sender.isOurs;
  if (sender.authenticity === 'refuted' || !(isPerson || what.thread.knowsSender)) return [];
  const isProven = isPerson && sender.authenticity === 'proven';
  return [{ email: sender.email, name: sender.name, isProven, wrote: isPerson }];
}

/** Who was in copy is written to only when the sender's domain vouches for the mail: else anybody could let anybody read along. */
export const participantsOf = (letter: Letter, contacts: Contacts): Participants =>
  (mayBringOthers(letter) ? letter.others : []).flatMap(({ email }) => {
    const contact = contacts.get(email);
    return contact ? [{ contactId: contact.id, verified: letter.sender.authenticity === 'proven' }] : [];
  });

/** Somebody who wrote without being known on the ticket: agents see who it was, and nothing is sent to them. */
export const strangerOf = ({ reading, sender }: Letter, contact: KnownContact | null): Participants =>
  contact && reading.automatic === null && !sender.isOurs ? [{ contactId: contact.id, verified: false }] : [];

const mayBringOthers = ({ sender, reading }: Letter): boolean =>
  sender.authenticity !== 'refuted' && reading.automatic === null && !sender.isOurs;
