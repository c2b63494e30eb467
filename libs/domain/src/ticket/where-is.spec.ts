import { describe, expect, test } from '@jest/globals';
import { states, type State } from './lifecycle.js';
import { whereIs } from './where-is.js';

const at = new Date('2026-03-02T09:05:30Z');
const place = (state: State, more: Partial<Parameters<typeof whereIs>[0]> = {}) => ({
  state,
  tier: 2,
  sector: null,
  queuedAt: null,
  waitFor: null,
  waitUntil: null,
  resolvedAt: null,
  closedAt: null,
  ...more,
});

describe('where a ticket is', () => {
  test.each([
    [place('received', { tier: null }), {}, 'received, waiting to be understood'],
    [place('queued'), {}, 'queued at L2'],
    [
      place('queued', { sector: 'network', queuedAt: at }),
      { team: 'Backbone' },
      'queued at L2 network (Backbone) since 2026-03-02 09:05 UTC',
    ],
    [place('in_progress'), { assignee: 'Ada' }, 'with Ada (L2)'],
    [place('in_progress'), {}, 'with an agent (L2)'],
    [place('awaiting_customer'), {}, 'waiting for the customer'],
    [place('awaiting_vendor'), {}, 'at the vendor'],
    [place('awaiting_vendor'), { vendor: 'Acme' }, 'at the vendor Acme'],
    [place('awaiting_vendor'), { vendor: 'Acme', vendorCase: 'V-4001' }, 'at the vendor Acme, case V-4001'],
    [
      place('awaiting_intervention', { waitFor: 'intervention', waitUntil: at }),
      {},
      'waiting for an intervention until 2026-03-02 09:05 UTC',
    ],
    [place('awaiting_intervention', { waitFor: 'implementation' }), {}, 'waiting for an implementation'],
    [place('awaiting_intervention', { waitFor: 'other' }), {}, 'waiting for something else'],
    [place('resolved', { resolvedAt: at }), {}, 'resolved at L2 since 2026-03-02 09:05 UTC'],
    [place('closed', { closedAt: at }), {}, 'closed since 2026-03-02 09:05 UTC'],
    [place('merged'), { mergedInto: 'T-1001' }, 'merged into T-1001'],
    [place('merged'), {}, 'merged into another ticket'],
    [place('rejected'), {}, 'rejected'],
  ] as const)('%#: %j', (ticket, names, sentence) => {
    expect(whereIs(ticket, names)).toBe(sentence);
  });

  test('a customer or vendor with odd punctuation in the name keeps it', () => {
    expect(whereIs(place('awaiting_vendor'), { vendor: 'Acme , Inc', vendorCase: 'V-1' })).toBe(
      'at the vendor Acme , Inc, case V-1',
    );
  });

  test.each(states)('%s is always one sentence', (state) => {
    expect(whereIs(place(state))).toMatch(/^[a-z][^.]*[^. ]$/);
  });
});
