import { eventually } from '#testing';
import { newSecret } from '#webhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accept, fail } from '../../../../test/vendor-simulator/behaviour.js';
import { WebhookLoop } from './deliver-webhook/webhook.loop.js';
import { PruneWebhooks } from './prune-webhooks/prune-webhooks.js';
import { Receiver } from './testing/receiver.js';
import { Subscribers, type Body } from './testing/subscribers.fixture.js';

let subscribers: Subscribers;
let receiver: Receiver;
let url: string;
let quick: Receiver;

beforeAll(async () => {
  subscribers = await Subscribers.open({ WEBHOOK_ALLOW_PRIVATE: '1', WEBHOOK_TIMEOUT_MS: '400' });
});
afterAll(() => subscribers.close());
beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.start();
  quick = new Receiver();
});
afterEach(async () => {
  await subscribers.rows(`UPDATE webhook_subscription SET active = false`);
  await Promise.all([receiver.stop(), quick.stop()]);
});

let made = 0;
async function subscribe(more: Record<string, unknown> = {}): Promise<Body> {
  const answer = await subscribers.ask('POST', '/webhooks', { name: `Hook ${(made += 1)}`, url, ...more });
  expect(answer.status).toBe(201);
  receiver.secrets.push(answer.body.secret);
  return answer.body;
}
const read = async (path: string): Promise<Body> => (await subscribers.ask('GET', path)).body;
const deliveriesOf = async (webhook: { id: string }) => (await read(`/webhooks/${webhook.id}/deliveries`)).items;
const got = (count: number) =>
  eventually(() => {
    if (receiver.received.length < count) throw new Error(`Got ${receiver.received.length} of ${count}.`);
    return Promise.resolve(receiver.received);
  });
/** Waits until the newest delivery is in that state. */
const until = (webhook: { id: string }, state: string, attempts = 1) =>
  eventually(async () => {
    const [newest] = await deliveriesOf(webhook);
    const isThere = newest?.['state'] === state && newest['attempts'] === attempts;
    if (!isThere) throw new Error(`Not ${state}: ${JSON.stringify(newest)}`);
    return newest as Record<string, unknown> & { readonly id: string };
  });
/** Makes due now what waits for a retry. */
async function hurry(webhook: { id: string }): Promise<void> {
  await subscribers.rows(
    `UPDATE webhook_delivery SET next_attempt_at = now() WHERE subscription_id = $1 AND state = 'waiting'`,
    [webhook.id],
  );
  subscribers.app.get(WebhookLoop, { strict: false }).wake();
}

