const enough = 0.3;

/**
 * The language of a mail: what its Content-Language says, or its script where that settles it, or what is spoken at the
 * mailbox. A guess from words would be wrong too often to write a customer in it.
 */
export function languageOf(text: string, contentLanguage: string | undefined, atMailbox: string | null): string {
  const named = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2})\s*(?:,|$)/i.exec(contentLanguage ?? '')?.[1];
  const beginning = text.slice(0, 5_000);
  const letters = count(beginning, /\p{L}/gu);
  if (letters > 0 && count(beginning, /\p{Script=Hangul}/gu) / letters >= enough) return 'ko';
  if (letters > 0 && count(beginning, /\p{Script=Cyrillic}/gu) / letters >= enough) {
    return named && /^(ru|uk|bg|sr|mk|be|kk|mn)\b/i.test(named) ? named : 'ru';
  }
  return named ?? atMailbox ?? 'en';
}

const count = (text: string, letter: RegExp): number => text.match(letter)?.length ?? 0;
