import { describe, expect, it } from '@jest/globals';
import { lifecycle, type State } from '../ticket/lifecycle.js';
import { priorities, type Entitlement, type Priority } from '../ticket/ticket.js';
import { applyEvents, noClocks, type ClockEvent, type ClockRules, type Clocks } from './apply-event.js';
import { roundTheClock } from '../calendar/calendar.js';
import { ring, type Clock, type ClockKind } from './clock.js';
import { explainClock } from './explain-clock.js';

const minute = 60_000;
const start = Date.UTC(2026, 2, 8, 9);
const at = (minutes: number) => new Date(start + minutes * minute);

/** Minutes promised to a P3 ticket; each higher priority halves them. */
const minutes: Readonly<Record<ClockKind, number>> = { first_response: 40, resolution: 400, tier: 100 };
const halved = (priority: Priority) => 2 ** (2 - priorities.indexOf(priority));
const rules: ClockRules = {
  policyOf: (priority, kind, entitlement) => ({
    calendarVersion: null,
    targetSeconds: (minutes[kind] * 60 * (entitlement === 'premium' ? 0.5 : 1)) / halved(priority),
    warnAt: [50, 75, 90],
    warn: 'assignee',
    onBreach: 'alert',
    evenIfHeld: false,
  }),
  calendarOf: () => roundTheClock,
  newId: () => 'new',
};

interface Step {
  readonly to?: State;
  readonly tier?: number;
  readonly priority?: Priority;
  readonly entitlement?: Entitlement;
  readonly answers?: boolean;
}
const log = (...steps: readonly (readonly [minute: number, step: Step])[]): ClockEvent[] =>
  steps.map(([minutes, { to = null, tier = 1, priority = null, entitlement = null, answers = false }], index) => ({
    version: index + 1,
    at: at(minutes),
    to,
    tier: index === 0 ? null : tier,
    priority,
    entitlement,
    answers,
  }));
const routed = [0, { to: 'queued', priority: 'P3' }] as const;
const apply = (events: readonly ClockEvent[], before: Clocks = noClocks) => applyEvents(before, events, rules);
const find = ({ clocks }: Clocks, kind: ClockKind, tier: number | null = null): Clock => {
  const found = clocks.find((clock) => clock.kind === kind && clock.tier === tier);
  if (!found) throw new Error(`There is no ${kind} clock.`);
  return found;
};

describe('the first response', () => {
  it('is promised from the opening on, and kept by the first public answer of an agent', () => {
    const events = log([0, {}], [5, { to: 'queued', priority: 'P3' }], [9, {}], [12, { answers: true }]);
    expect(find(apply(events.slice(0, 3)), 'first_response')).toMatchObject({ state: 'running', dueAt: at(40) });
    const kept = find(apply(events), 'first_response');
    expect(kept).toMatchObject({ state: 'met', endedAt: at(12), bankedMs: 12 * minute, breachedAt: null });
    expect(explainClock(kept, at(99), roundTheClock)).toBe(
      'A P3 ticket is to get its first answer within 40 min, counted round the clock since it was opened at ' +
        '2026-03-08 09:00:00 UTC; it ended in time, after 12 min.',
    );
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
  const rungAt = (clock: Clock, now: number): Clock => ({ ...clock, ...ring(clock, at(now), roundTheClock) });

  it('ring one after the other, strictly after they are reached', () => {
    const seen: number[] = [];
    let clock = running();
    while (clock.nextAlarmAt) {
      const due = clock.nextAlarmAt;
      expect(ring(clock, due, roundTheClock).rung).toBe(clock.rung);
      clock = { ...clock, ...ring(clock, new Date(due.getTime() + 1), roundTheClock) };
      seen.push((due.getTime() - start) / minute);
    }
    expect(seen).toEqual([50, 75, 90, 100]);
    expect(clock).toMatchObject({ rung: 100, breachedAt: at(100) });
  });

  it('several at once: only the highest rings, and it knows since when', () => {
    expect(ring(running(), at(80), roundTheClock)).toEqual({
      rung: 75,
      reachedAt: at(75),
      nextAlarmAt: at(90),
      breachedAt: null,
    });
    expect(ring(running(), at(999), roundTheClock)).toMatchObject({
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
    expect(clock).toMatchObject({ priority: 'P4', targetSeconds: 12_000, rung: 75, bankedMs: 80 * minute });
    expect([clock.nextAlarmAt, clock.dueAt]).toEqual([at(180), at(200)]);
    expect(find(apply(events, relaxed), 'tier', 1)).toMatchObject({ rung: 75, nextAlarmAt: at(120), dueAt: at(120) });
  });

  it('reached while the alarm slept through, and then paused: it rings when the clock goes on', () => {
    const paused = apply(log([0, {}], routed, [1, { to: 'in_progress' }], [80, { to: 'awaiting_customer' }]));
    const on = apply([{ ...log([200, { to: 'in_progress' }])[0]!, version: 5, tier: 1 }], paused);
    const clock = find(on, 'tier', 1);
    expect(clock.nextAlarmAt).toEqual(at(200));
    expect(ring(clock, at(200.1), roundTheClock)).toMatchObject({ rung: 75, reachedAt: at(200), nextAlarmAt: at(210) });
  });
});

describe('another priority', () => {
  it('changes the target of what runs and waits, and what was used stays used', () => {
    const clocks = apply(log([0, {}], routed, [20, { priority: 'P2' }]));
    expect(find(clocks, 'resolution')).toMatchObject({ targetSeconds: 12_000, bankedMs: 20 * minute, dueAt: at(200) });
    expect(find(clocks, 'tier', 1)).toMatchObject({ dueAt: at(50), priority: 'P2' });
    const waiting = log([0, {}], routed, [1, { to: 'in_progress' }], [10, { to: 'awaiting_customer', answers: true }]);
    const raised = apply([...waiting, { ...log([50, { priority: 'P1' }])[0]!, version: 5 }]);
    expect(find(raised, 'tier', 1)).toMatchObject({ state: 'paused', targetSeconds: 1_500, bankedMs: 10 * minute });
    expect(find(raised, 'first_response')).toMatchObject({ state: 'met', priority: 'P3' });
  });

  it('mends nothing that is broken, rung or not', () => {
    const broken = find(apply(log([0, {}], routed, [101, { priority: 'P5' }])), 'tier', 1);
    expect(broken).toMatchObject({ priority: 'P3', dueAt: at(100), nextAlarmAt: at(50) });
    expect(ring(broken, at(102), roundTheClock)).toMatchObject({ rung: 100, breachedAt: at(100) });
  });

  it('the kind of support chooses the policy', () => {
    const premium = apply(log([0, {}], [0, { to: 'queued', priority: 'P3', entitlement: 'premium' }]));
    expect(premium.clocks.map(({ targetSeconds }) => targetSeconds / 60)).toEqual([200, 20, 50]);
    const escalated = apply([{ ...log([7, { to: 'queued', tier: 2 }])[0]!, version: 3, tier: 2 }], premium);
    expect(find(escalated, 'tier', 2).targetSeconds).toBe(3_000);
  });
});

describe('messages about a ticket', () => {
  it('late, doubled and out of order leave the clocks that the log in order leaves, alarms included', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
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
    for (let seed = 1; seed <= 200; seed += 1) {
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
  const { reachedAt, ...outcome } = ring(clock, now, roundTheClock);
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
function randomLog(random: (below: number) => number): ClockEvent[] {
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

function shuffled<T>(random: (below: number) => number, items: readonly T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(random(left.length), 1)[0]!);
}

/** Repeatable chance (mulberry32). */
function dice(seed: number): (below: number) => number {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
