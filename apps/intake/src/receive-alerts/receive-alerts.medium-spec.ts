import { newId, TicketStore, type LockedTicket } from '#database';
import { newStay } from '#domain';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IntakeWorld } from '../testing/intake-world.js';
import { AlertFacts } from './alert-facts.js';
import { SettleAlerts } from './settle-alerts.js';

let world: IntakeWorld;
let key: string;
let unique = 0;

interface Row {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly requester_id: string;
}

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key(['alerts:write']);
});
afterAll(() => world?.close());

const fingerprint = (): string => `f${(unique += 1)}`;
const alert = (over: Record<string, unknown> = {}) => ({
  status: 'firing',
  labels: { alertname: 'DiskFull', instance: 'db1:9100', severity: 'critical' },
  annotations: { summary: 'The disk is full' },
  startsAt: '2026-03-02T09:00:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: fingerprint(),
  ...over,
});
const post = async (alerts: readonly unknown[], { token = key, query = '', more = {} } = {}) =>
  world.ask('POST', `/inbound/alerts${query}`, {
    token,
    body: { version: '4', receiver: 'tierline', groupKey: '{}', status: 'firing', truncatedAlerts: 0, alerts, ...more },
  });
const ok = async (...args: Parameters<typeof post>) => {
  const { status, body } = await post(...args);
  expect({ status, refused: body.refused }).toEqual({ status: 200, refused: [] });
  return body;
};
const over = (one: object, minute = 30) => ({ ...one, status: 'resolved', endsAt: `2026-03-02T09:${minute}:00Z` });
const row = async (one: { fingerprint: string }) =>
  (await world.write(`SELECT * FROM alert WHERE fingerprint = $1`, [one.fingerprint]))[0] as unknown as Row;
const ticketOf = async (one: { fingerprint: string }) =>
  (
    await world.write(`SELECT ticket.* FROM alert JOIN ticket ON ticket.id = alert.ticket_id WHERE fingerprint = $1`, [
      one.fingerprint,
    ])
  )[0] as unknown as Row;
const events = async (id: string): Promise<string[]> =>
  (await world.write('SELECT type FROM ticket_event WHERE ticket_id = $1 ORDER BY version', [id])).map(
    ({ type }) => type as string,
  );
const messages = async (id: string): Promise<unknown[]> =>
  (await world.write(`SELECT DISTINCT message FROM outbox WHERE data->>'ticketId' = $1 ORDER BY 1`, [id])).map(
    ({ message }) => message,
  );

describe('an alert that fires', () => {
  test('is one ticket, however often and at how many places at once it is told', async () => {
    const [one, two] = [alert(), alert()];
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ok(n % 2 ? [one, two] : [two, one])));
    expect(answers.reduce((sum, { opened }) => sum + opened, 0)).toBe(2);
    expect(answers.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(22);
    expect(
      await world.count('ticket WHERE id IN (SELECT ticket_id FROM alert WHERE fingerprint = ANY ($1))', [
        [one.fingerprint, two.fingerprint],
      ]),
    ).toBe(2);
    expect(await row(one)).toMatchObject({ seen: 12, status: 'firing', severity: 'critical' });
    const ticket = await ticketOf(one);
    expect(ticket).toMatchObject({
      channel: 'alert',
      subject: 'The disk is full',
      impact: 'high',
      urgency: 'high',
      state: 'received',
    });
    // Nine repeats are silent, the tenth is a line.
    expect(await events(ticket.id)).toEqual(['ticket.opened', 'alert.repeated']);
    expect(await messages(ticket.id)).toEqual(['ticket.changed', 'ticket.opened']);
    expect(world.published.some(({ data }) => (data as { ticketId: string }).ticketId === ticket.id)).toBe(true);
  });

  test('is about the asset and product that its labels name, of the organisation its key is bound to', async () => {
    const acme = await world.organisation('Acme');
    const product = newId();
    await world.write(`INSERT INTO product (id, code, name) VALUES ($1, 'RX', 'Router X')`, [product]);
    await world.write(
      `INSERT INTO asset (id, tag, product_id, organisation_id) VALUES (gen_random_uuid(), 'Core-7', $1, $2), (gen_random_uuid(), 'Foreign', $1, $3)`,
      [product, acme, await world.organisation('Elsewhere')],
    );
    const bound = await world.key(['alerts:write'], acme);
    const one = alert({ labels: { alertname: 'Down', instance: 'core-7.acme.example:9100', service: 'router x' } });
    const foreign = alert({ labels: { alertname: 'Down', instance: 'foreign:9100', device: 'Core-7' } });
    await ok([one, foreign], { token: bound });
    expect(await ticketOf(one)).toMatchObject({ asset_tag: 'Core-7', product: 'RX', organisation_id: acme });
    expect(await ticketOf(foreign)).toMatchObject({ asset_tag: null });
    const named = alert({ labels: { alertname: 'Down', device: 'core-7' } });
    await ok([named], { token: bound, query: '?assetLabels=device&requester=Noc@acme.example' });
    const ticket = await ticketOf(named);
    expect(ticket).toMatchObject({ asset_tag: 'Core-7' });
    expect(
      await world.write('SELECT email, bounce, organisation_id FROM contact WHERE id = $1', [ticket.requester_id]),
    ).toEqual([{ email: 'noc@acme.example', bounce: null, organisation_id: acme }]);
    const other = await world.key(['alerts:write'], await world.organisation('Third'));
    expect(await post([alert()], { token: other, query: '?requester=noc@acme.example' })).toMatchObject({
      status: 403,
      body: { code: 'caller.foreign-organisation' },
    });
  });

  test('is another one for another key, unless both speak for the same source', async () => {
    const [second, third] = [await world.key(['tickets:write']), await world.key(['alerts:write'])];
    const one = alert();
    expect(await ok([one])).toMatchObject({ opened: 1 });
    expect(await ok([one], { token: second, query: '?source=dc1' })).toMatchObject({ opened: 1 });
    expect(await ok([one], { token: third, query: '?source=dc1' })).toMatchObject({ opened: 0, repeated: 1 });
  });

  test('come two hundred at once, new, known and over', async () => {
    const many = Array.from({ length: 200 }, () => alert());
    expect(await ok(many)).toMatchObject({ received: 200, opened: 200 });
    expect(await ok(many)).toMatchObject({ repeated: 200, opened: 0 });
    await world.write(
      `UPDATE ticket SET state = 'queued', tier = 1 WHERE id IN (SELECT ticket_id FROM alert WHERE fingerprint = ANY ($1))`,
      [many.map((one) => one.fingerprint)],
    );
    expect(await ok(many.map((one) => over(one)))).toMatchObject({ resolved: 200 });
  });
});

