import { describe, expect, test } from '@jest/globals';
import {
  asItStands,
  correctionsOf,
  costOf,
  rateOf,
  sumWork,
  workPerAgent,
  workPerTier,
  type PricedWork,
  type WorkDone,
  type WorkRate,
} from './work-log.js';

const work = (seconds: number, over: Partial<WorkDone> = {}): WorkDone => ({
  kind: 'call',
  withCustomer: true,
  seconds,
  ...over,
});

describe('a correction', () => {
  test('of the time alone is one entry with the difference', () => {
    expect(correctionsOf([work(3600)], work(600))).toEqual([work(-3000)]);
    expect(correctionsOf([work(3600), work(-3000)], work(900))).toEqual([work(300)]);
  });

  test('of how it was spent takes the old back and gives the new', () => {
    const wanted = work(600, { kind: 'research', withCustomer: false });
    expect(correctionsOf([work(3600)], wanted)).toEqual([work(-3600), wanted]);
  });

  test('to nothing takes everything back, wherever it is by now', () => {
    const entries = [work(3600), work(-3600), work(600, { kind: 'remote' })];
    expect(correctionsOf(entries, work(0))).toEqual([work(-600, { kind: 'remote' })]);
  });

  test('that changes nothing is none', () => {
    expect(correctionsOf([work(3600), work(-60)], work(3540))).toEqual([]);
  });

  test('leaves an entry as it was wanted last', () => {
    for (const wanted of [work(60), work(7200, { kind: 'on-site' }), work(5, { withCustomer: false })]) {
      const entries = [work(3600), work(-3600), work(600, { kind: 'remote' })];
      expect(asItStands([...entries, ...correctionsOf(entries, wanted)])).toEqual(wanted);
    }
    expect(asItStands([work(60), work(-60)])).toMatchObject({ seconds: 0 });
  });
});

const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const rate = (over: Partial<WorkRate> = {}): WorkRate => ({
  tier: 1,
  agentId: null,
  hundredthsPerHour: 2400,
  currency: 'EUR',
  startsAt: at(1),
  endsAt: null,
  ...over,
});

describe('the rate of work', () => {
  const kim = { tier: 1, agentId: 'kim' };

  test('is that of its tier, from when it begins until another begins', () => {
    const rates = [rate({ startsAt: at(10), hundredthsPerHour: 3000 }), rate(), rate({ tier: 2 })];
    const of = (day: number) => rateOf(rates, { ...kim, at: at(day) })?.hundredthsPerHour;
    expect([of(9), of(10)]).toEqual([2400, 3000]);
    expect(rateOf(rates, { ...kim, at: new Date(0) })).toBeNull();
    expect(rateOf(rates, { ...kim, tier: null, at: at(9) })).toBeNull();
  });

  test('is none after it ended', () => {
    expect(rateOf([rate({ endsAt: at(5) })], { ...kim, at: at(5) })).toBeNull();
  });

  test("is an agent's own before that of the tier, also when the tier's began later", () => {
    const rates = [rate({ tier: null, agentId: 'kim', hundredthsPerHour: 9900 }), rate({ startsAt: at(4) })];
    expect(rateOf(rates, { ...kim, at: at(5) })?.hundredthsPerHour).toBe(9900);
    expect(rateOf(rates, { ...kim, agentId: 'lee', at: at(5) })?.hundredthsPerHour).toBe(2400);
  });
});

describe('what work comes to', () => {
  const done = (seconds: number, over: Partial<PricedWork> = {}): PricedWork => ({
    ...work(seconds),
    tier: 1,
    agentId: 'kim',
    rate: rate(),
    ...over,
  });

  test('is rounded once, not entry by entry', () => {
    const entries = Array.from({ length: 360 }, () => done(1, { rate: rate({ hundredthsPerHour: 10 }) }));
    expect(sumWork(entries).cost).toEqual([{ currency: 'EUR', amount: 0.01 }]);
    expect(costOf(entries[0]!)).toEqual({ currency: 'EUR', amount: 0 });
  });

  test('goes down by what is taken back', () => {
    const sum = sumWork([done(3600), done(-1800), done(600, { kind: 'research', withCustomer: false, rate: null })]);
    expect(sum).toEqual({
      seconds: 2400,
      withCustomerSeconds: 1800,
      secondsPerKind: { call: 1800, remote: 0, 'on-site': 0, research: 600, other: 0 },
      cost: [{ currency: 'EUR', amount: 12 }],
      unpricedSeconds: 600,
    });
  });

  test('is told per currency, per tier and per agent', () => {
    const entries = [
      done(3600, { tier: 2, agentId: 'lee', rate: rate({ currency: 'USD', hundredthsPerHour: 6200 }) }),
      done(1800),
      done(60, { agentId: 'max' }),
      done(-60, { agentId: 'max' }),
    ];
    expect(sumWork(entries).cost).toEqual([
      { currency: 'EUR', amount: 12 },
      { currency: 'USD', amount: 62 },
    ]);
    expect(workPerTier(entries).map(({ tier, seconds }) => [tier, seconds])).toEqual([
      [1, 1800],
      [2, 3600],
    ]);
    expect(workPerAgent(entries).map(({ agentId, seconds }) => [agentId, seconds])).toEqual([
      ['lee', 3600],
      ['kim', 1800],
    ]);
  });
});
