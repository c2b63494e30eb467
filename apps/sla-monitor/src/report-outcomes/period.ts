import { beginningOfDay, DomainError, FIRST_YEAR, isDate, LAST_YEAR } from '#domain';

const DAY_MS = 86_400_000;
/** Most days of one report. */
export const MOST_DAYS = 400;
/** Days of a report that is not told its beginning. */
export const USUAL_DAYS = 30;

/** From `from` on, until before `to`. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** One day, week or month of a period, as its zone counts them; the first and the last may be cut. */
export interface Slice extends Period {
  /** `2026-03-29`, `2026-W13` or `2026-03`. */
  readonly name: string;
}

export const sliceUnits = ['day', 'week', 'month'] as const;
export type SliceUnit = (typeof sliceUnits)[number];

/** Whether the platform knows the zone by this name; an offset is none. */
export function isTimezone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && dateIn(name, new Date(0)) !== '';
  } catch {
    return false;
  }
}

/** The period that a report is asked for. What is left out: until now, and 30 days of it. Throws 400 by the field. */
export function periodOf(asked: Asked, now: Date): Period {
  const { timezone } = asked;
  const to = asked.to === undefined ? now : instantOf(asked.to, timezone, 'to');
  const from =
    asked.from === undefined ? new Date(to.getTime() - USUAL_DAYS * DAY_MS) : instantOf(asked.from, timezone, 'from');
  if (from >= to)
    throw refusal(
      asked.from === undefined ? 'to' : 'from',
      asked.to === undefined ? 'Give a time before now, or say `to`.' : 'Give a time before `to`.',
    );
  // Whole days of a zone are an hour longer now and then.
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS + DAY_MS / 2)
    throw refusal('from', `Ask for at most ${MOST_DAYS} days at a time: a later \`from\`, or an earlier \`to\`.`);
  return { from, to };
}

interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timezone: string;
}

/** A day begins when it does in the zone; an instant is the same everywhere. */
function instantOf(text: string, timezone: string, field: string): Date {
  if (isDate(text)) return beginningOfDay(text, timezone);
  const at = INSTANT.test(text) && isDate(text.slice(0, 10)) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(at.getTime())) return at;
  throw refusal(
    field,
    `Give a day, \`2026-03-01\`, or an instant with its offset, \`2026-03-01T09:00:00Z\`, of the years ${FIRST_YEAR} to ${LAST_YEAR}.`,
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

function refusal(field: string, detail: string): DomainError {
  const errors = [{ pointer: `/${field}`, detail, in: 'query' }];
  return new DomainError('invalid', 'request.invalid', 'The query is not as it should be: see errors.', { errors });
}

/** Cuts a period where days, weeks (from Monday) or months begin in a zone. */
export function slicesOf({ from, to }: Period, unit: SliceUnit, timezone: string): Slice[] {
  const slices: Slice[] = [];
  let date = beginningOf[unit](dateIn(timezone, from));
  for (let at = from; at < to;) {
    const next = nextOf[unit](date);
    const ends = beginningOfDay(next, timezone);
    const until = ends < to ? ends : to;
    // A day that its zone left out has no time in it.
    if (until > at) slices.push({ name: nameOf[unit](date), from: at, to: until });
    if (until > at) at = until;
    date = next;
  }
  return slices;
}

/** The day on which an instant is in a zone: YYYY-MM-DD. */
const dateIn = (timezone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** 0 for Monday. */
const weekday = (date: string): number => (new Date(date).getUTCDay() + 6) % 7;

const beginningOf: Readonly<Record<SliceUnit, (date: string) => string>> = {
  day: (date) => date,
  week: (date) => plusDays(date, -weekday(date)),
  month: (date) => `${date.slice(0, 7)}-01`,
};

const nextOf: Readonly<Record<SliceUnit, (date: string) => string>> = {
  day: (date) => plusDays(date, 1),
  week: (date) => plusDays(date, 7),
  month: (date) => `${plusDays(date, 31).slice(0, 7)}-01`,
};

const nameOf: Readonly<Record<SliceUnit, (date: string) => string>> = {
  day: (date) => date,
  week: isoWeek,
  month: (date) => date.slice(0, 7),
};

/** Of a Monday: a week belongs to the year of its Thursday. */
function isoWeek(monday: string): string {
  const thursday = plusDays(monday, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
