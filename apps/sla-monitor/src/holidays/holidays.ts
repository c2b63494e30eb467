import { calendarProblems, DomainError, type CalendarSpec, type FieldProblem, type HolidaysOf } from '#domain';
import { Injectable } from '@nestjs/common';
import { CountryData, type KnownHolidays } from './country-data.js';
import { countryDays, type CountryDay } from './country-days.js';
import { findHolidays } from './find-holidays.js';
import { holidaySpan } from './holiday-span.js';

const MOST_KEPT = 200;

/** Turns countries into closed days, which are kept with the calendar: the data may be another tomorrow (ADR 17). */
@Injectable()
export class Holidays {
  /** What was worked out lately; whole, as a try is soon followed by saving. */
  private readonly kept = new Map<string, Promise<readonly CountryDay[]>>();

  /**
   * The calendar with the days of its `holidaysOf`, from last year for 30 years on. Refuses (`calendar.invalid`) what the data
   * does not have, and what is no calendar with those days.
   * @param pointer where the calendar stands in the body
   */
  async workOut(spec: CalendarSpec, pointer = '/calendar'): Promise<CalendarSpec> {
    if ('always' in spec || !spec.holidaysOf?.length) return spec;
    const found = await this.find(spec.holidaysOf, `${pointer}/holidaysOf`);
    const workedOut: Record<string, string> = {};
    for (const of of found) {
      for (const { date, name, wholeDay } of await this.days(of)) if (wholeDay) workedOut[date] ??= name;
    }
    const whole: CalendarSpec = {
      timezone: spec.timezone,
      hours: spec.hours,
      holidays: spec.holidays,
      holidaysOf: found,
      workedOut,
      overrides: spec.overrides,
    };
    refuse(calendarProblems(whole).map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` })));
    return whole;
  }

  private async find(wanted: readonly HolidaysOf[], pointer: string): Promise<KnownHolidays[]> {
    const data = await CountryData.load();
    const found = wanted.map((of, index) => findHolidays(data, of, `${pointer}/${index}`));
    refuse(found.flatMap((outcome) => (Array.isArray(outcome) ? outcome : [])));
    return found.filter((outcome): outcome is KnownHolidays => !Array.isArray(outcome));
  }

  private days(of: KnownHolidays): Promise<readonly CountryDay[]> {
    const span = holidaySpan(new Date());
    const key = JSON.stringify([of.country, of.region, of.types, span.from]);
    const known = this.kept.get(key);
    if (known) return known;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const days = CountryData.load().then((data) => countryDays(data, of, span));
    this.kept.set(key, days);
    days.catch(() => this.kept.delete(key));
    return days;
  }
}

function refuse(errors: readonly FieldProblem[]): void {
  const [first] = errors;
  if (first) throw new DomainError('invalid', 'calendar.invalid', `${first.pointer}: ${first.detail}`, { errors });
}
