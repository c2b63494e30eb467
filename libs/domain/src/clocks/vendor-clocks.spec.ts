import { describe, expect, it } from '@jest/globals';
import { applyAll } from './apply-event.js';
import { noClocks, type Clocks, type VendorNews } from './clocks.js';
import type { ClockKind } from './policy.js';
import { at, find, log, minute, opened, rulesOf, type Step } from './testing/promises.fixture.js';

const rules = rulesOf([
  { kind: 'vendor_ack', minutes: 60 },
  { kind: 'vendor_resolution', minutes: 600 },
  { kind: 'vendor_resolution', minutes: 300, vendorId: 'quick' },
  { kind: 'resolution', minutes: 1_000 },
]);
const says = (news: VendorNews, caseId = 'case-1', vendorId = 'maker'): Step => ({
  vendor: { caseId, vendorId, news },
});
const asked = [5, { to: 'awaiting_vendor' }] as const;
const told = [10, says('delivered')] as const;
const apply = (...steps: readonly (readonly [number, Step])[]): Clocks =>
  applyAll(noClocks, log(...opened, ...steps), [], rules);
const all = ({ clocks }: Clocks, kind: ClockKind) => clocks.filter((clock) => clock.kind === kind);

describe('a vendor’s promises', () => {
  it('run from when the vendor was told, not from when it was asked, and are the vendor’s own', () => {
    expect(apply(asked).clocks.map(({ kind }) => kind)).toEqual(['resolution']);
    const clocks = apply(asked, told);
    expect(find(clocks, 'vendor_ack')).toMatchObject({ startedAt: at(10), dueAt: at(70), ownerId: 'maker', cycle: 1 });
    expect(find(clocks, 'vendor_resolution')).toMatchObject({ startedAt: at(10), dueAt: at(610), tier: null });
    const quick = apply(asked, [10, says('delivered', 'case-1', 'quick')]);
    expect(find(quick, 'vendor_resolution').dueAt).toEqual(at(310));
  });

  it.each(['acknowledged', 'progressed'] as const)('%s: the case is taken up, its solution is still owed', (news) => {
    const clocks = apply(asked, told, [30, says(news)]);
    expect(find(clocks, 'vendor_ack')).toMatchObject({ state: 'met', endedAt: at(30), bankedMs: 20 * minute });
    expect(find(clocks, 'vendor_resolution')).toMatchObject({ state: 'running', dueAt: at(610) });
  });

  it('wait while it is we who are asked, also while the ticket is back with us, until our message arrives', () => {
    const waits = [asked, told, [30, says('info-needed')], [31, { to: 'in_progress' }]] as const;
    const paused = apply(...waits);
    expect(find(paused, 'vendor_ack')).toMatchObject({ state: 'met', endedAt: at(30) });
    expect(find(paused, 'vendor_resolution')).toMatchObject({ state: 'paused', bankedMs: 20 * minute, dueAt: null });
    const goesOn = apply(...waits, [60, { to: 'awaiting_vendor' }], [62, says('message-delivered')]);
    expect(find(goesOn, 'vendor_resolution')).toMatchObject({ state: 'running', resumedAt: at(62), dueAt: at(642) });
    const elsewhere = apply(...waits, [40, { to: 'queued', tier: 2 }], [50, { to: 'awaiting_customer', tier: 2 }]);
    expect(find(elsewhere, 'vendor_resolution').state).toBe('paused');
  });

  it('of a word more that we send while nothing is asked of us change nothing', () => {
    const before = apply(asked, told);
    expect(apply(asked, told, [20, says('message-delivered')]).clocks).toEqual(before.clocks);
  });

  it.each(['resolved', 'rejected'] as const)('%s ends both, and the move that follows leaves them so', (news) => {
    const clocks = apply(asked, told, [40, says(news)], [41, { to: 'queued' }]);
    for (const kind of ['vendor_ack', 'vendor_resolution'] as const)
      expect(find(clocks, kind)).toMatchObject({ state: 'met', endedAt: at(40), bankedMs: 30 * minute });
  });

  it('are cancelled by what ends our waiting: taken back, solved without it, merged', () => {
    for (const to of ['in_progress', 'queued', 'resolved', 'merged'] as const) {
      const clocks = apply(asked, told, [40, { to }], [50, says('resolved')]);
      expect(find(clocks, 'vendor_ack')).toMatchObject({ state: 'cancelled', endedAt: at(40) });
      expect(find(clocks, 'vendor_resolution')).toMatchObject({ state: 'cancelled', endedAt: at(40) });
    }
    const solved = apply(asked, told, [30, says('info-needed')], [31, { to: 'in_progress' }], [90, { to: 'resolved' }]);
    expect(find(solved, 'vendor_resolution')).toMatchObject({ state: 'cancelled', endedAt: at(90) });
  });

  it('begin with no case that could not be delivered', () => {
    expect(all(apply(asked, [9, says('undeliverable')], [10, { to: 'queued' }]), 'vendor_ack')).toEqual([]);
    expect(find(apply(asked, told, [30, says('undeliverable')]), 'vendor_ack').state).toBe('cancelled');
  });

  it('of a second case are a second cycle, and what is said of the first touches nothing any more', () => {
    const second = [
      asked,
      told,
      [30, says('acknowledged')],
      [31, { to: 'in_progress' }],
      [40, { to: 'awaiting_vendor' }],
      [45, says('delivered', 'case-2', 'quick')],
    ] as const;
    const clocks = apply(...second, [50, says('resolved', 'case-1')], [51, says('info-needed', 'case-1')]);
    expect(all(clocks, 'vendor_resolution').map(({ cycle, ownerId, state }) => [cycle, ownerId, state])).toEqual([
      [1, 'maker', 'cancelled'],
      [2, 'quick', 'running'],
    ]);
    expect(find(clocks, 'vendor_ack')).toMatchObject({ cycle: 2, startedAt: at(45), state: 'running' });
  });

  it('of a case that waits for us are over when another vendor is told', () => {
    const clocks = apply(
      asked,
      told,
      [30, says('info-needed')],
      [31, { to: 'in_progress' }],
      [40, { to: 'awaiting_vendor' }],
      [45, says('delivered', 'case-2')],
    );
    expect(all(clocks, 'vendor_resolution').map(({ state, endedAt }) => [state, endedAt])).toEqual([
      ['cancelled', at(45)],
      ['running', null],
    ]);
  });

  it('begin once for a case, however often it is told', () => {
    const clocks = apply(asked, told, [20, says('acknowledged')], [30, says('delivered')]);
    expect(all(clocks, 'vendor_ack')).toHaveLength(1);
    expect(find(clocks, 'vendor_resolution')).toMatchObject({ cycle: 1, dueAt: at(610) });
  });

  it('leave the promise to the customer alone, which runs on', () => {
    const clocks = apply(asked, told, [30, says('info-needed')], [31, { to: 'in_progress' }]);
    expect(find(clocks, 'resolution')).toMatchObject({ state: 'running', resumedAt: at(0), dueAt: at(1_000) });
  });
});
