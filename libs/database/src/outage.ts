/**
 * Whether an error says "not now" rather than "not this": the connection was lost or refused, the server is stopping or
 * out of something, or others were in the way (serialization, deadlock, lock timeout). Trying again may help.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return OUTAGE_STATES.test(code) || CONNECTION_ERRORS.has(code);
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  return LOST_CONNECTION.test(error.message);
}

const OUTAGE_STATES = /^(08...|57P..|57014|53...|40001|40P01|55P03|25P03)$/;
const CONNECTION_ERRORS = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN'.split(' '),
);
/** pg and its pool report these without a code. */
const LOST_CONNECTION =
  /^(connection terminated|connection ended|timeout exceeded when trying to connect|timeout expired|query read timeout|client has encountered a connection error|client was closed)/i;