describe('a subscriber', () => {
  it('is sent an event once, signed, with the ticket and nothing that a customer may not see', async () => {
    const webhook = await subscribe();
    const ticketId = await subscribers.ticket();
    await subscribers.announce(ticketId, { version: 2 }, { version: 3, type: 'ticket.noted', public: false });
    await subscribers.announce(ticketId, { version: 2 });
    const delivery = await until(webhook, 'delivered');
    expect(receiver.received).toHaveLength(1);
    const [{ id, event, signedBy }] = receiver.received as [(typeof receiver.received)[number]];
    expect(id).toBe(delivery.id);
    expect(signedBy).toEqual([webhook.secret]);
    expect(event).toMatchObject({
      type: 'ticket.escalated',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { ticket: { id: ticketId, state: 'queued', tier: 2 }, event: { version: 2 } },
    });
    expect(event.data.event.data).toEqual({ from: 'in_progress', to: 'queued', tier: 2 });
    expect(Object.keys(event.data.ticket)).not.toContain('subject');
    expect(await read(`/webhooks/${webhook.id}/deliveries/${id}`)).toMatchObject({
      payload: event,
      ticket: { id: ticketId },
      log: [{ number: 1, status: 202, error: null, milliseconds: expect.any(Number) }],
    });
  });

  it('hears of what it asked for, of its own tickets, and of internal facts only when it is one of us', async () => {
    const [ours, theirs] = [await subscribers.organisation(), await subscribers.organisation()];
    const all = await subscribe();
    const inside = await subscribe({ internal: true });
    const resolved = await subscribe({ events: ['ticket.resolved'] });
    const own = await subscribe({ organisation: ours });
    const heard = async () =>
      Promise.all([all, inside, resolved, own].map(async (hook) => (await deliveriesOf(hook)).map(({ type }) => type)));

    await subscribers.announce(
      await subscribers.ticket(theirs),
      { version: 2 },
      { version: 3, type: 'ticket.noted', public: false },
    );
    await subscribers.announce(await subscribers.ticket(ours), { version: 4, type: 'ticket.resolved' });
    expect(await heard()).toEqual([
      ['ticket.resolved', 'ticket.escalated'],
      ['ticket.resolved', 'ticket.noted', 'ticket.escalated'],
      ['ticket.resolved'],
      ['ticket.resolved'],
    ]);
    const [newest] = await deliveriesOf(inside);
    const detail = await read(`/webhooks/${inside.id}/deliveries/${newest!['id'] as string}`);
    expect(detail['payload']).toMatchObject({ data: { event: { data: { reason: 'Too hard for us.' } } } });
  });

  it('does not hear of what happened before it was there', async () => {
    const webhook = await subscribe();
    await subscribers.announce(await subscribers.ticket(), { version: 1, at: new Date(Date.now() - 60_000) });
    expect(await deliveriesOf(webhook)).toEqual([]);
  });

  it('gets the events of a ticket in their order, but does not wait for a retry', async () => {
    const webhook = await subscribe();
    receiver.behave(accept, fail(500), accept);
    const ticketId = await subscribers.ticket();
    await subscribers.announce(ticketId, ...[4, 2, 3, 5].map((version) => ({ version })));
    await got(4);
    expect(receiver.received.map(({ event }) => event.data.event.version)).toEqual([2, 3, 4, 5]);
    const left = (await deliveriesOf(webhook)).filter(({ state }) => state === 'waiting');
    expect(left).toMatchObject([{ lastStatus: 500 }]);
  });

  it('that is slow holds up nobody else', async () => {
    const slow = await subscribe();
    receiver.behave({ kind: 'silent' });
    for (let count = 0; count < 12; count += 1) await subscribers.announce(await subscribers.ticket(), { version: 2 });
    const other = await subscribers.ticket();
    const fast = await subscribe({ url: await quick.start() });
    await subscribers.announce(other, { version: 2 });
    await until(fast, 'delivered');
    expect((await deliveriesOf(slow)).filter(({ state }) => state === 'waiting').length).toBeGreaterThan(0);
  });
});

