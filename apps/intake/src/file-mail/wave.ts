import { keyOf, type ReadMail } from './letter.js';
import { messageKey } from './message-key.js';
import { answeredIds } from './thread-of.js';

/** Mails that say nothing about one another can be filed together; the others come after them. */
export function firstWave(mails: readonly ReadMail[]): { readonly now: ReadMail[]; readonly later: ReadMail[] } {
  const seen = new Set<string>();
  const now: ReadMail[] = [];
  const later: ReadMail[] = [];
  for (const mail of mails) {
    const key = keyOf(mail);
    const waits = seen.has(key) || answeredKeys(mail).some((answered) => seen.has(answered));
    (waits ? later : now).push(mail);
    seen.add(key);
  }
  return { now, later };
}

/** The mails that a mail is about, as they are stored. */
export const answeredKeys = ({ reading }: ReadMail): string[] =>
  answeredIds(reading).flatMap((id) => messageKey(id) ?? []);
