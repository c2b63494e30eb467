const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The wait before each attempt, in milliseconds: the example schedule of Standard Webhooks, 75 h 35 min in all. */
export const waits: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** No wish of a receiver's delays an attempt longer than this. */
const LONGEST_WAIT = 24 * HOUR;
/** Retries of one outage are spread over this share of the wait, so that they do not all come back at once. */
const JITTER = 0.1;

/**
 * Milliseconds until the next attempt after `attempts` failed ones, or null when that was the last.
 * `asked` is what the receiver's Retry-After wants, in milliseconds: it lengthens a wait and never shortens one. `random` is in [0, 1).
 */
export function waitAfter(attempts: number, asked: number | null, random: number): number | null {
  const wait = waits[attempts];
  if (wait === undefined) return null;
  return Math.round(Math.min(Math.max(wait * (1 + JITTER * random), asked ?? 0), LONGEST_WAIT * (1 + JITTER)));
}

/** Reads a Retry-After header, seconds or an HTTP date, as milliseconds from `now`; null when it says nothing usable. */
export function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * SECOND;
  // Only the form of RFC 9110, "Sun, 06 Nov 1994 08:49:37 GMT": Date.parse alone takes nearly anything for a date.
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header)
    ? Date.parse(header)
    : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
