import { newId } from '#database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { absurdPages, absurdSegments, oddSearches, wrongAuthorizations, wrongTypes } from './bad-input/absurdities.js';
import { badBodies, malformed, sampleOf } from './bad-input/bad-bodies.js';
import { jsonBodies, missing, naughtyStrings } from './bad-input/corpora.js';
import { badCorrelations, brokenRequests } from './bad-input/hostile-heads.js';
import { HostileWorld, type ListedTicket } from './bad-input/hostile.world.js';
import { actionOf, isOnTicket, nameOf, type Operation } from './bad-input/open-api.js';
import { each, type Ask, type Reply } from './bad-input/raw.client.js';
import { allRefused, faults } from './bad-input/refusals.js';
import { whoMayDoWhat } from './permissions/who-may-do-what.js';

const SLOW = 120_000;
const ABSENT = 'T-999999999';

let world: HostileWorld;
let operations: readonly Operation[];
/** The operations' paths, filled with what is there. */
let paths: ReadonlyMap<Operation, string>;
let vendor: { readonly id: string; readonly secret: string };
let tickets: readonly ListedTicket[];

beforeAll(async () => {
  world = await HostileWorld.open();
  operations = world.operations;
  const body = { name: 'A vendor', endpoint: 'https://vendor.example/hook' };
  vendor = await world.expectOk({ method: 'POST', path: '/api/v1/vendors', token: world.tokens.admin, body });
  tickets = await world.tickets();
  paths = new Map(await each(operations, async (operation) => [operation, await existing(operation)] as const));
}, SLOW);
afterAll(() => world?.close(), SLOW);

async function existing({ path }: Operation): Promise<string> {
  if (!path.includes('{')) return path;
  const list = path.split('/{', 1)[0]!.replace('/desk/tickets', '/tickets');
  const { body } = await world.send({ method: 'GET', path: list, token: world.tokens.admin });
  const item = (list === '/api/v1/vendors' ? vendor : (body?.items?.[0] ?? {})) as Readonly<
    Record<string, string | number>
  >;
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(item[name] ?? item['id'] ?? newId()));
}

const inPath = ({ path }: Operation, value: string): string => path.replaceAll(/\{\w+\}/g, value);
const writes = (): Operation[] => operations.filter(({ method, takesBytes }) => method !== 'GET' && !takesBytes);
const onTickets = (): Operation[] => operations.filter(isOnTicket);
const actions = (): [Operation, string][] =>
  operations.flatMap((operation) => {
    const action = actionOf(operation);
    return action === null ? [] : [[operation, action] as [Operation, string]];
  });
const isCallback = ({ path }: Operation): boolean => path.endsWith('/callbacks');

/** A good request in every way: what is wrong is put over it. */
function good(operation: Operation, body: unknown = operation.body && sampleOf(operation.body)): Ask {
  const ask = { method: operation.method, path: paths.get(operation)!, ...(body !== null && { body }) };
  if (isCallback(operation)) return { ...ask, headers: signature(body) };
  return { ...ask, token: world.tokens.admin };
}

function signature(body: unknown): Record<string, string> {
  const [id, at] = [`msg_${newId()}`, new Date()];
  const text = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(vendor.secret).sign(id, at, text),
  };
}

