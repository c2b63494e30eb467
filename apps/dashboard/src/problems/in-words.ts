import { format, type Values } from '../words/format';
import type { Language } from '../words/language';

/** What is wrong with a field, as the API tells it. */
export interface FieldProblem {
  readonly pointer: string;
  /** In English. */
  readonly detail: string;
  /** Stable: `too-long`, `rate.taken`. */
  readonly code?: string | undefined;
  /** What is said with it: `{ max: 40 }`. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

export type Texts = Readonly<Record<string, string>>;

/** Nobody needs them before something is refused, and then those of one language. */
const load: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./english')).english,
  ru: async () => (await import('./russian')).russian,
  ko: async () => (await import('./korean')).korean,
};

/** The texts of a language; none when they cannot be had: then the API's own sentences have to do. */
export const textsIn = (language: Language): Promise<Texts> => load[language]().catch(() => ({}));

/** A code in words; undefined when there are none for it, or what they need did not come with it. */
export function inWords(
  texts: Texts,
  language: Language,
  code: string | undefined,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  const text = code === undefined ? undefined : (texts[code] ?? texts[code.replace(/^[^.]+/, '*')]);
  if (text === undefined) return undefined;
  try {
    return format(language, text, sayable(values));
  } catch {
    return undefined;
  }
}

/** The same problem, its sentence in the language of the texts. */
export const fieldInWords = (
  texts: Texts,
  language: Language,
  problem: FieldProblem,
  about: object = {},
): FieldProblem => ({
  ...problem,
  detail: inWords(texts, language, problem.code, { ...about, ...problem.values }) ?? problem.detail,
});

const sayable = (values: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  ) as Values;
