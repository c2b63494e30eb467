import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { signal, type Tx } from '#database';
import { eventually } from '#testing';
import { DeskWorld, type Person } from '../testing/desk-world.js';
import { EventStream } from '../testing/event-stream.js';

let world: DeskWorld;
/** The same desk in another process. */
let other: DeskWorld;
let first: Person;
let second: Person;
let lead: Person;
const open: EventStream[] = [];

beforeAll(async () => {
  world = await DeskWorld.open();
  other = await world.another();
  first = await world.agent('agent', [[1, null]]);
  second = await world.agent('agent', [[2, 'network']]);
  lead = await world.agent('lead');
});
afterAll(async () => {
  await other.close();
  await world.close();
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

async function streamOf(person: Person, lastEventId?: string, at = world): Promise<EventStream> {
  const stream = await EventStream.open(at.url, person.token, lastEventId);
  open.push(stream);
  return stream;
}

const about =
  (ticketId: string, type?: string) =>
  (data: { readonly ticketId: string; readonly type: string }): boolean =>
    data.ticketId === ticketId && (type === undefined || data.type === type);

const workOrder = { situation: 'a', tried: [{ action: 'b', result: 'c' }], hypothesis: 'd', customerContext: 'e' };

/** Holds a transaction open that has written, until it is told to commit. */
async function openTransaction(work: (tx: Tx) => Promise<void>): Promise<() => Promise<void>> {
  let commit!: () => void;
  let began!: () => void;
  const isBegun = new Promise<void>((resolve) => (began = resolve));
  const held = new Promise<void>((resolve) => (commit = resolve));
  const whole = world.inTransaction(async (tx) => {
    await work(tx);
    began();
    await held;
  });
  await isBegun;
  return () => {
    commit();
    return whole;
  };
}

describe('a change', () => {
  test('is heard by everybody who may read the ticket, at any process, each as the ticket is now', async () => {
    const ticket = await world.queued();
    const streams = [await streamOf(lead), await streamOf(first, undefined, other)];
    expect(streams[0]!.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    await world.expectOk(first, ticket, 'claim');
    const told = await Promise.all(streams.map((stream) => stream.next('ticket', about(ticket))));
    expect(told[0]).toMatchObject({ type: 'ticket.claimed', state: 'in_progress', tier: 1, assigneeId: first.id });
    expect(told[1]).toEqual(told[0]);
  });

  test('that commits late is not missed, and holds nothing up', async () => {
    const [late, meanwhile] = [await world.queued(), await world.queued()];
    const commit = await openTransaction(async (tx) => {
      const ticket = await world.tickets.lock(tx, late);
      await world.tickets.record(tx, ticket!, { type: 'ticket.noted', by: { kind: 'system', id: 'test' } });
    });
    const stream = await streamOf(lead);
    await world.expectOk(lead, meanwhile, 'note', { body: 'Looked at it.' });
    await stream.next('ticket', about(meanwhile));
    expect(stream.of('ticket').some(about(late))).toBe(false);
    await commit();
    await stream.next('ticket', about(late));
  });

  test('is told once, however long another transaction is open', async () => {
    const ticket = await world.queued();
    const commit = await openTransaction((tx) => signal(tx, { kind: 'settings-changed' }));
    const stream = await streamOf(lead);
    await world.expectOk(lead, ticket, 'note', { body: 'One.' });
    await world.expectOk(lead, ticket, 'note', { body: 'Two.' });
    await commit();
    await stream.next('signal', ({ kind }) => kind === 'settings-changed');
    expect(stream.of('ticket').map(({ version }) => version)).toEqual([3, 4]);
  });
});

describe('sight', () => {
  test('an agent hears of no ticket he may not read', async () => {
    const [foreign, own] = [
      await world.queued({ tier: 2, sector: 'storage' }),
      await world.queued({ tier: 2, sector: 'network' }),
    ];
    const stream = await streamOf(second);
    await world.expectOk(lead, foreign, 'note', { body: 'Not for the network.' });
    await world.expectOk(lead, own, 'note', { body: 'For the network.' });
    await stream.next('ticket', about(own));
    expect(JSON.stringify(stream.heard)).not.toContain(foreign);
  });

  test('who loses a ticket out of sight hears that it left and not where to; who touched it goes on hearing', async () => {
    const ticket = await world.held(first);
    const bystander = await world.agent('agent', [[1, null]]);
    const [holder, watching, above] = [await streamOf(first), await streamOf(bystander), await streamOf(second)];
    const body = { workOrder: { ...workOrder, checkFirst: 'f' }, to: { tier: 2, sector: 'network' } };
    await world.expectOk(first, ticket, 'escalate', body);
    expect(await watching.next('left')).toEqual({ ticketId: ticket, number: expect.stringMatching(/^T-\d+$/) });
    expect(watching.of('ticket')).toEqual([]);
    expect(await holder.next('ticket', about(ticket, 'ticket.escalated'))).toMatchObject({
      tier: 2,
      sector: 'network',
    });
    await above.next('ticket', about(ticket, 'ticket.escalated'));
    await world.expectOk(second, ticket, 'claim');
    await holder.next('ticket', about(ticket, 'ticket.claimed'));
    expect(watching.of('left')).toHaveLength(1);
  });

  test('a signal reaches whom it is for: one agent, those who may read the ticket, or all', async () => {
    const ticket = await world.queued({ tier: 2, sector: 'network' });
    const [one, two] = [await streamOf(first), await streamOf(second)];
    await world.inTransaction(async (tx) => {
      await signal(tx, { kind: 'offer-made', agentId: first.id, data: { offer: 1 } });
      await signal(tx, { kind: 'clocks-changed', ticketIds: [ticket] });
      await signal(tx, { kind: 'settings-changed' });
    });
    for (const stream of [one, two]) await stream.next('signal', ({ kind }) => kind === 'settings-changed');
    expect(one.of('signal').map(({ kind, data }) => [kind, data])).toEqual([
      ['offer-made', { offer: 1 }],
      ['settings-changed', null],
    ]);
    expect(two.of('signal').map(({ kind, ticketIds }) => [kind, ticketIds])).toEqual([
      ['clocks-changed', [ticket]],
      ['settings-changed', []],
    ]);
  });

  test('who works at other desks now hears so, and from then on of theirs', async () => {
    const agent = await world.agent('agent', [[1, null]]);
    const stream = await streamOf(agent);
    await world.write(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [
      await world.team(2, null),
      agent.id,
    ]);
    expect(await stream.next('resync')).toEqual({ reason: 'rights-changed' });
    const ticket = await world.queued({ tier: 2 });
    await stream.next('ticket', about(ticket));
  });
});

describe('a stream that broke', () => {
  test('goes on at any process where it was, with what was committed meanwhile, late or not', async () => {
    const [late, ticket] = [await world.queued(), await world.queued()];
    const before = await streamOf(lead);
    const commit = await openTransaction(async (tx) => {
      const locked = await world.tickets.lock(tx, late);
      await world.tickets.record(tx, locked!, { type: 'ticket.noted', by: { kind: 'system', id: 'test' } });
    });
    await world.expectOk(lead, ticket, 'note', { body: 'Heard.' });
    await before.next('ticket', about(ticket));
    before.close();
    await world.expectOk(lead, ticket, 'note', { body: 'Missed.' });
    await commit();
    const after = await streamOf(lead, before.lastEventId, other);
    expect(after.of('ready')).toEqual([{ resumed: true }]);
    await after.next('ticket', about(late));
    expect(
      after
        .of('ticket')
        .filter(about(ticket))
        .map(({ version }) => version),
    ).toEqual([4]);
  });

  test.each([
    ['nonsense', () => 'nonsense'],
    ['of another database', (id: string) => id.replace(/^[^-]+/, 'abct1')],
    ['too old', (id: string) => id.replace(/-\d+-/, '-1000-')],
    ['still to come', (id: string) => id.replace(/-\d+:\d+:.*$/, '-4000000000:4000000000:')],
  ])('starts anew from a position that is %s', async (_, spoil) => {
    const { lastEventId } = await streamOf(lead);
    const stream = await streamOf(lead, spoil(lastEventId));
    expect(stream.of('ready')).toEqual([{ resumed: false }]);
    expect(await stream.next('resync')).toEqual({ reason: 'unknown-position' });
    expect(stream.of('ticket')).toEqual([]);
  });

  test('that missed very much is told so, and the others are told all the same', async () => {
    const [ticket, stream, back] = [await world.queued(), await streamOf(lead), await streamOf(lead)];
    back.close();
    await world.write(`INSERT INTO desk_signal (kind) SELECT 'queues-changed' FROM generate_series(1, 1001)`);
    expect(await stream.next('resync')).toEqual({ reason: 'too-much' });
    const again = await streamOf(lead, back.lastEventId);
    expect(await again.next('resync')).toEqual({ reason: 'too-much' });
    await world.expectOk(lead, ticket, 'note', { body: 'Goes on.' });
    await stream.next('ticket', about(ticket));
    await again.next('ticket', about(ticket));
    expect(stream.of('resync')).toHaveLength(1);
  });
});

describe('a session', () => {
  test('that ends ends its streams: logged out, expired, deactivated', async () => {
    const people = await Promise.all([world.agent('agent'), world.agent('agent'), world.agent('agent')]);
    const [loggedOut, expired, inactive] = people as [Person, Person, Person];
    const streams = await Promise.all(people.map((person) => streamOf(person)));
    await world.request(loggedOut, 'POST', '/auth/logout');
    await world.write(`UPDATE session SET expires_at = now() WHERE agent_id = $1`, [expired.id]);
    await world.write(`UPDATE agent SET active = false WHERE id = $1`, [inactive.id]);
    for (const stream of streams) {
      expect(await stream.next('ended')).toEqual({ reason: 'session' });
      await stream.end();
    }
  });

  test('nobody listens without one, with a key, or more often than a person can', async () => {
    expect((await streamOf({ id: '', token: 'nobody' })).status).toBe(401);
    expect((await streamOf(await world.apiKey(['tickets:read']))).status).toBe(403);
    const agent = await world.agent('agent');
    const streams = await Promise.all(Array.from({ length: 20 }, () => streamOf(agent)));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await streamOf(agent)).status).toBe(429);
    streams[0]!.close();
    await eventually(async () => (await streamOf(agent)).status === 200);
  });
});

describe('presence', () => {
  const put = (person: Person, body: object) => world.request(person, 'PUT', '/desk/presence', body);

  test('who looks at a ticket and who writes on it is seen by the others, once for each change', async () => {
    const ticket = await world.queued();
    const stream = await streamOf(lead, undefined, other);
    await put(first, { ticketId: ticket, mode: 'viewing' });
    const seen = await stream.next('presence');
    expect(seen).toMatchObject({ ticketId: ticket, agents: [{ id: first.id, mode: 'viewing' }] });
    await put(first, { ticketId: ticket, mode: 'viewing' });
    await put(first, { ticketId: ticket, mode: 'writing', screen: 'other' });
    await stream.next('presence', ({ agents }) => agents[0]?.mode === 'writing');
    expect((await world.request(lead, 'GET', `/tickets/${ticket}/presence`)).body.agents).toHaveLength(1);
    expect((await world.request(lead, 'GET', '/desk/presence')).body.items).toMatchObject([{ ticketId: ticket }]);
    await put(first, { ticketId: ticket, mode: null, screen: 'other' });
    await eventually(() => stream.of('presence').length === 3);
    await put(first, { ticketId: ticket, mode: null });
    await stream.next('presence', ({ agents }) => agents.length === 0);
    expect(stream.of('presence').map(({ agents }) => agents[0]?.mode)).toEqual([
      'viewing',
      'writing',
      'viewing',
      undefined,
    ]);
  });

  test('who is not heard of any more has gone', async () => {
    const ticket = await world.queued();
    const stream = await streamOf(lead);
    await put(first, { ticketId: ticket, mode: 'writing' });
    await stream.next('presence', ({ agents }) => agents.length === 1);
    await world.write(`UPDATE desk_presence SET until = now() WHERE ticket_id = $1`, [ticket]);
    await stream.next('presence', ({ agents }) => agents.length === 0);
  });

  test('is nobody’s who may not read the ticket', async () => {
    const ticket = await world.queued({ tier: 2, sector: 'storage' });
    const stream = await streamOf(second);
    expect((await put(second, { ticketId: ticket, mode: 'viewing' })).body).toMatchObject({ code: 'ticket.not-found' });
    expect((await world.request(second, 'GET', `/tickets/${ticket}/presence`)).status).toBe(404);
    await put(lead, { ticketId: ticket, mode: 'viewing' });
    await world.inTransaction((tx) => signal(tx, { kind: 'settings-changed' }));
    await stream.next('signal', ({ kind }) => kind === 'settings-changed');
    expect(stream.of('presence')).toEqual([]);
  });
});

test('a process that stops says so to its streams at once', async () => {
  const third = await world.another();
  const stream = await streamOf(lead, undefined, third);
  const closing = third.close();
  expect(await stream.next('ended')).toEqual({ reason: 'stopping' });
  await stream.end();
  await closing;
});
