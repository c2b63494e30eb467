import { describe, expect, it } from '@jest/globals';
import { applyAll } from './apply-event.js';
import type { Clock } from './clock.js';
import { noClocks, type ClockEvent, type Clocks, type PolicyChange } from './clocks.js';
import { mayHaveRungEarly } from './rang-early.js';
import { retell } from './retell.js';
import { ring } from './ring.js';
import { at, find, log, opened, rulesOf, warnings, type Step } from './testing/promises.fixture.js';

const thresholds = warnings(50, 75, 90, 100, 150);
const rules = rulesOf([
  { kind: 'resolution', minutes: 100, until: 1, priority: 'P3', thresholds },
  { kind: 'resolution', minutes: 400, until: 1, priority: 'P4', thresholds },
  { kind: 'resolution', minutes: 400, since: 1, until: 2, thresholds },
  { kind: 'resolution', minutes: 80, since: 2, thresholds },
]);

/** A monitor that learns of what happens when the test says so, and hears alarms as they come. */
class Monitor {
  clocks: Clocks = noClocks;
  readonly rang: number[] = [];
  readonly events: ClockEvent[] = [];
  readonly changes: PolicyChange[] = [];

  constructor(...steps: readonly (readonly [minutes: number, step: Step])[]) {
    this.learns(0, ...opened, ...steps);
  }

  get clock(): Clock {
    return find(this.clocks, 'resolution');
  }

  /** So many minutes after the start it reads of what was done before. */
  learns(now: number, ...steps: readonly (readonly [minutes: number, step: Step])[]): this {
    const known = this.events.length;
    const news = log(...Array.from({ length: known }, () => [0, {}] as const), ...steps).slice(known);
    this.events.push(...news);
    return this.applies(now, news, []);
  }

  learnsOfChange(now: number, ...changes: readonly PolicyChange[]): this {
    this.changes.push(...changes);
    return this.applies(now, [], changes);
  }

  hears(now: number): this {
    const { clock } = this;
    if (!clock.nextAlarmAt || clock.nextAlarmAt >= at(now)) return this;
    const { rung, nextAlarmAt, breachedAt, threshold } = ring(clock, at(now), rules.versionOf(clock));
    if (threshold) this.rang.push(threshold.percent);
    const rings = (each: Clock): Clock => (each === clock ? { ...each, rung, nextAlarmAt, breachedAt } : each);
    this.clocks = { ...this.clocks, clocks: this.clocks.clocks.map(rings) };
    return this;
  }

  private applies(now: number, news: readonly ClockEvent[], changes: readonly PolicyChange[]): this {
    const isEarly = this.clocks.clocks.some((clock) =>
      [...news, ...changes].some((entry) => mayHaveRungEarly(clock, entry.at, rules.policyOf)),
    );
    this.clocks = isEarly
      ? retell(this.clocks.clocks, this.events, this.changes, rules, at(now))
      : applyAll(this.clocks, news, changes, rules);
    return this;
  }
}

const waits = { to: 'awaiting_customer' } as const;
const goesOn = { to: 'in_progress' } as const;

describe('a threshold that rang before the log could say that it was not reached', () => {
  it('rings again when it is: the breach', () => {
    const monitor = new Monitor().hears(51).hears(76).hears(91).hears(101).learns(102, [99, waits]);
    expect(monitor.clock).toMatchObject({ state: 'paused', rung: 90, breachedAt: null });
    monitor.learns(200, [200, goesOn]).hears(200.9);
    expect(monitor.rang).toEqual([50, 75, 90, 100]);
    expect(monitor.hears(202).clock).toMatchObject({ rung: 100, breachedAt: at(201), nextAlarmAt: at(251) });
    expect(monitor.rang).toEqual([50, 75, 90, 100, 100]);
  });

  it('a warning, and one beyond the breach that stays', () => {
    const warned = new Monitor().hears(51).hears(76).learns(77, [74, waits], [80, goesOn]);
    expect(warned.clock).toMatchObject({ rung: 50, nextAlarmAt: at(81) });
    const broken = new Monitor().hears(101).hears(151).learns(152, [149, waits]).learns(160, [160, goesOn]);
    expect(broken.clock).toMatchObject({ rung: 100, breachedAt: at(100), nextAlarmAt: at(161) });
    expect(broken.hears(162).rang).toEqual([100, 150, 150]);
  });

  it('also when all is learned together, and it has been reached by then', () => {
    const monitor = new Monitor().hears(101).learns(120, [99, waits], [110, goesOn]);
    expect(monitor.clock).toMatchObject({ rung: 90, breachedAt: null, nextAlarmAt: at(111) });
    expect(monitor.hears(120).rang).toEqual([100, 100]);
  });

  it('by a promise that was no longer the one that held', () => {
    const relaxed = new Monitor().hears(76).learnsOfChange(80, { change: 1, at: at(74) });
    expect(relaxed.clock).toMatchObject({ rung: 50, policyVersion: 3, nextAlarmAt: at(300) });
    // It was reached all the same, and earlier.
    const shorter = new Monitor().hears(76).learnsOfChange(77, { change: 1, at: at(50) }, { change: 2, at: at(50) });
    expect(shorter.clock).toMatchObject({ rung: 75, policyVersion: 4, nextAlarmAt: at(72) });
  });
});

describe('a threshold that was reached when it rang', () => {
  it('rings no more, whatever was going on beside it', () => {
    const monitor = new Monitor()
      .hears(76)
      .learns(77, [70, { asks: true }])
      .learns(80, [80, waits]);
    expect(monitor.learns(90, [90, goesOn]).hears(95).clock).toMatchObject({ rung: 75, nextAlarmAt: at(100) });
    expect(monitor.rang).toEqual([75]);
  });

  it('rings no more by a longer promise, however often that stops below it', () => {
    const monitor = new Monitor().hears(76).learns(80, [80, { priority: 'P4' }]);
    expect(monitor.clock).toMatchObject({ rung: 75, nextAlarmAt: at(360) });
    monitor.learns(90, [90, waits]).learns(95, [95, goesOn]).learns(99, [99, waits], [100, goesOn]);
    expect(monitor.clock).toMatchObject({ rung: 75, nextAlarmAt: at(366) });
    expect(monitor.hears(367).rang).toEqual([75, 90]);
  });

  it('and what rang beyond it too early, by that longer promise, is taken back alone', () => {
    const monitor = new Monitor()
      .hears(76)
      .learns(80, [80, { priority: 'P4' }])
      .hears(361)
      .learns(362, [359, waits]);
    expect(monitor.clock).toMatchObject({ rung: 75, bankedMs: 359 * 60_000 });
    expect(monitor.learns(400, [400, goesOn]).hears(402).rang).toEqual([75, 90, 90]);
  });

  it('is not known from the rows alone, but from the whole log', () => {
    const { clock, clocks, events } = new Monitor().hears(76).learns(80, [80, { priority: 'P4' }]);
    expect(mayHaveRungEarly(clock, at(90), rules.policyOf)).toBe(true);
    expect(retell(clocks.clocks, events, [], rules, at(90)).clocks).toEqual(clocks.clocks);
  });
});
