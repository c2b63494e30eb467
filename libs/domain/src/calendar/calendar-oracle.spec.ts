import { expect, test } from '@jest/globals';
import { DateTime, IANAZone } from 'luxon';
import { calendarOf } from './business-calendar.js';
import type { Calendar } from './calendar.js';
import type { Hours, WeeklySpec } from './calendar-spec.js';

/*
 * Calendars are asked what a slow one answers that is written another way: it knows of each minute of a few days whether it is
 * open, by luxon, and counts. The days are those around which clocks change, also at midnight, by half an hour, by a whole day.
 */
const MINUTE = 60_000;
const DAYS_AROUND = 3;
const CALENDARS = 4;
const QUESTIONS = 5;

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/Santiago',
  'America/St_Johns',
  'America/Nuuk',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Kwajalein',
];

const random = seeded(20_261_124);
const between = (from: number, to: number): number => from + Math.floor(random() * (to - from));
const oneOf = <Item>(items: readonly Item[]): Item => items[between(0, items.length)]!;
const twoDigits = (number: number): string => String(number).padStart(2, '0');

test.each(zones)('in %s every question is answered as by counting minutes', (name) => {
  const zone = IANAZone.create(name);
  const changes = changesOf(zone);
  for (let round = 0; round < CALENDARS; round += 1) {
    const change = round % 4 === 0 ? between(1_000, 20_000) * 1_440 : oneOf(changes);
    const spec = calendarAround(name, DateTime.fromMillis(change * MINUTE, { zone }));
    const around = new Minutes(spec, zone, change - DAYS_AROUND * 1_440, change + DAYS_AROUND * 1_440);
    const calendar = calendarOf(spec);
    const wrong = Array.from({ length: QUESTIONS }, (_, index) => mistakes(calendar, around, index)).flat();
    expect([spec, wrong]).toEqual([spec, []]);
  }
});

/** What a calendar answers otherwise than the minutes say. */
function mistakes(calendar: Calendar, minutes: Minutes, question: number): string[] {
  const wrong: string[] = [];
  const judge = (what: string, got: unknown, expected: unknown): void => {
    if (String(got) !== String(expected)) wrong.push(`${what}: ${String(got)} instead of ${String(expected)}`);
  };
  const at = (minute: number): Date => new Date(minute * MINUTE);
  const minuteOf = (date: Date): number => date.getTime() / MINUTE;
  const { first, last } = minutes;
  const [from, to] = [between(first, last), between(first, last)].toSorted((one, other) => one - other) as [number, number]; // prettier-ignore
  const told = `${at(from).toISOString()} to ${at(to).toISOString()}`;

  judge(`elapsed ${told}`, calendar.elapsed(at(from), at(to)) / MINUTE, minutes.count(from, to));
  const intervals = calendar.openIntervals(at(from), at(to), 10_000);
  const shown = merged(intervals.map((one) => [minuteOf(one.from), minuteOf(one.to)]));
  judge(`intervals ${told}`, shown.join('; '), merged(minutes.intervals(from, to)).join('; '));
  const opens = minutes.intervals(from, last)[0]?.[0];
  if (opens !== undefined) judge(`next open ${told}`, minuteOf(calendar.nextOpen(at(from))), opens);

  const target = question === 0 ? 0 : between(1, 3_000);
  const due = minuteOf(calendar.add(at(from), target * MINUTE));
  judge(`${told} + ${target}`, due < last ? due : null, minutes.due(from, target));
  if (target === 0 || target >= minutes.count(first, to)) return wrong;
  const began = minuteOf(calendar.subtract(at(to), target * MINUTE));
  // The latest such instant: a minute later there is less.
  const left = [began, began + 1].map((minute) => minutes.count(minute, to));
  judge(`${told} - ${target}`, left, [target, target - 1]);
  return wrong;
}

/** Those that touch are one. */
function merged(intervals: readonly (readonly [number, number])[]): [number, number][] {
  const apart: [number, number][] = [];
  for (const [from, to] of intervals) {
    const last = apart.at(-1);
    if (last?.[1] === from) last[1] = to;
    else apart.push([from, to]);
  }
  return apart;
}

/** Of each minute (since 1970) from `first` to `last`, whether it is open. Days are those that clocks on the wall really show. */
class Minutes {
  private readonly open: Uint8Array;

  constructor(
    private readonly spec: WeeklySpec,
    private readonly zone: IANAZone,
    readonly first: number,
    readonly last: number,
  ) {
    this.open = new Uint8Array(last - first + 1);
    const dates = new Set<string>();
    for (let at = first - 2_880; at < last + 2_880; at += 30)
      dates.add(new Date((at + zone.offset(at * MINUTE)) * MINUTE).toISOString().slice(0, 10));
    for (const date of dates) for (const [opens, closes] of this.hoursOn(date)) this.mark(date, opens, closes);
  }

