import { DomainError, type FieldProblem } from '../errors.js';

/** What a macro's text can name. A closed list: a text that names anything else is refused when it is saved. */
export const macroVariables = [
  'agent.name',
  'organisation.name',
  'requester.email',
  'requester.name',
  'ticket.number',
  'ticket.priority',
  'ticket.product',
  'ticket.subject',
] as const;
export type MacroVariable = (typeof macroVariables)[number];
/** Null: there is none on this ticket. */
export type MacroValues = Readonly<Record<MacroVariable, string | null>>;

export interface MacroText {
  /** As BCP 47 has it: `en`, `pt-BR`. */
  readonly language: string;
  readonly body: string;
}

export interface RenderedMacro {
  readonly body: string;
  /** Named in the text, and not there on this ticket: nothing stands in their place. */
  readonly missing: readonly MacroVariable[];
}

/** `{{name}}`; after a backslash it is only text. A brace that is never closed is text too. */
const placeholder = /(\\?)\{\{([^{}\n]{0,200})\}\}/g;

/**
 * The text with its variables filled in, as plain text: it is put nowhere but into posts, which are plain text. What a
 * value holds is text and nothing else: braces in it name nothing, and its line breaks and control characters are spaces.
 */
export function renderMacro(text: string, values: MacroValues): RenderedMacro {
  const missing = new Set<MacroVariable>();
  const body = text.replace(placeholder, (whole, backslash: string, inside: string) => {
    if (backslash) return whole.slice(1);
    const name = inside.trim();
    if (!isVariable(name)) return whole;
    const value = values[name];
    if (value === null || value === '') missing.add(name);
    return oneLine(value ?? '');
  });
  return { body, missing: [...missing] };
}

/** What a text names that there is not, in the order it stands there. */
export const unknownVariables = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(placeholder)]
      .filter(([, backslash]) => !backslash)
      .map(([, , inside]) => inside!.trim())
      .filter((name) => !isVariable(name)),
  ),
];

/** Refuses texts that name what there is not: 422 `macro.unknown-variable`, with the list of what there is. */
export function expectKnownVariables(texts: readonly { readonly pointer: string; readonly body: string }[]): void {
  const errors: FieldProblem[] = texts.flatMap(({ pointer, body }) =>
    unknownVariables(body).map((name) => ({
      pointer,
      detail: `There is no variable "${name}". There are: ${macroVariables.join(', ')}. Write \\{{ for braces that are only text.`,
      values: { name },
    })),
  );
  const [first] = errors;
  if (first)
    throw new DomainError('refused', 'macro.unknown-variable', first.detail, { errors, variables: macroVariables });
}

/**
 * The text for a ticket in this language: of the very language, of the same one elsewhere (`pt` for `pt-BR`, `pt-PT` for
 * `pt`), or of the macro's default.
 */
export function textFor(
  texts: readonly MacroText[],
  language: string | null,
  defaultLanguage: string,
): MacroText | null {
  const of = (wanted: string) => texts.find((text) => text.language.toLowerCase() === wanted.toLowerCase());
  const related = (wanted: string) => texts.find((text) => base(text.language) === base(wanted));
  const inLanguage = language === null ? undefined : (of(language) ?? of(base(language)) ?? related(language));
  return inLanguage ?? of(defaultLanguage) ?? texts[0] ?? null;
}

const base = (language: string): string => language.toLowerCase().split('-', 1)[0]!;
const isVariable = (name: string): name is MacroVariable => (macroVariables as readonly string[]).includes(name);
/** Also without the signs that turn the direction of what follows them. */
const oneLine = (value: string): string =>
  value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '');
