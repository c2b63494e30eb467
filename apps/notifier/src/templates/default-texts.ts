import { english } from './en.js';
import { korean } from './ko.js';
import { russian } from './ru.js';
import type { Texts } from './texts.js';

/** What it comes with, by language. */
export const defaultTexts: ReadonlyMap<string, Texts> = new Map(
  [english, russian, korean].map((texts) => [texts.language, texts]),
);
export const fallbackTexts: Texts = english;

/** `ru-RU` and `RU` are `ru`; null for what names no language. */
export function baseLanguage(tag: string | null): string | null {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(tag ?? '')?.[0].toLowerCase() ?? null;
}
