import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../calendar/business-calendar.js';
import {
  isOnShift,
  nextShiftChange,
  offShiftSince,
  returnsAt,
  worksBetween,
  type Holder,
  type WorkingTime,
} from './availability.js';
import { defaultWeights, hasRoom, weightOf } from './capacity.js';
import { noRule, ruleFor, type DispatchRule } from './dispatch-rule.js';
import { planOffers, type ReadyAgent, type WaitingTicket } from './plan-offers.js';
import { needsOf } from './skills.js';
import { byUrgency } from './waiting-order.js';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const push: DispatchRule = { ...noRule, tier: 1, sector: null, mode: 'push' };
const ticket = (over: Partial<WaitingTicket> = {}): WaitingTicket => ({
  id: 't',
  rule: push,
  tier: 1,
  sector: null,
  priority: 'P4',
  queuedAt: at('09:00'),
  dueAt: null,
  language: null,
  product: null,
  overflowTeamId: null,
  asked: new Set(),
  knownTo: new Set(),
  ...over,
});
const agent = (id: string, over: Partial<ReadyAgent> = {}): ReadyAgent => ({
  id,
  capacity: 10,
  load: 0,
  lastOfferedAt: null,
  skills: new Map(),
  desks: [{ teamId: 'own', tier: 1, sector: null, partner: false }],
  ...over,
});
const plan = (tickets: WaitingTicket[], agents: ReadyAgent[], now = at('09:01')) =>
  planOffers(tickets, agents, defaultWeights, now);
const chosen = (tickets: WaitingTicket[], agents: ReadyAgent[]) =>
  plan(tickets, agents).offers.map(({ agentId, because }) => [agentId, because]);

describe('who is offered a ticket', () => {
  it('is at a desk of its tier and sector', () => {
    const other = agent('a', { desks: [{ teamId: 'x', tier: 2, sector: null, partner: false }] });
    const sector = agent('b', { desks: [{ teamId: 'y', tier: 1, sector: 'storage', partner: false }] });
    expect(chosen([ticket({ sector: 'network' })], [other, sector])).toEqual([]);
    expect(chosen([ticket({ sector: 'storage' })], [other, sector])).toEqual([['b', 'only-one']]);
  });

  it('is of a partner only once it overflowed to that very team', () => {
    const partner = agent('p', { desks: [{ teamId: 'partner', tier: 1, sector: null, partner: true }] });
    expect(chosen([ticket()], [partner])).toEqual([]);
    expect(chosen([ticket({ overflowTeamId: 'others' })], [partner])).toEqual([]);
    expect(chosen([ticket({ overflowTeamId: 'partner' })], [partner])).toEqual([['p', 'only-one']]);
  });

  it('knows the ticket or its customer, but only among those who may have it', () => {
    const known = ticket({ knownTo: new Set(['b', 'full']) });
    const full = agent('full', { capacity: 2, load: 2 });
    expect(chosen([known], [agent('a'), agent('b', { load: 5 }), full])).toEqual([['b', 'affinity']]);
    expect(chosen([{ ...known, rule: { ...push, affinity: false } }], [agent('a'), agent('b', { load: 5 })])).toEqual([
      ['a', 'load'],
    ]);
  });

  it('carries least for what they can, then waited longest for an offer', () => {
    expect(chosen([ticket()], [agent('a', { load: 3, capacity: 4 }), agent('b', { load: 4, capacity: 10 })])).toEqual([
      ['b', 'load'],
    ]);
    const turns = [agent('a', { lastOfferedAt: at('08:30') }), agent('b', { lastOfferedAt: at('08:10') })];
    expect(chosen([ticket()], turns)).toEqual([['b', 'turn']]);
  });

  it('was not asked before; when all were, it is open to all', () => {
    const asked = ticket({ asked: new Set(['a']) });
    expect(chosen([asked], [agent('a'), agent('b')])).toEqual([['b', 'only-one']]);
    expect(plan([asked], [agent('a')])).toMatchObject({ offers: [], open: ['t'] });
    expect(plan([ticket()], [])).toMatchObject({ offers: [], open: [] });
  });

  it('has the required skills while somebody may yet come who has; later the best there is, and it is said', () => {
    const needs: DispatchRule = {
      ...push,
      requiredSkills: [{ skill: 'fiber', level: 3 }, { skill: 'vip' }],
      skillWaitSeconds: 120,
    };
    const waits = ticket({ rule: needs });
    const some = agent('b', { skills: new Map([['vip', 1], ['fiber', 2]]) }); // prettier-ignore
    expect(plan([waits], [agent('a'), some])).toEqual({ offers: [], open: [], nextLookAt: at('09:02') });
    expect(plan([waits], [agent('a'), some], at('09:02')).offers).toMatchObject([
      { agentId: 'b', droppedSkills: ['fiber (3)'] },
    ]);
  });

  it('is never asked for more than they can carry, in one plan too', () => {
    const tickets = [1, 2, 3].map((n) => ticket({ id: `t${n}`, priority: 'P2', queuedAt: at(`08:0${n}`) }));
    expect(plan(tickets, [agent('a', { capacity: 6 })]).offers.map(({ ticketId }) => ticketId)).toEqual(['t1', 't2']);
  });
});