describe('an alert that ends', () => {
  test('resolves the ticket that nobody has touched, and firing again reopens it', async () => {
    const one = alert();
    await ok([one]);
    const { id } = await ticketOf(one);
    await world.bring(id, 'queued');
    expect(await ok([over(one)])).toMatchObject({ resolved: 1 });
    expect(await ticketOf(one)).toMatchObject({ state: 'resolved', solution_code: 'alert-resolved', tier: 1 });
    expect(await ok([over(one)])).toMatchObject({ resolved: 0, ignored: 1 });
    expect(await ok([{ ...one, startsAt: '2026-03-02T09:40:00Z' }])).toMatchObject({ reopened: 1, opened: 0 });
    expect(await ticketOf(one)).toMatchObject({ id, state: 'queued', tier: 1, solution: null, resolved_at: null });
    expect(await row(one)).toMatchObject({ status: 'firing', ends_at: null, seen: 2 });
    expect(await events(id)).toEqual(['ticket.opened', 'ticket.routed', 'ticket.auto-resolved', 'ticket.reopened']);
    expect(await messages(id)).toEqual(['ticket.changed', 'ticket.opened', 'ticket.routed']);
  });

  test('is told to whoever works on its ticket, and what was promised goes on', async () => {
    const agent = await world.agent('agent', [[1, null]]);
    const one = alert();
    await ok([one]);
    const { id } = await ticketOf(one);
    await world.bring(id, 'in_progress', { agentId: agent.id });
    expect(await ok([over(one)])).toMatchObject({ resolved: 1 });
    expect(await ticketOf(one)).toMatchObject({ state: 'in_progress', assignee_id: agent.id });
    expect((await events(id)).at(-1)).toBe('alert.resolved');
    expect(await world.count('post WHERE ticket_id = $1 AND NOT public', [id])).toBe(1);
    expect(await ok([{ ...one, startsAt: '2026-03-02T09:40:00Z' }])).toMatchObject({ repeated: 1 });
    expect((await events(id)).at(-1)).toBe('alert.fired-again');
  });

  test('is not enough for a ticket in the queue that somebody has written on', async () => {
    const one = alert();
    await ok([one]);
    const { id } = await ticketOf(one);
    await world.bring(id, 'queued');
    await world.database.transaction(async (tx) => {
      const ticket = (await world.tickets.lock(tx, id))!;
      const by = { kind: 'agent', id: newId() } as const;
      await world.tickets.record(tx, ticket, {
        type: 'ticket.noted',
        by,
        public: false,
        post: { body: 'Mine.', public: false },
      });
    });
    await ok([over(one)]);
    expect(await ticketOf(one)).toMatchObject({ state: 'queued' });
    expect((await events(id)).at(-1)).toBe('alert.resolved');
  });

  test('before triage has seen its ticket is settled once it has', async () => {
    const one = alert();
    await ok([one]);
    const { id } = await ticketOf(one);
    await ok([over(one)]);
    expect(await ticketOf(one)).toMatchObject({ state: 'received' });
    const tickets = new TicketStore();
    const settle = new SettleAlerts(world.database, tickets, new AlertFacts(tickets));
    const due = () =>
      world.write('UPDATE alert SET settle_at = now() WHERE fingerprint = $1 AND settle_at IS NOT NULL', [
        one.fingerprint,
      ]);
    await due();
    expect(await settle.round()).toBeGreaterThan(0);
    await world.database.transaction(async (tx) => {
      const ticket = (await world.tickets.lock(tx, id)) as LockedTicket<'received'>;
      const set = newStay(ticket, ticket.now, { tier: 1, sector: null });
      await world.tickets.move(tx, ticket, 'route', { by: { kind: 'system', id: 'test' }, set });
    });
    await eventually(async () => {
      await due();
      await settle.round();
      expect(await ticketOf(one)).toMatchObject({ state: 'resolved' });
    });
    expect(await row(one)).toMatchObject({ settle_at: null, status: 'resolved' });
  });

  test('and fires again after the ticket was closed is a new ticket that names the earlier one', async () => {
    const agent = await world.agent('agent', [[1, null]]);
    const one = alert();
    await ok([one]);
    const closed = await ticketOf(one);
    await world.bring(closed.id, 'closed', { agentId: agent.id });
    const { alerts } = await ok([one]);
    const ticket = await ticketOf(one);
    expect(alerts).toEqual([{ fingerprint: one.fingerprint, outcome: 'opened', ticket: `T-${ticket.number}` }]);
    expect(ticket.id).not.toBe(closed.id);
    const [description] = await world.write('SELECT body FROM post WHERE ticket_id = $1', [ticket.id]);
    expect(description!['body']).toContain(`The same alert was T-${closed.number}, which is over.`);
    expect(await row(one)).toMatchObject({ seen: 1 });
  });

  test('of a ticket that was merged is told on the one it was merged into', async () => {
    const [one, other] = [alert(), alert()];
    await ok([one, other]);
    const [from, into] = [await ticketOf(one), await ticketOf(other)];
    await world.bring(into.id, 'queued');
    await world.database.transaction(async (tx) => {
      const ticket = (await world.tickets.lock(tx, from.id)) as LockedTicket<'received'>;
      const by = { kind: 'agent', id: newId() } as const;
      await world.tickets.move(tx, ticket, 'merge', { by, set: { mergedInto: into.id } });
    });
    expect(await ok([one])).toMatchObject({ repeated: 1, opened: 0 });
    expect(await ticketOf(one)).toMatchObject({ id: into.id });
  });
});

