import { useMemo } from 'react';
import { useLanguage } from '../words/words';

/** Those that are offered by name; any other tag can be typed. */
export const commonLanguages = [
  'ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'kk', 'ko', 'nb', 'nl', 'pl',
  'pt', 'pt-BR', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'uz', 'vi', 'zh', 'zh-TW',
] as const; // prettier-ignore

export const isTag = (text: string): boolean => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text);

/** What a language is called on this screen: `German`; a tag that nobody knows stays as it is. */
export function useLanguageName(): (tag: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
    return (tag) => {
      if (!isTag(tag)) return tag;
      try {
        const name = names.of(tag) ?? tag;
        return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
      } catch {
        return tag;
      }
    };
  }, [language]);
}
