import { describe, expect, it } from '@jest/globals';
import { lifecycle, type State } from '../ticket/lifecycle.js';
import { priorities } from '../ticket/ticket.js';
import { applyAll } from './apply-event.js';
import type { Clock } from './clock.js';
import { ring } from './ring.js';
import { noClocks, type ClockEvent, type Clocks } from './clocks.js';
import {
  at,
  dice,
  find,
  log,
  minute,
  rulesOf,
  shuffled,
  warnings,
  type Promised,
  type Random,
  type Step,
} from './testing/promises.fixture.js';

/** Minutes promised to a P3 ticket; each higher priority halves them, and so does premium support. */
const promised = { first_response: 40, resolution: 400, tier: 100 } as const;
const rules = rulesOf(
  (['first_response', 'resolution', 'tier'] as const).flatMap((kind) =>
    priorities.flatMap((priority, index): Promised[] => {
      const minutes = promised[kind] / 2 ** (2 - index);
      const policy = { kind, priority, thresholds: warnings(50, 75, 90, 100) };
      return [
        { ...policy, minutes },
        { ...policy, minutes: minutes / 2, entitlement: 'premium' },
      ];
    }),
  ),
);
const minutesOf = (clock: Clock): number => rules.versionOf(clock).targetSeconds / 60;
const routed = [0, { to: 'queued', priority: 'P3' }] as const;
const apply = (events: readonly ClockEvent[], before: Clocks = noClocks) => applyAll(before, events, [], rules);

describe('the first response', () => {
  it('is promised from the opening on, and kept by the first public answer of an agent', () => {
    const events = log([0, {}], [5, { to: 'queued', priority: 'P3' }], [9, {}], [12, { answers: true }]);
    expect(find(apply(events.slice(0, 3)), 'first_response')).toMatchObject({ state: 'running', dueAt: at(40) });
    const kept = find(apply(events), 'first_response');
    expect(kept).toMatchObject({ state: 'met', endedAt: at(12), bankedMs: 12 * minute, breachedAt: null });
  });

  it('is never paused: not while the customer, a vendor or anything else is waited for', () => {
    for (const to of ['awaiting_customer', 'awaiting_vendor', 'awaiting_intervention'] as const) {
      const waiting = apply(log([0, {}], routed, [10, { to: 'in_progress' }], [20, { to }]));
      expect(find(waiting, 'first_response')).toMatchObject({ state: 'running', dueAt: at(40) });
      expect(find(waiting, 'resolution').state).toBe(to === 'awaiting_customer' ? 'paused' : 'running');
      expect(find(waiting, 'tier', 1).state).toBe(to === 'awaiting_intervention' ? 'running' : 'paused');
    }
  });

  it('is kept by a move that answers, such as a question or a solution, and no reopening asks for another', () => {
    const asked = log([0, {}], routed, [50, { to: 'awaiting_customer', answers: true }]);
    expect(find(apply(asked), 'first_response')).toMatchObject({ state: 'met', breachedAt: at(40) });
    const again = apply(log([0, {}], routed, [9, { to: 'resolved', answers: true }], [20, { to: 'queued' }]));
    expect(find(again, 'first_response')).toMatchObject({ state: 'met', endedAt: at(9) });
    expect(find(again, 'resolution').state).toBe('running');
  });

  it('is cancelled with the ticket, and not promised in hindsight to one that has clocks without it', () => {
    expect(find(apply(log([0, {}], routed, [9, { to: 'merged' }])), 'first_response').state).toBe('cancelled');
    const known = apply(log([0, {}], routed));
    const older = { ...known, clocks: known.clocks.filter(({ kind }) => kind !== 'first_response') };
    const moved = apply(log([0, {}], routed, [9, { to: 'in_progress' }]), older);
    expect(moved.clocks.map(({ kind }) => kind)).toEqual(['resolution', 'tier']);
  });
});

