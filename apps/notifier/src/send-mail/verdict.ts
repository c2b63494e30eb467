import { oneLine } from '../write-notifications/compose.js';

/** What nodemailer says of an attempt that failed. */
export interface SmtpFailure {
  readonly message: string;
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
}

export type Verdict =
  | { readonly kind: 'retry'; readonly waitMs: number; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From one attempt to the next; the last one repeats. Grey-listing servers want a few minutes. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];
/** Some five days: RFC 5321 wants at least four. */
const MOST_ATTEMPTS = 35;
/** A server that cannot be reached, or does not know us, is no verdict on the mail: it is tried until somebody mends that. */
const OUTAGE_WAITS = [5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];

/** Commands whose answer is about this very mail. */
const aboutTheMail = /^(?:MAIL FROM|RCPT TO|DATA|BDAT)/;
/** Answers that are about us instead: sign in first, with TLS, with other credentials. */
const aboutUs: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** What to do about an attempt that failed. `random` from 0 to 1 spreads what failed together over half the wait. */
export function verdictOn(
  failure: SmtpFailure,
  { attempts, random }: { readonly attempts: number; readonly random: number },
): Verdict {
  const why = oneLine(failure.response ?? failure.message).slice(0, 500);
  const { code = '', command = '', responseCode = 0 } = failure;
  const isAnswer = code !== 'EAUTH' && aboutTheMail.test(command) && responseCode >= 400 && !aboutUs.has(responseCode);
  if (isAnswer && responseCode >= 500) return { kind: 'failed', why };
  // Refused before it left: no server can take such an address.
  if (code === 'EENVELOPE' && responseCode === 0) return { kind: 'failed', why };
  const waits = isAnswer ? WAITS : OUTAGE_WAITS;
  if (isAnswer && attempts >= MOST_ATTEMPTS)
    return { kind: 'failed', why: `Given up after ${attempts} attempts: ${why}` };
  const wait = waits[Math.min(attempts, waits.length) - 1] ?? waits[0]!;
  return { kind: 'retry', waitMs: wait * (0.75 + random / 2), why };
}
