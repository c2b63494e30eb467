import { nextState, states, type Action, type ActionFrom, type State } from '#domain';
import { describe, expect, it, test } from '@jest/globals';
import { nextMove, type MoveName, type Position } from './next-move.js';
import { wantedBy, type Wanted } from './wanted-status.js';

const open = states.filter((state) => !['received', 'merged', 'rejected'].includes(state));
const wanted: readonly (Wanted | null)[] = [
  'wait-in-queue',
  'be-worked-on',
  'be-assigned',
  'wait-for-customer',
  'wait-for-implementation',
  'wait',
  'be-resolved',
  'be-closed',
  null,
];

/** Makes the moves as the system would: the lifecycle refuses what is not legal. */
function walk(from: Position, to: { level: number; sector: string; wanted: Wanted | null }) {
  const moves: MoveName[] = [];
  let now = from;
  for (let move = nextMove(now, to); move !== null; move = nextMove(now, to)) {
    moves.push(move);
    if (moves.length > 6) throw new Error(`It never comes to an end: ${moves.join(' ')}`);
    const state: State = nextState(now.state, move as Action as ActionFrom<State>);
    const arrives = ['escalate', 'return', 'transfer'].includes(move);
    now = { state, tier: arrives ? to.level : now.tier, sector: arrives ? to.sector : now.sector };
  }
  return { moves, end: now };
}

describe.each(open)('a ticket that is %s', (state) => {
  it.each([
    ['above', 1, 3],
    ['below', 3, 1],
    ['beside', 2, 2],
  ])('comes by legal moves to a team %s, whatever it is to be there', (_, tier, level) => {
    for (const each of wanted) {
      const { end } = walk({ state, tier, sector: 'a' }, { level, sector: 'b', wanted: each });
      expect(end).toMatchObject({ tier: level, sector: 'b' });
    }
  });

  it('comes by legal moves to whatever it is to be, where it is', () => {
    const reached = (each: Wanted | null) => {
      const place = { tier: 2, sector: 'a' };
      return walk({ state, ...place }, { level: 2, sector: 'a', wanted: each }).end.state;
    };
    const solved = state === 'closed' ? 'closed' : 'resolved';
    expect(wanted.map(reached)).toEqual([
      'queued',
      'in_progress',
      'in_progress',
      'awaiting_customer',
      'awaiting_intervention',
      'awaiting_intervention',
      solved,
      'closed',
      state,
    ]);
  });
});

test('the place comes before the status, by as few moves as can be', () => {
  const at = (tier: number, state: State): Position => ({ tier, state, sector: 'a' });
  const to = (level: number, each: Wanted) => ({ level, sector: level === 2 ? 'a' : 'b', wanted: each });
  expect(walk(at(2, 'in_progress'), to(3, 'be-worked-on')).moves).toEqual(['escalate', 'claim']);
  expect(walk(at(2, 'queued'), to(1, 'wait-in-queue')).moves).toEqual(['return']);
  expect(walk(at(2, 'queued'), to(2, 'be-assigned')).moves).toEqual(['assign']);
  expect(walk(at(2, 'awaiting_customer'), to(3, 'be-closed')).moves).toEqual([
    'resume',
    'escalate',
    'claim',
    'resolve',
    'close',
  ]);
  expect(walk(at(2, 'closed'), to(2, 'be-worked-on')).moves).toEqual(['reopen', 'claim']);
});

test.each([
  ['Queued', 'Awaiting Assignment', 'wait-in-queue'],
  ['Accepted', 'In Progress', 'be-worked-on'],
  ['Accepted', 'Assigned', 'be-assigned'],
  ['Accepted', 'Wait - User', 'wait-for-customer'],
  ['Accepted', 'Wait - Customer', 'wait-for-customer'],
  ['accepted', 'WAIT-CUSTOMER', 'wait-for-customer'],
  ['Accepted', 'Wait', 'wait'],
  ['Accepted', 'Wait - Vendor', 'wait'],
  ['Accepted', 'Wait - Implementation', 'wait-for-implementation'],
  ['Completed', 'Resolved', 'be-resolved'],
  ['Completed', 'In Call', 'be-resolved'],
  ['Completed', 'Closed', 'be-closed'],
  ['Completed', 'Cancelled', 'be-closed'],
  ['Closed', '', 'be-closed'],
  ['Unmatched', 'Unmatched', null],
  ['constructor', 'toString', null],
  ['', '', null],
])('the status "%s/%s" asks it to %s', (status, subStatus, asks) => {
  expect(wantedBy({ status, subStatus })).toBe(asks);
});
