import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../calendar/business-calendar.js';
import { lifecycle, type State } from '../../ticket/lifecycle.js';
import { priorities } from '../../ticket/ticket.js';
import { usedMs } from '../clock.js';
import { vendorNews, type ClockEvent, type PolicyChange, type VendorNews } from '../clocks.js';
import { clockKinds } from '../policy.js';
import { tellClocks } from '../spans.js';
import { at, dice, happened, log, minute, opened, rulesOf, type Random, type Step } from '../testing/promises.fixture.js'; // prettier-ignore
import { clockHistory } from './clock-history.js';

const berlin = calendarOf({
  timezone: 'Europe/Berlin',
  hours: { sun: [['00:00', '24:00']], mon: [['00:00', '12:00'], ['13:00', '17:30']], thu: [['22:00', '24:00']], fri: [['00:00', '05:00']] }, // prettier-ignore
  holidays: ['03-12'],
});
const seoul = calendarOf({ timezone: 'Asia/Seoul', hours: { mon: [['09:00', '18:00']], wed: [['09:00', '18:00']] } });

/** Each kind by one policy, by another from the first change on, and by the first again from the second on. */
const rules = rulesOf(
  clockKinds.flatMap((kind, index) => [
    { kind, minutes: 300, calendar: berlin, until: 1 },
    { kind, minutes: 500, calendar: index % 2 === 0 ? seoul : berlin, since: 1, until: 2 },
    { kind, minutes: 200, since: 2 },
    { kind, minutes: 90, calendar: berlin, priority: 'P1' as const, since: 1 },
  ]),
);

describe('the intervals that counted', () => {
  it('add up to the time used, lie apart and in order, on any history', () => {
    const seen = { clocks: 0, changed: 0, pauses: 0, cut: 0 };
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = dice(seed);
      const events = randomLog(random);
      const last = events.at(-1)!.at;
      const changes: PolicyChange[] = [1, 2].map((change) => ({
        change,
        at: at(change * 4_000 + random(4_000) + 0.5),
      }));
      const now = new Date(Math.max(last.getTime(), changes[1]!.at.getTime()) + random(6_000) * minute);
      for (const told of tellClocks(events, changes, rules).clocks) {
        const { clock } = told;
        const { intervals, pauses, changes: others } = clockHistory(told, events, rules.policyOf, now, 100_000);
        const sum = intervals.reduce((ms, { from, to }) => ms + to.getTime() - from.getTime(), 0);
        expect([seed, clock.kind, sum]).toEqual([
          seed,
          clock.kind,
          usedMs(clock, now, rules.policyOf(clock.policyVersion)),
        ]);
        const isApart = intervals.every(
          ({ from, to }, index) => from < to && from >= (intervals[index - 1]?.to ?? from),
        );
        const isStill = pauses.every(
          ({ from, to }) => !intervals.some((one) => one.from < (to ?? now) && one.to > from),
        );
        expect([isApart, isStill]).toEqual([true, true]);

        const cut = clockHistory(told, events, rules.policyOf, now, 3);
        expect([cut.intervals, cut.isTruncated]).toEqual([intervals.slice(-3), intervals.length > 3]);
        seen.clocks += 1;
        seen.changed += others.length;
        seen.pauses += pauses.length;
        seen.cut += cut.isTruncated ? 1 : 0;
      }
    }
    // It says nothing unless the histories hold what is to be tested.
    expect(Math.min(seen.clocks, seen.changed, seen.pauses, seen.cut)).toBeGreaterThan(40);
  });

  it('of years are the newest ones, and those that touch are one', () => {
    const always = calendarOf({ timezone: 'UTC', hours: { mon: [['00:00', '24:00']], tue: [['00:00', '24:00']] } });
    const yearly = rulesOf([{ kind: 'resolution', minutes: 60, calendar: always }]);
    const events = log(...opened);
    const [told] = tellClocks(events, [], yearly).clocks;
    const now = new Date('2036-03-13T00:00:00Z');
    const { intervals, isTruncated } = clockHistory(told!, events, yearly.policyOf, now);
    expect([intervals.length, isTruncated]).toEqual([200, true]);
    expect(intervals.at(-1)).toEqual({ from: new Date('2036-03-10T00:00:00Z'), to: new Date('2036-03-12T00:00:00Z'), policyVersion: 1 }); // prettier-ignore
  });
});