describe('thresholds', () => {
  const running = (): Clock => find(apply(log([0, {}], routed)), 'tier', 1);
  const rungAt = (clock: Clock, now: number): Clock => ({ ...clock, ...ring(clock, at(now), rules.versionOf(clock)) });

  it('ring one after the other, strictly after they are reached', () => {
    const seen: number[] = [];
    let clock = running();
    while (clock.nextAlarmAt) {
      const due = clock.nextAlarmAt;
      expect(ring(clock, due, rules.versionOf(clock)).rung).toBe(clock.rung);
      clock = { ...clock, ...ring(clock, new Date(due.getTime() + 1), rules.versionOf(clock)) };
      seen.push((due.getTime() - at(0).getTime()) / minute);
    }
    expect(seen).toEqual([50, 75, 90, 100]);
    expect(clock).toMatchObject({ rung: 100, breachedAt: at(100) });
  });

  it('several at once: only the highest rings, and it knows since when', () => {
    expect(ring(running(), at(80), rules.versionOf(running()))).toEqual({
      rung: 75,
      threshold: warnings(75)[0],
      reachedAt: at(75),
      nextAlarmAt: at(90),
      breachedAt: null,
    });
    expect(ring(running(), at(999), rules.versionOf(running()))).toMatchObject({
      rung: 100,
      nextAlarmAt: null,
      breachedAt: at(100),
    });
  });

  it('each rings once, also when the clock goes back below it by a lower priority', () => {
    const events = log([0, {}], routed, [80, { priority: 'P4' }], [120, { priority: 'P3' }]);
    const before = apply(events.slice(0, 2));
    const rung = {
      ...before,
      clocks: before.clocks.map((clock) => (clock.kind === 'tier' ? rungAt(clock, 76) : clock)),
    };
    const relaxed = apply(events.slice(0, 3), rung);
    const clock = find(relaxed, 'tier', 1);
    expect(clock).toMatchObject({ priority: 'P4', rung: 75, bankedMs: 80 * minute });
    expect([clock.nextAlarmAt, clock.dueAt]).toEqual([at(180), at(200)]);
    expect(find(apply(events, relaxed), 'tier', 1)).toMatchObject({ rung: 75, nextAlarmAt: at(120), dueAt: at(120) });
  });

  it('reached while the alarm slept through, and then paused: it rings when the clock goes on', () => {
    const paused = apply(log([0, {}], routed, [1, { to: 'in_progress' }], [80, { to: 'awaiting_customer' }]));
    const on = apply([{ ...log([200, { to: 'in_progress' }])[0]!, version: 5, tier: 1 }], paused);
    const clock = find(on, 'tier', 1);
    expect(clock.nextAlarmAt).toEqual(at(200));
    expect(ring(clock, at(200.1), rules.versionOf(clock))).toMatchObject({
      rung: 75,
      reachedAt: at(200),
      nextAlarmAt: at(210),
    });
  });
});

describe('another priority', () => {
  it('changes the target of what runs and waits, and what was used stays used', () => {
    const clocks = apply(log([0, {}], routed, [20, { priority: 'P2' }]));
    expect(find(clocks, 'resolution')).toMatchObject({ bankedMs: 20 * minute, dueAt: at(200) });
    expect(minutesOf(find(clocks, 'resolution'))).toBe(200);
    expect(find(clocks, 'tier', 1)).toMatchObject({ dueAt: at(50), priority: 'P2' });
    const waiting = log([0, {}], routed, [1, { to: 'in_progress' }], [10, { to: 'awaiting_customer', answers: true }]);
    const raised = apply([...waiting, { ...log([50, { priority: 'P1' }])[0]!, version: 5 }]);
    expect(find(raised, 'tier', 1)).toMatchObject({ state: 'paused', bankedMs: 10 * minute });
    expect(minutesOf(find(raised, 'tier', 1))).toBe(25);
    expect(find(raised, 'first_response')).toMatchObject({ state: 'met', priority: 'P3' });
  });

  it('mends nothing that is broken, rung or not', () => {
    const broken = find(apply(log([0, {}], routed, [101, { priority: 'P5' }])), 'tier', 1);
    expect(broken).toMatchObject({ priority: 'P3', dueAt: at(100), nextAlarmAt: at(50) });
    expect(ring(broken, at(102), rules.versionOf(broken))).toMatchObject({ rung: 100, breachedAt: at(100) });
  });

  it('and another kind of support, said at once by whoever describes the ticket, count together, with what was used kept', () => {
    const described = apply(log([0, {}], routed, [20, { priority: 'P2', entitlement: 'premium' }], [30, {}]));
    expect(find(described, 'resolution')).toMatchObject({ bankedMs: 20 * minute, dueAt: at(100), priority: 'P2' });
    expect(described).toMatchObject({ priority: 'P2', entitlement: 'premium', version: 4 });
  });

  it('the kind of support chooses the policy', () => {
    const premium = apply(log([0, {}], [0, { to: 'queued', priority: 'P3', entitlement: 'premium' }]));
    expect(premium.clocks.map(minutesOf)).toEqual([200, 20, 50]);
    const escalated = apply([{ ...log([7, { to: 'queued', tier: 2 }])[0]!, version: 3, tier: 2 }], premium);
    expect(minutesOf(find(escalated, 'tier', 2))).toBe(50);
  });
});

