import { weekdays, type CalendarSpec, type Hours, type Weekday } from './calendar-spec.js';

type Weekly = Extract<CalendarSpec, { readonly hours: unknown }>['hours'];

const names: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** A week's hours in a sentence: "in opening hours (Mon-Fri 09:00-12:30, 13:30-18:00, Sat 10:00-14:00; Europe/Berlin)". */
export function tellHours(hours: Weekly, timezone: string): string {
  const spans: { first: Weekday; last: Weekday; text: string }[] = [];
  for (const day of weekdays) {
    const text = timesOf(hours[day] ?? []);
    const previous = spans.at(-1);
    if (previous?.text === text) previous.last = day;
    else spans.push({ first: day, last: day, text });
  }
  const told = spans
    .filter(({ text }) => text !== '')
    .map(({ first, last, text }) => `${names[first]}${first === last ? '' : `-${names[last]}`} ${text}`);
  return `in opening hours (${told.join(', ')}; ${timezone})`;
}

const timesOf = (hours: Hours): string => hours.map(([open, close]) => `${open}-${close}`).join(', ');
