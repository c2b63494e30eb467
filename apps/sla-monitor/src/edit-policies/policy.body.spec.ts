import { describe, expect, it } from '@jest/globals';
import { policyBody } from './policy.body.js';
import { tellChange } from './tell-change.js';
import { tellAdded, tellChanged } from './tell-edit.js';
import { matchOf } from './match-policies.handler.js';

const nobody = { organisation: null, team: null, vendor: null };
const id = '01890000-0000-7000-8000-000000000000';
const draft = (given: object) => policyBody.parse({ kind: 'resolution', targetSeconds: 3_600, ...given });

describe('a policy', () => {
  it('as short as can be is for any ticket, round the clock, with the thresholds and pauses of its kind', () => {
    expect(draft({})).toMatchObject({
      conditions: { priority: null, organisationId: null, vendorId: null },
      calendar: null,
      pausedWhile: ['awaiting_customer'],
      thresholds: [{ percent: 50 }, { percent: 75 }, { percent: 90 }, { percent: 100, action: 'escalate' }],
    });
    expect(draft({ kind: 'vendor_ack' }).thresholds.at(-1)).toMatchObject({ notify: 'leads', action: 'none' });
    expect(draft({ kind: 'tier' }).pausedWhile).toEqual(['awaiting_customer', 'awaiting_vendor']);
    expect(draft({ pausedWhile: [] }).pausedWhile).toEqual([]);
  });

  it('is the same in whatever order its thresholds and pauses come', () => {
    const one = draft({ kind: 'tier', thresholds: [{ percent: 100 }, { percent: 20 }], pausedWhile: ['awaiting_vendor', 'awaiting_customer'] }); // prettier-ignore
    const other = draft({ kind: 'tier', thresholds: [{ percent: 20 }, { percent: 100 }], pausedWhile: ['awaiting_customer', 'awaiting_vendor'] }); // prettier-ignore
    expect(one).toEqual(other);
  });

  it('is for the same one in whatever case an id is written, also while it is only looked at', () => {
    const loud = draft({ kind: 'vendor_ack', conditions: { vendorId: id.replaceAll('0', 'A'), organisationId: id.replaceAll('0', 'B') } }); // prettier-ignore
    expect(loud.conditions).toMatchObject({
      vendorId: id.replaceAll('0', 'a'),
      organisationId: id.replaceAll('0', 'b'),
    });
  });

  it('says what it is for by names, and of a change only what is another', () => {
    const was = draft({ kind: 'tier', conditions: { tier: 2, teamId: id, priority: 'P1' } });
    const names = { ...nobody, team: 'Device specialists' };
    expect(tellAdded(was, names)).toBe(
      'Added tier for P1, L2, Device specialists: 1 h, round the clock, rings at 50 % (assignee), 75 % (assignee), 90 % (assignee), 100 % (leads, escalate).',
    );
    const is = { ...was, conditions: { ...was.conditions, tier: null }, calendar: 'office', outsideHours: true };
    expect(tellChanged(was, is, names, names)).toBe(
      'Changed tier for P1, L2, Device specialists: now for P1, Device specialists; round the clock → in the hours of office; late alarms wait for the hours → late alarms ring at any hour.',
    );
    const long = draft({ calendar: 'office', targetSeconds: 162_060, pausedWhile: [], thresholds: [{ percent: 100 }] });
    expect(tellAdded(long, nobody)).toBe(
      'Added resolution for any ticket: 45 h 1 min, in the hours of office, rings at 100 % (leads), paused never.',
    );
  });

  it('tells a change in the language of whoever reads it', () => {
    const was = { ...draft({ conditions: { priority: 'P1', entitlement: 'premium' }, thresholds: [{ percent: 100 }] }), policyId: id, names: nobody }; // prettier-ignore
    const is = { ...was, targetSeconds: 5_400, calendar: 'office', pausedWhile: ['awaiting_customer', 'awaiting_vendor'] as const }; // prettier-ignore
    expect(tellChange([], [was], 'ru')).toBe(
      'Добавлено обещание «Решение» (P1, премиум): 1 ч, круглосуточно, тревоги: 100\u00a0% (руководителям).',
    );
    expect(tellChange([was], [is], 'ru')).toBe(
      'Изменено обещание «Решение» (P1, премиум): 1 ч → 1 ч 30 мин; круглосуточно → по календарю office; обычные остановки → стоит, пока заявка ждёт клиента или поставщика.',
    );
    expect(tellChange([was], [is], 'ko')).toBe(
      '‘해결’ 약속(P1, 프리미엄) 변경: 1시간 → 1시간 30분; 24시간 내내 → office 캘린더 기준; 기본 멈춤 → 고객 답변 대기 또는 공급사 답변 대기 중에는 멈춤.',
    );
    expect(tellChange([is], [], 'ko')).toContain('삭제. 이전 내용: 1시간 30분, office 캘린더 기준');
    expect([1, 2, 5].map((many) => tellChange(Array(many).fill(is), Array(many).fill(is), 'ru'))).toEqual([
      'Изменены часы календаря office: по нему идёт 1 обещание.',
      'Изменены часы календаря office: по нему идут 2 обещания.',
      'Изменены часы календаря office: по нему идут 5 обещаний.',
    ]);
    expect(tellChange([was], [is], 'en')).toBe(tellChanged(was, is, nobody, nobody));
    expect(tellChange([], [], 'ru')).toBeNull();
  });

  it('goes before others by the most telling condition it names', () => {
    const facts = { ...draft({}).conditions, priority: 'P1', entitlement: 'premium', vendorId: id, tier: 2 } as const;
    const policy = (name: string, conditions: object) => ({ ...draft({ conditions }), id: name, version: 1, changeId: 1 }); // prettier-ignore
    const premium = policy('premium', { entitlement: 'premium' });
    const urgent = policy('urgent', { priority: 'P1', channel: 'phone' });
    const [any, p1] = [policy('any', {}), policy('p1', { priority: 'P1' })];
    expect(matchOf('resolution', facts, [any, p1, urgent, premium])).toEqual({
      kind: 'resolution',
      policy: premium,
      why: 'It names entitlement; of 3 that fit it goes first: the next best does not name entitlement.',
      others: ['p1', 'any'],
    });
    expect(matchOf('resolution', facts, [urgent])).toMatchObject({ policy: null, why: 'None of 1 fits.' });
    const ofVendor = { ...policy('vendor', {}), conditions: { ...any.conditions, vendorId: id } };
    expect(matchOf('resolution', facts, [any, ofVendor]).policy).toBe(any);
    expect(matchOf('vendor_ack', facts, [any, ofVendor]).policy).toBe(ofVendor);
  });
});
