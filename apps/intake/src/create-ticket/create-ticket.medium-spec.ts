import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { aTicket, IntakeWorld, type Answer } from '../testing/intake-world.js';

let world: IntakeWorld;
let key: string;

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key(['tickets:read', 'tickets:write']);
});
afterAll(() => world?.close());

const create = (body: unknown, headers: Record<string, string> = {}, token = key): Promise<Answer> =>
  world.ask('POST', '/tickets', { token, body, headers });
const email = (): string => `${randomUUID()}@example.test`;
const tickets = (): Promise<number> => world.count('ticket');

test('a ticket is answered after the commit, as it can be read from then on, with its post, event and message', async () => {
  const everything = {
    ...aTicket,
    channel: 'phone',
    impact: 'high',
    urgency: 'low',
    product: 'scanner',
    assetTag: 'A-17',
    language: 'pt-BR',
    externalId: randomUUID(),
  };
  const { status, body } = await create(everything);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    ...everything,
    number: expect.stringMatching(/^T-\d+$/),
    state: 'received',
    version: 1,
    tier: null,
    where: 'received, waiting to be understood',
    organisation: null,
    clocks: [],
  });
  const read = await world.ask('GET', `/tickets/${body.number}`, { token: key });
  expect({ workOrders: [], ...body }).toEqual(read.body);
  const timeline = await world.ask('GET', `/tickets/${body.id}/timeline`, { token: key });
  expect(timeline.body.items).toMatchObject([{ version: 1, type: 'ticket.opened', actor: { kind: 'api-key' } }]);
  const posts = await world.ask('GET', `/tickets/${body.id}/posts`, { token: key });
  expect(posts.body.items).toMatchObject([
    { body: everything.description, public: true, author: { kind: 'customer', id: body.requester.id, name: 'Kim' } },
  ]);
  const rows = await world.write(`SELECT id, queue, message FROM outbox WHERE data->>'ticketId' = $1`, [body.id]);
  expect(rows).toMatchObject([{ queue: 'triage', message: 'ticket.opened' }]);
  expect(world.published.map(({ id }) => id)).toContain(rows[0]?.id);
});

test('many at the same moment are many tickets with numbers of their own, and one contact per address', async () => {
  const before = await tickets();
  const [one, other] = [email(), email()];
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      create({ ...aTicket, subject: `No. ${index}`, requester: { email: index % 2 ? one.toUpperCase() : other } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 201));
  expect(answers.map(({ body }) => body.subject)).toEqual(Array.from({ length: 60 }, (_, index) => `No. ${index}`));
  expect(new Set(answers.map(({ body }) => body.number)).size).toBe(60);
  expect(new Set(answers.map(({ body }) => body.requester.id)).size).toBe(2);
  expect(await tickets()).toBe(before + 60);
});

describe('Idempotency-Key', () => {
  test('the same key and body gets the stored answer again, and no second ticket', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await create(aTicket, headers);
    const before = await tickets();
    const again = await create({ ...aTicket, requester: { name: 'Kim', email: 'kim@example.test' } }, headers);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect([first, again].map(({ headers: sent }) => sent.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await tickets()).toBe(before);
  });

  test('the same key with another body is refused, and nothing changes', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await create(aTicket, headers);
    const before = [await tickets(), await world.count('contact')];
    for (const other of [{ subject: 'Another' }, { requester: { email: email() } }, { externalId: randomUUID() }]) {
      const { status, body } = await create({ ...aTicket, ...other }, headers);
      expect([status, body.code]).toEqual([422, 'idempotency-key.reused']);
    }
    expect([await tickets(), await world.count('contact')]).toEqual(before);
  });

  test('a repetition is one also with an external id: it is no duplicate of itself', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { ...aTicket, externalId: randomUUID() };
    const [first, atTheSameMoment] = await Promise.all([create(body, headers), create(body, headers)]);
    const again = await create(body, headers);
    expect([first.status, atTheSameMoment.status, again.status]).toEqual([201, 201, 201]);
    expect([atTheSameMoment.body, again.body]).toEqual([first.body, first.body]);
  });

  test('many with one key at the same moment are one ticket; the others get its answer', async () => {
    const before = await tickets();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => create(aTicket, headers)),
      create({ ...aTicket, subject: 'Another' }, headers),
    ]);
    expect(await tickets()).toBe(before + 1);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(made.filter(({ headers: sent }) => sent.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422).length + made.length).toBe(21);
  });

  test('a key belongs to its caller, and refusals are not kept', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await create({ ...aTicket, impact: 'huge' }, headers)).status).toBe(400);
    const mine = await create(aTicket, headers);
    const theirs = await create(aTicket, headers, await world.key());
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test('after 24 hours a key is as good as new', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await create(aTicket, headers);
    await world.write(`UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = $1`, [
      headers['idempotency-key'],
    ]);
    const second = await create({ ...aTicket, subject: 'Another day' }, headers);
    expect([second.status, second.body.subject]).toEqual([201, 'Another day']);
    expect(second.body.id).not.toBe(first.body.id);
    expect((await create({ ...aTicket, subject: 'Another day' }, headers)).body.id).toBe(second.body.id);
  });

  test.each(['', 'x'.repeat(256)])('a key of no or too many characters is refused: "%.5s"', async (bad) => {
    const { status, body } = await create(aTicket, { 'idempotency-key': bad });
    expect([status, body.code]).toEqual([400, 'idempotency-key.invalid']);
    expect((await create(aTicket, { 'idempotency-key': 'x'.repeat(255 - 36) + randomUUID() })).status).toBe(201);
  });
});

