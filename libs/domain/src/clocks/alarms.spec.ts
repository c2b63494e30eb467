import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../calendar/business-calendar.js';
import { run, startClock, stop, usedMs, type Clock } from './clock.js';
import { ring } from './ring.js';
import { at, minute, rulesOf, warnings } from './testing/promises.fixture.js';

/** The day of the tests is a Sunday that begins at 9:00; offices open on Mondays, from 9:00 to 17:00. */
const day = 24 * 60;
const closes = at(day + 8 * 60);
const office = ['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, [['09:00', '17:00']]] as const);
const calendar = calendarOf({ timezone: 'UTC', hours: Object.fromEntries(office) });
const rules = rulesOf([
  { kind: 'resolution', minutes: 100, thresholds: warnings(50, 100, 150, 200) },
  { kind: 'resolution', minutes: 8 * 60, calendar, thresholds: warnings(50, 100), outsideHours: false },
  { kind: 'resolution', minutes: 8 * 60, calendar, thresholds: warnings(50, 100), outsideHours: true },
]);
const [roundTheClock, byDay, anyHour] = [1, 2, 3].map((version) => rules.policyOf(version)) as [
  ReturnType<typeof rules.policyOf>,
  ReturnType<typeof rules.policyOf>,
  ReturnType<typeof rules.policyOf>,
];
const unstarted = { id: 'c', kind: 'resolution', tier: null, cycle: 1, ownerId: null, priority: 'P3' } as const;
const after = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
/** Rings as the loop does: what is due, and nothing else. */
function listen(clock: Clock, now: Date): Clock {
  if (clock.nextAlarmAt === null || clock.nextAlarmAt >= now) return clock;
  const policy = rules.versionOf(clock);
  const { rung, nextAlarmAt, breachedAt, threshold } = ring(clock, now, policy);
  // The loop would spin on an alarm that neither rang nor moved on.
  expect(threshold !== null || nextAlarmAt === null || nextAlarmAt >= now || breachedAt !== clock.breachedAt).toBe(
    true,
  );
  return { ...clock, rung, nextAlarmAt, breachedAt };
}

describe('thresholds beyond the breach', () => {
  it('ring after it, once each, and the breach stays when it was', () => {
    let clock = startClock(unstarted, at(0), roundTheClock);
    const rang: number[] = [];
    for (let now = 0; now < 400; now += 0.5) {
      const next = listen(clock, at(now));
      if (next.rung > clock.rung) rang.push(next.rung);
      clock = next;
    }
    expect(rang).toEqual([50, 100, 150, 200]);
    expect(clock).toMatchObject({ breachedAt: at(100), dueAt: at(100), nextAlarmAt: null });
  });

  it('go on after a pause where they stood', () => {
    const broken = listen(startClock(unstarted, at(0), roundTheClock), at(120));
    const waiting = stop(broken, 'paused', at(130), roundTheClock);
    expect(waiting).toMatchObject({ rung: 100, nextAlarmAt: null, breachedAt: at(100), dueAt: at(100) });
    const again = run(waiting, at(500), roundTheClock);
    expect(again).toMatchObject({ rung: 100, nextAlarmAt: at(520), breachedAt: at(100) });
    expect(listen(again, at(521))).toMatchObject({ rung: 150, nextAlarmAt: at(570), breachedAt: at(100) });
  });

  it('several at once: the highest acts alone, and the breach is on record with it', () => {
    const outcome = ring(startClock(unstarted, at(0), roundTheClock), at(190), roundTheClock);
    expect(outcome).toMatchObject({ rung: 150, reachedAt: at(150), breachedAt: at(100), nextAlarmAt: at(200) });
    expect(outcome.threshold?.percent).toBe(150);
  });

  it('several at once: what was to go furthest is done with the highest, so that no downtime swallows it', () => {
    const [half, broken, beyond] = warnings(50, 100, 150);
    const escalates = { ...broken!, action: 'escalate', evenIfHeld: true } as const;
    const thresholds = [half!, escalates, { ...beyond!, notify: 'hierarchy', action: 'raise-priority' } as const];
    const clock = startClock(unstarted, at(0), { ...roundTheClock, thresholds });
    const { threshold } = ring(clock, at(190), { ...roundTheClock, thresholds });
    expect(threshold).toEqual({ percent: 150, notify: 'hierarchy', action: 'escalate', evenIfHeld: true });
    const later = ring({ ...clock, rung: 100, breachedAt: at(100) }, at(190), { ...roundTheClock, thresholds });
    expect(later.threshold).toMatchObject({ percent: 150, action: 'raise-priority' });
  });
});

describe('a breach that rang and was undone by a move that was earlier', () => {
  it('rings when it comes after all, and what is beyond it after that', () => {
    const rang = listen(startClock(unstarted, at(0), roundTheClock), at(101));
    expect(rang).toMatchObject({ rung: 100, breachedAt: at(100) });
    for (const rung of [100, 150]) {
      const undone = run(stop({ ...rang, rung }, 'paused', at(99), roundTheClock), at(200), roundTheClock);
      expect(undone).toMatchObject({ breachedAt: null, dueAt: at(201), nextAlarmAt: at(201) });
      const again = ring(undone, at(202), roundTheClock);
      expect(again).toMatchObject({ rung: 100, breachedAt: at(201), nextAlarmAt: at(251) });
      expect(again.threshold?.percent).toBe(100);
    }
  });
});

describe('outside the calendar’s hours', () => {
  const started = startClock(unstarted, at(day), byDay);

  it('a target that is reached exactly at closing time is due then, rings then, and is broken by whoever acts after it', () => {
    expect(started.dueAt).toEqual(closes);
    const warned = { ...started, rung: 50, nextAlarmAt: closes };
    expect(ring(warned, closes, byDay)).toMatchObject({ threshold: null, nextAlarmAt: closes, breachedAt: null });
    const rang = listen(warned, after(closes, 1));
    expect(rang).toMatchObject({ rung: 100, breachedAt: closes, nextAlarmAt: null });
    expect(stop(started, 'met', closes, byDay).breachedAt).toBeNull();
    const late = stop(started, 'met', after(closes, 3 * 60 * minute), byDay);
    expect(late.breachedAt).toEqual(closes);
    expect(usedMs(late, at(9 * day), byDay)).toBe(8 * 60 * minute);
  });

  it('an alarm that comes late wakes nobody: it waits until the calendar opens, and rings then', () => {
    const opens = at(2 * day);
    const night = after(closes, 2 * minute);
    const waiting = listen(started, night);
    expect(waiting).toMatchObject({ rung: 0, breachedAt: null, nextAlarmAt: opens });
    expect(listen(waiting, opens)).toBe(waiting);
    expect(listen(waiting, after(opens, 1))).toMatchObject({ rung: 100, breachedAt: closes, nextAlarmAt: null });
  });

  it('unless the policy says that it may', () => {
    const night = after(closes, 2 * minute);
    expect(listen(startClock(unstarted, at(day), anyHour), night)).toMatchObject({ rung: 100, breachedAt: closes });
  });

  it('never makes the loop spin, whatever the moment at which it looks', () => {
    for (const policy of [byDay, anyHour]) {
      let clock = startClock(unstarted, at(0), policy);
      for (let now = 0; now < 4 * day; now += 7) clock = listen(listen(clock, at(now)), at(now));
      expect(clock).toMatchObject({ rung: 100, nextAlarmAt: null, breachedAt: closes });
    }
  });

  it('a clock that goes on with nothing left while it is closed is due when it opens', () => {
    const waiting = stop(started, 'paused', closes, byDay);
    expect(waiting).toMatchObject({ breachedAt: null, bankedMs: 8 * 60 * minute });
    expect(run(waiting, after(closes, minute), byDay).dueAt).toEqual(at(2 * day));
  });
});
