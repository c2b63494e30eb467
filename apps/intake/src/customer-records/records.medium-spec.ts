import { newId } from '#database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IntakeWorld, type Answer } from '../testing/intake-world.js';

let world: IntakeWorld;
let key: string;
let acme: string;
let other: string;
let product: string;

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key(['customers:read', 'customers:write']);
  acme = await world.organisation('Acme');
  other = await world.organisation('Other');
  product = (await make('products', { code: 'SCN', name: 'Scanner' })).body.id;
});
afterAll(() => world?.close());

const make = (path: string, body: unknown, token = key): Promise<Answer> =>
  world.ask('POST', `/${path}`, { token, body });
const change = (path: string, body: unknown, token = key): Promise<Answer> =>
  world.ask('PATCH', `/${path}`, { token, body });
const read = (path: string, token = key): Promise<Answer> => world.ask('GET', `/${path}`, { token });

/** One of each kind, complete; a second call makes another one. */
const complete = (): [path: string, body: Record<string, unknown>][] => [
  ['organisations', { name: `Org 💡 ${newId()}` }],
  [
    'contacts',
    { email: `${newId()}@example.test`, name: "O'Brien; --", organisationId: acme, mayReadOrganisation: true },
  ],
  ['products', { code: newId(), name: 'Ё' }],
  [
    'assets',
    {
      tag: newId(),
      productId: product,
      organisationId: acme,
      contactId: null,
      serialNumber: '7',
      location: 'Hall 3',
      warrantyUntil: '2028-02-29',
    },
  ],
  [
    'contracts',
    {
      organisationId: acme,
      kind: 'premium',
      name: 'Gold',
      productId: product,
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    },
  ],
];

test('what is made is answered, read and listed exactly as it was sent', async () => {
  for (const [path, body] of complete()) {
    const made = await make(path, body);
    expect([path, made.status]).toEqual([path, 201]);
    expect(made.body).toMatchObject(body);
    expect((await read(`${path}/${made.body.id}`)).body).toEqual(made.body);
    expect((await read(`${path}?limit=1`)).body.items).toEqual([made.body]);
  }
});

test('what is written is told to screens; what is read or refused is not', async () => {
  const told = () => world.count(`desk_signal WHERE kind = 'settings-changed' AND data = '{"what": "customers"}'`);
  const before = await told();
  const { id } = (await make('organisations', { name: 'Heard' })).body;
  await change(`organisations/${id}`, { name: 'Heard again' });
  await change(`organisations/${newId()}`, { name: 'Nobody' });
  await make('products', { code: 'SCN', name: 'Taken' });
  await read(`organisations/${id}`);
  expect((await told()) - before).toBe(2);
});

test('an address is kept in lower case, and is unique so', async () => {
  const made = await make('contacts', { email: 'Lee@Example.TEST' });
  expect(made.body).toMatchObject({
    email: 'lee@example.test',
    name: null,
    organisationId: null,
    mayReadOrganisation: false,
  });
  const again = await make('contacts', { email: 'lee@EXAMPLE.test' });
  expect([again.status, again.body.code, again.body.errors[0].pointer]).toEqual([
    409,
    'contact.duplicate-email',
    '/email',
  ]);
  expect((await read('contacts?email=LEE@example.test')).body.items).toEqual([made.body]);
});

test('a change changes what it names, null empties, and nothing else', async () => {
  const { body } = await make('contacts', { email: `${newId()}@example.test`, name: 'Lee', organisationId: acme });
  const changed = await change(`contacts/${body.id}`, { name: null, mayReadOrganisation: true });
  expect([changed.status, changed.body]).toEqual([200, { ...body, name: null, mayReadOrganisation: true }]);
  expect((await change(`contacts/${body.id}`, { organisationId: null })).body.organisationId).toBeNull();
});