describe('hostile input', () => {
  test('is taken where it can be kept and listed where not, and nothing keeps the others out', async () => {
    const good = alert({
      labels: { alertname: 'A\0\ud800', __proto: '1', big: 'x'.repeat(100_000) },
      surprise: { a: [1] },
    });
    const { status, body } = await post([good, {}, { status: 'firing', labels: [] }, alert({ status: 'burning' })], {
      more: { truncatedAlerts: 7, externalURL: 3, unknown: { deep: [] } },
    });
    expect({ status, ...body }).toMatchObject({ status: 200, received: 4, opened: 1, truncated: 7 });
    expect(body.refused.map(({ index }: { index: number }) => index)).toEqual([1, 2, 3]);
    const ticket = await ticketOf(good);
    expect(ticket.subject).toBe('The disk is full');
  });

  test('is refused as a whole when it is no notification, or not from somebody who may', async () => {
    for (const body of [{}, { alerts: {} }, { alerts: [1] }, { alerts: null }])
      expect(await world.ask('POST', '/inbound/alerts', { token: key, body })).toMatchObject({ status: 400 });
    expect(await post([], { query: '?surprise=1' })).toMatchObject({ status: 400 });
    expect(await post([alert()], { token: await world.key(['tickets:read', 'customers:write']) })).toMatchObject({
      status: 403,
      body: { detail: 'This needs the scope alerts:write or tickets:write.' },
    });
    for (const [role, status] of [
      ['agent', 403],
      ['lead', 200],
    ] as const) {
      expect(await post([], { token: (await world.agent(role)).token })).toMatchObject({ status });
    }
    expect(await ok([])).toMatchObject({ received: 0 });
  });
});
