import { describe, expect, it } from '@jest/globals';
import { caseStates, judge } from './sequence.js';

describe('the sequence rule', () => {
  const open = caseStates.filter((state) => state !== 'resolved' && state !== 'rejected');

  it.each(open)('on a case that is %s, a higher sequence counts, gaps or not', (state) => {
    expect(judge({ state, lastSequence: 3 }, { sequence: 4 })).toBe('apply');
    expect(judge({ state, lastSequence: 3 }, { sequence: 400 })).toBe('apply');
    expect(judge({ state, lastSequence: 0 }, { sequence: 1 })).toBe('apply');
  });

  it.each(caseStates)('on a case that is %s, the same and a lower sequence are old', (state) => {
    expect(judge({ state, lastSequence: 3 }, { sequence: 3 })).toBe('old');
    expect(judge({ state, lastSequence: 3 }, { sequence: 1 })).toBe('old');
  });

  it.each(['resolved', 'rejected'] as const)('a case that is %s takes no more', (state) => {
    expect(judge({ state, lastSequence: 3 }, { sequence: 4 })).toBe('closed');
  });
});
