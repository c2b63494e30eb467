import { describe, expect, it } from '@jest/globals';
import { applyEvent } from './apply-event.js';
import { noClocks, type ClockEvent } from './clocks.js';
import { at, happened, minute, rulesOf } from './testing/promises.fixture.js';

const rules = rulesOf([
  { kind: 'tier', minutes: 60 },
  { kind: 'tier', minutes: 20, teamId: 'partner' },
]);
const told = (...events: readonly ClockEvent[]) =>
  events
    .reduce((clocks, event) => applyEvent(clocks, event, rules), noClocks)
    .clocks.map(({ cycle, ownerId, state, startedAt, dueAt }) => ({ cycle, ownerId, state, startedAt, dueAt }));

const arrival = [happened(1, 0, { tier: null }), happened(2, 0, { to: 'queued', tier: 1, priority: 'P2' })];
const overflowed = happened(3, 30, { tier: 1, overflow: { teamId: 'partner' } });

describe("a partner's promise", () => {
  it("begins when the ticket overflows to its team, by the team's own policy, beside the tier's", () => {
    expect(told(...arrival, overflowed)).toEqual([
      { cycle: 1, ownerId: null, state: 'running', startedAt: at(0), dueAt: at(60) },
      { cycle: 2, ownerId: 'partner', state: 'running', startedAt: at(30), dueAt: at(50) },
    ]);
  });

  it('ends when an own agent has it; the tier goes on with what it used', () => {
    const claimed = happened(4, 40, { to: 'in_progress', tier: 1 });
    const ended = happened(5, 40, { tier: 1, overflow: { teamId: null } });
    expect(told(...arrival, overflowed, claimed, ended)).toMatchObject([
      { state: 'running', dueAt: at(60) },
      { cycle: 2, state: 'cancelled' },
    ]);
  });

  it('is kept with the tier it leaves, and does not come back; another overflow is another promise', () => {
    const up = happened(4, 40, { to: 'queued', tier: 2 });
    const back = happened(5, 45, { to: 'queued', tier: 1 });
    const again = happened(6, 50, { tier: 1, overflow: { teamId: 'partner' } });
    const clocks = told(...arrival, overflowed, up, back, again);
    expect(clocks.map(({ cycle, state }) => [cycle, state])).toEqual([
      [1, 'running'],
      [2, 'met'],
      [1, 'met'],
      [3, 'running'],
    ]);
    expect(clocks[3]?.dueAt).toEqual(new Date(at(50).getTime() + 20 * minute));
  });
});