describe('a delivery that is not taken', () => {
  it('is tried again under the same id, no sooner than it asks for', async () => {
    const webhook = await subscribe();
    receiver.behave(fail(503, { 'retry-after': '600' }), accept);
    await subscribers.announce(await subscribers.ticket(), { version: 2 });
    const waiting = await until(webhook, 'waiting');
    expect(Date.parse(waiting['nextAttemptAt'] as string) - Date.now()).toBeGreaterThan(590_000);
    expect(waiting).toMatchObject({ lastStatus: 503, lastError: 'The subscriber answered 503.' });
    expect(await read(`/webhooks/${webhook.id}`)).toMatchObject({ failures: 1, active: true });

    await hurry(webhook);
    const { id } = await until(webhook, 'delivered', 2);
    expect(receiver.received.map((one) => one.id)).toEqual([id, id]);
    const detail = await read(`/webhooks/${webhook.id}/deliveries/${id}`);
    expect(detail['log']).toMatchObject([{ status: 503 }, { number: 2, status: 202 }]);
    expect(await read(`/webhooks/${webhook.id}`)).toMatchObject({ failures: 0, failingSince: null });
  });

  it('ten times is given up, and can be sent again on a retry table of its own', async () => {
    const webhook = await subscribe();
    receiver.behave(fail(500), fail(500), fail(500), accept);
    await subscribers.announce(await subscribers.ticket(), { version: 2 });
    await until(webhook, 'waiting');
    await subscribers.rows(`UPDATE webhook_delivery SET tries = 9 WHERE subscription_id = $1`, [webhook.id]);
    await hurry(webhook);
    const { id, lastError } = await until(webhook, 'failed', 2);
    expect(lastError).toMatch(/Given up after 10 attempts/);

    expect(await subscribers.ask('POST', `/webhooks/${webhook.id}/replay-failed`, {})).toMatchObject({
      status: 202,
      body: { replayed: 1 },
    });
    await until(webhook, 'waiting', 3);
    await hurry(webhook);
    await until(webhook, 'delivered', 4);
    expect((await subscribers.ask('POST', `/webhooks/${webhook.id}/deliveries/${id}/replay`)).status).toBe(202);
    await until(webhook, 'delivered', 5);
    expect(new Set(receiver.received.map((one) => one.id))).toEqual(new Set([id]));
  });

  it('because it is gone (410) disables the webhook at once; enabled, it goes on with what waits', async () => {
    const webhook = await subscribe();
    receiver.behave(fail(500), fail(410), accept);
    const ticketId = await subscribers.ticket();
    await subscribers.announce(ticketId, { version: 2 });
    await until(webhook, 'waiting');
    await subscribers.announce(ticketId, { version: 3 });
    const failed = await until(webhook, 'failed');
    expect(await read(`/webhooks/${webhook.id}`)).toMatchObject({
      active: false,
      disabledAt: expect.any(String),
      disabledReason: 'The subscriber answered 410: it wants no more of this.',
    });
    await hurry(webhook);
    await subscribers.announce(ticketId, { version: 4 });
    expect(await deliveriesOf(webhook)).toHaveLength(2);
    const replay = await subscribers.ask('POST', `/webhooks/${webhook.id}/deliveries/${failed.id}/replay`);
    expect(replay).toMatchObject({ status: 409, body: { code: 'webhook.not-active' } });

    const enabled = await subscribers.ask('POST', `/webhooks/${webhook.id}/enable`);
    expect(enabled.body).toMatchObject({ active: true, disabledAt: null, disabledReason: null, failures: 0 });
    await got(3);
    expect(receiver.received[2]!.event.data.event.version).toBe(2);
  });

  it('ten times in a row disables the webhook, but only after three days', async () => {
    const webhook = await subscribe();
    receiver.behave(fail(500));
    const failing = (since: string) =>
      subscribers.rows(
        `UPDATE webhook_subscription SET failures = 9, failing_since = now() - $2::interval WHERE id = $1`,
        [webhook.id, since],
      );
    await failing('71 hours');
    await subscribers.announce(await subscribers.ticket(), { version: 2 });
    await until(webhook, 'waiting');
    expect(await read(`/webhooks/${webhook.id}`)).toMatchObject({ active: true, failures: 10 });
    await failing('73 hours');
    await hurry(webhook);
    await until(webhook, 'waiting', 2);
    expect(await read(`/webhooks/${webhook.id}`)).toMatchObject({
      active: false,
      disabledReason: '10 attempts in a row have failed. The last: The subscriber answered 500.',
    });
  });
});

