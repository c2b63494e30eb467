import { hashToken } from '#access';
import { TicketChanged } from '#contracts';
import { Database, DatabaseModule, newId } from '#database';
import { calendarOf, weekdays, type CalendarSpec } from '#domain';
import { createHttpApp } from '#http';
import { connectConsumers, MessagingModule, Outbox } from '#messaging';
import { createLogger } from '#observability';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SlaMonitorModule } from './sla-monitor.module.js';
import { SLA_MONITOR } from './sla-monitor.transport.js';

let db: TestDatabase;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  db = await testDatabase({ poolSize: 2 });
  const logger = createLogger('sla-monitor', { level: 'silent' });
  const imports = [
    DatabaseModule.forRoot({ url: db.url, poolSize: 12, applicationName: 'sla-monitor' }),
    MessagingModule.forRoot({ databaseUrl: db.url }),
    SlaMonitorModule,
  ];
  class Root {}
  app = await createHttpApp({ module: Root, imports }, { name: 'sla-monitor', logger, rateLimit: 0 });
  connectConsumers(app, { transportId: SLA_MONITOR, queues: ['sla'] });
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

async function call(method: 'GET' | 'PUT' | 'DELETE', path: string, as: string | null, payload?: object) {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { ...(payload && { 'content-type': 'application/json' }), ...(as && { authorization: `Bearer ${as}` }) },
    ...(payload && { body: JSON.stringify(payload) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

describe('the SLA API', () => {
  it('policies are read by agents and written by admins, and say to which clocks they apply', async () => {
    const body = { targetSeconds: 60, onBreach: 'alert', evenIfHeld: true };
    expect(await call('PUT', 'sla/policies/P5/tier', null, body)).toMatchObject({ status: 401 });
    expect(await call('PUT', 'sla/policies/P5/tier', 'lead', body)).toMatchObject({ status: 403 });
    const written = await call('PUT', 'sla/policies/P5/tier', 'admin', body);
    expect(written).toMatchObject({ status: 200, body: { priority: 'P5', kind: 'tier', ...body } });
    expect(written.body).toMatchObject({ entitlement: 'any', warnAt: [50, 75, 90], warn: 'assignee' });
    expect(written.body.appliesTo).toContain('from now on');
    const { items } = (await call('GET', 'sla/policies', 'agent')).body;
    const general = {
      priority: 'P5',
      kind: 'tier',
      entitlement: 'any',
      warnAt: [50, 75, 90],
      warn: 'assignee',
      calendar: null,
      ...body,
    };
    expect(items).toContainEqual(general);
    const premium = { ...body, targetSeconds: 30, warnAt: [80, 40, 80], warn: 'leads', onBreach: 'raise-priority' };
    expect(await call('PUT', 'sla/policies/P5/tier/premium', 'lead', premium)).toMatchObject({ status: 403 });
    expect(await call('PUT', 'sla/policies/P5/tier/premium', 'admin', premium)).toMatchObject({
      status: 200,
      body: { entitlement: 'premium', targetSeconds: 30, warnAt: [40, 80] },
    });
    expect((await call('GET', 'sla/policies', 'agent')).body.items).toContainEqual(general);
    expect(await call('DELETE', 'sla/policies/P5/tier/premium', 'lead')).toMatchObject({ status: 403 });
    expect(await call('DELETE', 'sla/policies/P5/tier/premium', 'admin')).toMatchObject({ status: 204 });
    expect(await call('DELETE', 'sla/policies/P5/tier/premium', 'admin')).toMatchObject({ status: 404 });
    expect((await call('GET', 'sla/policies', 'agent')).body.items).toEqual(items);
  });

  it('refuses what it does not understand, naming the field', async () => {
    for (const [payload, pointer] of [
      [{ targetSeconds: 0, onBreach: 'alert' }, '/targetSeconds'],
      [{ targetSeconds: 1e12, onBreach: 'alert' }, '/targetSeconds'],
      [{ targetSeconds: 60, onBreach: 'explode' }, '/onBreach'],
      [{ targetSeconds: 60, onBreach: 'alert', colour: 'x' }, '/colour'],
      [{ onBreach: 'alert' }, '/targetSeconds'],
      [{ targetSeconds: 60, onBreach: 'alert', warnAt: [100] }, '/warnAt/0'],
      [{ targetSeconds: 60, onBreach: 'alert', warn: 'everybody' }, '/warn'],
    ] as const) {
      const { status, body } = await call('PUT', 'sla/policies/P1/tier', 'admin', payload);
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    }
    const policy = { targetSeconds: 60, onBreach: 'alert' };
    for (const path of ['P9/tier', 'P1/vendor', '%00/tier', 'P1/tier/gold', 'P1/tier/any', 'P1/tier/%00'])
      expect(await call('PUT', `sla/policies/${path}`, 'admin', policy)).toMatchObject({ status: 404 });
    for (const ticket of [newId(), 'T-1', 'nonsense', '%00', 'T-999999999999999999'])
      expect(await call('GET', `tickets/${ticket}/clocks`, 'admin')).toMatchObject({
        status: 404,
        body: { code: 'ticket.not-found' },
      });
  });
});

describe('calendars', () => {
  const office = { timezone: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] } };

  it('are written by admins, named by policies, and not taken away while they are', async () => {
    const written = { name: 'Berlin office', calendar: office };
    expect(await call('PUT', 'sla/calendars/berlin', 'lead', written)).toMatchObject({ status: 403 });
    const { status, body } = await call('PUT', 'sla/calendars/berlin', 'admin', written);
    expect([status, body]).toEqual([200, { ...written, code: 'berlin', version: expect.any(Number), updatedAt: expect.any(String) }]); // prettier-ignore
    const renamed = await call('PUT', 'sla/calendars/berlin', 'admin', { ...written, name: 'Berlin' });
    expect(renamed.body).toMatchObject({ name: 'Berlin', version: body.version });
    const changed = { ...written, calendar: { ...office, holidays: ['12-24'] } };
    expect((await call('PUT', 'sla/calendars/berlin', 'admin', changed)).body.version).toBeGreaterThan(body.version);
    expect((await call('GET', 'sla/calendars', 'agent')).body.items).toMatchObject([{ code: 'berlin', ...changed }]);

    const policy = { targetSeconds: 60, onBreach: 'alert', calendar: 'berlin' };
    expect(await call('PUT', 'sla/policies/P4/tier', 'admin', policy)).toMatchObject({ status: 200, body: policy });
    expect(await call('DELETE', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 409, body: { code: 'calendar.in-use' } }); // prettier-ignore
    expect(await call('PUT', 'sla/policies/P4/tier', 'admin', { ...policy, calendar: null })).toMatchObject({ status: 200 }); // prettier-ignore
    expect(await call('DELETE', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 204 });
    expect(await call('GET', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 404 });
  });

  it('that cannot be are refused by the field, and so is a policy that names none there is', async () => {
    for (const [code, given, expected, pointer] of [
      ['x', { name: 'x', calendar: { ...office, timezone: 'Berlin' } }, 400, '/calendar/timezone'],
      ['x', { name: '', calendar: office }, 400, '/name'],
      ['Not a code', { name: 'x', calendar: office }, 400, '/code'],
    ] as const) {
      const { status, body } = await call('PUT', `sla/calendars/${code}`, 'admin', given);
      expect([status, body.errors?.[0]?.pointer]).toEqual([expected, pointer]);
    }
    const policy = { targetSeconds: 60, onBreach: 'alert', calendar: 'nowhere' };
    const { status, body } = await call('PUT', 'sla/policies/P4/tier', 'admin', policy);
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/calendar']);
  });
});

describe('the sla queue', () => {
  it('a message starts the clocks of the log, by their calendars, and the loop rings what is due', async () => {
    // Closed today, whenever that is.
    const day = weekdays[(new Date().getUTCDay() + 2) % 7]!;
    const spec: CalendarSpec = { timezone: 'UTC', hours: { [day]: [['10:00', '20:00']] } };
    await call('PUT', 'sla/calendars/rare', 'admin', { name: 'Rarely open', calendar: spec });
    const rare = { targetSeconds: 14_400, onBreach: 'alert', calendar: 'rare' };
    expect(await call('PUT', 'sla/policies/P1/resolution', 'admin', rare)).toMatchObject({ status: 200 });
    const [ticketId, contact] = [newId(), newId()];
    await db.database.pool.query(`INSERT INTO contact (id, email) VALUES ($1, 'c@x.example')`, [contact]);
    await db.database.pool.query(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier, created_at, updated_at)
       VALUES ($1, 1, 'queued', 2, 's', $2, 'api', 'k', 'high', 'high', 1, now(), now())`,
      [ticketId, contact],
    );
    await db.database.pool.query(
      `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data) VALUES
        ($1, 1, 'ticket.opened', now() - interval '2 h', 'customer', 'c', true, '{}'),
        ($1, 2, 'ticket.routed', now() - interval '1 h', 'system', 'triage', true, '{"priority":"P1"}')`,
      [ticketId],
    );
    await db.database.pool.query(
      `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, tier, actor_kind, actor_id, at)
       VALUES ($1, 2, 'received', 'route', 'queued', 1, 'system', 'triage', now() - interval '1 h')`,
      [ticketId],
    );
    const outbox = app.get(Outbox);
    await app.get(Database).transaction((tx) => outbox.add(tx, TicketChanged, { ticketId, version: 2 }));

    const { items } = await eventually(async () => {
      const { status, body } = await call('GET', `tickets/${ticketId}/clocks`, 'lead');
      expect([status, body.items.length, typeof body.items[2]?.breachedAt]).toEqual([200, 3, 'string']);
      return body;
    });
    expect(items).toMatchObject([
      {
        kind: 'resolution',
        tier: null,
        state: 'running',
        breachedAt: null,
        usedSeconds: 0,
        remainingSeconds: 14_400,
        dueAt: calendarOf(spec).add(new Date(), 14_400_000).toISOString(),
      },
      { kind: 'first_response', tier: null, state: 'running', breachedAt: items[1].dueAt },
      { kind: 'tier', tier: 1, state: 'running', breachedAt: items[2].dueAt },
    ]);
    expect(items[0].why).toContain(' 10:00-20:00; UTC) since it was opened');
    expect(items[1].usedSeconds).toBeGreaterThanOrEqual(7_200);
    expect(items[2].why).toMatch(/^L1 has 30 min for a P1 ticket, .* late\.$/);
    expect(await call('GET', `tickets/${ticketId}/clocks`, 'agent')).toMatchObject({ status: 404 });
    const { rows } = await db.database.pool.query(`SELECT queue FROM outbox WHERE message = 'sla.breached'`);
    expect(rows).toEqual([{ queue: 'tier-1' }, { queue: 'tier-1' }]);
  });
});