test('an externalId is unique per caller: the second is told which ticket has it', async () => {
  const externalId = randomUUID();
  const answers = await Promise.all(Array.from({ length: 5 }, () => create({ ...aTicket, externalId })));
  const made = answers.find(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(4);
  for (const { status, body } of refused) {
    expect([status, body.code]).toEqual([409, 'ticket.duplicate-external-id']);
    expect(body.ticket).toEqual({ id: made?.body.id, number: made?.body.number });
  }
  expect((await create({ ...aTicket, externalId }, {}, await world.key())).status).toBe(201);
});

describe('route', () => {
  const route = { tier: 'L2', reason: 'They asked for a specialist.' };

  test('is for callers with the right, and normalised', async () => {
    await world.write(`INSERT INTO sector (code, name) VALUES ('network', 'Network') ON CONFLICT DO NOTHING`);
    const lead = await world.agent('lead');
    const { status, body } = await create({ ...aTicket, route: { ...route, sector: 'network' } }, {}, lead.token);
    expect(status).toBe(201);
    expect(body.requestedRoute).toEqual({ ...route, tier: 2, sector: 'network' });
    expect(body.tier).toBeNull();
    const read = await world.ask('GET', `/tickets/${body.id}`, { token: lead.token });
    expect(read.body.requestedRoute).toEqual(body.requestedRoute);
    const ofKey = await create(
      { ...aTicket, route: { ...route, tier: 3 } },
      {},
      await world.key(['tickets:write', 'tickets:route']),
    );
    expect([ofKey.status, ofKey.body.requestedRoute.tier]).toEqual([201, 3]);
  });

  test('without the right it is refused, not ignored', async () => {
    const before = await tickets();
    const agent = await world.agent('agent', [[1, null]]);
    for (const token of [key, agent.token]) {
      const { status, body } = await create({ ...aTicket, route }, {}, token);
      expect([status, body.code]).toEqual([403, 'caller.forbidden']);
    }
    expect(await tickets()).toBe(before);
  });

  test('to a tier or sector we do not have is refused', async () => {
    const lead = await world.agent('lead');
    const tier = await create({ ...aTicket, route: { ...route, tier: 57 } }, {}, lead.token);
    expect([tier.status, tier.body.code]).toEqual([422, 'tier.unknown']);
    const sector = await create({ ...aTicket, route: { ...route, sector: 'moon' } }, {}, lead.token);
    expect([sector.status, sector.body.code]).toEqual([422, 'sector.unknown']);
  });
});

describe('a key bound to an organisation', () => {
  test('opens tickets of its organisation, for new contacts and its own, not for others', async () => {
    const acme = await world.organisation('Acme');
    const other = await world.organisation('Other');
    const bound = await world.key(['tickets:read', 'tickets:write'], acme);
    const mine = email();
    const { body } = await create({ ...aTicket, requester: { email: mine } }, {}, bound);
    expect(body.organisation).toEqual({ id: acme, name: 'Acme' });
    expect((await create({ ...aTicket, requester: { email: mine } }, {}, bound)).status).toBe(201);
    const theirs = await create(
      { ...aTicket, requester: { email: mine, name: 'Named by others' } },
      {},
      await world.key(['tickets:write'], other),
    );
    expect([theirs.status, theirs.body.code]).toEqual([403, 'ticket.foreign-requester']);
    expect(await world.write('SELECT name FROM contact WHERE email = $1', [mine])).toEqual([{ name: null }]);
    const free = email();
    await create({ ...aTicket, requester: { email: free } });
    const ofNobody = await create({ ...aTicket, requester: { email: free } }, {}, bound);
    expect(ofNobody.body.organisation).toEqual({ id: acme, name: 'Acme' });
    const read = await world.ask('GET', `/tickets/${ofNobody.body.id}`, { token: bound });
    expect(read.body).toEqual(ofNobody.body);
  });
});

describe('bad input', () => {
  const bad: [string, unknown, string][] = [
    ['no subject', { ...aTicket, subject: undefined }, '/subject'],
    ['an empty description', { ...aTicket, description: '' }, '/description'],
    ['a number for a subject', { ...aTicket, subject: 7 }, '/subject'],
    ['NUL', { ...aTicket, subject: 'a\0b' }, '/subject'],
    ['a lone surrogate', { ...aTicket, description: 'a\ud800b' }, '/description'],
    ['no address', { ...aTicket, requester: { email: 'kim' } }, '/requester/email'],
    ['NUL in a name', { ...aTicket, requester: { email: 'k@x.test', name: '\0' } }, '/requester/name'],
    ['an unknown field', { ...aTicket, priority: 'P1' }, '/priority'],
    [
      'an unknown field further down',
      { ...aTicket, requester: { email: 'k@x.test', admin: true } },
      '/requester/admin',
    ],
    ['an unknown impact', { ...aTicket, impact: 'HIGH' }, '/impact'],
    ['a route without a reason', { ...aTicket, route: { tier: 1 } }, '/route/reason'],
    ['a fraction of a tier', { ...aTicket, route: { tier: 1.5, reason: 'x' } }, '/route/tier'],
    ['a subject that is too long', { ...aTicket, subject: 'x'.repeat(1_001) }, '/subject'],
  ];
  test.each(bad)('%s is refused with a pointer to it, and nothing changes', async (_, body, pointer) => {
    const before = await tickets();
    const answer = await create(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(await tickets()).toBe(before);
  });

  test('who may not open tickets does not', async () => {
    expect((await world.ask('POST', '/tickets', { body: aTicket })).status).toBe(401);
    expect((await create(aTicket, {}, 'nonsense')).status).toBe(401);
    const reader = await create(aTicket, {}, await world.key(['tickets:read']));
    expect([reader.status, reader.body.code]).toEqual([403, 'caller.forbidden']);
  });

  test('ten megabytes are too much', async () => {
    const answer = await create({ ...aTicket, description: 'x'.repeat(10_000_000) }).catch(
      (error: unknown) => error as Error,
    );
    if (answer instanceof Error) return;
    expect(answer.status).toBe(413);
  });
});

const naughty = '../shared/corpora/text/blns.json';
(existsSync(naughty) ? test : test.skip)(
  'naughty strings are accepted and come back exactly as they were sent, or are a 400',
  async () => {
    const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
    let accepted = 0;
    await Promise.all(
      strings.map(async (text) => {
        const sent = {
          subject: text,
          description: text,
          requester: { email: email(), name: text.slice(0, 200) },
          product: text,
          externalId: `${randomUUID()}${text}`.slice(0, 255),
        };
        const { status, body } = await create(sent, { 'idempotency-key': randomUUID() });
        if (status === 400) return;
        expect(status).toBe(201);
        const read = await world.ask('GET', `/tickets/${body.id}`, { token: key });
        expect(read.body).toMatchObject(sent);
        accepted += 1;
      }),
    );
    expect(accepted).toBeGreaterThan(strings.length * 0.9);
  },
);
