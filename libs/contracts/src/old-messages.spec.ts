import { describe, expect, it } from '@jest/globals';
import { SlaBreached, SlaWarned } from './catalogue.js';

const promise = {
  ticketId: '0194f3a2-0000-7000-8000-000000000001',
  version: 4,
  tier: 1,
  clockId: '0194f3a2-0000-7000-8000-000000000002',
  kind: 'tier',
  dueAt: '2026-03-02T09:00:00.000Z',
  rangAt: '2026-03-02T09:00:00.010Z',
};

describe('a message that lay in the outbox during an upgrade', () => {
  it('of a breach, from before there were other thresholds than 100 per cent, is understood as it was', () => {
    const old = { ...promise, onBreach: 'escalate', evenIfHeld: true };
    expect(SlaBreached.data.parse(old)).toEqual({ ...old, percent: 100, reachedAt: null });
  });

  it('of a warning, from before warnings did anything, is understood as it was', () => {
    const old = { ...promise, percent: 75, warn: 'assignee', reachedAt: '2026-03-02T08:00:00.000Z' };
    expect(SlaWarned.data.parse(old)).toEqual({ ...old, action: 'none', evenIfHeld: false });
  });
});
