import { describe, expect, it } from '@jest/globals';
import { lifecycle, type State } from '../ticket/lifecycle.js';
import { applyEvent } from './apply-event.js';
import { run, startClock, stop, usedMs, type Clock } from './clock.js';
import { noClocks, type ClockEvent, type Clocks } from './clocks.js';
import { at, dice, find, happened, minute, rulesOf, type Random } from './testing/promises.fixture.js';

const rules = rulesOf([
  { kind: 'resolution', minutes: 240 },
  { kind: 'tier', minutes: 60 },
  { kind: 'tier', minutes: 1, priority: 'P1' },
]);
const apply = (events: readonly ClockEvent[], before: Clocks = noClocks) =>
  events.reduce((clocks, event) => applyEvent(clocks, event, rules), before);

/** A history told as `[minute, state, tier]`; the first is the opening, the second gives the priority. */
const history = (...steps: [number, State | null, number | null][]): ClockEvent[] =>
  steps.map(([minutes, to, tier], index) =>
    happened(index + 1, minutes, { ...(to && { to }), tier, ...(index === 1 && { priority: 'P2' }) }),
  );

describe('clocks of a ticket', () => {
  it('the customer is promised from the opening on, the tier owes from when it received the ticket', () => {
    const clocks = apply(history([0, null, null], [5, 'queued', 1]));
    expect(find(clocks, 'resolution')).toMatchObject({ state: 'running', startedAt: at(0), dueAt: at(240) });
    expect(find(clocks, 'tier', 1)).toMatchObject({ startedAt: at(5), dueAt: at(65), nextAlarmAt: at(65) });
  });

  it('waiting for the customer pauses both, waiting for a vendor the tier only', () => {
    const queued = history([0, null, null], [0, 'queued', 1], [10, 'in_progress', 1]);
    const asked = apply([...queued, ...history([20, 'awaiting_customer', 1]).map((e) => ({ ...e, version: 4 }))]);
    expect(asked.clocks.map((clock) => [clock.state, clock.bankedMs, clock.dueAt])).toEqual([
      ['paused', 20 * minute, null],
      ['paused', 20 * minute, null],
    ]);
    const vendor = apply([...queued, ...history([20, 'awaiting_vendor', 1]).map((e) => ({ ...e, version: 4 }))]);
    expect(vendor.clocks.map((clock) => clock.state)).toEqual(['running', 'paused']);
  });

  it('a return to a lower tier resumes that tier’s earlier clock', () => {
    const clocks = apply(
      history([0, null, null], [0, 'queued', 1], [30, 'queued', 2], [50, 'queued', 1], [55, 'in_progress', 1]),
    );
    expect(find(clocks, 'tier', 2)).toMatchObject({ state: 'met', bankedMs: 20 * minute, endedAt: at(50) });
    expect(find(clocks, 'tier', 1)).toMatchObject({ state: 'running', dueAt: at(80), startedAt: at(0), endedAt: null });
    expect(clocks.clocks).toHaveLength(3);
  });

  it('a reopened ticket goes on with what it had used', () => {
    const clocks = apply(
      history([0, null, null], [0, 'queued', 1], [40, 'resolved', 1], [1_000, 'closed', 1], [2_000, 'queued', 1]),
    );
    expect(find(clocks, 'resolution')).toMatchObject({ state: 'running', bankedMs: 40 * minute, dueAt: at(2_200) });
    expect(find(clocks, 'tier', 1)).toMatchObject({ dueAt: at(2_020) });
  });

  it('merging cancels what runs, and leaves what ended', () => {
    const clocks = apply(history([0, null, null], [0, 'queued', 1], [9, 'queued', 2], [10, 'merged', 2]));
    expect(clocks.clocks.map((clock) => clock.state)).toEqual(['cancelled', 'met', 'cancelled']);
  });

  it('rejected before it was understood, a ticket never had a clock', () => {
    expect(apply(history([0, null, null], [1, 'rejected', null])).clocks).toEqual([]);
  });

  it('what was applied before changes nothing, and a policy is asked once', () => {
    const events = history([0, null, null], [0, 'queued', 1], [30, 'awaiting_customer', 1], [40, 'queued', 1]);
    const once = apply(events);
    expect(apply(events, once)).toBe(once);
  });
});

