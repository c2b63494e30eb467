import { hashPassword, hashToken } from '#access';
import { Database, newId } from '#database';
import { createHttpApp } from '#http';
import { createLogger } from '#observability';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthModule } from './auth.module.js';

let db: TestDatabase;
let app: NestFastifyApplication;
let url: string;
let id: string;
let email: string;
let passwordHash: string;
const password = 'correct horse battery staple';

beforeAll(async () => {
  db = await testDatabase();
  @Global()
  @Module({ providers: [{ provide: Database, useValue: db.database }], exports: [Database] })
  class Databases {}
  @Module({ imports: [Databases, AuthModule] })
  class Root {}
  app = await createHttpApp(Root, {
    name: 'test',
    rateLimit: 0,
    trustProxy: true,
    logger: createLogger('test', { level: 'silent' }),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}/api/v1/auth`;
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

beforeEach(async () => {
  id = newId();
  email = `${id}@example.com`;
  const text = `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, 'Kim', 'lead', $3)`;
  await db.database.read({ name: 'test-agent', text }, [id, email, passwordHash]);
});

const login = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/login`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const me = (headers: Record<string, string>) => fetch(`${url}/me`, { headers });
const bearer = async (response: Response) => ({
  authorization: `Bearer ${((await response.json()) as { accessToken: string }).accessToken}`,
});
const code = async (response: Response) => ((await response.json()) as { code: string }).code;

test('a login is a token and a cookie, either of which is the agent', async () => {
  const response = await login({ email: email.toUpperCase(), password });
  expect(response.status).toBe(200);
  expect(response.headers.get('set-cookie')).toMatch(
    /^tierline=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/,
  );
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  const mine = {
    kind: 'agent',
    id,
    email,
    name: 'Kim',
    role: 'lead',
    desks: [],
    scopes: expect.arrayContaining(['tickets:route']),
  };
  expect(await (await me({ cookie })).json()).toEqual(mine);
  expect(await (await me(await bearer(response))).json()).toEqual(mine);
});

test('over TLS the cookie is bound to it', async () => {
  const response = await login({ email, password }, { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' });
  expect(response.headers.get('set-cookie')).toMatch(/^__Host-tierline=.*; Secure$/);
});

test('only the hash of a token is stored', async () => {
  const { accessToken } = (await (await login({ email, password })).json()) as { accessToken: string };
  const [row] = await db.database.read<{ hash: Buffer }>(
    { name: 'test-session', text: 'SELECT hash FROM session WHERE agent_id = $1' },
    [id],
  );
  expect(row!.hash.equals(hashToken(accessToken))).toBe(true);
});

test('a logout ends this session and no other', async () => {
  const [one, other] = await Promise.all([
    login({ email, password }).then(bearer),
    login({ email, password }).then(bearer),
  ]);
  const response = await fetch(`${url}/logout`, { method: 'POST', headers: one });
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await me(one)).status).toBe(401);
  expect((await me(other)).status).toBe(200);
});

test('a deactivated agent is nobody at once, and cannot come back', async () => {
  const token = await bearer(await login({ email, password }));
  await db.database.read({ name: 'test-deactivate', text: 'UPDATE agent SET active = false WHERE id = $1' }, [id]);
  expect((await me(token)).status).toBe(401);
  expect(await code(await login({ email, password }))).toBe('login.failed');
});

test('an expired session is over', async () => {
  const token = await bearer(await login({ email, password }));
  await db.database.read({ name: 'test-expire', text: `UPDATE session SET expires_at = now() WHERE agent_id = $1` }, [
    id,
  ]);
  expect((await me(token)).status).toBe(401);
});

test('five wrong passwords close the account to that address only, right password or not', async () => {
  const from = { 'x-forwarded-for': '192.0.2.1' };
  for (let tries = 0; tries < 5; tries += 1) expect((await login({ email, password: 'wrong' }, from)).status).toBe(401);
  const locked = await login({ email, password }, from);
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
  expect(await code(locked)).toBe('login.locked');
  expect((await login({ email, password }, { 'x-forwarded-for': '192.0.2.2' })).status).toBe(200);
});

test('guesses sent at the same moment count one by one', async () => {
  const from = { 'x-forwarded-for': '192.0.2.3' };
  const answers = await Promise.all(Array.from({ length: 12 }, () => login({ email, password: 'wrong' }, from)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
});

test('right passwords sent at the same moment all get in', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => login({ email, password })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});

test('an account that does not exist cannot be told from one that does', async () => {
  const from = { 'x-forwarded-for': '192.0.2.4' };
  const answers = async (address: string) => {
    const said: unknown[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const response = await login({ email: address, password: 'wrong' }, from);
      const { correlationId: _, ...problem } = (await response.json()) as Record<string, unknown>;
      said.push([response.status, problem]);
    }
    return said;
  };
  expect(await answers('nobody@example.com')).toEqual(await answers(email));
});

test('a good login forgets earlier failures', async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 4; tries += 1) await login({ email, password: 'wrong' });
    expect((await login({ email, password })).status).toBe(200);
  }
});

test.each([
  {},
  { email: 'x@example.com' },
  { email: 7, password: 'x' },
  { email: 'x@example.com', password: 'a\0b' },
  { email: 'x@y', password: 'x'.repeat(1_001) },
])('the login %j is not understood', async (body) => {
  const response = await login(body);
  expect([response.status, await code(response)]).toEqual([400, 'request.invalid']);
});

test('another site cannot use the cookie', async () => {
  const cookie = (await login({ email, password })).headers.get('set-cookie')!.split(';')[0]!;
  const foreign = { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  expect((await fetch(`${url}/logout`, { method: 'POST', headers: foreign })).status).toBe(403);
  expect((await me({ cookie })).status).toBe(200);
});

test('no session is opened with a password that is changed at the same moment', async () => {
  const change = await db.database.pool.connect();
  await change.query('BEGIN');
  await change.query('UPDATE agent SET password_hash = $2 WHERE id = $1', [id, await hashPassword('another one')]);
  await change.query('DELETE FROM session WHERE agent_id = $1', [id]);
  let status: number | null = null;
  const answered = login({ email, password }).then((answer) => void (status = answer.status));
  await eventually(async () => {
    const { rowCount } = await db.database.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(status ?? rowCount).toBeGreaterThan(0);
  });
  await change.query('COMMIT');
  change.release();
  await answered;
  expect(status).toBe(401);
});
