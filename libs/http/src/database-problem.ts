import type { ProblemOptions } from './problem.js';

/** What a failure of PostgreSQL, or of the way to it, means to a caller; null when the error is about something else. */
export function databaseProblem(error: unknown): ProblemOptions | null {
  const { code, message } = driverError(error);
  if (isOutage(code, message)) return unavailable;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
  return callersFault.get(code) ?? (code.startsWith('22') ? unstorable : null);
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
const callersFault = new Map<string, ProblemOptions>([
  ['23505', conflict],
  ['23P01', conflict],
  ['23503', unknownReference],
  ['54000', unstorable],
  ['54001', unstorable],
]);

interface DriverError {
  readonly code?: unknown;
  readonly message: string;
}

function driverError(error: unknown): DriverError {
  if (typeof error !== 'object' || error === null) return { message: '' };
  const inner = (error as { readonly driverError?: unknown }).driverError ?? error;
  return {
    code: (inner as { readonly code?: unknown }).code,
    message: String((inner as Partial<Error>).message ?? ''),
  };
}

/** Connection loss, shutdown, no room, deadlock, lock and statement timeouts: it heals by itself. */
const isOutage = (code: unknown, message: string): boolean =>
  (typeof code === 'string' && (outageStates.test(code) || networkErrors.has(code))) || outageMessages.test(message);

const outageStates = /^(08...|57P..|57014|53...|40001|40P01|55P03|25P03)$/;
const networkErrors = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(' '),
);
/** pg gives these no code. */
const outageMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end|Driver not Connected|Connection ended)/i;