describe('a bad body', () => {
  it(
    'is refused everywhere when it is not JSON',
    () =>
      allRefused(
        world,
        writes().flatMap((operation) =>
          malformed.map(([what, body]) => ({
            what,
            ask: good(operation, body),
            status: 400,
            code: 'request.malformed-json',
          })),
        ),
      ),
    SLOW,
  );

  it(
    'is refused everywhere when it does not call itself JSON, or is packed',
    () =>
      allRefused(
        world,
        writes().flatMap((operation) => {
          const ask = good(operation, '{}');
          const refused = (what: string, headers: Record<string, string>) => ({
            what,
            ask: { ...ask, headers: { ...ask.headers, ...headers } },
            status: 415,
            code: 'request.unsupported-media-type',
          });
          return [
            ...wrongTypes.map((type) => refused(type, { 'content-type': type })),
            refused('gzip', { 'content-encoding': 'gzip' }),
          ];
        }),
      ),
    SLOW,
  );

  it(
    'is refused everywhere when it is too large, before it has all come',
    () =>
      allRefused(
        world,
        writes().flatMap((operation) =>
          [1_048_577, 10_000_000].map((length) => ({
            what: `${length} bytes`,
            ask: good(operation, Buffer.alloc(length, ' ')),
            status: 413,
            code: 'request.too-large',
          })),
        ),
      ),
    SLOW,
  );

  it(
    'is refused with the field that is wrong: type, NUL, lone surrogate, length, missing, unknown',
    () =>
      allRefused(
        world,
        writes().flatMap((operation) =>
          badBodies(operation.body ?? {}).flatMap(({ what, json, pointer }) =>
            operation.body ? [{ what, ask: good(operation, json), status: 400, code: 'request.invalid', pointer }] : [],
          ),
        ),
      ),
    SLOW,
  );
});

describe('two hundred bodies of a megabyte at once', () => {
  it(
    'are refused, and do not end the process, whoever sends them',
    () =>
      allRefused(
        world,
        Array.from({ length: 200 }, () => ({
          what: 'deep nesting',
          ask: { method: 'POST', path: '/api/v1/tickets', body: `${'['.repeat(520_000)}${']'.repeat(520_000)}` },
          status: 400,
          code: 'request.too-deep',
        })),
        200,
      ),
    SLOW,
  );
});

describe('a caller', () => {
  it(
    'who is nobody, or nobody any more, is refused everywhere',
    async () => {
      const nobodies = await pastCallers();
      const headers = [
        {},
        { cookie: `tierline=${newId()}` },
        { cookie: `tierline=${await world.key(['tickets:read'])}` },
        { cookie: `__Host-tierline=${world.tokens.admin}` },
        ...nobodies.flatMap((token) => [{ authorization: `Bearer ${token}` }, { cookie: `tierline=${token}` }]),
        ...wrongAuthorizations.map((header) => ({ authorization: header.replaceAll('TOKEN', world.tokens.admin) })),
      ];
      await allRefused(
        world,
        operations
          .filter(({ needsCaller }) => needsCaller)
          .flatMap((operation) =>
            headers.map((given) => ({
              what: JSON.stringify(given).slice(0, 80),
              ask: { ...good(operation), token: null, headers: given },
              status: 401,
              code: 'caller.unauthenticated',
            })),
          ),
      );
    },
    SLOW,
  );

  it('who is a vendor needs its signature over these very bytes, of now', async () => {
    const [callback] = operations.filter(isCallback);
    const ask = good(callback!);
    const wrong = [
      {},
      { ...ask.headers, 'webhook-id': 'msg_other' },
      { ...ask.headers, 'webhook-timestamp': '1' },
      { ...ask.headers, 'webhook-timestamp': 'now' },
      { ...ask.headers, 'webhook-signature': 'v1,' },
      { ...ask.headers, 'webhook-signature': `v1a,${ask.headers?.['webhook-signature']?.slice(3)}` },
      { ...ask.headers, 'webhook-signature': 'v1,\u00ff' },
      { ...signature('{}') },
    ];
    await allRefused(
      world,
      wrong.flatMap((headers) =>
        [ask.path, inPath(callback!, newId())].map((path) => ({
          what: JSON.stringify(headers),
          ask: { ...ask, path, headers },
          status: 401,
          code: 'vendor.bad-signature',
        })),
      ),
    );
  });

  it(
    'for whom a ticket is not, cannot tell it from one that is not there',
    async () => {
      const { admin } = world.tokens;
      const organisation = tickets.find((ticket) => ticket.organisation)!.organisation!.id;
      const foreign = tickets.filter((ticket) => ticket.organisation?.id !== organisation);
      const atSpecialists = tickets.filter(({ tier, sector }) => tier === 2 && sector !== 'storage' && sector !== null);
      expect(Math.min(foreign.length, atSpecialists.length)).toBeGreaterThan(0);
      const key = await world.key(
        ['tickets:read', 'tickets:write', 'tickets:route', 'customers:read', 'customers:write'],
        organisation,
      );
      const outsider = await agentOf(admin, 2, 'storage');
      const ask = (operation: Operation, token: string, ticket: string): Ask => ({
        ...good(operation),
        token,
        path: inPath(operation, ticket),
      });
      const seen = async (operation: Operation, token: string, ticket: string) => {
        const { status, headers, body } = await world.send(ask(operation, token, ticket));
        const said = JSON.stringify({ ...body, correlationId: '' }).replaceAll(ticket, 'TICKET');
        return [nameOf(operation), status, Object.keys(headers).toSorted(), said];
      };
      const before = await world.fingerprint();
      for (const [token, others] of [
        [key, foreign],
        [outsider, atSpecialists],
      ] as const) {
        await each(onTickets(), async (operation) => {
          const absent = await seen(operation, token, ABSENT);
          expect([403, 404]).toContain(absent[1]);
          for (const { id, number } of others.slice(0, 2)) {
            expect(await seen(operation, token, number)).toEqual(absent);
            expect(await seen(operation, token, id)).toEqual(absent);
          }
        });
        const listed = await world.expectOk({ method: 'GET', path: '/api/v1/tickets?limit=100', token });
        const numbers = listed.items.map((ticket: ListedTicket) => ticket.number);
        for (const { number } of others) expect(numbers).not.toContain(number);
      }
      expect(await world.fingerprint()).toEqual(before);
    },
    SLOW,
  );
});