describe('a broken promise', () => {
  const policy = rules.policyOf(3);
  const clock = startClock({ id: 'c', kind: 'tier', tier: 1, cycle: 1, ownerId: null, priority: 'P1' }, at(0), policy);
  const rung = { ...clock, breachedAt: clock.dueAt, rung: 100, nextAlarmAt: null };

  it('is broken when it stopped after its due time, though no alarm rang', () => {
    expect(stop(clock, 'met', new Date(at(1).getTime() + 1), policy).breachedAt).toEqual(at(1));
    expect(stop(clock, 'met', at(1), policy).breachedAt).toBeNull();
  });

  it('is not broken when it was stopped in time, though the alarm was faster than the message', () => {
    expect(stop(rung, 'met', at(0.5), policy).breachedAt).toBeNull();
  });

  it('stays broken and does not ring again when it goes on', () => {
    const again = run(stop(rung, 'paused', at(2), policy), at(9), policy);
    expect(again).toMatchObject({ dueAt: at(1), breachedAt: at(1), nextAlarmAt: null, bankedMs: 2 * minute });
    expect(stop(again, 'met', at(10), policy)).toMatchObject({ breachedAt: at(1), bankedMs: 3 * minute });
  });
});

describe('random histories', () => {
  it('bank exactly the time spent in running states, however the log is cut into readings', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = dice(seed);
      const events = randomHistory(random);
      const whole = apply(events);
      let piecewise = noClocks;
      while (piecewise.version < events.length) {
        const read = events.slice(Math.max(0, piecewise.version - random(3)), piecewise.version + 1 + random(4));
        piecewise = apply(read, piecewise);
      }
      expect(piecewise).toEqual(whole);
      const end = at(10_000);
      for (const clock of whole.clocks) {
        expect(usedMs(clock, end, rules.versionOf(clock))).toBe(timeRunning(clock, events, end));
        if (clock.state === 'running') continue;
        expect(clock.breachedAt !== null).toBe(clock.bankedMs > rules.versionOf(clock).targetSeconds * 1000);
      }
    }
  });
});

/** Counts a clock's time the slow way: interval by interval over the whole log. */
function timeRunning(clock: Clock, events: readonly ClockEvent[], end: Date): number {
  const counts = (event: ClockEvent) =>
    clock.kind === 'resolution'
      ? event.to === null || ['queued', 'in_progress', 'awaiting_vendor', 'awaiting_intervention'].includes(event.to)
      : event.tier === clock.tier && ['queued', 'in_progress', 'awaiting_intervention'].includes(event.to ?? '');
  const moves = events.filter((event, index) => event.to !== null || index === 0);
  return moves.reduce((sum, event, index) => {
    const until = moves[index + 1]?.at ?? end;
    return sum + (counts(event) ? until.getTime() - event.at.getTime() : 0);
  }, 0);
}

/** A walk through the lifecycle with facts in between. */
function randomHistory(random: Random): ClockEvent[] {
  const events = history([0, null, null], [random(5), 'queued', 1]);
  let [state, tier, minutes]: [State, number, number] = ['queued', 1, 5];
  for (let version = 3; version < 30; version += 1) {
    minutes += random(60);
    const moves = Object.entries(lifecycle[state]).filter(([, to]) => to !== 'merged' && to !== 'rejected');
    const [action, to] = moves[random(moves.length)] as [string, State];
    const fact = random(3) === 0;
    if (!fact) {
      if (['escalate', 'auto-escalate', 'return'].includes(action)) tier = 1 + random(3);
      state = to;
    }
    events.push(happened(version, minutes, { ...(!fact && { to }), tier }));
  }
  return events;
}
