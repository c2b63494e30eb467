/** Highest number a ticket can have: a PostgreSQL integer. */
const HIGHEST = 2_147_483_647;
const bracketed = /[[(]\s*#?\s*T-(\d{1,10})\s*[\])]/i;
/** Without brackets only where our own templates put it: at the beginning. */
const leading = /^\s*(?:[\p{L}]{1,12}\s*(?:\[\d+\])?\s*[:：]\s*){0,8}#?T-(\d{1,10})(?![\d\p{L}-])/iu;
const answering =
  /^\s*(?:(?:re|aw|antw|sv|vs|ref|odp|rv|res|ynt|fw|fwd|wg|tr|rif|enc|отв|ответ|на|пересл|회신|답장|전달|回复|回覆|转发|轉寄|返信)\s*(?:\[\d+\])?\s*[:：]\s*)+/iu;

/** A subject that names its ticket in a way that stays the same however often it is answered: `[T-1042] The printer`. */
export function subjectFor(ticketNumber: number, subject: string): string {
  const tag = new RegExp(`\\[\\s*#?\\s*T-${ticketNumber}\\s*\\]`, 'gi');
  const bare = subject.replace(tag, ' ').replace(answering, '').replace(/\s+/g, ' ').trim();
  return `[T-${ticketNumber}]${bare === '' ? '' : ` ${bare}`}`;
}

/** The number of the ticket that a subject names: `Re: [T-1042] The printer` is 1042; null when it names none. */
export function numberInSubject(subject: string): number | null {
  const bounded = subject.slice(0, 2_000);
  const digits = bracketed.exec(bounded)?.[1] ?? leading.exec(bounded)?.[1];
  const number = Number(digits ?? 0);
  return number >= 1 && number <= HIGHEST ? number : null;
}