/** Tokens that were good once. */
async function pastCallers(): Promise<string[]> {
  const { admin } = world.tokens;
  const revoked = await world.key(['tickets:read', 'tickets:write']);
  await world.sql(`UPDATE api_key SET revoked_at = now() WHERE id = (SELECT max(id::text)::uuid FROM api_key)`);
  const expired = await world.key(['tickets:read', 'tickets:write']);
  await world.sql(`UPDATE api_key SET expires_at = now() WHERE id = (SELECT max(id::text)::uuid FROM api_key)`);
  const [ended, overdue, dismissed] = [
    await agentOf(admin, 1, null),
    await agentOf(admin, 1, null),
    await agentOf(admin, 1, null),
  ];
  await world.expectOk({ method: 'POST', path: '/api/v1/auth/logout', token: ended });
  const me = async (token: string) => world.expectOk({ method: 'GET', path: '/api/v1/auth/me', token });
  await world.sql(`UPDATE session SET expires_at = now() WHERE agent_id = $1`, [(await me(overdue)).id]);
  const path = `/api/v1/agents/${(await me(dismissed)).id}`;
  await world.expectOk({ method: 'PATCH', path, token: admin, body: { active: false } });
  return [revoked, expired, ended, overdue, dismissed];
}

/** The token of a new agent who works for that tier and sector only. */
async function agentOf(admin: string, tier: number, sector: string | null): Promise<string> {
  const post = (path: string, body: unknown, token: string | null = admin) =>
    world.expectOk({ method: 'POST', path: `/api/v1/${path}`, token, body });
  if (sector !== null)
    await world.send({ method: 'POST', path: '/api/v1/sectors', token: admin, body: { code: sector, name: sector } });
  const team = await post('teams', { name: newId(), tier, sector });
  const login = { email: `${newId()}@agents.test`, password: 'a password' };
  await post('agents', { ...login, name: 'Outsider', teams: [team.id] });
  return (await post('auth/login', login, null)).accessToken as string;
}

