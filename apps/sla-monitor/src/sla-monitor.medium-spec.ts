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
import { promiseThese } from './testing/promise-these.js';
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

/** A text is sent as an iCalendar file. */
async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  as: string | null,
  payload?: object | string,
) {
  const type = typeof payload === 'string' ? 'text/calendar' : 'application/json';
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { ...(payload && { 'content-type': type }), ...(as && { authorization: `Bearer ${as}` }) },
    ...(payload && { body: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

describe('the SLA API', () => {
  it('answers for no ticket that is not there', async () => {
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
    expect([status, body]).toEqual([200, { ...written, code: 'berlin', version: expect.any(Number), updatedAt: expect.any(String), changeId: null }]); // prettier-ignore
    const renamed = await call('PUT', 'sla/calendars/berlin', 'admin', { ...written, name: 'Berlin' });
    expect(renamed.body).toMatchObject({ name: 'Berlin', version: body.version });
    const changed = { ...written, calendar: { ...office, holidays: ['12-24'] } };
    expect((await call('PUT', 'sla/calendars/berlin', 'admin', changed)).body.version).toBeGreaterThan(body.version);
    expect((await call('GET', 'sla/calendars', 'agent')).body.items).toMatchObject([{ code: 'berlin', ...changed }]);

    for (const expectedVersion of [0, body.version]) {
      const stale = await call('PUT', 'sla/calendars/berlin', 'admin', { ...written, expectedVersion });
      expect(stale).toMatchObject({ status: 409, body: { code: 'calendar.stale-version', errors: [{ pointer: '/expectedVersion' }] } }); // prettier-ignore
      const now = { ...changed, expectedVersion: stale.body.currentVersion };
      expect((await call('PUT', 'sla/calendars/berlin', 'admin', now)).status).toBe(200);
    }
    const unknown = { ...written, expectedVersion: 1 };
    expect((await call('PUT', 'sla/calendars/paris', 'admin', unknown)).body).toMatchObject({ currentVersion: null });

    await promiseThese(db.database, [{ kind: 'tier', targetSeconds: 60, calendar: 'berlin' }]);
    expect(await call('DELETE', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 409, body: { code: 'calendar.in-use' } }); // prettier-ignore
    await promiseThese(db.database, [{ kind: 'tier', targetSeconds: 60 }]);
    await db.database.pool.query(
      `WITH partner AS (INSERT INTO team (id, name, tier, partner) VALUES ($1, 'Partner', 1, true) RETURNING id)
      INSERT INTO overflow_rule (id, tier, after_seconds, calendar, team_id) SELECT $1, 1, 60, 'berlin', id FROM partner`,
      [newId()],
    );
    expect(await call('DELETE', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 409, body: { code: 'calendar.in-use' } }); // prettier-ignore
    await db.database.pool.query('DELETE FROM overflow_rule');
    expect(await call('DELETE', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 204 });
    expect(await call('GET', 'sla/calendars/berlin', 'admin')).toMatchObject({ status: 404 });
  });

  it('that cannot be are refused by the field', async () => {
    for (const [code, given, expected, pointer] of [
      ['x', { name: 'x', calendar: { ...office, timezone: 'Berlin' } }, 400, '/calendar/timezone'],
      ['x', { name: '', calendar: office }, 400, '/name'],
      ['Not a code', { name: 'x', calendar: office }, 400, '/code'],
    ] as const) {
      const { status, body } = await call('PUT', `sla/calendars/${code}`, 'admin', given);
      expect([status, body.errors?.[0]?.pointer]).toEqual([expected, pointer]);
    }
  });

  it('close on the holidays of countries and of iCalendar files, and show their days', async () => {
    const year = new Date().getUTCFullYear() + 1;
    const calendar = { ...office, holidaysOf: [{ country: 'DE', region: 'BY', types: ['public'] }] };
    const { status, body } = await call('PUT', 'sla/calendars/munich', 'admin', { name: 'Munich', calendar });
    expect([status, body.calendar]).toEqual([200, calendar]);
    const wrong = { ...calendar, holidaysOf: [{ country: 'DE', region: 'XX' }] };
    for (const [method, path, payload] of [
      ['PUT', 'sla/calendars/munich', { name: 'Munich', calendar: wrong }],
      ['POST', 'sla/preview', { calendar: wrong, start: '2026-11-23T09:00:00Z', target: 60 }],
    ] as const) {
      const refused = await call(method, path, 'admin', payload);
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, '/calendar/holidaysOf/0/region']);
    }
    const rarely = { timezone: 'UTC', hours: { mon: [['09:00', '09:01']] } };
    const never = { calendar: rarely, start: '2026-11-23T09:00:00Z', target: 300_000_000 };
    expect(await call('POST', 'sla/preview', 'agent', never)).toMatchObject({ status: 400, body: { code: 'calendar.out-of-range', errors: [{ pointer: '/target' }] } }); // prettier-ignore
    expect((await call('GET', 'sla/holidays/countries?language=ko', 'agent')).body.items).toContainEqual({ code: 'KR', name: '대한민국' }); // prettier-ignore
    expect((await call('GET', 'sla/holidays/countries/de', 'agent')).body.regions).toContainEqual({ code: 'BY', name: 'Bayern' }); // prettier-ignore
    const listed = await call('GET', `sla/holidays/countries/DE/days?year=${year}&region=BY&language=en`, 'agent');
    expect(listed.body.items).toContainEqual(expect.objectContaining({ date: `${year}-11-01`, name: "All Saints' Day" })); // prettier-ignore
    expect(await call('GET', `sla/holidays/countries/XX/days?year=${year}`, 'agent')).toMatchObject({ status: 404 });

    const ics = [`DTSTART;VALUE=DATE:${year}0103`, `DTSTART;VALUE=DATE:${year}1101`, `DTSTART:${year}0105T090000Z`]
      .map((start) => `BEGIN:VEVENT\r\n${start}\r\nSUMMARY:Closed\r\nEND:VEVENT\r\n`)
      .join('');
    const file = `BEGIN:VCALENDAR\r\n${ics}END:VCALENDAR\r\n`;
    const path = 'sla/calendars/munich/import';
    expect(await call('POST', path, 'agent', file)).toMatchObject({ status: 403 });
    expect(await call('POST', path, 'admin', 'no calendar')).toMatchObject({ status: 400, body: { code: 'calendar.not-icalendar' } }); // prettier-ignore
    expect(await call('POST', 'sla/calendars/nowhere/import', 'admin', file)).toMatchObject({ status: 404 });
    const shown = await call('POST', path, 'admin', file);
    expect(shown.body).toMatchObject({ applied: false, version: null, added: [{ date: `${year}-01-03`, name: 'Closed' }], known: [{ date: `${year}-11-01` }], skipped: [{ code: 'timed' }] }); // prettier-ignore
    expect((await call('GET', 'sla/calendars/munich', 'agent')).body.version).toBe(body.version);
    expect((await call('POST', `${path}?apply=true`, 'admin', file)).body).toMatchObject({ applied: true, added: shown.body.added }); // prettier-ignore
    const { days } = (await call('GET', `sla/calendars/munich/days?from=${year}-01-01&to=${year}-01-06`, 'agent')).body;
    expect(days.map(({ name }: { name: string }) => name)).toEqual(['Neujahr', null, 'Closed', null, null, 'Heilige Drei Könige']); // prettier-ignore
  });
});

describe('the sla queue', () => {
  it('a message starts the clocks of the log, by their calendars, and the loop rings what is due', async () => {
    // Closed today, whenever that is.
    const day = weekdays[(new Date().getUTCDay() + 2) % 7]!;
    const spec: CalendarSpec = { timezone: 'UTC', hours: { [day]: [['10:00', '20:00']] } };
    await call('PUT', 'sla/calendars/rare', 'admin', { name: 'Rarely open', calendar: spec });
    await promiseThese(db.database, [
      { kind: 'resolution', targetSeconds: 14_400, calendar: 'rare' },
      { kind: 'first_response', targetSeconds: 3_600 },
      { kind: 'tier', targetSeconds: 1_800 },
    ]);
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
    expect(items[2].why).toMatch(/^L1 has 30 minutes for a P1 ticket, .* late\.$/);
    expect(await call('GET', `tickets/${ticketId}/clocks`, 'agent')).toMatchObject({ status: 404 });
    const { rows } = await db.database.pool.query(`SELECT queue FROM outbox WHERE message = 'sla.breached'`);
    expect(rows).toEqual([{ queue: 'tier-1' }, { queue: 'tier-1' }]);
  });
});
