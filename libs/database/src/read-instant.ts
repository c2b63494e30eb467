import pg from 'pg';

const TIMESTAMPTZ = 1184;
const readAny = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

const ZERO = 48;
const two = (text: string, at: number): number => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

/** `2026-03-08 09:00:00.123456+00`, as PostgreSQL writes it, and the places of its signs. */
const USUAL = 19;
const SIGNS = [4, 7, 10, 13, 16] as const;
const signs = '-- ::';

/**
 * An instant as PostgreSQL writes it in UTC, in a tenth of the time that pg takes for any date: a row of a clock or a ticket
 * has half a dozen of them. What is written otherwise is read by pg.
 */
export function readInstant(text: string): Date {
  const end = text.length - 3;
  if (!isUsual(text)) return readAny(text);
  let ms = 0;
  // Microseconds are left out, as by pg.
  for (let place = USUAL + 1, worth = 100; place < end && worth >= 1; place += 1, worth /= 10)
    ms += (text.charCodeAt(place) - ZERO) * worth;
  const year = two(text, 0) * 100 + two(text, 2);
  // Date.UTC takes years below 100 for ours.
  if (year < 100) return readAny(text);
  return new Date(Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), ms));
}

/** An instant as PostgreSQL writes it in UTC -> `Date.prototype.toISOString` of it. */
export function isoInstant(text: string): string {
  if (!isUsual(text)) return readAny(text).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, USUAL)}.${text.slice(USUAL + 1, Math.min(USUAL + 4, text.length - 3)).padEnd(3, '0')}Z`;
}

const isUsual = (text: string): boolean =>
  text.length >= USUAL + 3 &&
  text.endsWith('+00') &&
  SIGNS.every((at, nth) => text.charCodeAt(at) === signs.charCodeAt(nth));
