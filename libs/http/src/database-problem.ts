import { isOutage } from '#database';
import type { ProblemOptions } from './problem.js';

/** What a failure of PostgreSQL, or of the way to it, means to a caller; null when the error is about something else. */
export function databaseProblem(error: unknown): ProblemOptions | null {
  if (isOutage(error)) return unavailable;
  const code = codeOf(error);
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
  return meanings.get(code) ?? (code.startsWith('22') ? unstorable : null);
}

export const unavailable: ProblemOptions = {
  status: 503,
  code: 'service.unavailable',
  detail: 'The service cannot do its work for the moment. Nothing was refused for good: try again shortly.',
  headers: { 'retry-after': '2' },
};

const unstorable: ProblemOptions = {
  status: 400,
  code: 'request.unstorable-value',
  detail: 'A value cannot be stored: it is too large, too long, or holds characters that are not valid text.',
};
const conflict: ProblemOptions = {
  status: 409,
  code: 'request.conflict',
  detail: 'This conflicts with what is stored already. Read it again and decide anew.',
};
const unknownReference: ProblemOptions = {
  status: 422,
  code: 'request.unknown-reference',
  detail: 'This refers to something that does not exist, or that others still refer to.',
};

/** The last line of defence: handlers that check what they are given never come here. */
const meanings = new Map<string, ProblemOptions>([
  ['23505', conflict],
  ['23P01', conflict],
  ['23503', unknownReference],
  ['54000', unstorable],
  ['54001', unstorable],
  // The statement took too long. For a message that counts as an attempt, or a hopeless one would run for ever.
  ['57014', unavailable],
]);

function codeOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  const { driverError = error } = error as { readonly driverError?: unknown };
  return (driverError as { readonly code?: unknown } | null)?.code;
}
