import { expect } from '@jest/globals';
import { eventually } from '#testing';
import type { ApiClient } from '../api.client.js';
import { TicketUnderWay } from './ticket.js';

const TARGET_S = 1;
const hours = 100 * 3_600;
const automatic = { automatic: true, complete: false, tried: [], hypothesis: null };

/** Promises another time for tickets of one priority, whatever else they are. */
async function promise(admin: ApiClient, kind: string, priority: string, targetSeconds: number): Promise<void> {
  const { items } = (await admin.get(`sla/policies?kind=${kind}`)).body;
  const conditions = { ...items[0].conditions, priority, entitlement: null };
  const { id } = (items as { id: string; conditions: object }[]).find(({ conditions: its }) =>
    isSame(its, conditions),
  )!;
  const thresholds = [{ percent: 100, notify: 'nobody', action: 'escalate' }];
  const answer = await admin.put(`sla/policies/${id}`, { kind, conditions, targetSeconds, thresholds });
  expect(answer).toMatchObject({ status: 200, body: { targetSeconds } });
}

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Nobody takes the ticket: every tier breaks its promise in turn, and at the last one the leads are called. */
export async function breaksEveryTiersPromise(admin: ApiClient, customer: ApiClient): Promise<void> {
  await promise(admin, 'tier', 'P5', TARGET_S);
  const ticket = await TicketUnderWay.open(customer, admin, { impact: 'low', urgency: 'low' });
  const alert = await eventually(
    async () => {
      const { items } = (await admin.get('desk/alerts')).body;
      return (items as { number: string }[]).find(({ number }) => number === ticket.number) ?? false;
    },
    { withinMs: 30_000 },
  );
  expect(alert).toMatchObject({ kind: 'breach-at-last-tier', detail: expect.stringContaining('tier promise at L3') });
  await ticket.becomes({ state: 'queued', tier: 3, handedOverFrom: 2, priority: 'P5' });
  expect(await ticket.story()).toBe(
    'opened routed received-by-tier auto-escalated received-by-tier auto-escalated received-by-tier leads-alerted',
  );
  expect(await ticket.workOrders()).toMatchObject([
    { ...automatic, fromTier: 1, toTier: 2, reason: expect.stringContaining('broke its tier promise at L1') },
    { ...automatic, fromTier: 2, toTier: 3, reason: expect.stringContaining('broke its tier promise at L2') },
  ]);
  // Each tier had its whole time, counted from when the ticket came into its queue: no alarm rings early.
  const steps = (await ticket.events()).filter(({ type }) => !type.endsWith('received-by-tier')).slice(1);
  const took = steps.slice(1).map(({ at }, index) => Date.parse(at) - Date.parse(steps[index]!.at));
  expect(took.filter((ms) => ms < TARGET_S * 1_000)).toEqual([]);
}

/** The promise to the customer breaks once, wherever the ticket is: one tier up, and there it stays. */
export async function breaksThePromiseToTheCustomer(admin: ApiClient, customer: ApiClient): Promise<void> {
  await promise(admin, 'tier', 'P4', hours);
  await promise(admin, 'resolution', 'P4', TARGET_S);
  const ticket = await TicketUnderWay.open(customer, admin, { impact: 'low', urgency: 'medium' });
  await ticket.waitsAt(2);
  expect((await ticket.events()).find(({ type }) => type === 'ticket.auto-escalated')?.data).toMatchObject({
    promise: 'resolution',
    fromTier: 1,
    toTier: 2,
  });
  const { items } = (await admin.get(`tickets/${ticket.number}/clocks`)).body;
  expect(items).toMatchObject([
    { kind: 'resolution', state: 'running', breachedAt: expect.any(String) },
    { kind: 'first_response', state: 'running', breachedAt: null },
    { kind: 'tier', tier: 1, state: 'met', breachedAt: null },
    { kind: 'tier', tier: 2, state: 'running', breachedAt: null },
  ]);
}
