import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backends, eventually } from '#testing';
import { breaksEveryTiersPromise, breaksThePromiseToTheCustomer } from './journey/breach.js';
import { Company } from './journey/company.js';
import { waitsForALateVendor } from './journey/late-vendor.js';
import { TicketUnderWay, workOrder } from './journey/ticket.js';

const SLOW = 120_000;

/** What the journey below leaves on the timeline, but for the vendor's own steps. */
const journey = [
  'opened routed received-by-tier claimed customer-asked customer-replied resumed put-on-wait resumed',
  'escalated received-by-tier claimed returned received-by-tier claimed escalated received-by-tier claimed',
  'vendor-asked resumed escalated received-by-tier claimed transferred received-by-tier claimed',
  'resolved reopened received-by-tier claimed resolved closed',
].join(' ');

describe.each(backends())('with queues on %s', (backend) => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.open(backend);
  }, SLOW);
  afterAll(() => company?.close(), SLOW);

  it(
    'a ticket goes through every tier and the vendor, back and forth, and to its end',
    async () => {
      const { admin, lead, l1, l2, l3, customer } = company.people;
      const ticket = await TicketUnderWay.open(customer, admin, { impact: 'high', urgency: 'medium' });

      await ticket.waitsAt(1);
      await ticket.act(l1, 'claim', {}, { state: 'in_progress', tier: 1, sector: 'hardware', priority: 'P2' });
      await ticket.act(l1, 'ask-customer', { body: 'Which ribbon?' }, { state: 'awaiting_customer' });
      await ticket.reply(customer, 'A resin one.');
      await ticket.becomes({ state: 'in_progress', assignee: { name: 'l1' } });
      await ticket.act(l1, 'wait', { for: 'intervention' }, { state: 'awaiting_intervention' });
      await ticket.act(l1, 'resume', {}, { state: 'in_progress' });

      const refused = await l1.post(`tickets/${ticket.number}/escalate`, {});
      expect(refused).toMatchObject({ status: 422, body: { code: 'work-order.incomplete' } });
      await ticket.act(l1, 'escalate', { workOrder }, { state: 'queued', tier: 2, sector: 'hardware' });
      await ticket.waitsAt(2);
      await ticket.act(l2, 'claim', {}, { state: 'in_progress' });
      await ticket.act(l2, 'return', { reasonCode: 'missing-info', note: 'Serial?' }, { state: 'queued', tier: 1 });
      await ticket.waitsAt(1);
      await ticket.act(l1, 'claim', {}, { state: 'in_progress', bounces: 1 });
      await ticket.act(l1, 'escalate', { workOrder }, { state: 'queued', tier: 2 });
      await ticket.waitsAt(2);
      await ticket.act(l2, 'claim', {}, { state: 'in_progress' });

      company.vendor.answers = [{ kind: 'acknowledged' }, { kind: 'resolved', message: 'Clean the head.' }];
      const question = { vendorId: company.vendorId, subject: 'Blank labels', body: 'Is the head worn?' };
      await ticket.act(l2, 'ask-vendor', question, { state: 'awaiting_vendor' });
      await ticket.becomes({ state: 'in_progress', tier: 2, assignee: { name: 'l2' } });
      expect(company.vendor.received).toMatchObject([{ signed: true, payload: { ticketNumber: ticket.number } }]);

      await ticket.act(l2, 'escalate', { workOrder }, { state: 'queued', tier: 3 });
      await ticket.waitsAt(3);
      await ticket.act(l3, 'claim', {}, { state: 'in_progress' });
      const sideways = { sector: 'software', reason: 'The driver sends empty pages.' };
      await ticket.act(l3, 'transfer', sideways, { state: 'queued', tier: 3, sector: 'software' });
      await ticket.waitsAt(3);
      await ticket.act(l3, 'claim', {}, { state: 'in_progress' });
      await ticket.act(l3, 'resolve', { solution: 'Driver 5.2 fixes it.', code: 'fixed' }, { state: 'resolved' });
      await ticket.act(customer, 'reopen', { reason: 'Still blank on Mondays.' }, { state: 'queued', tier: 3 });
      await ticket.waitsAt(3);
      await ticket.act(l3, 'claim', {}, { state: 'in_progress' });
      await ticket.act(l3, 'resolve', { solution: 'Driver 5.2.1 does.', code: 'fixed' }, { state: 'resolved' });
      await ticket.act(lead, 'close', {}, { state: 'closed' });

      expect(await ticket.story()).toBe(journey);
      expect((await ticket.workOrders()).map(({ fromTier, toTier }: never) => [fromTier, toTier])).toEqual([
        [1, 2],
        [1, 2],
        [2, 3],
      ]);
      const events = await ticket.events();
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
      const instants = events.map(({ at }) => Date.parse(at));
      expect(instants).toEqual(instants.toSorted((one, other) => one - other));
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['vendor-case.opened', 'vendor-case.acknowledged', 'vendor-case.resolved']),
      );
      await eventually(async () => {
        const { items } = (await admin.get(`tickets/${ticket.number}/clocks`)).body;
        expect(items.map(({ state }: { state: string }) => state)).toEqual(['met', 'met', 'met', 'met', 'met']);
      });
      await company.quiet();
    },
    SLOW,
  );

  it(
    'what was said twice is merged, and what is not for us is rejected',
    async () => {
      const { admin, l1, customer } = company.people;
      const [kept, twin, spam] = await Promise.all([1, 2, 3].map(() => TicketUnderWay.open(customer, admin)));
      await Promise.all([kept, twin, spam].map((ticket) => ticket!.waitsAt(1)));
      await twin!.act(l1, 'merge', { into: kept!.number }, { state: 'merged', where: `merged into ${kept!.number}` });
      await spam!.act(l1, 'reject', { reason: 'spam' }, { state: 'rejected' });
      expect(await kept!.story()).toBe('opened routed received-by-tier absorbed');
      expect(await twin!.story()).toBe('opened routed received-by-tier merged');
      const late = await customer.post(`tickets/${twin!.number}/posts`, { body: 'Hello?' });
      expect(late).toMatchObject({ status: 409, body: { code: 'ticket.over' } });
      await company.quiet();
    },
    SLOW,
  );

  it(
    'a broken promise takes a ticket one tier up with an automatic work order, and calls the leads at the last, or about a late vendor',
    async () => {
      const { admin, customer } = company.people;
      await Promise.all([
        breaksEveryTiersPromise(admin, customer),
        breaksThePromiseToTheCustomer(admin, customer),
        waitsForALateVendor(company),
      ]);
      await company.quiet();
    },
    SLOW,
  );

  it('every endpoint documents what it answers', async () => {
    const { paths } = (await company.people.admin.get('openapi.json')).body as { paths: Record<string, object> };
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { responses: Record<string, { content?: object }> }>)
        .filter(([, { responses }]) => {
          const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
          return successes.length === 0 || successes.some(([status, { content }]) => (status === '204') === !!content);
        })
        .map(([method]) => `${method} ${path}`),
    );
    expect([Object.keys(paths).length > 40, silent]).toEqual([true, []]);
  });
});
