import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './language';

export type Values = Readonly<Record<string, string | number | Date>>;

const compiled = new Map<string, IntlMessageFormat>();

/** One text, an ICU message, in the manners of a language; throws when a value that it needs is missing. */
export function format(language: Language, text: string, values: Values | undefined): string {
  if (!/[{'<]/.test(text)) return text;
  const key = `${language}\n${text}`;
  let message = compiled.get(key);
  if (!message) {
    // Tags are not ours to interpret: texts stay texts.
    message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    compiled.set(key, message);
  }
  return String(message.format(values));
}
