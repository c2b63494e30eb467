import { describe, expect, test } from '@jest/globals';
import { languages } from '../clocks/explain/language.js';
import { draftWords } from './draft-words.js';
import { draftWorkOrder, type KnownOfTicket } from './draft-work-order.js';

const nothing: KnownOfTicket = {
  subject: 'The router reboots',
  description: 'Every hour, since Monday.',
  symptom: null,
  underlyingProblem: null,
  goal: null,
  product: null,
  assetTag: null,
  location: null,
  entitlement: null,
  entitlementReason: null,
  language: null,
  requester: { name: null, email: 'kim@example.test' },
  organisation: null,
  promises: [],
  steps: [],
  workOrders: [],
  consultations: [],
  hypotheses: [],
  notes: [],
};
const dueAt = new Date('2026-03-02T12:30:00Z');
const order = {
  toTier: 2,
  tried: [{ action: 'Changed the power supply', result: 'It still reboots' }],
  hypothesis: 'A watchdog.',
  checkFirst: 'The watchdog counter.',
  returnReason: null,
  returnNote: null,
  betterSector: null,
};

describe('a drafted work order', () => {
  test('says of an untouched ticket only what the customer wrote and who that is', () => {
    const { workOrder, missing } = draftWorkOrder(nothing, 'en');
    expect(workOrder).toEqual({
      situation: 'Reported: The router reboots\nEvery hour, since Monday.',
      customerContext: 'Customer: kim@example.test',
    });
    expect(missing.map(({ pointer }) => pointer)).toEqual([
      '/workOrder/tried',
      '/workOrder/hypothesis',
      '/workOrder/checkFirst',
    ]);
  });

  test('is complete when everything is on record', () => {
    const known: KnownOfTicket = {
      ...nothing,
      symptom: 'Reboots every hour',
      goal: 'Ship at noon',
      product: 'XR-1',
      assetTag: 'A-7',
      location: 'Hall 3',
      entitlement: 'premium',
      entitlementReason: 'contract 12',
      organisation: 'Acme',
      language: 'ru',
      promises: [
        { kind: 'resolution', dueAt, broken: false },
        { kind: 'first_response', dueAt, broken: true },
        { kind: 'periodic_update', dueAt: null, broken: false },
      ],
      steps: [{ runbook: 'Reboots', step: 'Measure the voltage', result: '11.2 V', note: 'under load' }],
      consultations: [{ tier: 2, question: 'Seen before?', answer: 'Yes, with firmware 4.' }],
      hypotheses: [
        { cause: 'A bad fuse', state: 'ruled-out', evidence: [] },
        { cause: 'A watchdog fires', state: 'open', evidence: [{ for: true, text: 'the log just stops' }] },
      ],
    };
    expect(draftWorkOrder(known, 'en')).toEqual({
      workOrder: {
        situation:
          'Symptom: Reboots every hour\nGoal: Ship at noon\nReported: The router reboots\nEquipment: XR-1, A-7\nLocation: Hall 3',
        tried: [
          { action: 'Reboots: Measure the voltage', result: '11.2 V (under load)' },
          { action: 'Asked L2: Seen before?', result: 'Yes, with firmware 4.' },
        ],
        hypothesis: 'Open: A watchdog fires\n  for: the log just stops',
        customerContext:
          'Customer: kim@example.test\nOrganisation: Acme\nEntitlement: premium: contract 12\nLanguage: ru\nGoal: Ship at noon\n' +
          'Promises: resolution by 2026-03-02 12:30 UTC; first response was due 2026-03-02 12:30 UTC: broken; next update: the clock is paused',
        checkFirst: 'Verify: A watchdog fires',
      },
      missing: [],
      unfinished: [],
    });
    // What triage wrote in English is told by the ticket, in the language of whoever reads it.
    const inKorean = draftWorkOrder(known, 'ko').workOrder.customerContext;
    expect(inKorean).toContain('지원 종류: 프리미엄\n');
    expect(inKorean).not.toContain('contract 12');
  });

  test('of a ticket that came back carries over what was tried and supposed, and says why it came back', () => {
    const returned = { ...order, returnReason: 'wrong-sector', returnNote: 'It is the disk.', betterSector: 'storage' } as const; // prettier-ignore
    const { workOrder, missing } = draftWorkOrder({ ...nothing, workOrders: [order, returned] }, 'en');
    expect(workOrder).toMatchObject({
      tried: order.tried,
      hypothesis: 'A watchdog.',
      checkFirst: 'The watchdog counter.',
    });
    expect(workOrder.situation).toContain(
      'Returned by L2 (wrong sector): It is the disk.; belongs to the sector storage',
    );
    expect(missing).toEqual([]);
  });

  test('does not ask to check what a tier above has looked at, nor supposes more than is confirmed', () => {
    const hypotheses = [
      { cause: 'A', state: 'open', evidence: [] },
      { cause: 'B', state: 'confirmed', evidence: [{ for: false, text: 'odd' }] },
    ] as const;
    const { workOrder } = draftWorkOrder({ ...nothing, hypotheses, workOrders: [order] }, 'en');
    expect(workOrder.hypothesis).toBe('Confirmed: B\n  against: odd');
    expect(workOrder.checkFirst).toBeUndefined();
  });

  test('makes nothing tried of a note without a result', () => {
    const note = { source: 'note', agent: 'Kim', at: dueAt, text: 'Restarted the connector' } as const;
    const { workOrder, missing, unfinished } = draftWorkOrder({ ...nothing, notes: [note] }, 'en');
    expect(workOrder.tried).toBeUndefined();
    expect(missing.map(({ pointer }) => pointer)).toContain('/workOrder/tried');
    expect(unfinished).toEqual([note]);
  });

  test('fits into what an escalation takes, however much was written', () => {
    const long = '𝔱'.repeat(30_000);
    const steps = Array.from({ length: 150 }, (_, index) => ({
      runbook: `${index} ${long}`,
      step: long,
      result: long,
      note: long,
    }));
    const known = { ...nothing, steps, symptom: long, goal: long, hypotheses: [{ cause: long, state: 'open', evidence: [] }] } as const; // prettier-ignore
    const { workOrder } = draftWorkOrder(known, 'en');
    expect(workOrder.tried).toHaveLength(100);
    const texts = [workOrder.situation, workOrder.hypothesis, workOrder.customerContext, workOrder.checkFirst];
    for (const text of texts) expect(text!.length).toBeLessThanOrEqual(20_000);
    for (const { action, result } of workOrder.tried!)
      expect(Math.max(action.length, result.length)).toBeLessThanOrEqual(5_000);
    expect([...texts, workOrder.tried![0]!.result].every((text) => text!.isWellFormed())).toBe(true);
  });

  test('is in the language that was asked for', () => {
    const contexts = languages.map((language) => draftWorkOrder(nothing, language).workOrder.customerContext);
    expect(contexts).toEqual(['Customer: kim@example.test', 'Клиент: kim@example.test', '고객: kim@example.test']);
    for (const words of Object.values(draftWords)) expect(Object.keys(words)).toEqual(Object.keys(draftWords.en));
  });
});
