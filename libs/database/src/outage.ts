import { types } from 'node:util';

/** Connection loss, shutdown, no room, deadlock, serialization, lock timeout, idle transaction ended. */
const states = /^(08...|57P..|53...|40001|40P01|55P03|25P03)$/;
const systemErrors = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(' '),
);
/** How pg, TypeORM and ioredis say that a connection went away under running work: they give no code then. */
const sayings =
  /^Connection (terminated|ended|is closed)|^timeout (exceeded when trying to connect|expired)|connection error and is not queryable|Client was closed|Query read timeout|Query runner already released|Driver not Connected|after calling end on the pool|Command timed out/i;

/** Prepared before a migration changed what the statement answers; prepared anew, it works. */
export function isStalePlan(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { readonly code?: unknown; readonly routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/**
 * Whether an error says that something we depend on is away, overloaded or in another's way, not that the work is
 * wrong: then a request is answered 503, and a message is tried again for as long as it lasts, without counting.
 */
export function isOutage(error: unknown): boolean {
  // Not `instanceof`: what Node's core throws may come from another realm than ours.
  if (!types.isNativeError(error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && (states.test(code) || systemErrors.has(code))) return true;
  if (sayings.test(error.message) || isStalePlan(error)) return true;
  return driverError !== undefined && driverError !== error && isOutage(driverError);
}

/** Somebody keeps a row locked for longer than we wait: an outage of that row, not of the database. */
export const isLockTimeout = (error: unknown): boolean => (error as { readonly code?: unknown }).code === '55P03';
