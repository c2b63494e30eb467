import { calendarOf, type Calendar } from '#domain';
import { say } from './bench-world.js';

/** How an implementation counts: the instant at which so many hours of business time have passed since another. */
type Add = (start: number, hours: number) => number;

const TARGETS_H = [4, 40, 2_000];
const STARTS = 2_000;
const MEASURED_MS = 400;
const HOUR_MS = 3_600_000;

const holidays = ['2026-12-24', '2026-12-25', '2027-01-01', '2027-03-26', '2027-05-06', '2027-12-24', '2028-04-14'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
const hours = Object.fromEntries(weekdays.map((day) => [day, [['09:00', '17:00']] as const]));

export interface CalendarFigure {
  readonly hours: number;
  /** Additions a second. */
  readonly ours: number;
  readonly oursWithDst: number;
  readonly moment: number;
  readonly dayjs: number;
}

/**
 * One addition of business time, Monday to Friday from 9 to 17 with some holidays, next to `moment-business-time` and
 * `dayjs-business-time`, which know no zones: they count in the process's, UTC here. Ours once more in a zone whose clocks change.
 */
export async function calendarBench(): Promise<readonly CalendarFigure[]> {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'UTC';
  try {
    return measured(await others());
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
}

function measured({ moment, dayjs }: { readonly moment: Add; readonly dayjs: Add }): CalendarFigure[] {
  const ours = addOf(calendarOf({ timezone: 'UTC', hours, holidays }));
  const berlin = addOf(calendarOf({ timezone: 'Europe/Berlin', hours, holidays }));
  say('business time, one addition: a second; times the others');
  return TARGETS_H.map((target) => {
    agree(target, { ours, moment, dayjs });
    const [once, dst] = [rate(ours, target), rate(berlin, target)];
    const [theirs, others] = [rate(moment, target), rate(dayjs, target)];
    const times = `${(once / theirs).toFixed(0)} x moment-business-time (${whole(theirs)}), ${(once / others).toFixed(0)} x dayjs-business-time (${whole(others)})`;
    say(`  ${target} h: ${whole(once)} (Europe/Berlin: ${whole(dst)}), ${times}`);
    return { hours: target, ours: once, oursWithDst: dst, moment: theirs, dayjs: others };
  });
}

const addOf =
  (calendar: Calendar): Add =>
  (start, target) =>
    calendar.add(new Date(start), target * HOUR_MS).getTime();

async function others(): Promise<{ moment: Add; dayjs: Add }> {
  const { default: moment } = await import('moment');
  await import('moment-business-time' as string);
  moment.updateLocale('en', { holidays } as object);
  const { default: dayjs } = await import('dayjs');
  const { default: plugin } = await import('dayjs-business-time');
  dayjs.extend(plugin);
  dayjs.setHolidays(holidays);
  type Working = { addWorkingTime(time: number, unit: string): { valueOf(): number } };
  return {
    moment: (start, target) => (moment(start) as unknown as Working).addWorkingTime(target, 'hours').valueOf(),
    dayjs: (start, target) => dayjs(start).addBusinessTime(target, 'hours').valueOf(),
  };
}

/** Whole minutes from autumn 2026 on, for a year; the same in every run. */
const starts = Array.from({ length: STARTS }, (_, index) => Date.UTC(2026, 10, 2) + ((index * 7_919) % 525_600) * 60_000); // prettier-ignore

/** Says where the three do not agree. */
function agree(target: number, { ours, moment, dayjs }: Readonly<Record<'ours' | 'moment' | 'dayjs', Add>>): void {
  const sample = starts.slice(0, 200);
  for (const [name, add] of [
    ['moment-business-time', moment],
    ['dayjs-business-time', dayjs],
  ] as const) {
    // prettier-ignore
    const differing = sample.filter((start) => add(start, target) !== ours(start, target));
    if (differing.length === 0) continue;
    const [start] = differing;
    const [theirs, own] = [add(start!, target), ours(start!, target)].map((at) => new Date(at).toISOString());
    say(`  ${target} h: ${name} differs in ${differing.length} of ${sample.length}; from ${new Date(start!).toISOString()} it says ${theirs}, we ${own}`); // prettier-ignore
  }
}

/** Additions a second, once the code is warm. */
function rate(add: Add, target: number): number {
  for (const start of starts.slice(0, 100)) add(start, target);
  const began = performance.now();
  let done = 0;
  let spent = 0;
  while (spent < MEASURED_MS) {
    for (let index = 0; index < 20; index += 1) add(starts[(done + index) % STARTS]!, target);
    done += 20;
    spent = performance.now() - began;
  }
  return (done / spent) * 1_000;
}

const whole = (number: number): string => Math.round(number).toLocaleString('en');
