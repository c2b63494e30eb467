import type { OutcomeView } from './outcomes.views.js';

type Value = string | number | Date | null;

const columns: readonly (readonly [name: string, of: (outcome: OutcomeView) => Value])[] = [
  ['ticket', ({ ticket }) => ticket.number],
  ['kind', ({ kind }) => kind],
  ['tier', ({ tier }) => tier],
  ['cycle', ({ cycle }) => cycle],
  ['owner', ({ owner }) => owner?.name ?? null],
  ['priority', ({ priority }) => priority],
  ['policy', ({ policy }) => policy.name],
  ['result', ({ result }) => result],
  ['targetSeconds', ({ targetSeconds }) => targetSeconds],
  ['usedSeconds', ({ usedSeconds }) => usedSeconds],
  ['lateSeconds', ({ lateSeconds }) => lateSeconds],
  ['startedAt', ({ startedAt }) => startedAt],
  ['dueAt', ({ dueAt }) => dueAt],
  ['breachedAt', ({ breachedAt }) => breachedAt],
  ['endedAt', ({ endedAt }) => endedAt],
  ['ticketId', ({ ticket }) => ticket.id],
  ['clockId', ({ clockId }) => clockId],
  ['ownerId', ({ owner }) => owner?.id ?? null],
  ['policyId', ({ policy }) => policy.id],
  ['policyVersion', ({ policy }) => policy.version],
];

export const csvHead = lineOf(columns.map(([name]) => name));

/** One line each, ended as RFC 4180 has it. */
export const csvOf = (outcomes: readonly OutcomeView[]): string =>
  outcomes.map((outcome) => lineOf(columns.map(([, of]) => of(outcome)))).join('');

function lineOf(values: readonly Value[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

function field(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  // A spreadsheet would work out what begins like a formula, also after spaces: an apostrophe makes it text.
  const text = /^\s*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