describe('messages about a ticket', () => {
  it('late, doubled and out of order leave the clocks that the log in order leaves, alarms included', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = dice(seed);
      const events = randomLog(random);
      const inOrder = apply(events);

      // Given at once, shuffled and doubled.
      expect(apply(shuffled(random, [...events, ...events]))).toEqual(inOrder);

      // As messages: each names a version, is delivered once or twice, late and in any order, and is a wake-up to read on.
      const messages = shuffled(random, [...events, ...events.filter(() => random(3) === 0)]);
      let written = 0;
      let clocks = noClocks;
      for (const { version } of messages) {
        written = Math.max(written, version, Math.min(events.length, written + random(3)));
        const overlap = Math.max(0, clocks.version - random(3));
        clocks = apply(shuffled(random, events.slice(overlap, written)), clocks);
      }
      expect(clocks).toEqual(inOrder);
      for (const clock of inOrder.clocks) expectSound(clock);
    }
  });

  it('alarms that ring between them ring no threshold twice, and the times stay what the log says', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = dice(seed);
      const events = randomLog(random);
      const rang = new Map<string, number[]>();
      let clocks = noClocks;
      for (const event of events) {
        clocks = apply([event], clocks);
        if (random(2) === 0)
          clocks = { ...clocks, clocks: clocks.clocks.map((clock) => listen(clock, event.at, rang)) };
      }
      for (const percents of rang.values()) expect(percents).toEqual([...new Set(percents)].toSorted((a, b) => a - b));
      const silent = apply(events);
      const times = (all: Clocks) =>
        all.clocks.map(({ kind, tier, state, bankedMs, startedAt }) => ({ kind, tier, state, bankedMs, startedAt }));
      expect(times(clocks)).toEqual(times(silent));
    }
  });
});

/** Lets a running clock ring at this very moment, as the loop would. */
function listen(clock: Clock, now: Date, rang: Map<string, number[]>): Clock {
  if (clock.state !== 'running' || !clock.nextAlarmAt || clock.nextAlarmAt >= now) return clock;
  const { reachedAt, ...outcome } = ring(clock, now, rules.versionOf(clock));
  expect(reachedAt.getTime()).toBeLessThan(now.getTime());
  expect(outcome.rung).toBeGreaterThan(clock.rung);
  const key = `${clock.kind} ${clock.tier}`;
  rang.set(key, [...(rang.get(key) ?? []), outcome.rung]);
  return { ...clock, ...outcome };
}

function expectSound(clock: Clock): void {
  expect(clock.resumedAt !== null).toBe(clock.state === 'running');
  expect(clock.endedAt !== null).toBe(clock.state === 'met' || clock.state === 'cancelled');
  if (clock.state !== 'running') expect(clock.nextAlarmAt).toBeNull();
  if (clock.kind === 'first_response') expect(clock.state).not.toBe('paused');
}

/** A walk through the lifecycle with facts, answers and new priorities in between. */
function randomLog(random: Random): ClockEvent[] {
  const steps: [number, Step][] = [
    [0, {}],
    [random(5), { to: 'queued', priority: 'P3' }],
  ];
  let [state, tier, now]: [State, number, number] = ['queued', 1, 5];
  while (steps.length < 25) {
    now += random(45);
    const answers = random(8) === 0;
    if (random(3) === 0) {
      const priority = random(4) === 0 ? priorities[random(5)]! : undefined;
      steps.push([now, { tier, answers, ...(priority && { priority }) }]);
      continue;
    }
    const moves = Object.entries(lifecycle[state]).filter(([, to]) => to !== 'merged' && to !== 'rejected');
    const [action, to] = moves[random(moves.length)] as [string, State];
    if (['escalate', 'auto-escalate', 'return'].includes(action)) tier = 1 + random(3);
    state = to;
    steps.push([now, { to, tier, answers: answers || action === 'resolve' || action === 'ask-customer' }]);
  }
  return log(...steps);
}
