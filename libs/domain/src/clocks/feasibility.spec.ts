import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../calendar/business-calendar.js';
import { roundTheClock } from '../calendar/calendar.js';
import { run, startClock, stop, type Clock } from './clock.js';
import type { Language } from './explain/language.js';
import { roundTheClockInUtc, type ToldPolicy } from './explain/told-policy.js';
import { judgeFeasibility, type Taker } from './feasibility.js';
import { defaultPauses } from './policy.js';
import { at, breach } from './testing/promises.fixture.js';

const told = (minutes: number, calendar = roundTheClock): ToldPolicy => ({
  policy: {
    version: 1,
    targetSeconds: minutes * 60,
    calendar,
    thresholds: [breach],
    pausedWhile: defaultPauses.resolution,
    outsideHours: true,
  },
  conditions: { priority: null, entitlement: null, organisationId: null, channel: null, tier: null, teamId: null, vendorId: null }, // prettier-ignore
  hours: roundTheClockInUtc,
});
const started = (minutes: number, kind: Clock['kind'] = 'resolution'): Clock =>
  startClock({ id: 'c', kind, tier: null, cycle: 1, ownerId: null, priority: 'P2' }, at(0), told(minutes).policy);
const customer = { clock: started(240), told: told(240) };
const judge = (
  taker: Partial<Taker>,
  { held = customer, now = 60, pausedBy = false, language = 'en' as Language } = {},
) => judgeFeasibility(held, { name: 'L2', told: null, clock: null, ...taker }, { pausedBy, now: at(now), language });

describe('a promise of another', () => {
  it('that ends in time for the customer is fine, also at the very millisecond', () => {
    expect(judge({ told: told(180) })).toEqual({
      feasible: true,
      customerDueAt: at(240),
      earliestBy: at(240),
      shortBySeconds: 0,
      why: 'By its own promise L2 has until 8 March 2026, 13:00: in time for the customer, to whom it is due on 8 March 2026, 13:00.',
    });
  });

  it('that ends too late is told with how much too late', () => {
    const short = { feasible: false, customerDueAt: at(240), earliestBy: at(360), shortBySeconds: 7_200 };
    expect(judge({ told: told(300) })).toEqual({
      ...short,
      why: 'By its own promise L2 has until 8 March 2026, 15:00: 2 hours too late for the customer, to whom it is due on 8 March 2026, 13:00.',
    });
    expect(judge({ told: told(300) }, { language: 'ru' }).why).toBe(
      'Собственный срок L2: 8 марта 2026 г., 15:00. Клиенту обещано решение к 8 марта 2026 г., 13:00. Опоздание: 2 часа.',
    );
    expect(judge({ told: told(300) }, { language: 'ko' }).why).toBe(
      'L2의 자체 기한은 2026년 3월 8일 15:00이며, 고객 약속 기한 2026년 3월 8일 13:00보다 2시간 늦습니다.',
    );
  });

  it('counts by its own calendar', () => {
    const office = calendarOf({ timezone: 'UTC', hours: { mon: [['09:00', '17:00']] } });
    expect(judge({ told: told(30, office) })).toMatchObject({ feasible: false, earliestBy: at(24 * 60 + 30) });
  });

  it('goes on with what it has used, and says nothing once it is broken', () => {
    const before = stop(started(100, 'tier'), 'met', at(40), told(100).policy);
    expect(judge({ told: told(240), clock: before })).toMatchObject({ feasible: false, earliestBy: at(260) });
    expect(judge({ told: told(220), clock: before })).toMatchObject({ feasible: true, earliestBy: at(240) });
    const broken = stop(started(30, 'tier'), 'met', at(40), told(30).policy);
    expect(judge({ told: told(999), clock: broken })).toMatchObject({
      feasible: true,
      earliestBy: null,
      why: 'The promise of L2 for this ticket is broken already, so it no longer says when it will be done.',
    });
  });

  it('that was never made is fine, and it is said', () => {
    expect(judge({})).toEqual({
      feasible: true,
      customerDueAt: at(240),
      earliestBy: null,
      shortBySeconds: 0,
      why: 'L2 has made no promise for a ticket like this, so nothing speaks against it.',
    });
  });
});

describe('a promise to the customer', () => {
  const nothing = 'No solution by a certain time is promised to the customer, so nothing can come too late.';

  it('that is not there, or over, cannot be missed', () => {
    expect(judgeFeasibility(null, { name: 'L2', told: told(9), clock: null }, { pausedBy: false, now: at(0), language: 'en' })).toMatchObject({ feasible: true, customerDueAt: null, why: nothing }); // prettier-ignore
    const over = { ...customer, clock: stop(customer.clock, 'met', at(9), customer.told.policy) };
    expect(judge({ told: told(999) }, { held: over })).toMatchObject({ feasible: true, why: nothing });
  });

  it('that stands still meanwhile cannot be missed either, unless it is broken', () => {
    expect(judge({ told: told(999) }, { pausedBy: true })).toMatchObject({ feasible: true, customerDueAt: null });
    expect(judge({ told: told(10) }, { pausedBy: true, now: 250 })).toMatchObject({
      feasible: false,
      shortBySeconds: 1_200,
      why: expect.stringContaining('20 minutes too late for the customer, to whom it was due on'),
    });
  });

  it('that is paused counts as if it went on now', () => {
    const held = { ...customer, clock: stop(customer.clock, 'paused', at(40), customer.told.policy) };
    expect(judge({ told: told(201) }, { held, now: 100 })).toMatchObject({ feasible: false, customerDueAt: at(300), shortBySeconds: 60 }); // prettier-ignore
    expect(run(held.clock, at(100), customer.told.policy).dueAt).toEqual(at(300));
  });
});
