import { weekdays, type Calendar, type CalendarBody, type CalendarSpec, type Weekday } from './calendar-spec';

/** One opening and closing time, as they are typed. */
export interface Span {
  readonly from: string;
  readonly to: string;
}
/** A day that is not as its weekday: closed, or with hours of its own. */
export interface SingleDay {
  /** `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly date: string;
  readonly name: string;
  /** Null: closed as a holiday. */
  readonly spans: readonly Span[] | null;
}
export interface Country {
  readonly country: string;
  readonly region: string;
  readonly types: readonly string[];
}
export interface CalendarForm {
  name: string;
  code: string;
  timezone: string;
  always: boolean;
  hours: Record<Weekday, readonly Span[]>;
  countries: readonly Country[];
  days: readonly SingleDay[];
}

type Intervals = readonly (readonly string[])[];
const spansOf = (intervals: Intervals = []): readonly Span[] => intervals.map(([from = '', to = '']) => ({ from, to }));
const office: readonly Span[] = [{ from: '09:00', to: '17:00' }];

export function toForm(calendar: Calendar | null): CalendarForm {
  const spec = calendar?.calendar;
  const isNew = spec === undefined;
  const holidays = (spec?.holidays ?? []).map((day) => (typeof day === 'string' ? { date: day, name: '' } : day));
  return {
    name: calendar?.name ?? '',
    code: calendar?.code ?? '',
    timezone: spec?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    always: spec?.always ?? false,
    hours: Object.fromEntries(
      weekdays.map((day, at) => [day, isNew ? (at < 5 ? office : []) : spansOf(spec.hours?.[day])]),
    ) as CalendarForm['hours'],
    countries: (spec?.holidaysOf ?? []).map(({ country, region = '', types = ['public'] }) => ({
      country,
      region,
      types,
    })),
    days: [
      ...holidays.map(({ date, name }) => ({ date, name, spans: null })),
      ...Object.entries(spec?.overrides ?? {}).map(([date, hours]) => ({ date, name: '', spans: spansOf(hours) })),
    ].toSorted((one, other) => one.date.localeCompare(other.date)),
  };
}

/** `9`, `9.30`, `0930` are times, too; what is none stays as it is, for the server to refuse. */
export function timeOf(typed: string): string {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed.trim());
  return found ? `${found[1]!.padStart(2, '0')}:${found[2] ?? '00'}` : typed.trim();
}

const intervals = (spans: readonly Span[]): string[][] =>
  spans
    .map(({ from, to }) => [timeOf(from), timeOf(to)])
    .toSorted(([one = ''], [other = '']) => one.localeCompare(other));
const closedOf = ({ days }: CalendarForm) => days.filter(({ spans }) => spans === null);

export function toSpec(form: CalendarForm): CalendarSpec {
  const { timezone, always, hours, countries, days } = form;
  if (always) return { timezone, always };
  const open = weekdays.filter((day) => hours[day].length > 0);
  const holidays = closedOf(form).map(({ date, name }) => (name.trim() ? { date, name: name.trim() } : date));
  const overrides = days.flatMap(({ date, spans }) => (spans === null ? [] : [[date, intervals(spans)] as const]));
  const holidaysOf = countries
    .filter(({ country }) => country !== '')
    .map(({ country, region, types }) => ({ country, ...(region && { region }), types: [...types] }));
  return {
    timezone,
    hours: Object.fromEntries(open.map((day) => [day, intervals(hours[day])])),
    ...(holidays.length > 0 && { holidays }),
    ...(overrides.length > 0 && { overrides: Object.fromEntries(overrides) }),
    ...(holidaysOf.length > 0 && { holidaysOf }),
  };
}

export const toBody = (form: CalendarForm): CalendarBody => ({ name: form.name.trim(), calendar: toSpec(form) });

/** At which field a pointer of the server's is shown. */
export function fieldOf(form: CalendarForm, pointer: string): string | null {
  const [, part, field, item, more] = pointer.split('/');
  if (part === 'name' || part === 'code') return part;
  if (part !== 'calendar') return null;
  const { days, countries } = form;
  switch (field ?? '') {
    case 'timezone':
      return 'timezone';
    case 'hours':
      return item ? `hours.${item}` : 'hours';
    case 'holidays': {
      const day = closedOf(form)[Number(item)];
      return item && day ? `days.${days.indexOf(day)}` : 'days';
    }
    case 'overrides': {
      const at = days.findIndex(({ date, spans }) => date === item && spans !== null);
      return at < 0 ? 'days' : `days.${at}`;
    }
    case 'holidaysOf': {
      const at = countries.indexOf(countries.filter(({ country }) => country !== '')[Number(item)]!);
      return at < 0 ? 'countries' : `countries.${at}.${more === 'region' || more === 'types' ? more : 'country'}`;
    }
    default:
      return null;
  }
}