describe('an action', () => {
  it(
    'on a ticket that has changed since is refused, with the version it has now',
    async () => {
      const { id, version } = tickets.find((ticket) => ticket.state === 'in_progress')!;
      const stale = (expectedVersion: number) =>
        actions().map(([operation, action]) => {
          const body = { ...(sampleOf(operation.body!) as object), expectedVersion };
          const ask = { ...good(operation, body), path: inPath(operation, id) };
          return { what: `${action} at ${expectedVersion}`, ask, status: 409, code: 'ticket.stale-version' };
        });
      await allRefused(world, [...stale(version - 1), ...stale(version + 1), ...stale(2_147_483_647)]);
      const { body } = await world.send(stale(1)[0]!.ask);
      expect(body).toMatchObject({ currentVersion: version });
    },
    SLOW,
  );

  it(
    'is refused in every state it is not made for',
    async () => {
      const { admin: token } = world.tokens;
      const agents = await world.expectOk({ method: 'GET', path: '/api/v1/agents?limit=100', token });
      const agentId = agents.items.find((agent: { email: string }) => agent.email.startsWith('lead@')).id as string;
      const into = tickets.find(({ state }) => state === 'queued')!.number;
      const real: Readonly<Record<string, object>> = {
        assign: { agentId },
        merge: { into },
        'ask-vendor': { vendorId: vendor.id },
        wait: { until: '2099-01-01T00:00:00Z' },
      };
      const attempts = actions().flatMap(([operation, action]) =>
        tickets
          .filter(({ state, number }) => (illegal[action] ?? []).includes(state) && number !== into)
          .map(({ number, state }) => {
            const { expectedVersion: _any, ...body } = sampleOf(operation.body!) as Record<string, unknown>;
            const ask = { ...good(operation, { ...body, ...real[action] }), path: inPath(operation, number) };
            const code =
              action === 'claim' && state === 'in_progress' ? 'ticket.already-claimed' : 'ticket.illegal-transition';
            return { what: `${action} when ${state}`, ask, status: 409, code };
          }),
      );
      expect(new Set(attempts.map(({ what }) => what)).size).toBe(Object.values(illegal).flat().length);
      await allRefused(world, attempts);
    },
    SLOW,
  );
});

const waiting = ['awaiting_customer', 'awaiting_vendor', 'awaiting_intervention'];
const over = ['closed', 'merged', 'rejected'];
/** The states from which DESIGN §4 does not let an action start; the demo has tickets in all of them. */
const illegal: Readonly<Record<string, readonly string[]>> = {
  claim: ['in_progress', ...waiting, 'resolved', ...over],
  assign: [...waiting, 'resolved', ...over],
  release: ['queued', ...waiting, 'resolved', ...over],
  transfer: [...waiting, 'resolved', ...over],
  reply: ['queued', ...over],
  'log-work': ['merged'],
  'ask-customer': ['queued', ...waiting, 'resolved', ...over],
  wait: ['queued', ...waiting, 'resolved', ...over],
  resume: ['queued', 'in_progress', 'resolved', ...over],
  escalate: ['queued', ...waiting, 'resolved', ...over],
  return: [...waiting, 'resolved', ...over],
  'ask-vendor': ['queued', ...waiting, 'resolved', ...over],
  resolve: ['queued', 'resolved', ...over],
  reopen: ['queued', 'in_progress', ...waiting, 'merged', 'rejected'],
  close: ['queued', 'in_progress', ...waiting, ...over],
  merge: over,
  reject: ['in_progress', ...waiting, 'resolved', ...over],
};

