import { useMemo, useSyncExternalStore } from 'react';
import { format, type Values } from './format';
import { currentLanguage, onLanguage, type Language } from './language';

type Texts = Readonly<Record<string, string>>;
/** The texts of one part of the screen in every language. A key that one language lacks does not compile. */
export type Words<Key extends string = string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Says one text: `say('waiting', { count: 3 })`. Texts are ICU messages (plurals, selects): https://unicode-org.github.io/icu/userguide/format_parse/messages/ */
export type Say<Key extends string> = (key: Key, values?: Values) => string;

/** Declares the texts of a component or page, beside it: `const words = defineWords({ en: {...}, ru: {...}, ko: {...} })`. */
export const defineWords = <const English extends Texts>(words: {
  readonly en: English;
  readonly ru: { readonly [Key in keyof English]: string };
  readonly ko: { readonly [Key in keyof English]: string };
}): Words<keyof English & string> => words as Words<keyof English & string>;

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, currentLanguage);

/** The texts in the language of the screen. */
export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const language = useLanguage();
  return useMemo(() => sayIn(words, language), [words, language]);
}

/** The same outside of components. */
export const sayIn =
  <Key extends string>(words: Words<Key>, language: Language = currentLanguage()): Say<Key> =>
  (key, values) =>
    format(language, words[language][key], values);
