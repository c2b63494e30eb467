import { setImmediate as turn } from 'node:timers/promises';
import type { CountryData, KnownHolidays } from './country-data.js';

/** One holiday as the data has it, on one of its days. */
export interface CountryDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  readonly type: string;
  /** A day off in place of a holiday that fell on a free day. */
  readonly substitute: boolean;
  /** Whether it takes the daytime. Half holidays, such as Christmas Eve from 14:00, close no day. */
  readonly wholeDay: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A holiday from sunset to sunset takes these hours of its day; one until noon, or from noon on, does not. */
const [MORNING_MS, EVENING_MS] = [6 * HOUR_MS, 18 * HOUR_MS];

/**
 * The holidays that fall on the days of some years, by date; of one date the most official first. Dates are those of the wall
 * clock, wherever it hangs. A year takes up to 60 ms where the moon decides, so others have their turn after each.
 * @param language of the names; the country's own when left out, or where there is no name in it
 */
export async function countryDays(
  data: CountryData,
  of: KnownHolidays,
  { from, to, language }: { readonly from: number; readonly to: number; readonly language?: string | undefined },
): Promise<readonly CountryDay[]> {
  const rules = data.rules(of, language);
  const days: CountryDay[] = [];
  // What begins in December may last into January.
  for (let year = from - 1; year <= to; year += 1) {
    for (const { start, end, name, type, substitute = false } of rules.getHolidays(year)) {
      const dates = daysBetween(start.getTime(), end.getTime());
      if (dates.length === 0) days.push({ date: dateOf(start.getTime()), name, type, substitute, wholeDay: false });
      for (const date of dates) days.push({ date, name, type, substitute, wholeDay: true });
    }
    await turn();
  }
  const [first, last] = [`${from}-01-01`, `${to}-12-31`];
  const rank = ({ type }: CountryDay): number => (of.types as readonly string[]).indexOf(type);
  return days
    .filter(({ date }) => date >= first && date <= last)
    .toSorted((one, other) => one.date.localeCompare(other.date) || rank(one) - rank(other));
}

/** The days whose daytime lies between two instants of the wall clock. */
function daysBetween(begins: number, ends: number): string[] {
  const dates: string[] = [];
  for (let day = Math.floor(begins / DAY_MS) * DAY_MS; day < ends; day += DAY_MS) {
    if (begins <= day + MORNING_MS && ends >= day + EVENING_MS) dates.push(dateOf(day));
  }
  return dates;
}

const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
