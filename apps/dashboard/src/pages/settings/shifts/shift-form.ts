import type { paths } from '../../../api/schema';
import { timeOf, type Span } from '../calendars/calendar-form';
import { weekdays, type Weekday } from '../calendars/calendar-spec';
import { localAt } from '../calendars/zone-time';
import type { Shift } from './shift-data';

export type ShiftBody = paths['/api/v1/desk/shifts/{of}/{id}']['put']['requestBody']['content']['application/json'];

export interface ShiftForm {
  /** `teams:<id>` or `agents:<id>`. */
  whose: string | null;
  timezone: string;
  always: boolean;
  /** A span that ends before it begins goes on into the next day. */
  hours: Record<Weekday, readonly Span[]>;
  /** Days without work: `YYYY-MM-DD`, or `MM-DD` for every year. */
  free: string[];
}

const office: readonly Span[] = [{ from: '09:00', to: '17:00' }];
const after = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % 7]!;
const isTime = (text: string): boolean => /^\d{2}:\d{2}$/.test(text);

export function toForm(shift: Shift | null, whose: string | null, timezone: string): ShiftForm {
  return {
    whose: shift ? `${shift.of}:${shift.id}` : whose,
    timezone: shift?.timezone ?? timezone,
    always: shift?.always ?? false,
    hours: shift && !shift.always ? overMidnight(shift.hours) : usual,
    free: (shift?.holidays ?? []).map((day) => (typeof day === 'string' ? day : day.date)),
  };
}

const usual = Object.fromEntries(
  weekdays.map((day, index) => [day, index < 5 ? office : []]),
) as unknown as ShiftForm['hours'];

/** `22:00–24:00` and `00:00–06:00` of the next day are one night. */
function overMidnight(hours: Shift['hours']): ShiftForm['hours'] {
  const all = Object.fromEntries(
    weekdays.map((day) => [day, (hours[day] ?? []).map(([from = '', to = '']) => ({ from, to }))]),
  ) as Record<Weekday, Span[]>;
  for (const day of weekdays) {
    const [last, first] = [all[day].at(-1), all[after(day)][0]];
    if (last?.to !== '24:00' || last.from === '00:00' || first?.from !== '00:00' || first.to > last.from) continue;
    all[after(day)] = all[after(day)].slice(1);
    all[day] = [...all[day].slice(0, -1), { from: last.from, to: first.to }];
  }
  return all;
}

interface Placed {
  readonly interval: [string, string];
  /** The day at which it was typed. */
  readonly typedAt: Weekday;
}

/** The intervals of each day, in order, with nights cut at midnight. */
function placed(hours: ShiftForm['hours']): Record<Weekday, Placed[]> {
  const days = Object.fromEntries(weekdays.map((day) => [day, [] as Placed[]])) as Record<Weekday, Placed[]>;
  for (const day of weekdays)
    for (const span of hours[day]) {
      const [from, to] = [timeOf(span.from), timeOf(span.to)];
      const isNight = isTime(from) && isTime(to) && to < from;
      days[day].push({ interval: [from, isNight ? '24:00' : to], typedAt: day });
      if (isNight && to !== '00:00') days[after(day)].push({ interval: ['00:00', to], typedAt: day });
    }
  for (const day of weekdays) days[day].sort((one, other) => one.interval[0].localeCompare(other.interval[0]));
  return days;
}

/** What the form has no field for stays as it is in `shift`: names of free days, and days with hours of their own. */
export function toBody({ timezone, always, hours, free }: ShiftForm, shift: Shift | null): ShiftBody {
  if (always) return { timezone, always };
  const days = placed(hours);
  const known = (shift?.holidays ?? []).filter((day) => typeof day !== 'string');
  return {
    timezone,
    hours: Object.fromEntries(
      weekdays.filter((day) => days[day].length > 0).map((day) => [day, days[day].map(({ interval }) => interval)]),
    ),
    ...(free.length > 0 && { holidays: free.map((date) => known.find((day) => day.date === date) ?? date) }),
    ...(shift && Object.keys(shift.overrides).length > 0 && { overrides: shift.overrides }),
  };
}

/** At which field a pointer of the server's is shown: hours at the day where they were typed. */
export function pathOf(pointer: string, { hours }: ShiftForm): string | undefined {
  const [, part, day, index] = pointer.split('/');
  if (part === 'holidays' || part === 'overrides') return 'free';
  if (part !== 'hours' || day === undefined) return undefined;
  const at = placed(hours)[day as Weekday]?.[Number(index)];
  return `hours.${at?.typedAt ?? day}`;
}

/** Whether it is working time at an instant by what is in the form. */
export function isOpenAt(form: ShiftForm, shift: Shift | null, now: Date): boolean {
  if (form.always) return true;
  const body = toBody(form, shift);
  const local = localAt(now, form.timezone);
  const [date, time] = [local.slice(0, 10), local.slice(11)];
  const own = body.overrides?.[date];
  if (!own && form.free.some((day) => day === date || day === date.slice(5))) return false;
  const weekday = weekdays[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7]!;
  return (own ?? body.hours?.[weekday] ?? []).some(([from = '', to = '']) => from <= time && time < to);
}
