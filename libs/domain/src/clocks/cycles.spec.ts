import { describe, expect, it } from '@jest/globals';
import { applyAll } from './apply-event.js';
import { noClocks, type Clocks } from './clocks.js';
import type { ClockKind } from './policy.js';
import { at, find, happened, log, minute, opened, rulesOf, type Step } from './testing/promises.fixture.js';

const rules = rulesOf([
  { kind: 'first_response', minutes: 30 },
  { kind: 'next_response', minutes: 60 },
  { kind: 'periodic_update', minutes: 120 },
  { kind: 'resolution', minutes: 600 },
  { kind: 'tier', minutes: 100 },
]);
const apply = (...steps: readonly (readonly [number, Step])[]): Clocks =>
  applyAll(noClocks, log(...opened, ...steps), [], rules);
const all = ({ clocks }: Clocks, kind: ClockKind) => clocks.filter((clock) => clock.kind === kind);
const answered = [5, { answers: true }] as const;
const question = { asks: true } as const;

describe('the next response', () => {
  it('runs from the oldest question that nobody has answered: a second one does not start it again', () => {
    const asked = apply(answered, [20, question], [50, question]);
    expect(all(asked, 'next_response')).toHaveLength(1);
    expect(find(asked, 'next_response')).toMatchObject({ startedAt: at(20), dueAt: at(80), cycle: 1 });
  });

  it('is kept by an agent’s public post, and the next question begins another one', () => {
    const asked = apply(answered, [20, question], [30, question], [40, { answers: true }], [90, question]);
    const [first, second] = all(asked, 'next_response');
    expect(first).toMatchObject({ state: 'met', endedAt: at(40), bankedMs: 20 * minute, cycle: 1 });
    expect(second).toMatchObject({ state: 'running', startedAt: at(90), dueAt: at(150), cycle: 2 });
  });

  it('is not promised while the first response is: that one is the answer', () => {
    const asked = apply([3, question]);
    expect(all(asked, 'next_response')).toEqual([]);
    expect(all(apply([3, question], answered), 'next_response')).toEqual([]);
    expect(all(apply([3, question], answered, [6, question]), 'next_response')).toHaveLength(1);
  });

  it('waits for nobody: an answer of the customer’s that puts the ticket back is a question too', () => {
    const waiting = apply([5, { to: 'awaiting_customer', answers: true }], [20, question], [21, { to: 'queued' }]);
    expect(find(waiting, 'next_response')).toMatchObject({ startedAt: at(20), dueAt: at(80), state: 'running' });
    const vendor = apply(answered, [6, { to: 'awaiting_vendor' }], [20, question], [30, { answers: true }]);
    expect(find(vendor, 'next_response')).toMatchObject({ state: 'met', endedAt: at(30) });
  });

  it('ends with the solution, and a customer who reopens the ticket by writing asks again', () => {
    const solved = apply(answered, [20, question], [30, { to: 'resolved', answers: true }]);
    expect(find(solved, 'next_response')).toMatchObject({ state: 'met', endedAt: at(30) });
    const back = apply(answered, [30, { to: 'resolved' }], [90, { to: 'queued', asks: true }]);
    expect(find(back, 'next_response')).toMatchObject({ startedAt: at(90), cycle: 1, state: 'running' });
    expect(find(back, 'first_response')).toMatchObject({ state: 'met', endedAt: at(5) });
  });

  it('is broken by an answer that comes too late, and the next one is a promise of its own', () => {
    const late = apply(answered, [20, question], [90, { answers: true }], [95, question], [96, { answers: true }]);
    expect(all(late, 'next_response').map(({ breachedAt }) => breachedAt)).toEqual([at(80), null]);
  });
});

