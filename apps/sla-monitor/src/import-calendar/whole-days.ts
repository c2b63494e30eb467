import { MOST_DAYS } from '#domain';
import { setImmediate as turn } from 'node:timers/promises';
import { dateOf, dayOf, Effort, type Day } from './day-rule.js';
import { daysTaken, listed, textOf, tooMuch, uidOf, type SkippedEvent } from './event-days.js';
import { linesOf, type EventLines } from './event-lines.js';
import type { EventText } from './read-icalendar.js';

export interface FoundDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** What the event is called; null when it is not. */
  readonly name: string | null;
}

export interface WholeDays {
  readonly days: readonly FoundDay[];
  readonly skipped: readonly SkippedEvent[];
}

/** Days looked at, for all events together: a tenth of a second or so. */
const MOST_EFFORT = 400_000;
const TURN_MS = 10;

/**
 * The days that the all-day events of a file take, from `from` to `to` (YYYY-MM-DD), by date; of one date the first event's. What
 * has a time of day is no holiday: it is skipped, and said.
 */
export async function wholeDays(texts: readonly EventText[], from: string, to: string): Promise<WholeDays> {
  const days = new Map<Day, string | null>();
  const skipped: SkippedEvent[] = [];
  const events: EventLines[] = [];
  await inTurns(texts, (text) => {
    const event = linesOf(text);
    if (event) events.push(event);
    else
      skipped.push({
        name: null,
        start: null,
        code: 'broken',
        detail: `A line of it is none: ${onOneLine(text.join(' '))}`,
      });
  });
  const reading = { first: dayOf(from), last: dayOf(to), effort: new Effort(MOST_EFFORT), moved: movedDays(events) };
  await inTurns(events, (event) => {
    const name = nameOf(event);
    const taken = daysTaken(event, reading);
    if ('code' in taken) {
      skipped.push({
        name,
        start: textOf(event.get('dtstart')?.[0]).slice(0, 40).toWellFormed() || null,
        code: taken.code,
        detail: taken.detail,
      });
    } else {
      for (const day of taken.days) if (!days.has(day)) days.set(day, name);
      if (days.size > MOST_DAYS) throw tooMuch(`These are more than ${MOST_DAYS} days.`);
    }
  });
  const inOrder = [...days].toSorted(([one], [other]) => one - other);
  return { days: inOrder.map(([day, name]) => ({ date: dateOf(day), name })), skipped };
}

/** One after the other, and others in between. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - since < TURN_MS) continue;
    await turn();
    since = performance.now();
  }
}

function movedDays(events: readonly EventLines[]): Map<string, Set<Day>> {
  const moved = new Map<string, Set<Day>>();
  for (const event of events) {
    const [day] = listed(event.get('recurrence-id'));
    if (day === undefined) continue;
    const uid = uidOf(event);
    moved.set(uid, (moved.get(uid) ?? new Set()).add(day));
  }
  return moved;
}

const nameOf = (event: EventLines): string | null => onOneLine(textOf(event.get('summary')?.[0])) || null;

/** What can be stored. */
const onOneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();
