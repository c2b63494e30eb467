import { describe, expect, test } from '@jest/globals';
import {
  eventOf,
  expectMovable,
  IllegalTransition,
  lifecycle,
  nextState,
  openStates,
  states,
  transitions,
  type State,
} from './lifecycle.js';

const neighbours = (state: State): State[] => Object.values(lifecycle[state]);

function reachableFrom(start: State): Set<State> {
  const seen = new Set<State>([start]);
  for (const state of seen) for (const next of neighbours(state)) seen.add(next);
  return seen;
}

const OVER: readonly State[] = ['closed', 'merged', 'rejected'];

describe('the lifecycle', () => {
  test('every state can be reached from received', () => {
    expect([...reachableFrom('received')].sort()).toEqual([...states].sort());
  });

  test.each(states)('from %s a ticket can come to an end', (state) => {
    expect([...reachableFrom(state)].filter((reached) => OVER.includes(reached))).not.toEqual([]);
  });

  test('an open ticket can always be moved, and what was merged or rejected never again', () => {
    expect(openStates.filter((state) => neighbours(state).length === 0)).toEqual([]);
    expect(states.filter((state) => neighbours(state).length === 0)).toEqual(['merged', 'rejected']);
  });

  test('an open ticket is one that is neither resolved nor over', () => {
    expect(states.filter((state) => !(openStates as readonly State[]).includes(state))).toEqual(['resolved', ...OVER]);
  });

  test('every legal move leads where the table says', () => {
    for (const [from, action, to] of transitions) expect(nextState(from, action as never)).toBe(to);
  });

  test('every action that is not in the table is refused, and says what is possible', () => {
    const actions = new Set(transitions.map(([, action]) => action));
    for (const state of states) {
      for (const action of [...actions].filter((name) => !(name in lifecycle[state]))) {
        expect(() => nextState(state, action as never)).toThrow(IllegalTransition);
      }
    }
    expect(new IllegalTransition('resolved', 'claim')).toMatchObject({
      kind: 'conflict',
      code: 'ticket.illegal-transition',
      message: 'A ticket that is resolved cannot be moved by "claim"; possible now: reopen, close.',
      extra: { state: 'resolved', action: 'claim', possible: ['reopen', 'close'] },
    });
    expect(new IllegalTransition('merged', 'reopen').message).toMatch(/possible now: nothing, it is over\.$/);
  });

  test('names that every object has are not actions', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(() => nextState('queued', name as never)).toThrow(IllegalTransition);
      expect(() => expectMovable({ state: 'queued' }, name as never)).toThrow(IllegalTransition);
    }
  });

  test('illegal moves do not compile', () => {
    const loaded = { state: 'received' as State };
    // @ts-expect-error: nobody resolves what nobody holds
    expect(() => nextState('queued', 'resolve')).toThrow(IllegalTransition);
    // @ts-expect-error: what was merged stays merged
    expect(() => nextState('merged', 'reopen')).toThrow(IllegalTransition);
    // @ts-expect-error: a ticket just loaded may be in any state: look first
    expect(() => nextState(loaded.state, 'claim')).toThrow(IllegalTransition);
    // @ts-expect-error: a claim does not resolve
    const resolved: 'resolved' = nextState('queued', 'claim');
    expect(resolved).toBe('in_progress');
  });

  test('a ticket that may be moved is narrowed to the states in which it may', () => {
    const ticket: { readonly state: State } = { state: 'queued' };
    expectMovable(ticket, 'claim');
    const state: 'queued' = ticket.state;
    expect(nextState(state, 'claim')).toBe('in_progress');
    expect(() => expectMovable({ state: 'closed' as State }, 'claim')).toThrow(IllegalTransition);
  });

  test('every action has a name of its own on the timeline', () => {
    const actions = new Set(transitions.map(([, action]) => action));
    expect(new Set(Object.keys(eventOf))).toEqual(actions);
    expect(new Set(Object.values(eventOf)).size).toBe(actions.size);
  });
});