describe('the periodic update', () => {
  it('is promised from the opening on; each public post of an agent keeps it and begins the next', () => {
    const heard = apply([50, { answers: true }], [160, { answers: true }]);
    expect(all(heard, 'periodic_update').map(({ startedAt, endedAt, dueAt }) => [startedAt, endedAt, dueAt])).toEqual([
      [at(0), at(50), at(120)],
      [at(50), at(160), at(170)],
      [at(160), null, at(280)],
    ]);
  });

  it('waits while the customer is waited for, also when it begins then', () => {
    const asked = apply([50, { to: 'awaiting_customer', answers: true }], [80, { to: 'in_progress' }]);
    expect(find(asked, 'periodic_update')).toMatchObject({ startedAt: at(50), resumedAt: at(80), dueAt: at(200) });
    const again = apply([50, { to: 'awaiting_customer', answers: true }], [70, { answers: true }]);
    expect(find(again, 'periodic_update')).toMatchObject({ state: 'paused', startedAt: at(70), bankedMs: 0, cycle: 3 });
  });

  it('is over with the ticket, and begins anew when that is reopened', () => {
    const solved = apply([50, { to: 'resolved', answers: true }], [60, { to: 'closed' }]);
    expect(all(solved, 'periodic_update')).toHaveLength(1);
    const reopened = apply([50, { to: 'resolved', answers: true }], [500, { to: 'queued' }]);
    expect(find(reopened, 'periodic_update')).toMatchObject({ startedAt: at(500), cycle: 2, dueAt: at(620) });
  });

  it('goes on through what happens inside: another agent, another tier, a question of the customer’s', () => {
    const busy = apply([10, { to: 'in_progress' }], [20, { to: 'queued', tier: 2 }], [30, { tier: 2, asks: true }]);
    expect(all(busy, 'periodic_update')).toHaveLength(1);
    expect(find(busy, 'periodic_update')).toMatchObject({ startedAt: at(0), dueAt: at(120) });
  });
});

describe('what is no answer and no question', () => {
  it('touches no clock: internal notes, machines, work that is logged', () => {
    const before = apply([5, { to: 'in_progress' }], answered, [20, question]);
    for (const to of [null, 'in_progress'] as const) {
      const after = applyAll(before, [happened(6, 40, to === null ? {} : { to })], [], rules);
      expect(after.version).toBe(6);
      after.clocks.forEach((clock, index) => expect(clock).toBe(before.clocks[index]));
    }
  });
});

describe('the way of a ticket', () => {
  it('up, back and up again: each tier’s own promise goes on where it stood, and is one', () => {
    const pingPong = apply(
      [20, { to: 'queued', tier: 2 }],
      [30, { to: 'queued', tier: 1 }],
      [45, { to: 'in_progress', tier: 1 }],
      [50, { to: 'queued', tier: 2 }],
      [55, { to: 'queued', tier: 1 }],
    );
    expect(all(pingPong, 'tier')).toHaveLength(2);
    expect(find(pingPong, 'tier', 1)).toMatchObject({ state: 'running', bankedMs: 40 * minute, dueAt: at(115) });
    expect(find(pingPong, 'tier', 2)).toMatchObject({ state: 'met', bankedMs: 15 * minute, endedAt: at(55) });
    expect(find(pingPong, 'resolution')).toMatchObject({ resumedAt: at(0), bankedMs: 0, dueAt: at(600) });
  });

  it('a merge cancels every promise that is open, and none that was kept', () => {
    const merged = apply([5, { answers: true }], [20, question], [30, { to: 'merged' }]);
    expect(merged.clocks.map(({ kind, state, endedAt }) => [kind, state, endedAt])).toEqual([
      ['resolution', 'cancelled', at(30)],
      ['first_response', 'met', at(5)],
      ['tier', 'cancelled', at(30)],
      ['periodic_update', 'met', at(5)],
      ['periodic_update', 'cancelled', at(30)],
      ['next_response', 'cancelled', at(30)],
    ]);
    expect(applyAll(merged, [happened(6, 40, question), happened(7, 50, { answers: true })], [], rules).clocks).toEqual(
      merged.clocks,
    );
  });

  it('reopened after it was closed, only what lasts goes on, with what it had used', () => {
    const reopened = apply(
      [10, { to: 'in_progress', answers: true }],
      [40, { to: 'resolved', answers: true }],
      [900, { to: 'closed' }],
      [5_000, { to: 'queued' }],
    );
    expect(find(reopened, 'resolution')).toMatchObject({ bankedMs: 40 * minute, resumedAt: at(5_000), endedAt: null });
    expect(find(reopened, 'tier', 1)).toMatchObject({ bankedMs: 40 * minute, dueAt: at(5_060) });
    expect(find(reopened, 'first_response')).toMatchObject({ state: 'met', endedAt: at(10) });
  });
});