test.each([
  ['organisations', { name: 'Acme' }, 409, 'organisation.duplicate-name'],
  ['products', { code: 'SCN', name: 'x' }, 409, 'product.duplicate-code'],
  ['assets', { tag: 'a', productId: newId() }, 422, 'product.unknown'],
  ['contacts', { email: 'x@example.test', organisationId: newId() }, 422, 'organisation.unknown'],
  [
    'contracts',
    { organisationId: newId(), kind: 'service', name: 'x', startsOn: '2026-01-01', endsOn: '2026-01-01' },
    422,
    'organisation.unknown',
  ],
] as const)('%s %j: %i %s', async (path, body, status, code) => {
  const before = await world.count(path.slice(0, -1));
  const answer = await make(path, body);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await world.count(path.slice(0, -1))).toBe(before);
});

test('a contract does not end before it starts, made or changed', async () => {
  const [, [, contract]] = [null, complete()[4]!];
  const made = await make('contracts', contract);
  for (const answer of [
    await make('contracts', { ...contract, endsOn: '2025-12-31' }),
    await change(`contracts/${made.body.id}`, { startsOn: '2027-01-01' }),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([422, 'contract.ends-before-start']);
  }
  expect((await read(`contracts/${made.body.id}`)).body).toEqual(made.body);
});

test.each([
  ['organisations', { name: '' }],
  ['organisations', { name: 'a\0' }],
  ['organisations', { name: 'a', id: newId() }],
  ['organisations', []],
  ['contacts', { email: 'nobody' }],
  ['contacts', { email: 'x@example.test', mayReadOrganisation: 'yes' }],
  ['contacts', { email: 'x@example.test', organisationId: 'Acme' }],
  ['products', { code: 'x'.repeat(101), name: 'x' }],
  ['assets', { tag: 'x', productId: '7' }],
  ['contracts', { kind: 'gold' }],
  ...['2026-02-30', '2026-13-01', '01.02.2026', '2026-01-01T00:00:00Z', '0000-01-01', '+012026-01-01', 7].map(
    (day) =>
      ['contracts', { organisationId: newId(), kind: 'service', name: 'x', startsOn: day, endsOn: '2027-01-01' }] as [
        string,
        object,
      ],
  ),
])('%s %j is refused', async (path, body) => {
  const { status, body: problem } = await make(path as string, body);
  expect([status, problem.code]).toEqual([400, 'request.invalid']);
});

test('a change of nothing, of what is not there, and by names that are none, is refused', async () => {
  const { body } = await make('organisations', { name: newId() });
  expect((await change(`organisations/${body.id}`, {})).status).toBe(400);
  expect((await change(`organisations/${body.id}`, { title: 'x' })).status).toBe(400);
  for (const id of [newId(), 'nonsense', "'"]) {
    const answer = await change(`organisations/${encodeURIComponent(id)}`, { name: 'x' });
    expect([answer.status, answer.body.code]).toEqual([404, 'organisation.not-found']);
    expect((await read(`organisations/${encodeURIComponent(id)}`)).status).toBe(404);
  }
});

test('pages follow one another, newest first', async () => {
  const made: string[] = [];
  for (let index = 0; index < 3; index += 1)
    made.unshift((await make('products', { code: newId(), name: 'p' })).body.id);
  const first = await read('products?limit=2');
  const second = await read(`products?limit=1&cursor=${first.body.nextCursor}`);
  expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(made);
  for (const query of ['limit=0', 'cursor=x', 'name=x']) expect((await read(`products?${query}`)).status).toBe(400);
});

test('are found by a part of their name or code, in any case, and its signs are no wildcards', async () => {
  const [word, other] = [newId(), newId()];
  const { body: found } = await make('products', { code: `x-${word}`, name: `50 % \\ Ёмкость ${other}` });
  await make('products', { code: newId(), name: 'p' });
  for (const q of [word.slice(3).toUpperCase(), `50 % \\ ёмкость ${other}`]) {
    const { body } = await read(`products?q=${encodeURIComponent(q)}`);
    expect(body.items.map(({ id }: { readonly id: string }) => id)).toEqual([found.id]);
  }
  expect((await read(`products?q=${encodeURIComponent(`50 _ % ${other}`)}`)).body.items).toEqual([]);
});

test('contacts are found by a part of their name or address, and say where they belong', async () => {
  const word = newId();
  const { body: organisation } = await make('organisations', { name: `Nordwind ${word}` });
  const { body: made } = await make('contacts', {
    email: `lea.${word}@nordwind.example`,
    name: `Léa Björk ${word}`,
    organisationId: organisation.id,
  });
  expect(made.organisationName).toBe(`Nordwind ${word}`);
  for (const q of [`BJÖRK ${word}`, `LEA.${word}@`]) {
    const { body } = await read(`contacts?q=${encodeURIComponent(q)}`);
    expect(body.items).toEqual([made]);
  }
  expect((await read(`contacts?q=${word}&organisation=${newId()}`)).body.items).toEqual([]);
});

describe('who may', () => {
  test('keys by their scopes; agents read, leads and admins write', async () => {
    const reader = await world.key(['customers:read']);
    const agent = await world.agent('agent');
    const lead = await world.agent('lead');
    for (const [path] of complete()) {
      expect((await read(path, reader)).status).toBe(200);
      expect((await read(path, agent.token)).status).toBe(200);
      expect((await world.ask('GET', `/${path}`)).status).toBe(401);
      expect((await read(path, await world.key(['tickets:read']))).status).toBe(403);
    }
    for (const [path, body] of complete()) {
      expect((await make(path, body, reader)).status).toBe(403);
      expect((await make(path, body, agent.token)).status).toBe(403);
      expect((await make(path, body, lead.token)).status).toBe(201);
    }
  });

  test('a key bound to an organisation sees and writes only its own, and grants itself no contract', async () => {
    const bound = await world.key(['customers:read', 'customers:write'], other);
    const theirs = await make('contacts', { email: `${newId()}@acme.test`, organisationId: acme });
    const mine = await make('contacts', { email: `${newId()}@other.test` }, bound);
    expect([mine.status, mine.body.organisationId]).toEqual([201, other]);
    expect((await read('contacts', bound)).body.items).toEqual([mine.body]);
    expect((await read(`contacts/${theirs.body.id}`, bound)).status).toBe(404);
    expect((await change(`contacts/${theirs.body.id}`, { name: 'x' }, bound)).status).toBe(404);
    expect((await change(`contacts/${mine.body.id}`, { name: 'x' }, bound)).status).toBe(200);
    for (const refused of [
      await make('contacts', { email: 'y@other.test', organisationId: acme }, bound),
      await change(`contacts/${mine.body.id}`, { organisationId: acme }, bound),
      await change(`contacts/${mine.body.id}`, { organisationId: null }, bound),
      await make('organisations', { name: 'Mine' }, bound),
      await make('contracts', complete()[4]![1], bound),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([403, 'caller.foreign-organisation']);
    }
    expect((await read('organisations', bound)).body.items.map(({ id }: { id: string }) => id)).toEqual([other]);
    expect((await read('products', bound)).body.items.length).toBeGreaterThan(0);
    expect((await read(`contacts?organisation=${acme}`, bound)).body.items).toEqual([]);
  });
});

test('an address that bounces says so until an agent clears it', async () => {
  const { id, bounce } = (await make('contacts', { email: `${newId()}@example.test` })).body;
  expect(bounce).toBeNull();
  await world.write(
    `UPDATE contact SET bounce = 'hard', bounce_reason = 'No such user.', bounced_at = '2026-03-01T08:00:00.5Z' WHERE id = $1`,
    [id],
  );
  const told = { kind: 'hard', reason: 'No such user.', since: '2026-03-01T08:00:00.500Z' };
  expect((await read(`contacts/${id}`)).body.bounce).toEqual(told);
  expect((await change(`contacts/${id}`, { bounce: null })).status).toBe(400);
  const { token } = await world.agent('agent');
  expect((await make(`contacts/${id}/clear-bounce`, undefined)).status).toBe(403);
  for (let times = 0; times < 2; times += 1)
    expect(await make(`contacts/${id}/clear-bounce`, undefined, token)).toMatchObject({
      status: 200,
      body: { id, bounce: null },
    });
  expect(await world.count('contact WHERE id = $1 AND bounced_at IS NULL AND bounce_reason IS NULL', [id])).toBe(1);
  for (const nobody of [newId(), 'x'])
    expect((await make(`contacts/${nobody}/clear-bounce`, undefined, token)).body.code).toBe('contact.not-found');
});
