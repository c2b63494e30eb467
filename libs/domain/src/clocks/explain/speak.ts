import { english } from './english.js';
import { korean } from './korean.js';
import type { Language } from './language.js';
import type { Phrases } from './phrases.js';
import { russian } from './russian.js';

/** What each language says. */
export const phrasesOf: Readonly<Record<Language, Phrases>> = { en: english, ru: russian, ko: korean };
