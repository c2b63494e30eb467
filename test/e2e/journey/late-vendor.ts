import { expect } from '@jest/globals';
import { eventually } from '#testing';
import type { Company } from './company.js';
import { TicketUnderWay, workOrder } from './ticket.js';

const TARGET_S = 2;
const DAY_S = 86_400;

/**
 * A vendor takes note in time and answers too late: the leads hear of it. The customer's clock has run all the while, the
 * tier's has not; and nobody outside is written to.
 */
export async function waitsForALateVendor(company: Company): Promise<void> {
  const { people, vendor, vendorId } = company;
  const { admin, customer, lead, l1, l2 } = people;
  for (const [kind, targetSeconds] of [
    ['vendor_ack', DAY_S],
    ['vendor_resolution', TARGET_S],
  ] as const)
    // prettier-ignore
    await admin.make('sla/policies', { kind, conditions: { vendorId }, targetSeconds });
  const ticket = await TicketUnderWay.open(customer, admin, { impact: 'high', urgency: 'medium' });
  await ticket.waitsAt(1);
  await ticket.act(l1, 'claim', {}, { state: 'in_progress' });
  await ticket.act(l1, 'escalate', { workOrder }, { state: 'queued', tier: 2 });
  await ticket.waitsAt(2);
  await ticket.act(l2, 'claim', {}, { state: 'in_progress' });
  vendor.answers = [{ kind: 'acknowledged' }];
  const asked = { vendorId, subject: 'Head resistance', body: 'What is still good?' };
  await ticket.act(l2, 'ask-vendor', asked, { state: 'awaiting_vendor' });

  const alert = await eventually(
    async () => {
      const { items } = (await lead.get('desk/alerts')).body as { items: { number: string; kind: string }[] };
      return items.find(({ number, kind }) => number === ticket.number && kind === 'breach') ?? false;
    },
    { withinMs: 20_000 },
  );
  expect(alert).toMatchObject({ agentId: null, detail: expect.stringContaining('broke its vendor') });
  const clocks = async () => {
    const { items } = (await admin.get(`tickets/${ticket.number}/clocks`)).body;
    return Object.fromEntries((items as { kind: string; tier: number | null }[]).map((clock) => [`${clock.kind} ${clock.tier ?? ''}`.trim(), clock])); // prettier-ignore
  };
  const before = await clocks();
  expect(before).toMatchObject({
    vendor_ack: { state: 'met', breachedAt: null, ownerId: vendorId },
    vendor_resolution: { state: 'running', breachedAt: expect.any(String), ownerId: vendorId },
    resolution: { state: 'running', breachedAt: null },
    'tier 2': { state: 'paused', dueAt: null },
  });
  expect(Date.parse(at(before, 'breachedAt')) - Date.parse(at(before, 'startedAt'))).toBe(TARGET_S * 1_000);

  const { caseId, callbackUrl } = vendor.received.findLast(({ payload }) => payload.type === 'case.opened')!.payload;
  await vendor.say(callbackUrl!, { caseId, kind: 'resolved', message: 'Below ten ohms.' });
  await ticket.becomes({ state: 'in_progress', tier: 2 });
  await eventually(async () =>
    expect(await clocks()).toMatchObject({
      vendor_resolution: { state: 'met', breachedAt: at(before, 'breachedAt'), endedAt: expect.any(String) },
      'tier 2': { state: 'running', breachedAt: null },
    }),
  );
  const { items } = (await lead.get(`sla/attainment?groupBy=vendor&vendorId=${vendorId}`)).body;
  expect(items).toMatchObject([{ name: 'Head Maker', ended: 2, met: 1, breached: 1, attainmentPercent: 50 }]);
  await company.quiet();
  const mails = (await admin.get(`notifications/mails?ticket=${ticket.number}`)).body.items as { kind: string }[];
  expect(mails.map(({ kind }) => kind).toSorted(byLetters)).toEqual(['received', 'waiting']);
}

const byLetters = (one: string, other: string): number => one.localeCompare(other);

const at = (clocks: Record<string, unknown>, field: string): string =>
  (clocks.vendor_resolution as Record<string, string>)[field]!;
