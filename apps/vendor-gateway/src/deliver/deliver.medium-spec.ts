import { TicketStore } from '#database';
import { Outbox, TicketTeller } from '#messaging';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { AddressGuard, newSecret, parseNetwork, type AddressPolicy, type Resolve } from '#webhooks';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { accept, fail, redirectTo, type Behaviour } from '../../../../test/vendor-simulator/behaviour.js';
import { VendorSimulator } from '../../../../test/vendor-simulator/vendor-simulator.js';
import { OpenCaseHandler } from '../open-case/open-case.handler.js';
import { Desk, type KnownVendor } from '../testing/asked-ticket.fixture.js';
import { DeliverHandler } from './deliver.handler.js';
import { DeliveryLoop } from './delivery.loop.js';
import { DeliveryStore } from './delivery.store.js';
import { Outgoing } from './outgoing.js';

interface DeliveryRow {
  readonly id: string;
  readonly attempts: number;
  readonly waits: number | null;
  readonly deliveredAt: Date | null;
  readonly failedAt: Date | null;
  readonly lastError: string | null;
}

const anywhere: AddressPolicy = { allowPrivate: true, allowedNetworks: [] };

let db: TestDatabase;
let desk: Desk;
let store: DeliveryStore;
let openCase: OpenCaseHandler;
let simulator: VendorSimulator;
let vendor: KnownVendor;
const loops: DeliveryLoop[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await testDatabase();
  desk = new Desk(db.database);
  const outbox = new Outbox(db.database, { publish: () => undefined } as never);
  const settings = { addresses: anywhere, timeoutMs: 300, publicUrl: 'https://support.example' };
  const tickets = new TicketStore(new TicketTeller(outbox));
  store = new DeliveryStore(db.database, tickets, outbox);
  openCase = new OpenCaseHandler(tickets, outbox, new Outgoing(settings));
});
afterAll(() => db.close());

beforeEach(async () => {
  simulator = new VendorSimulator();
  vendor = await desk.vendor(await simulator.start());
  simulator.secret = vendor.secret;
});
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.beforeApplicationShutdown()));
  await simulator.stop();
});

/** Starts what one process of the app would run. */
function start(policy = anywhere, resolve?: Resolve): DeliveryLoop {
  const settings = { addresses: policy, timeoutMs: 300, publicUrl: null };
  const loop = new DeliveryLoop(store, new DeliverHandler(store, new AddressGuard(policy, resolve), settings));
  loop.onApplicationBootstrap();
  loops.push(loop);
  return loop;
}

async function open(asked: Awaited<ReturnType<Desk['asked']>>) {
  await db.database.transaction((tx) => openCase.handle(tx, asked));
  for (const loop of loops) loop.wake();
  return asked;
}
const ask = async (vendorId = vendor.id) => open(await desk.asked(vendorId));

const deliveries = (caseId: string): Promise<DeliveryRow[]> =>
  desk.rows(
    `SELECT id, attempts, extract(epoch FROM next_attempt_at - now())::float8 AS waits, delivered_at AS "deliveredAt",
       failed_at AS "failedAt", last_error AS "lastError" FROM vendor_delivery WHERE case_id = $1`,
    [caseId],
  );
const caseState = async (caseId: string): Promise<string | undefined> =>
  (await desk.rows<{ state: string }>('SELECT state FROM vendor_case WHERE id = $1', [caseId]))[0]?.state;

/** Waits for an attempt to be over, and gives the delivery. */
const after = (caseId: string, attempts: number): Promise<DeliveryRow> =>
  eventually(async () => {
    const [row] = await deliveries(caseId);
    const isOver = row && row.attempts === attempts && (row.deliveredAt ?? row.failedAt ?? row.lastError) !== null;
    if (!isOver) throw new Error(`Not over: ${JSON.stringify(row)}`);
    return row;
  });
async function hurry(caseId: string): Promise<void> {
  await desk.write('UPDATE vendor_delivery SET next_attempt_at = now(), last_error = NULL WHERE case_id = $1', [
    caseId,
  ]);
  for (const loop of loops) loop.wake();
}

