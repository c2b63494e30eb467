import { DomainError, expectCalendar, type Actor, type WeeklySpec } from '#domain';
import { Injectable } from '@nestjs/common';
import { CalendarStore, type SavedCalendar } from '../edit-calendars/calendar.store.js';
import { SaveCalendar } from '../edit-calendars/save-calendar.handler.js';
import { holidaySpan } from '../holidays/holiday-span.js';
import type { ImportView } from './import-calendar.body.js';
import { readICalendar } from './read-icalendar.js';
import { wholeDays, type FoundDay } from './whole-days.js';

const MOST_TOLD = 200;

/** Adds the days of an iCalendar file to a calendar's holidays: all of them or, when anything is refused, none. */
@Injectable()
export class ImportCalendarHandler {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly saveCalendar: SaveCalendar,
  ) {}

  async handle(code: string, bytes: Uint8Array, by: Actor | null): Promise<ImportView> {
    weekly(await this.calendars.saved(code));
    const years = holidaySpan(new Date());
    const [from, to] = [`${years.from}-01-01`, `${years.to}-12-31`];
    const { days, skipped } = await wholeDays(readICalendar(bytes), from, to);
    const { added, known, version, changeId } = await (by ? this.add(code, days, by) : this.wouldAdd(code, days));
    return {
      applied: by !== null,
      version,
      changeId,
      from,
      to,
      added,
      known,
      skipped: skipped.slice(0, MOST_TOLD),
      skippedInAll: skipped.length,
    };
  }

  private async wouldAdd(code: string, days: readonly FoundDay[]) {
    return { ...sorted(weekly(await this.calendars.saved(code)), days), version: null, changeId: null };
  }

  private async add(code: string, days: readonly FoundDay[], by: Actor) {
    let outcome: Sorted = { added: [], known: [] };
    const { version, changeId } = await this.saveCalendar.handle(code, by, async (tx) => {
      const calendar = await this.calendars.saved(code, tx);
      const spec = weekly(calendar);
      outcome = sorted(spec, days);
      return { name: calendar.name, spec: withDays(spec, outcome.added) };
    });
    return { ...outcome, version, changeId };
  }
}

interface Sorted {
  readonly added: FoundDay[];
  readonly known: FoundDay[];
}

function weekly({ spec }: SavedCalendar): WeeklySpec {
  if (!('always' in spec)) return spec;
  throw new DomainError('refused', 'calendar.always-open', 'This calendar never closes: give it hours first.');
}

/** Which days are new to a calendar. */
function sorted(spec: WeeklySpec, days: readonly FoundDay[]): Sorted {
  const given = (spec.holidays ?? []).map((day) => (typeof day === 'string' ? day : day.date));
  const closed = new Set([...given, ...Object.keys(spec.workedOut ?? {})]);
  const isKnown = ({ date }: FoundDay): boolean => closed.has(date) || closed.has(date.slice(5));
  const [added, known] = [days.filter((day) => !isKnown(day)), days.filter(isKnown)];
  expectCalendar(withDays(spec, added));
  return { added, known };
}

const withDays = (spec: WeeklySpec, days: readonly FoundDay[]): WeeklySpec => ({
  ...spec,
  holidays: [...(spec.holidays ?? []), ...days.map(({ date, name }) => (name === null ? date : { date, name }))],
});