describe('admins', () => {
  it('see a secret once, and change it for another while both are valid', async () => {
    const webhook = await subscribe();
    expect(
      JSON.stringify(await read(`/webhooks/${webhook.id}`)) + JSON.stringify(await read('/webhooks')),
    ).not.toContain('whsec_');
    const next = newSecret();
    const rotated = await subscribers.ask('POST', `/webhooks/${webhook.id}/rotate`, { secret: next, overlapHours: 1 });
    expect(rotated.body).toMatchObject({ secret: next, previousSecretUntil: expect.any(String) });
    receiver.secrets.push(next);
    const send = async (count: number) => {
      const test = await subscribers.ask('POST', `/webhooks/${webhook.id}/test`);
      expect(test).toMatchObject({ status: 202, body: { type: 'webhook.test', ticket: null } });
      return (await got(count))[count - 1]!;
    };
    expect(await send(1)).toMatchObject({ event: { type: 'webhook.test' }, signedBy: [webhook.secret, next] });
    await subscribers.ask('POST', `/webhooks/${webhook.id}/rotate`, { overlapHours: 0 });
    expect((await send(2)).signedBy).toEqual([]);
  });

  it('page through what was delivered, by state', async () => {
    const webhook = await subscribe();
    const ticketId = await subscribers.ticket();
    await subscribers.announce(ticketId, ...[2, 3, 4].map((version) => ({ version })));
    await got(3);
    await until(webhook, 'delivered');
    const path = `/webhooks/${webhook.id}/deliveries?limit=2`;
    const first = await read(path);
    const second = await read(`${path}&cursor=${first.nextCursor!}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    expect((await read(`${path}&state=failed`)).items).toEqual([]);
  });

  it('change, pause and end a webhook', async () => {
    const webhook = await subscribe({ events: ['ticket.resolved'] });
    const change = { name: 'Other', events: null, active: false };
    expect(await subscribers.ask('PATCH', `/webhooks/${webhook.id}`, change)).toMatchObject({
      status: 200,
      body: change,
    });
    expect((await subscribers.ask('POST', `/webhooks/${webhook.id}/test`)).status).toBe(409);
    expect((await subscribers.ask('DELETE', `/webhooks/${webhook.id}`)).status).toBe(204);
    expect((await subscribers.ask('GET', `/webhooks/${webhook.id}`)).body).toMatchObject({ code: 'webhook.not-found' });
    expect((await subscribers.ask('DELETE', `/webhooks/${webhook.id}`)).status).toBe(404);
    const heard = await subscribers.rows(
      `SELECT DISTINCT kind, data, agent_id FROM desk_signal WHERE data IS NOT NULL`,
    );
    expect(heard).toEqual([{ kind: 'settings-changed', data: { what: 'webhooks' }, agent_id: null }]);
  });

  it.each([
    ['an address that leads where it must not', { url: 'https://169.254.169.254/' }, 422, 'webhook.url-refused'],
    ['no address', { url: 'nonsense' }, 422, 'webhook.url-refused'],
    [
      'an organisation that is not there',
      { organisation: '01a206b4-7a20-70d1-9bca-a905821bf8eb' },
      422,
      'organisation.unknown',
    ],
    [
      'internal facts for a customer',
      { organisation: '01a206b4-7a20-70d1-9bca-a905821bf8eb', internal: true },
      400,
      undefined,
    ],
    ['something that is no event', { events: ['ticket.exploded'] }, 400, undefined],
    ['a weak secret', { secret: 'whsec_abcd' }, 400, undefined],
  ])('are refused %s', async (_, more, status, code) => {
    const { status: answered, body } = await subscribers.ask('POST', '/webhooks', { name: 'Never', url, ...more });
    expect(answered).toBe(status);
    if (code !== undefined) expect(body['code']).toBe(code);
    expect(await subscribers.rows(`SELECT FROM webhook_subscription WHERE name = 'Never'`)).toEqual([]);
  });

  it('are told which events there are when they name one that there is not', async () => {
    const wrong = await subscribers.ask('POST', '/webhooks', {
      name: 'Never',
      url,
      events: ['ticket.resolved', 'ticket.done'],
    });
    const [error] = wrong.body['errors'] as { pointer: string; detail: string }[];
    expect([wrong.status, error!.pointer]).toEqual([400, '/events/1']);
    for (const name of ['ticket.opened', 'ticket.auto-escalated', 'mail.not-delivered', 'vendor-case.overdue'])
      expect(error!.detail).toContain(name);
    expect(error!.detail).not.toContain('ticket.done');
  });

  it('are told when a name is taken, and nobody else may look', async () => {
    const webhook = await subscribe();
    const again = await subscribers.ask('POST', '/webhooks', { name: webhook['name'], url });
    expect(again).toMatchObject({ status: 409, body: { code: 'webhook.name-taken' } });
    const lead = await subscribers.login('lead');
    expect((await subscribers.ask('GET', '/webhooks', undefined, lead)).status).toBe(403);
  });
});

it('what was delivered is forgotten after thirty days', async () => {
  const webhook = await subscribe();
  await subscribers.announce(await subscribers.ticket(), { version: 2 }, { version: 3 });
  await got(2);
  await until(webhook, 'delivered');
  await subscribers.rows(
    `UPDATE webhook_delivery SET created_at = now() - interval '31 days' WHERE subscription_id = $1 AND version = 2`,
    [webhook.id],
  );
  await subscribers.app.get(PruneWebhooks, { strict: false }).prune();
  expect(await deliveriesOf(webhook)).toHaveLength(1);
});
