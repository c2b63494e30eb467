import type { EventRequest } from './tracking-provider.js';

export type Json = Readonly<Record<string, unknown>>;

/** At most this many events of one request are read. */
const MOST_EVENTS = 10_000;

/** A value as an object; {} when it is none. */
export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** A value as a list of objects; a single object is a list of one. */
export const records = (value: unknown): readonly Json[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).slice(0, MOST_EVENTS).map(record);

/** Words or a number as words; null for anything else, and for ''. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** All words in a value, however deep its lists are. */
export function texts(value: unknown): string[] {
  const flat = Array.isArray(value) ? (value as unknown[]).flat(3) : [value];
  return flat.map(text).filter((one) => one !== null);
}

/** Seconds since 1970, as a number or in words. */
export function fromSeconds(value: unknown): Date | null {
  const seconds = typeof value === 'number' ? value : typeof value === 'string' && value.trim() ? Number(value) : NaN;
  return Number.isFinite(seconds) && Math.abs(seconds) < 8e12 ? new Date(Math.round(seconds * 1e6) / 1e3) : null;
}

/** A date and time in words (ISO 8601). */
export function fromIso(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

/** An object written as JSON inside a string; {} when it is none. */
export function recordIn(value: unknown): Json {
  if (typeof value !== 'string') return record(value);
  try {
    return record(JSON.parse(value));
  } catch {
    return {};
  }
}

/** The body as JSON. Numbers too long for a double keep their digits: ids of some providers are. Throws a SyntaxError. */
export function jsonBody(request: EventRequest): unknown {
  const body = request.body.toString('utf8');
  return JSON.parse(body.replaceAll(/("[A-Za-z_-]{1,60}"\s{0,5}:\s{0,5})(\d{16,30})(?=\s{0,5}[,}])/g, '$1"$2"'));
}

/** An address out of `Jane <jane@example.com>`. */
export function addressOf(value: unknown): string | null {
  const words = text(value);
  return words === null ? null : (/<([^<>\s]{1,320})>/.exec(words)?.[1] ?? words.trim());
}

/** A Message-ID with its angle brackets. */
export function bracketed(value: unknown): string | null {
  const id = text(value)?.trim() ?? null;
  if (id === null || !id.includes('@')) return null;
  return id.startsWith('<') ? id : `<${id}>`;
}
