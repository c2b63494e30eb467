import type { TemplateKind } from '../notification-kinds.js';

export const placeholders = ['number', 'subject', 'body', 'agent', 'solution', 'requester', 'mailbox'] as const;
export type Placeholder = (typeof placeholders)[number];
export type Values = Readonly<Record<Placeholder, string>>;

/** To an address that nobody has verified, nothing is repeated that came from there. */
export const placeholdersOf = (kind: TemplateKind): readonly Placeholder[] =>
  kind === 'received-plain' ? ['number', 'mailbox'] : placeholders;

/** With what is before it and only makes sense together with it: a comma, a space, the beginning of its line. */
const anyPlaceholder = /(\n(?=\{\{[^{}]*\}\}(?:\n|$))|,? ?)\{\{([^{}]*)\}\}/g;

/**
 * Puts values in place of placeholders, once: what looks like one in a value stays as it is. One that is empty takes
 * the comma and space before it, or the line it had for itself, with it.
 */
export function render(template: string, values: Values): string {
  return template
    .replaceAll(anyPlaceholder, (_, before: string, name: string) => {
      const value = values[name.trim() as Placeholder];
      return value === '' ? '' : `${before}${value}`;
    })
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The placeholders of a template that this kind has no value for. */
export function unknownPlaceholders(kind: TemplateKind, template: string): string[] {
  const known: readonly string[] = placeholdersOf(kind);
  return placeholdersIn(template).filter((name) => !known.includes(name));
}

/** Each once, known or not. */
export const placeholdersIn = (template: string): string[] => [
  ...new Set([...template.matchAll(anyPlaceholder)].map(([, , name]) => name!.trim())),
];