describe('a bad URL', () => {
  it(
    'names nothing, whatever stands in its path',
    () =>
      allRefused(
        world,
        operations
          .filter(({ path }) => path.includes('{'))
          .flatMap((operation) =>
            absurdSegments.map((segment) => ({
              what: segment.slice(0, 40),
              ask: { ...good(operation), path: inPath(operation, segment) },
            })),
          ),
      ),
    SLOW,
  );

  it(
    'is refused for a page that cannot be',
    () =>
      allRefused(
        world,
        operations
          .filter(({ parameters }) => parameters.some(({ name }) => name === 'limit'))
          .flatMap((operation) => {
            const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
            const odd = names.flatMap((name) => [
              `${name}=a%00b`,
              `${name}=`,
              `${name}=${'x'.repeat(10_000)}`,
              `${name}=a&${name}=b`,
              `${name}[a]=b`,
            ]);
            return [...absurdPages, ...odd].map((query) => ({
              what: query.slice(0, 60),
              ask: { ...good(operation), path: `${paths.get(operation)}?${query}` },
              status: 400,
            }));
          }),
      ),
    SLOW,
  );

  it('finds something or nothing, whatever is searched for', async () => {
    const answers = await each(oddSearches, async (search) => {
      const path = `/api/v1/tickets?q=${encodeURIComponent(search)}`;
      return { search, status: (await world.send({ method: 'GET', path, token: world.tokens.lead })).status };
    });
    expect(answers).toEqual(oddSearches.map((search) => ({ search, status: 200 })));
  });

  it('and methods nobody knows are problems, too', () =>
    allRefused(
      world,
      ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].flatMap((method) =>
        [
          '/api/v1/auth/login',
          '/api/v1/nothing',
          '/api/v2/tickets',
          '/.env',
          '/api/v1/tickets/T-1/x/y',
          '//',
          '/%',
        ].map((path) => ({ what: 'unknown', ask: { method, path, token: world.tokens.admin } })),
      ),
    ));
});

const aTicket = {
  subject: 'The scanner loses its pairing',
  description: 'Since this morning it pairs, works for a minute, and is gone.',
  requester: { email: 'kim@customer.test' },
};