describe('a vendor case', () => {
  it('is delivered as one signed POST that tells the question and nothing internal', async () => {
    start();
    const asked = await ask();
    await after(asked.caseId, 1);
    const [got] = simulator.received;
    expect(simulator.received).toHaveLength(1);
    expect(got).toMatchObject({ path: '/cases', signed: true, id: (await deliveries(asked.caseId))[0]?.id });
    expect(got?.payload).toEqual({
      type: 'case.opened',
      caseId: asked.caseId,
      caseNumber: expect.any(Number),
      ticketNumber: expect.stringMatching(/^T-\d+$/),
      subject: asked.subject,
      body: asked.body,
      callbackUrl: `https://support.example/api/v1/vendors/${vendor.id}/callbacks`,
    });
    expect(await caseState(asked.caseId)).toBe('sent');
    expect((await desk.events(asked.ticketId)).map(({ type, public: shown }) => [type, shown])).toEqual([
      ['vendor-case.opened', false],
      ['vendor-case.delivered', false],
    ]);
    expect(await desk.answers(asked.ticketId)).toEqual([]);
    // Asking is version 2: the vendor's clocks start with the fact that it was told.
    for (const queue of ['sla', 'notify']) expect(await desk.changes(asked.ticketId, queue)).toEqual([4]);
  });

  it('asked for twice is one case, one delivery and one fact', async () => {
    const asked = await ask();
    await open(asked);
    expect(await deliveries(asked.caseId)).toHaveLength(1);
    expect(await desk.events(asked.ticketId)).toHaveLength(1);
  });

  it('is not opened for a ticket that nobody waits with any more', async () => {
    const asked = await desk.asked(vendor.id);
    await desk.resume(asked.ticketId);
    await open(asked);
    expect(await caseState(asked.caseId)).toBeUndefined();
  });

  it('at a vendor that is no longer active goes back to the tier that asked', async () => {
    await desk.write('UPDATE vendor SET active = false WHERE id = $1', [vendor.id]);
    const asked = await ask();
    expect(await deliveries(asked.caseId)).toEqual([]);
    expect(await desk.answers(asked.ticketId)).toMatchObject([
      { queue: 'tier-2', answer: 'undeliverable', version: 3 },
    ]);
    expect(await desk.events(asked.ticketId)).toMatchObject([{ type: 'vendor-case.undeliverable', public: false }]);
  });

  it('carries a signature of each secret while one is changed for the other', async () => {
    const next = newSecret();
    await desk.write(
      `UPDATE vendor SET previous_secret = secret, previous_secret_until = now() + interval '1 hour', secret = $2 WHERE id = $1`,
      [vendor.id, next],
    );
    start();
    const asked = await ask();
    await after(asked.caseId, 1);
    const { headers, payload, signed } = simulator.received[0]!;
    expect(signed).toBe(true);
    expect(() => new Webhook(next).verify(JSON.stringify(payload), headers as Record<string, string>)).not.toThrow();
  });
});

