import { hashToken } from '#access';
import { TicketOpened } from '#contracts';
import { Database, DatabaseModule, newId } from '#database';
import { createHttpApp } from '#http';
import { connectConsumers, MessagingModule, Outbox } from '#messaging';
import { createLogger } from '#observability';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TriageModule } from './triage.module.js';
import { TRIAGE } from './triage.transport.js';

let db: TestDatabase;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  db = await testDatabase({ poolSize: 2 });
  const logger = createLogger('triage', { level: 'silent' });
  const imports = [
    DatabaseModule.forRoot({ url: db.url, poolSize: 12, applicationName: 'triage' }),
    MessagingModule.forRoot({ databaseUrl: db.url }),
    TriageModule,
  ];
  class Root {}
  app = await createHttpApp({ module: Root, imports }, { name: 'triage', logger, rateLimit: 0 });
  connectConsumers(app, { transportId: TRIAGE, queues: ['triage'] });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  for (const role of ['admin', 'lead', 'agent']) {
    const id = newId();
    await db.database.pool.query(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $3, $3, '')`,
      [id, `${role}@x.example`, role],
    );
    await db.database.pool.query(
      `INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 h')`,
      [hashToken(role), id],
    );
  }
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
async function call(method: Method, path: string, as: string | null, payload?: object) {
  const answer = await fetch(`${url}/api/v1/triage/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as}` }) },
    ...(payload && { body: JSON.stringify(payload) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}
const request = { subject: 'VPN', description: 'down' };
const matrix = Object.fromEntries(
  ['low', 'medium', 'high'].map((level) => [level, { low: 'P3', medium: 'P3', high: 'P3' }]),
);

describe('the triage API', () => {
  it('is read by leads and agents, and written by admins only', async () => {
    for (const [method, path, payload] of [
      ['PUT', 'matrix', matrix],
      ['POST', 'rules', { name: 'r', tier: 1 }],
      ['PATCH', `rules/${newId()}`, { name: 'r' }],
      ['DELETE', `rules/${newId()}`, undefined],
      ['PUT', 'rules/order', { ids: [] }],
    ] as const) {
      expect(await call(method, path, null, payload)).toMatchObject({ status: 401 });
      expect(await call(method, path, 'lead', payload)).toMatchObject({
        status: 403,
        body: { code: 'caller.forbidden' },
      });
    }
    for (const as of ['agent', 'lead', 'admin'])
      for (const path of ['matrix', 'rules']) expect(await call('GET', path, as)).toMatchObject({ status: 200 });
    expect(await call('POST', 'preview', 'agent', request)).toMatchObject({
      status: 200,
      body: { priority: 'P3', tier: 1 },
    });
  });

  it('makes, changes and removes a rule', async () => {
    const made = await call('POST', 'rules', 'admin', { name: 'VPN', words: ['vpn'], tier: 2 });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'VPN', words: ['vpn'], tier: 2, sector: null, enabled: true },
    });
    expect((await call('POST', 'preview', 'lead', request)).body).toMatchObject({ tier: 2, rule: 'VPN' });
    const path = `rules/${made.body.id}`;
    expect(await call('PATCH', path, 'admin', { tier: 3 })).toMatchObject({
      status: 200,
      body: { tier: 3, name: 'VPN' },
    });
    expect(await call('PUT', 'rules/order', 'admin', { ids: [made.body.id] })).toMatchObject({ status: 200 });
    expect(await call('DELETE', path, 'admin')).toEqual({ status: 204, body: null });
    expect(await call('DELETE', path, 'admin')).toMatchObject({ status: 404, body: { code: 'rule.not-found' } });
  });

  it('changes a rule and the order at the same moment, one after the other', async () => {
    const { body } = await call('POST', 'rules', 'admin', { name: 'before', tier: 1 });
    const waiting = (count: number) =>
      eventually(async () => {
        const { rows } = await db.database.pool.query(
          `SELECT count(DISTINCT pid)::int AS count FROM pg_locks JOIN pg_stat_activity USING (pid)
           WHERE NOT granted AND datname = current_database()`,
        );
        expect(rows).toEqual([{ count }]);
      });
    const stalled = await db.database.pool.connect();
    // The change stops halfway, where it looks whether there is such a product.
    await stalled.query('BEGIN; LOCK TABLE product IN ACCESS EXCLUSIVE MODE');
    const changed = call('PATCH', `rules/${body.id}`, 'admin', { name: 'after' });
    await waiting(1);
    const ordered = call('PUT', 'rules/order', 'admin', { ids: [body.id] });
    await waiting(2);
    await stalled.query('ROLLBACK');
    stalled.release();
    expect(await changed).toMatchObject({ status: 200 });
    expect(await ordered).toMatchObject({ status: 200, body: { items: [{ name: 'after' }] } });
    expect(await call('DELETE', `rules/${body.id}`, 'admin')).toMatchObject({ status: 204 });
  });

  it('refuses what it does not understand, naming the field, and changes nothing', async () => {
    const before = [await call('GET', 'rules', 'admin'), await call('GET', 'matrix', 'admin')];
    for (const [method, path, payload, pointer] of [
      ['POST', 'preview', { subject: 'x' }, '/description'],
      ['POST', 'preview', { ...request, subject: 'a\0b' }, '/subject'],
      ['POST', 'preview', { ...request, description: '\ud800' }, '/description'],
      ['POST', 'preview', { ...request, wishes: 1 }, '/wishes'],
      ['POST', 'preview', { ...request, requester: { email: 'nobody' } }, '/requester/email'],
      ['PUT', 'matrix', { ...matrix, high: { low: 'P1', medium: 'P1' } }, '/high/high'],
      ['PUT', 'matrix', { ...matrix, low: { low: 'P9', medium: 'P1', high: 'P1' } }, '/low/low'],
      ['POST', 'rules', { name: 'x', tier: 1.5 }, '/tier'],
      ['POST', 'rules', { name: 'x', tier: 1, words: ['ok', '!'] }, '/words/1'],
      ['POST', 'rules', { name: 'x', tier: 1, productId: 'router' }, '/productId'],
      ['PATCH', `rules/${newId()}`, { position: 1 }, '/position'],
      ['PUT', 'rules/order', { ids: ['x'] }, '/ids/0'],
    ] as const) {
      const { status, body } = await call(method, path, 'admin', payload);
      expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([400, 'request.invalid', pointer]);
    }
    expect(await call('POST', 'rules', 'admin', { name: 'x', tier: 42 })).toMatchObject({
      status: 422,
      body: { code: 'rule.unknown-reference', errors: [{ pointer: '/tier' }] },
    });
    expect([await call('GET', 'rules', 'admin'), await call('GET', 'matrix', 'admin')]).toEqual(before);
  });
});

describe('the triage queue', () => {
  it('an opened ticket is routed', async () => {
    const [ticketId, contact] = [newId(), newId()];
    await db.database.pool.query(`INSERT INTO contact (id, email) VALUES ($1, 'c@x.example')`, [contact]);
    await db.database.pool.query(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
       VALUES ($1, 1, 'received', 1, 's', $2, 'api', 'k', 'high', 'high', now(), now())`,
      [ticketId, contact],
    );
    const outbox = app.get(Outbox);
    await app.get(Database).transaction((tx) => outbox.add(tx, TicketOpened, { ticketId, version: 1 }));
    await eventually(async () => {
      const { rows } = await db.database.pool.query('SELECT state, tier FROM ticket WHERE id = $1', [ticketId]);
      expect(rows).toEqual([{ state: 'queued', tier: 1 }]);
    });
  });
});