describe('a bad header', () => {
  it.each(brokenRequests)('%s ends the connection with one problem, and nothing after it is read', async (_, bytes) => {
    const before = await world.fingerprint();
    const answer = await world.client.bytes(bytes);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual([expect.stringMatching(/ 4\d\d$/)]);
    expect(answer).toMatch(/^content-type: application\/problem\+json/im);
    expect(await world.fingerprint()).toEqual(before);
  });

  it('of idempotency is refused', () =>
    allRefused(
      world,
      ['', 'k'.repeat(256), 'k'.repeat(10_000)].map((key) => ({
        what: `a key of ${key.length}`,
        ask: {
          method: 'POST',
          path: '/api/v1/tickets',
          token: world.tokens.l1,
          body: aTicket,
          headers: { 'idempotency-key': key },
        },
        status: 400,
        code: 'idempotency-key.invalid',
      })),
    ));

  it('of idempotency may hold any bytes, and is the same again', async () => {
    for (const key of ['\u00ff\u00fe', "'; --", 'a, b', '\u00e4'.repeat(255), '{"a":1}', '%00', '\t-']) {
      const headers = { 'idempotency-key': key };
      const ask = { method: 'POST', path: '/api/v1/tickets', token: world.tokens.l1, body: aTicket, headers };
      const [first, second] = [await world.send(ask), await world.send(ask)];
      expect([first.status, second.status, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
      expect(second.body).toEqual(first.body);
    }
  });

  it('of correlation is not taken over', async () => {
    for (const id of badCorrelations.filter((given) => !given.includes('\u001b'))) {
      const { headers, status } = await world.send({
        method: 'GET',
        path: '/health/live',
        headers: { 'x-correlation-id': id },
      });
      expect([status, headers['x-correlation-id']]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    }
  });
});

const withCorpora = missing ? describe.skip : describe;
if (missing) process.stderr.write(`Skipped, ${missing}: the JSON test suite and the naughty strings.\n`);

withCorpora('a body of the JSON test suite', () => {
  it.each([
    ['POST', '/api/v1/tickets'],
    ['PUT', '/api/v1/triage/matrix'],
    ['POST', '/api/v1/auth/login'],
  ])('is understood by %s %s, and refused for its fields', async (method, path) => {
    const attempts = jsonBodies().map(([what, body]) => ({
      what,
      ask: { method, path, body, token: world.tokens.admin },
      status: 400,
      code: 'request.invalid',
    }));
    await allRefused(world, attempts);
  });

  it('as a field of a ticket comes back as it was, or is refused', async () => {
    const wrong = await each(jsonBodies(), async ([name, bytes]) => {
      const { subject: _own, ...others } = aTicket;
      const body = `{"subject":${bytes.toString()},${JSON.stringify(others).slice(1)}`;
      const reply = await world.send({ method: 'POST', path: '/api/v1/tickets', token: world.tokens.l1, body });
      const isKept = reply.status === 201 && reply.body.subject === JSON.parse(bytes.toString());
      return isKept || faults(reply, { status: 400, pointer: '/subject' }).length === 0 ? [] : [name, reply];
    });
    expect(wrong.flat()).toEqual([]);
  });
});

withCorpora('a naughty string', () => {
  const strings = missing ? [] : naughtyStrings();
  const post = (path: string, body: unknown, token: string = world.tokens.lead) =>
    world.send({ method: 'POST', path: `/api/v1/${path}`, token, body });
  const get = async (path: string) =>
    (await world.expectOk({ method: 'GET', path: `/api/v1/${path}`, token: world.tokens.admin })) as Reply['body'];
  /** All pages of a list. */
  const all = async (path: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Reply['body'] = await get(`${path}?limit=100${cursor && `&cursor=${cursor}`}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  };

  it(
    'on a ticket comes back exactly as it was sent',
    async () => {
      const key = await world.key(['tickets:read', 'tickets:write']);
      const sent = strings.map((said, index) => ({
        subject: said,
        description: said,
        requester: { email: `naughty${index}@customer.test`, ...(said.length <= 200 && { name: said }) },
        ...(said.length <= 200 && { product: said, assetTag: said, externalId: `${index} ${said}` }),
      }));
      const answers = await each(sent, (ticket) => post('tickets', ticket, key));
      const made = answers.flatMap(({ body }, index) => (strings[index] === '' ? [] : [[body.number, sent[index]!]]));
      expect(answers.filter(({ status }) => status !== 201)).toHaveLength(strings.length - made.length);
      const listed = new Map((await all('tickets')).map((ticket) => [ticket['number'], ticket]));
      await each(made as [string, (typeof sent)[number]][], async ([number, { description, ...summary }]) => {
        expect(listed.get(number)).toMatchObject(summary);
        expect(await get(`tickets/${number}`)).toMatchObject({ ...summary, description });
      });
    },
    SLOW,
  );

  it(
    'in a post, a note or a work log comes back exactly as it was sent',
    async () => {
      const key = await world.key(['tickets:read', 'tickets:write']);
      const said = strings.filter((each) => each !== '');
      const opened = await each(Array(24).fill(aTicket), (ticket) => post('tickets', ticket, key));
      const numbers = opened.map(({ body }) => body.number as string);
      await each(said, async (body, index) => {
        const ticket = `tickets/${numbers[index % 24]}`;
        expect(await post(`${ticket}/posts`, { body }, key)).toMatchObject({ status: 201, body: { body } });
        expect(await post(`${ticket}/note`, { body })).toMatchObject({ status: 200 });
        const work = { seconds: 1, kind: 'call', withCustomer: true, note: body };
        expect(await post(`${ticket}/log-work`, work)).toMatchObject({ status: 200 });
      });
      await each(numbers, async (number, index) => {
        const here = said.filter((_, at) => at % 24 === index);
        const posts = (await all(`tickets/${number}/posts`)).map((item) => item['body'] as string);
        expect(posts.slice(1).toSorted()).toEqual([...here, ...here].toSorted());
        const { items } = await get(`desk/tickets/${number}/work-log`);
        expect(items.map((item: { note: string }) => item.note).toSorted()).toEqual(here.toSorted());
      });
    },
    SLOW,
  );

  it(
    'in a work order comes back exactly as it was sent',
    async () => {
      const body = { ...aTicket, impact: 'low', urgency: 'low' };
      const said = strings.filter((each) => each !== '');
      for (let from = 0; from < said.length; from += 100) {
        const some = said.slice(from, from + 100);
        const [one = '', two = '', three = '', four = ''] = some;
        const workOrder = {
          situation: some.join('\n'),
          tried: some.map((each) => ({ action: each, result: `${each}${each}` })),
          hypothesis: `${one}\t${two}`,
          customerContext: `.${three}`,
          checkFirst: `.${four}`,
        };
        const { number } = (await post('tickets', body)).body as { number: string };
        await world.quiet();
        expect((await post(`tickets/${number}/claim`, {})).status).toBe(200);
        expect(await post(`tickets/${number}/escalate`, { workOrder })).toMatchObject({ status: 200 });
        expect((await get(`desk/tickets/${number}/work-orders`)).items[0]).toMatchObject(workOrder);
      }
    },
    SLOW,
  );

  it.each<readonly [list: string, field: string, others: (index: number) => object]>([
    ['organisations', 'name', () => ({})],
    ['products', 'name', (index) => ({ code: `code ${index}` })],
    ['sectors', 'name', (index) => ({ code: `sector-${index}` })],
    ['teams', 'name', () => ({ tier: 1 })],
    ['vendors', 'name', () => ({ endpoint: 'https://vendor.example/hook' })],
    ['contacts', 'name', (index) => ({ email: `named${index}@customer.test` })],
    ['api-keys', 'name', () => ({ scopes: ['tickets:read'] })],
  ])('in the settings comes back exactly as it was sent: %s, %s', async (list, field, others) => {
    const answers = await each(strings, async (said, index) => {
      const reply = await post(list, { [field]: said, ...others(index) }, world.tokens.admin);
      if (reply.status === 201) return reply.body as Record<string, unknown>;
      // Too long, too short, or the name of another one.
      const isRefused = faults(reply, { status: [400, 409], pointer: `/${field}` }).length === 0;
      expect([said, isRefused, reply.status === 409 || said === '' || said.length > 100]).toEqual([said, true, true]);
      return null;
    });
    const items = new Map((await all(list)).map((item) => [item['id'] ?? item['code'], item[field]]));
    const kept = answers.flatMap((answer, index) => (answer ? [[answer['id'] ?? answer['code'], strings[index]]] : []));
    expect(kept.length).toBeGreaterThan(450);
    for (const [id, said] of kept) expect(items.get(id)).toBe(said);
  });

  it('can be searched for', async () => {
    const token = await world.key(['tickets:read'], tickets.find((ticket) => ticket.organisation)!.organisation!.id);
    const answers = await each(strings, async (said) => {
      const query = encodeURIComponent(said);
      const statuses = await each([world.tokens.l1, token], async (each) => {
        return (await world.send({ method: 'GET', path: `/api/v1/tickets?limit=1&q=${query}`, token: each })).status;
      });
      return { said, statuses };
    });
    expect(answers).toEqual(strings.map((said) => ({ said, statuses: Array(2).fill(said === '' ? 400 : 200) })));
  });

  it('leaves no message dead, and nothing said of it on our side', async () => {
    await world.quiet();
    expect(await world.sql('SELECT queue, message, error FROM outbox')).toEqual([]);
    expect(world.said).not.toMatch(/"level":"(warn|error|fatal)"/);
  });
});

describe('who may do what:', () => whoMayDoWhat(() => world));