describe('the pauses', () => {
  const all = rulesOf(clockKinds.map((kind) => ({ kind, minutes: 60 })));
  const pauses = (kind: (typeof clockKinds)[number], events: readonly ClockEvent[], tier: number | null = null) => {
    const told = tellClocks(events, [], all).clocks;
    const found = told.findLast(({ clock }) => clock.kind === kind && clock.tier === tier)!;
    const history = clockHistory(found, events, all.policyOf, at(100));
    return history.pauses.map(({ from, to, reason, lostMs }) => [from, to, reason, lostMs / minute]);
  };

  it('know why: the state the ticket was in', () => {
    const events = log(...opened, [1, { to: 'in_progress' }], [10, { to: 'awaiting_customer' }], [15, { priority: 'P3' }], [20, { to: 'queued' }], [30, { to: 'resolved' }], [40, { to: 'queued' }], [41, { to: 'in_progress' }], [50, { to: 'awaiting_customer' }]); // prettier-ignore
    expect(pauses('resolution', events)).toEqual([
      [at(10), at(20), 'awaiting_customer', 10],
      [at(30), at(40), 'resolved', 10],
      [at(50), null, 'awaiting_customer', 50],
    ]);
  });

  it('of a tier that the ticket was away from it, of a vendor that it waited for us', () => {
    const away = log(...opened, [10, { to: 'queued', tier: 2 }], [25, { to: 'queued', tier: 1 }]);
    expect(pauses('tier', away, 1)).toEqual([[at(10), at(25), 'with-another-tier', 15]]);
    const news = (what: (typeof vendorNews)[number]): Step => ({ vendor: { caseId: 'c', vendorId: 'v', news: what } });
    const asked = log(...opened, [1, { to: 'in_progress' }], [2, { to: 'awaiting_vendor' }], [3, news('delivered')], [10, news('info-needed')], [16, news('message-delivered')]); // prettier-ignore
    expect(pauses('vendor_resolution', asked)).toEqual([[at(10), at(16), 'vendor-waits-for-us', 6]]);
  });
});

/** A walk through the lifecycle with all that clocks hear of in between, over some days. */
function randomLog(random: Random): ClockEvent[] {
  const events = log([0, {}], [random(5), { to: 'queued', priority: 'P3' }]);
  let [state, tier, now, told]: [State, number, number, string | null] = ['queued', 1, 5, null];
  while (events.length < 30) {
    now += random(500);
    const chance = random(6);
    const step: Step = { tier, answers: random(6) === 0, asks: random(6) === 0, teamId: `team ${random(2)}` };
    if (chance === 0) events.push(happened(events.length + 1, now, { ...step, priority: priorities[random(5)]! }));
    else if (chance < 3 && state === 'awaiting_vendor') {
      const news: VendorNews = told ? vendorNews[random(vendorNews.length)]! : 'delivered';
      told = news === 'delivered' || !told ? `case ${events.length}` : told;
      events.push(happened(events.length + 1, now, { ...step, vendor: { caseId: told, vendorId: 'v', news } }));
    } else {
      const moves = Object.entries(lifecycle[state]).filter(([, to]) => to !== 'merged' && to !== 'rejected');
      const [action, to] = moves[random(moves.length)] as [string, State];
      if (['escalate', 'auto-escalate', 'return'].includes(action)) tier = 1 + random(3);
      state = to;
      events.push(happened(events.length + 1, now, { ...step, to, tier }));
    }
  }
  return events;
}
