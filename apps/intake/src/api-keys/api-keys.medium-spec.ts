import { hashToken, newToken } from '#access';
import { Database, newId } from '#database';
import { createHttpApp } from '#http';
import { createLogger } from '#observability';
import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiKeysModule } from './api-keys.module.js';

let db: TestDatabase;
let app: NestFastifyApplication;
let url: string;
let admin: string;
const acme = newId();

/** An agent of this role, logged in. */
async function tokenOf(role: string): Promise<string> {
  const [id, token] = [newId(), newToken()];
  const agent = `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, 'Kim', $3, '')`;
  const session = `INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`;
  await db.database.read({ name: 'test-agent', text: agent }, [id, `${id}@example.com`, role]);
  await db.database.read({ name: 'test-session', text: session }, [hashToken(token), id]);
  return token;
}

beforeAll(async () => {
  db = await testDatabase();
  @Global()
  @Module({ providers: [{ provide: Database, useValue: db.database }], exports: [Database] })
  class Databases {}
  @Module({ imports: [Databases, ApiKeysModule] })
  class Root {}
  app = await createHttpApp(Root, { name: 'test', rateLimit: 0, logger: createLogger('test', { level: 'silent' }) });
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}/api/v1/api-keys`;
  admin = await tokenOf('admin');
  await db.database.read(
    { name: 'test-organisation', text: `INSERT INTO organisation (id, name) VALUES ($1, 'Acme')` },
    [acme],
  );
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

interface Key {
  readonly id: string;
  readonly key: string;
}

const ask = (method: string, path: string, token: string | null, body?: unknown) =>
  fetch(url + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
const good = { name: 'Shop', scopes: ['tickets:write'] };

test('an admin makes a key, which is shown once', async () => {
  const expiresAt = '2999-01-01T00:00:00.000Z';
  const response = await ask('POST', '', admin, { ...good, organisation: acme, expiresAt });
  expect(response.status).toBe(201);
  const made = (await response.json()) as Key;
  expect(made).toMatchObject({ ...good, organisation: acme, organisationName: 'Acme', expiresAt });
  expect(made.key).toMatch(/^[\w-]{43}$/);
  const listed = await (await ask('GET', '', admin)).text();
  expect(listed).toContain(made.id);
  expect(listed).not.toContain(made.key);
});

test('a revoked key is shown as such; revoking it again is fine', async () => {
  const { id } = (await (await ask('POST', '', admin, good)).json()) as Key;
  expect((await ask('DELETE', `/${id}`, admin)).status).toBe(204);
  expect((await ask('DELETE', `/${id}`, admin)).status).toBe(204);
  const { items } = (await (await ask('GET', '?limit=1', admin)).json()) as { items: { revokedAt: string | null }[] };
  expect(items[0]!.revokedAt).not.toBeNull();
});

test('pages follow each other without a gap', async () => {
  for (let made = 0; made < 4; made += 1) await ask('POST', '', admin, good);
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = (await (await ask('GET', `?limit=2${cursor}`, admin)).json()) as {
      items: Key[];
      nextCursor: string | null;
    };
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  expect(seen.length).toBeGreaterThanOrEqual(4);
});

test.each([
  ['no name', { scopes: ['tickets:read'] }, '/name'],
  ['no scope', { name: 'x', scopes: [] }, '/scopes'],
  ['an unknown scope', { name: 'x', scopes: ['root'] }, '/scopes/0'],
  ['a scope twice', { name: 'x', scopes: ['tickets:read', 'tickets:read'] }, '/scopes'],
  ['a strange organisation', { ...good, organisation: 'acme' }, '/organisation'],
  ['the past', { ...good, expiresAt: '2001-01-01T00:00:00Z' }, '/expiresAt'],
  ['no instant', { ...good, expiresAt: 'tomorrow' }, '/expiresAt'],
  ['an unknown field', { ...good, admin: true }, '/admin'],
])('a key with %s is a 400 that names it', async (_, body, pointer) => {
  const response = await ask('POST', '', admin, body);
  expect(response.status).toBe(400);
  expect(((await response.json()) as { errors: object[] }).errors).toMatchObject([{ pointer }]);
});

test('an organisation that does not exist is a 422', async () => {
  const response = await ask('POST', '', admin, { ...good, organisation: newId() });
  expect([response.status, await response.json()]).toMatchObject([
    422,
    { code: 'organisation.unknown', errors: [{ pointer: '/organisation' }] },
  ]);
});

test('others may not', async () => {
  const lead = await tokenOf('lead');
  const { key } = (await (await ask('POST', '', admin, { ...good, scopes: ['customers:write'] })).json()) as Key;
  for (const [method, path] of [
    ['POST', ''],
    ['GET', ''],
    ['DELETE', `/${newId()}`],
  ] as const) {
    const body = method === 'POST' ? good : undefined;
    expect((await ask(method, path, lead, body)).status).toBe(403);
    expect((await ask(method, path, key, body)).status).toBe(403);
    expect((await ask(method, path, null, body)).status).toBe(401);
  }
});

test.each([newId(), 'x', '%00', "'"])('there is no key %j to revoke', async (id) => {
  const response = await ask('DELETE', `/${id}`, admin);
  expect([response.status, await response.json()]).toMatchObject([404, { code: 'api-key.not-found' }]);
});

test.each(['x', Buffer.from('"x"').toString('base64url')])('the cursor %j is refused', async (cursor) => {
  expect((await ask('GET', `?cursor=${cursor}`, admin)).status).toBe(400);
});
