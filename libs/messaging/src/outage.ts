const states = /^(08|57P|53)|^(40001|40P01|55P03)$/;
const systemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** How pg and TypeORM say that a connection went away under a running transaction: they give no code then. */
const sayings =
  /^Connection terminated|^Connection ended|^Connection is closed|timeout exceeded when trying to connect|connection error and is not queryable|Client was closed|Query read timeout|Query runner already released|Driver not Connected|after calling end on the pool|Command timed out/;

/**
 * Whether an error says that something we depend on is away, overloaded or in another's way, not that the work is
 * wrong. An outage is no attempt: the message is tried again for as long as it lasts.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && (states.test(code) || systemErrors.has(code))) return true;
  if (sayings.test(error.message)) return true;
  return driverError !== undefined && driverError !== error && isOutage(driverError);
}