describe('what waits', () => {
  it('goes by the soonest promise, then by priority, then by age', () => {
    const list = [
      ticket({ id: 'old', queuedAt: at('07:00') }),
      ticket({ id: 'p1', priority: 'P1' }),
      ticket({ id: 'broken', dueAt: at('06:00'), priority: 'P5' }),
      ticket({ id: 'soon', dueAt: at('10:00') }),
      ticket({ id: 'unjudged', priority: null, queuedAt: at('01:00') }),
    ];
    expect(list.toSorted(byUrgency).map(({ id }) => id)).toEqual(['broken', 'soon', 'p1', 'old', 'unjudged']);
  });

  it('asks for what the rule of its place, its language and its product ask for', () => {
    const rule: DispatchRule = { ...push, languageSkill: 'required', productSkill: 'preferred' };
    expect(needsOf(rule, { language: 'ru-RU', product: 'FW 100' })).toEqual({
      required: [{ skill: 'lang:ru' }],
      preferred: [{ skill: 'product:fw-100' }],
    });
    expect(needsOf(rule, { language: null, product: null })).toEqual({ required: [], preferred: [] });
    const ofSector = { ...push, sector: 'network' };
    expect(ruleFor([push, ofSector], { tier: 1, sector: 'network' })).toBe(ofSector);
    expect(ruleFor([push, ofSector], { tier: 1, sector: 'storage' })).toBe(push);
    expect(ruleFor([ofSector], { tier: 1, sector: null })).toBeNull();
  });

  it('weighs by priority; who holds nothing may take any one', () => {
    expect([weightOf(defaultWeights, 'P1'), weightOf(defaultWeights, null)]).toEqual([4, 1]);
    expect([hasRoom(2, 0, 4), hasRoom(2, 1, 4), hasRoom(5, 1, 4), hasRoom(null, 99, 4)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('being there', () => {
  const shift = calendarOf({ timezone: 'UTC', hours: { mon: [['08:00', '12:00'], ['13:00', '17:00']] } }); // prettier-ignore
  const none = { shifts: [shift], absences: [] };
  const leave = { shifts: [shift], absences: [{ from: at('14:00'), to: at('16:00') }] };

  it('is being on shift, without breaks and absences; always, where nobody has shifts', () => {
    expect(['07:59', '08:00', '12:00', '13:00', '17:00'].map((time) => isOnShift(none, at(time)))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(isOnShift(leave, at('15:00'))).toBe(false);
    expect(isOnShift({ shifts: [], absences: [] }, at('03:00'))).toBe(true);
    expect(nextShiftChange(none, at('11:00'))).toEqual(at('12:00'));
    expect(offShiftSince(none, at('18:00'))).toEqual(at('17:00'));
    expect(offShiftSince(leave, at('15:30'))).toEqual(at('14:00'));
    expect(offShiftSince(none, at('09:00'))).toBeNull();
  });

  it('is told between two instants: shifts together, absences taken out, cut at both ends', () => {
    const late = calendarOf({ timezone: 'UTC', hours: { mon: [['11:00', '13:00'], ['20:00', '24:00']], tue: [['00:00', '02:00']] } }); // prettier-ignore
    const told = (time: WorkingTime, from = at('07:00'), to = at('23:00')) =>
      worksBetween(time, from, to).map((each) => [each.from, each.to].map((edge) => edge.toISOString().slice(11, 16)));
    expect(told(none)).toEqual([['08:00', '12:00'], ['13:00', '17:00']]); // prettier-ignore
    expect(told(leave)).toEqual([['08:00', '12:00'], ['13:00', '14:00'], ['16:00', '17:00']]); // prettier-ignore
    expect(told({ shifts: [late, shift], absences: [{ from: at('07:30'), to: at('08:30') }] })).toEqual([['08:30', '17:00'], ['20:00', '23:00']]); // prettier-ignore
    expect(told({ shifts: [late], absences: [] }, at('21:00'), new Date('2026-03-03T05:00:00Z'))).toEqual([['21:00', '02:00']]); // prettier-ignore
    expect(told({ shifts: [], absences: leave.absences }, at('15:00'), at('18:00'))).toEqual([['16:00', '18:00']]);
  });

  it.each<[string, Partial<Holder>, string | null, string | null]>([
    ['offline for long enough', { availability: { state: 'offline', since: at('09:00') } }, '09:10', 'offline'],
    ['away', { availability: { state: 'away', since: at('09:00') } }, '09:30', 'away'],
    ['busy', { availability: { state: 'busy', since: at('09:00') } }, null, null],
    ['deactivated', { active: false }, '18:00', 'deactivated'],
    ['off shift', { time: none, availability: { state: 'available', since: at('09:00') } }, '17:15', 'off-shift'],
    ['working on', { time: none, availability: { state: 'available', since: at('17:05') } }, null, null],
  ])('work of who is %s goes back by the rule', (_, over, time, because) => {
    const rule = {
      returnAfterOfflineSeconds: 600,
      returnAfterAwaySeconds: 1_800,
      returnAfterShiftSeconds: 900,
      returnWhenDeactivated: true,
      returnWaiting: false,
    };
    const holder: Holder = { active: true, availability: null, time: { shifts: [], absences: [] }, ...over };
    const due = returnsAt(rule, holder, at('18:00'));
    expect([due?.at ?? null, due?.because ?? null]).toEqual([time && at(time), because]);
    expect(returnsAt(noRule, holder, at('18:00'))).toBeNull();
  });
});
