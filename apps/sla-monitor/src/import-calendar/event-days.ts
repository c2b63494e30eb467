import { DomainError, LAST_YEAR } from '#domain';
import ICAL from 'ical.js';
import { dateOf, dayOf, daysOf, TooMuchEffort, type Day, type Effort } from './day-rule.js';
import type { EventLines, Line } from './event-lines.js';
import { ruleOf } from './event-rule.js';

export const skipCodes = ['timed', 'cancelled', 'no-start', 'wrong-date', 'wrong-end', 'too-long', 'wrong-rule', 'broken'] as const; // prettier-ignore

/** An event that gives no closed day, and why. */
export interface SkippedEvent {
  readonly name: string | null;
  /** As it is written. */
  readonly start: string | null;
  readonly code: (typeof skipCodes)[number];
  readonly detail: string;
}

const LONGEST_EVENT = 366;

export interface Reading {
  readonly first: Day;
  readonly last: Day;
  readonly effort: Effort;
  /** By UID: days that a repeating event has somewhere else, or not at all. */
  readonly moved: ReadonlyMap<string, ReadonlySet<Day>>;
}
type Taken = { readonly days: readonly Day[] } | Pick<SkippedEvent, 'code' | 'detail'>;

/** The days an event takes from `first` to `last`, in no order; or why it takes none. */
export function daysTaken(event: EventLines, { first, last, effort, moved }: Reading): Taken {
  const [begins] = event.get('dtstart') ?? [];
  if (!begins) return { code: 'no-start', detail: 'It has no DTSTART.' };
  if (begins.type !== 'date' && dayIn(begins.values[0]) !== null)
    return { code: 'timed', detail: 'It has a time of day: give such hours as `overrides`.' };
  if (textOf(event.get('status')?.[0]).toUpperCase() === 'CANCELLED')
    return { code: 'cancelled', detail: 'It is cancelled.' };
  const start = dayIn(begins.values[0]);
  if (start === null) return { code: 'wrong-date', detail: 'Its DTSTART is no day there is.' };
  const length = lengthOf(event, start);
  if (length === null) return { code: 'wrong-end', detail: 'It does not end after it begins, or on no day there is.' };
  if (length > LONGEST_EVENT) return { code: 'too-long', detail: `It lasts longer than ${LONGEST_EVENT} days.` };

  const starts = new Set<Day>(event.has('rrule') ? [] : [start]);
  for (const { values } of event.get('rrule') ?? []) {
    const rule = ruleOf(values[0]);
    if (!rule) return { code: 'wrong-rule', detail: 'It repeats several times a day, which whole days cannot.' };
    try {
      for (const day of daysOf(rule, start, first - length, last, effort)) starts.add(day);
    } catch (error) {
      throw error instanceof TooMuchEffort ? tooMuch('It repeats too often.') : error;
    }
  }
  for (const day of listed(event.get('rdate'))) starts.add(day);
  for (const day of listed(event.get('exdate'))) starts.delete(day);
  if (!event.has('recurrence-id')) for (const day of moved.get(uidOf(event)) ?? []) starts.delete(day);
  const days: Day[] = [];
  for (const one of starts) {
    effort.spend(length);
    for (let day = Math.max(one, first); day < one + length && day <= last; day += 1) days.push(day);
  }
  return { days };
}

/** Days; one when nothing is said, as RFC 5545 §3.6.1 wants it. Null when it cannot be. */
function lengthOf(event: EventLines, start: Day): number | null {
  const [ends, lasts] = [event.get('dtend')?.[0], event.get('duration')?.[0]];
  if (ends) {
    const end = dayIn(ends.values[0]);
    // Some write the day itself as its end.
    return end === null || end < start ? null : Math.max(1, end - start);
  }
  if (!lasts) return 1;
  try {
    const seconds = ICAL.Duration.fromString(textOf(lasts)).toSeconds();
    return seconds > 0 ? Math.ceil(seconds / 86_400) : null;
  } catch {
    return null;
  }
}

/** Days on a line, whether or not they come with a time; what is none is left out. */
export const listed = (lines: readonly Line[] = []): Day[] =>
  lines.flatMap(({ values }) => values.map((value) => dayIn(Array.isArray(value) ? value[0] : value)).filter((day) => day !== null)); // prettier-ignore

/** Calendars begin their yearly days as early as 1601. */
const FIRST_START = 1583;

function dayIn(value: unknown): Day | null {
  const date = typeof value === 'string' ? value.slice(0, 10) : '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = dayOf(date);
  const year = Number(date.slice(0, 4));
  return year >= FIRST_START && year <= LAST_YEAR && Number.isInteger(day) && dateOf(day) === date ? day : null;
}

/** The text of a line; '' when there is none. */
export function textOf(line: Line | undefined): string {
  const value = line?.values[0];
  return typeof value === 'string' ? value : '';
}
export const uidOf = (event: EventLines): string => textOf(event.get('uid')?.[0]);

export const tooMuch = (what: string): DomainError =>
  new DomainError('refused', 'calendar.too-much', `${what} Nothing was added; send a smaller calendar.`);
