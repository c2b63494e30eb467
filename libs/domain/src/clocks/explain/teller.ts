import { weekdays, type Hours } from '../../calendar/calendar-spec.js';
import type { Language } from './language.js';
import type { Phrases } from './phrases.js';
import type { ToldHours } from './told-policy.js';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Tells instants, durations and hours in one language and one zone. Making one is dear, so each is made once. */
export class Teller {
  private static readonly made = new Map<string, Teller>();

  static of(phrases: Phrases, timezone: string): Teller {
    const key = `${phrases.language} ${timezone}`;
    const known = Teller.made.get(key);
    if (known) return known;
    const teller = new Teller(phrases, timezone);
    // Zones are few, but nobody has counted them.
    if (Teller.made.size < MOST_TELLERS) Teller.made.set(key, teller);
    return teller;
  }

  private readonly clockFace: Intl.DateTimeFormat;
  private readonly counts: ReadonlyMap<string, Intl.NumberFormat>;
  private readonly dayNames: readonly string[];

  private constructor(
    private readonly phrases: Phrases,
    private readonly timezone: string,
  ) {
    const { language } = phrases;
    this.clockFace = new Intl.DateTimeFormat(language, {
      timeZone: timezone,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    this.dayNames = weekdayNames(language);
    this.counts = new Map(
      units.map(([unit]) => [unit, new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' })]),
    );
  }

  /** "23 November 2026, 09:00", by the clock of the zone; seconds when there are any. */
  instant(at: Date): string {
    const { date, time } = this.parts(at);
    return this.phrases.dateAndTime(date, time);
  }

  /** From one instant to another; the day is said once when it is the same. */
  range(from: Date, to: Date): string {
    const [start, end] = [this.parts(from), this.parts(to)];
    const until = start.date === end.date ? end.time : this.phrases.dateAndTime(end.date, end.time);
    return this.phrases.range(this.phrases.dateAndTime(start.date, start.time), until);
  }

  /**
   * The two largest units that matter: "4 hours 20 minutes". Open time has no days, for they are not 24 hours long there;
   * only where it never closes long ones are told in days.
   */
  duration(ms: number, { hours }: Pick<ToldHours, 'hours'>): string {
    let rest = Math.floor(Math.max(0, ms) / 1_000);
    const parts: string[] = [];
    for (const [unit, seconds] of units) {
      if (unit === 'day' && (hours !== null || rest < TWO_DAYS_S)) continue;
      const count = Math.floor(rest / seconds);
      rest -= count * seconds;
      if (count > 0) parts.push(this.counts.get(unit)!.format(count));
    }
    return parts.slice(0, 2).join(' ') || this.counts.get('second')!.format(0);
  }

  /** "in opening hours (Mon-Fri 09:00-17:00, Sat 10:00-14:00; Europe/Berlin)", "round the clock (UTC)". */
  hours({ hours, hasHolidays }: ToldHours): string {
    if (hours === null) return this.phrases.always(this.timezone);
    const spans: { first: number; last: number; text: string }[] = [];
    weekdays.forEach((day, index) => {
      const text = timesOf(hours[day] ?? []);
      const previous = spans.at(-1);
      if (previous?.text === text) previous.last = index;
      else spans.push({ first: index, last: index, text });
    });
    const told = spans
      .filter(({ text }) => text !== '')
      .map(
        ({ first, last, text }) => `${this.dayNames[first]}${first === last ? '' : `-${this.dayNames[last]}`} ${text}`,
      );
    return this.phrases.opening(told.join(', '), this.timezone, hasHolidays);
  }

  private parts(at: Date): { readonly date: string; readonly time: string } {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of this.clockFace.formatToParts(at)) part[type] = value;
    const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = part;
    const time = second === '00' ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
    return { date: this.phrases.date(year, month, day), time };
  }
}

const MOST_TELLERS = 300;
const TWO_DAYS_S = 2 * 86_400;

const timesOf = (hours: Hours): string => hours.map(([open, close]) => `${open}-${close}`).join(', ');

/** Short names, Monday first. */
function weekdayNames(language: Language): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return weekdays.map((_, index) => format.format(Date.UTC(2024, 0, 1 + index)));
}