  isOpen(minute: number): boolean {
    return this.open[minute - this.first] === 1;
  }

  intervals(from: number, to: number): [number, number][] {
    const intervals: [number, number][] = [];
    for (let minute = from; minute < to; minute += 1) if (this.isOpen(minute)) intervals.push([minute, minute + 1]);
    return merged(intervals);
  }

  count(from: number, to: number): number {
    let open = 0;
    for (let minute = from; minute < to; minute += 1) open += this.open[minute - this.first]!;
    return open;
  }

  /** The end of the minute that is the target's last; nothing at all is due at once while open or just closed, else when it opens. */
  due(from: number, target: number): number | null {
    if (target === 0 && (this.isOpen(from) || this.isOpen(from - 1))) return from;
    let left = target;
    for (let minute = from; minute < this.last; minute += 1) {
      if (!this.isOpen(minute)) continue;
      if (target === 0) return minute;
      left -= 1;
      if (left === 0) return minute + 1 < this.last ? minute + 1 : null;
    }
    return null;
  }

  private mark(date: string, opens: string, closes: string): void {
    const [from, to] = [instantOf(date, opens, this.zone), instantOf(date, closes, this.zone)];
    this.open.fill(1, Math.max(0, from - this.first), Math.max(0, Math.min(to, this.last) - this.first));
  }

  private hoursOn(date: string): Hours {
    const { holidays = [], workedOut = {}, overrides = {}, hours } = this.spec;
    const weekday = (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const)[DateTime.fromISO(date).weekday - 1]!;
    const closed = holidays.map((day) => (typeof day === 'string' ? day : day.date));
    if (overrides[date]) return overrides[date];
    if (closed.includes(date) || closed.includes(date.slice(5)) || workedOut[date] !== undefined) return [];
    return hours[weekday] ?? [];
  }
}

/** What is jumped over is as late as it would have been; of what comes twice the first counts. */
function instantOf(date: string, time: string, zone: IANAZone): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const wall = Date.parse(date) / MINUTE + hour * 60 + minute;
  const offsets = [wall - 1_560, wall + 1_560].map((near) => zone.offset(near * MINUTE));
  const shown = offsets.map((offset) => wall - offset).filter((at) => at + zone.offset(at * MINUTE) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - Math.min(...offsets);
}

/** Days (in minutes since 1970) around which the clocks of a zone change; any when they never do. */
function changesOf(zone: IANAZone): number[] {
  const changes: number[] = [];
  for (let day = 800; day < 30_000; day += 14) {
    const offset = (ahead: number): number => zone.offset((day + ahead) * 1_440 * MINUTE);
    if (offset(0) === offset(14)) continue;
    let before = 0;
    while (offset(before) === offset(before + 1)) before += 1;
    changes.push((day + before) * 1_440);
  }
  return changes.length > 0 ? changes : [between(800, 30_000) * 1_440];
}

/** Hours that touch, are tiny, reach both midnights; holidays and other hours on the very days on which clocks change. */
function calendarAround(timezone: string, change: DateTime): WeeklySpec {
  const day = (ahead: number): string => change.plus({ days: ahead }).toISODate()!;
  const hours: WeeklySpec['hours'] = { mon: [['00:00', '24:00']], tue: someHours(), wed: someHours(), thu: someHours(), fri: someHours(), sat: someHours(), sun: someHours() }; // prettier-ignore
  const holidays = [day(between(-3, 4)), { date: day(between(-3, 4)).slice(5), name: 'Some day' }, '02-29'];
  const overrides = random() < 0.5 ? {} : { [day(between(-2, 3))]: someHours(), [day(between(-2, 3))]: [] as Hours };
  const workedOut = { [day(between(-5, 6))]: 'Another day' };
  return { timezone, hours, holidays, holidaysOf: [{ country: 'DE' }], workedOut, overrides };
}

function someHours(): Hours {
  if (random() < 0.2) return [['00:00', '24:00']];
  if (random() < 0.2) return [['00:00', '12:00'], ['12:00', '24:00']]; // prettier-ignore
  const cuts = Array.from({ length: 2 * between(0, 4) }, () => (random() < 0.7 ? between(0, 13) * 15 : between(0, 97) * 15)); // prettier-ignore
  const inOrder = [...new Set(cuts)].toSorted((one, other) => one - other);
  return inOrder.flatMap((open, index): Hours => {
    const close = inOrder[index + 1];
    return index % 2 === 0 && close !== undefined ? [[timeOf(open), timeOf(close)]] : [];
  });
}

const timeOf = (minute: number): string => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