describe('a delivery the vendor does not take', () => {
  it.each<[string, Behaviour, RegExp]>([
    ['an error', fail(500), /answered 500/],
    ['a redirect', redirectTo('http://127.0.0.1:1/elsewhere'), /redirects are not followed/],
    ['silence', { kind: 'silent' }, /took too long/],
    ['a cut connection', { kind: 'cut' }, /No answer/],
    ['headers without a bound', { kind: 'huge-headers' }, /No answer/],
    ['a reset connection', { kind: 'reset' }, /No answer/],
    ['headers that drip', { kind: 'slow-headers' }, /took too long/],
    ['hints and never an answer', { kind: 'hints' }, /took too long/],
    ['something that is not HTTP', { kind: 'garbage' }, /No answer/],
  ])('because of %s is tried again some 5 s later under the same id', async (_, behaviour, why) => {
    simulator.behave(behaviour, accept);
    start();
    const { caseId, ticketId } = await ask();
    const failed = await after(caseId, 1);
    expect(failed.lastError).toMatch(why);
    expect(failed.waits).toBeGreaterThan(3);
    expect(failed.waits).toBeLessThan(5.6);
    expect(await caseState(caseId)).toBe('sending');
    await hurry(caseId);
    expect((await after(caseId, 2)).deliveredAt).not.toBeNull();
    expect(new Set(simulator.received.map(({ id }) => id)).size).toBe(1);
    expect(await desk.answers(ticketId)).toEqual([]);
  });

  it('is never brought to where a redirect points', async () => {
    const elsewhere = new VendorSimulator();
    simulator.behave(redirectTo(await elsewhere.start()));
    start();
    await after((await ask()).caseId, 1);
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });

  it('waits as long as the vendor asks', async () => {
    simulator.behave(fail(429, { 'retry-after': '600' }));
    start();
    const { waits } = await after((await ask()).caseId, 1);
    expect(waits).toBeGreaterThan(590);
  });

  it('because it is gone (410) is not tried again: the ticket goes back to the tier that asked', async () => {
    simulator.behave(fail(410));
    start();
    const asked = await ask();
    expect(await after(asked.caseId, 1)).toMatchObject({ waits: null, deliveredAt: null, failedAt: expect.anything() });
    expect(await caseState(asked.caseId)).toBe('undeliverable');
    expect(await desk.answers(asked.ticketId)).toMatchObject([
      { queue: 'tier-2', answer: 'undeliverable', caseId: asked.caseId },
    ]);
    expect((await desk.events(asked.ticketId)).at(-1)).toMatchObject({
      type: 'vendor-case.undeliverable',
      public: false,
      data: { reason: expect.stringContaining('410') },
    });
    expect(await desk.changes(asked.ticketId, 'sla')).toEqual([4]);
  });

  it('ten times is given up, and the ticket does not hang', async () => {
    simulator.behave(fail(503, { 'retry-after': '1' }));
    const asked = await ask();
    await desk.write('UPDATE vendor_delivery SET attempts = 9 WHERE case_id = $1', [asked.caseId]);
    start();
    expect((await after(asked.caseId, 10)).lastError).toMatch(/Given up after 10 attempts/);
    expect(await desk.answers(asked.ticketId)).toMatchObject([{ answer: 'undeliverable' }]);
  });

  it('to a vendor that has spoken meanwhile does not end the case', async () => {
    simulator.behave(fail(410));
    const asked = await ask();
    await desk.write(`UPDATE vendor_case SET state = 'acknowledged' WHERE id = $1`, [asked.caseId]);
    start();
    expect((await after(asked.caseId, 1)).failedAt).not.toBeNull();
    expect(await caseState(asked.caseId)).toBe('acknowledged');
    expect(await desk.answers(asked.ticketId)).toEqual([]);
  });

  it('until the vendor has spoken is no second fact: it was told when it spoke', async () => {
    const { caseId, ticketId } = await ask();
    await desk.write(`UPDATE vendor_case SET state = 'acknowledged', last_sequence = 1 WHERE id = $1`, [caseId]);
    start();
    expect((await after(caseId, 1)).deliveredAt).not.toBeNull();
    expect((await desk.events(ticketId)).map(({ type }) => type)).toEqual(['vendor-case.opened']);
    expect(await desk.changes(ticketId, 'sla')).toEqual([]);
  });
});

describe('an answer that does not end', () => {
  it.each<Behaviour['kind']>(['flood', 'drip'])('(%s) is cut off: the status was the verdict', async (kind) => {
    simulator.behave({ kind } as Behaviour);
    start();
    expect((await after((await ask()).caseId, 1)).deliveredAt).not.toBeNull();
  });
});

