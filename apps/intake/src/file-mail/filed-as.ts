import type { Letter } from './letter.js';
import type { Filed } from './mail.store.js';

/** The mark of a mail that was read. */
export const filedAs = (
  { taken, messageId, providerMessageId, mailbox, sender, subject, reading }: Letter,
  { state, ticketId, postId, failure }: Pick<Filed, 'state' | 'ticketId' | 'postId' | 'failure'>,
): Filed => ({
  id: taken.id,
  state,
  ticketId,
  postId,
  messageId,
  providerMessageId,
  mailboxId: mailbox?.id ?? null,
  from: sender.email,
  subject,
  automatic: reading.automatic?.kind ?? null,
  failure,
});
