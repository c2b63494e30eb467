export const languages = ['en', 'ru', 'ko'] as const;
export type Language = (typeof languages)[number];

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский', ko: '한국어' };

const KEY = 'tierline-language';
const isLanguage = (text: string | null | undefined): text is Language => languages.some((each) => each === text);

let current: Language = chosen();
const listeners = new Set<() => void>();

/** What was chosen here before, else the browser's first language that we speak, else English. */
function chosen(): Language {
  const kept = localStorage.getItem(KEY);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export const currentLanguage = (): Language => current;

export function chooseLanguage(language: Language): void {
  current = language;
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

document.documentElement.lang = current;