describe('several processes at once', () => {
  it('deliver each case once, also past a vendor that answers nothing', async () => {
    const silent = new VendorSimulator();
    const mute = await desk.vendor(await silent.start());
    silent.secret = mute.secret;
    silent.behave({ kind: 'silent' });
    for (let count = 0; count < 10; count += 1) await ask(mute.id);
    const cases: string[] = [];
    for (let count = 0; count < 40; count += 1) cases.push((await ask()).caseId);
    for (let count = 0; count < 3; count += 1) start();
    await eventually(() => simulator.taken.size === cases.length);
    for (const caseId of cases) await after(caseId, 1);
    expect(simulator.duplicates).toBe(0);
    expect(simulator.received).toHaveLength(cases.length);
    await silent.stop();
  });

  it('make up for one that died: when its lease ends, the delivery is due again', async () => {
    const { caseId } = await ask();
    await eventually(async () => (await store.take(100, [])).some((taken) => taken.caseId === caseId));
    start();
    await hurry(caseId);
    expect((await after(caseId, 2)).deliveredAt).not.toBeNull();
  });

  it('make one case of it when one dies after the vendor took the case: the vendor knows the id', async () => {
    class Dying extends DeliveryStore {
      override delivered(): Promise<void> {
        return Promise.reject(new Error('It died before it wrote down what came of it.'));
      }
    }
    const outbox = new Outbox(db.database, { publish: () => undefined } as never);
    const dying = new Dying(db.database, new TicketStore(), outbox);
    const { caseId, ticketId } = await ask();
    const settings = { addresses: anywhere, timeoutMs: 300, publicUrl: null };
    const first = new DeliveryLoop(dying, new DeliverHandler(dying, new AddressGuard(anywhere), settings));
    first.onApplicationBootstrap();
    await eventually(() => simulator.taken.size === 1);
    await first.beforeApplicationShutdown();
    expect(await caseState(caseId)).toBe('sending');
    start();
    await hurry(caseId);
    expect((await after(caseId, 2)).deliveredAt).not.toBeNull();
    expect([...simulator.taken.values()]).toEqual([2]);
    expect(await desk.rows('SELECT 1 FROM vendor_case WHERE ticket_id = $1', [ticketId])).toHaveLength(1);
    expect((await desk.events(ticketId)).map(({ type }) => type)).toEqual([
      'vendor-case.opened',
      'vendor-case.delivered',
    ]);
  });

  it('do not let one that was too slow overrule its successor', async () => {
    const { caseId, ticketId } = await ask();
    const takeIt = async () => (await store.take(100, [])).find((taken) => taken.caseId === caseId)!;
    const slow = await takeIt();
    await hurry(caseId);
    const successor = await takeIt();
    await store.delivered(successor);
    await store.stop(slow, 'too late');
    await store.retryIn(slow, 0, 'too late');
    expect(await deliveries(caseId)).toMatchObject([{ waits: null, failedAt: null, lastError: null }]);
    expect(await caseState(caseId)).toBe('sent');
    expect(await desk.answers(ticketId)).toEqual([]);
  });
});

describe('an endpoint inside our own network', () => {
  const strict: AddressPolicy = { allowPrivate: false, allowedNetworks: [] };
  const named = (name: string) => `https://${name}:${new URL(simulator.endpoint).port}/cases`;
  const toLoopback: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

  it('is not connected to, whatever it is called, and the ticket goes back', async () => {
    const connections: unknown[] = [];
    const inside = await desk.vendor(named('vendor.example'));
    start(strict, (name) => {
      connections.push(name);
      return toLoopback(name);
    });
    const asked = await ask(inside.id);
    expect((await after(asked.caseId, 1)).lastError).toMatch(/loopback address 127.0.0.1/);
    expect(connections).toEqual(['vendor.example']);
    expect(simulator.received).toEqual([]);
    expect(await desk.answers(asked.ticketId)).toMatchObject([{ answer: 'undeliverable' }]);
  });

  it('is not connected to when the resolver of this machine says where a name leads', async () => {
    const inside = await desk.vendor(named('localhost'));
    start(strict);
    const asked = await ask(inside.id);
    expect((await after(asked.caseId, 1)).lastError).toMatch(/loopback address (127\.0\.0\.1|::1)/);
    expect(simulator.received).toEqual([]);
    expect(await caseState(asked.caseId)).toBe('undeliverable');
  });

  it('is connected to at the very address that was judged: the name is not looked up a second time', async () => {
    const allowed: AddressPolicy = { allowPrivate: false, allowedNetworks: [parseNetwork('127.0.0.0/8')] };
    const inside = await desk.vendor(named('rebinding.invalid').replace('https', 'http'), vendor.secret);
    let lookUps = 0;
    start(allowed, (name) => {
      // On a slow machine retries of earlier tests come due beside it.
      if (name === 'rebinding.invalid') lookUps += 1;
      return toLoopback(name);
    });
    expect((await after((await ask(inside.id)).caseId, 1)).deliveredAt).not.toBeNull();
    expect(lookUps).toBe(1);
    expect(simulator.received[0]?.headers.host).toContain('rebinding.invalid');
  });
});
