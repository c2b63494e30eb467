import { hashToken } from '#access';
import { Database, DatabaseModule, newId, TicketStore, type LockedTicket } from '#database';
import { createHttpApp } from '#http';
import { MessagingModule } from '#messaging';
import { createLogger } from '#observability';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplyChangesHandler } from '../apply-changes/apply-changes.handler.js';
import { ChangeStore } from '../apply-changes/change.store.js';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { PolicyStore } from './policy.store.js';

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
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  for (const role of ['admin', 'lead']) {
    const id = newId();
    await sql(`INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $3, $3, '')`, id, `${role}@x.example`, role); // prettier-ignore
    await sql(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 h')`, hashToken(role), id); // prettier-ignore
  }
  await sql(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, newId());
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

const sql = async (text: string, ...values: unknown[]) => (await db.database.pool.query(text, values)).rows;
async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, as = 'admin') {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, ...(payload && { 'content-type': 'application/json' }) },
    ...(payload && { body: JSON.stringify(payload) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}
const changes = async () => (await call('GET', 'sla/changes')).body.items;
/** The seeded policy of a kind and priority. */
async function seeded(kind: string, priority: string) {
  const { items } = (await call('GET', `sla/policies?kind=${kind}`)).body;
  type Seeded = { id: string; version: number; targetSeconds: number; conditions: { priority: string } };
  return (items as Seeded[]).find(({ conditions }) => conditions.priority === priority)!;
}
const statusOf = ({ status }: { status: number }) => status;
const ascending = (one: number, other: number) => one - other;
const office = { timezone: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] } };
const nobody = '01890000-0000-7000-8000-000000000000';

describe('policies', () => {
  it('are added, changed and taken away by admins, each time on record', async () => {
    const draft = { kind: 'next_response', conditions: { priority: 'P1' }, targetSeconds: 3_600 };
    expect(await call('POST', 'sla/policies', draft, 'lead')).toMatchObject({ status: 403 });
    const { status, body } = await call('POST', 'sla/policies', draft);
    expect([status, body]).toMatchObject([201, { ...draft, calendar: null, pausedWhile: [], outsideHours: false }]);
    expect(body.thresholds).toMatchObject([
      { percent: 50, notify: 'assignee', action: 'none' },
      { percent: 75 },
      { percent: 90 },
      { percent: 100, notify: 'leads', action: 'none', evenIfHeld: false },
    ]);
    expect((await call('GET', `sla/policies/${body.id}`, undefined, 'lead')).body).toEqual(body);

    const thresholds = [{ percent: 150, notify: 'hierarchy' }, { percent: 100 }];
    const changed = await call('PUT', `sla/policies/${body.id}`, { ...draft, targetSeconds: 1_800, thresholds });
    expect(changed.body).toMatchObject({ id: body.id, targetSeconds: 1_800, thresholds: [{ percent: 100 }, thresholds[0]] }); // prettier-ignore
    expect(changed.body.version).toBeGreaterThan(body.version);
    const again = await call('PUT', `sla/policies/${body.id}`, { ...draft, targetSeconds: 1_800, thresholds });
    expect(again.body).toEqual(changed.body);
    expect(await call('DELETE', `sla/policies/${body.id}`)).toMatchObject({ status: 204 });
    for (const id of [body.id, nobody, 'nonsense', '%00'])
      for (const [method, path, given] of [
        ['GET', `sla/policies/${id}`],
        ['DELETE', `sla/policies/${id}`],
        ['PUT', `sla/policies/${id}`, draft],
        ['POST', `sla/policies/${id}/preview-removal`],
      ] as const)
        expect(await call(method, path, given)).toMatchObject({ status: 404, body: { code: 'policy.not-found' } });

    const [removed, edited, added] = await changes();
    expect([added.what, added.by.name]).toEqual([
      'Added next_response for P1: 1 h, round the clock, rings at 50 % (assignee), 75 % (assignee), 90 % (assignee), 100 % (leads).',
      'admin',
    ]);
    expect(edited.what).toBe('Changed next_response for P1: 1 h → 30 min; rings at 50 % (assignee), 75 % (assignee), 90 % (assignee), 100 % (leads) → rings at 100 % (leads), 150 % (hierarchy).'); // prettier-ignore
    expect(removed.what).toContain('Took away next_response for P1');
    const inRussian = (await call('GET', 'sla/changes?limit=3&language=ru')).body.items.map(
      ({ what }: { what: string }) => what,
    );
    expect(inRussian).toEqual([
      expect.stringContaining('Убрано обещание «Следующий ответ» (P1)'),
      expect.stringContaining('Изменено обещание «Следующий ответ» (P1): 1 ч → 30 мин; тревоги: 50'),
      expect.stringContaining('Добавлено обещание «Следующий ответ» (P1): 1 ч, круглосуточно'),
    ]);
    expect((await call('GET', `sla/changes/${edited.id}?language=ko`)).body.what).toContain(
      '‘다음 답변’ 약속(P1) 변경',
    );
    expect([added, edited, removed].map(({ id }) => id)).toEqual([body.changeId, changed.body.changeId, edited.id + 1]);
    expect(Date.parse(edited.at)).toBeGreaterThan(Date.parse(added.at));
    const page = await call('GET', 'sla/changes?limit=1');
    expect((await call('GET', `sla/changes?limit=1&cursor=${page.body.nextCursor}`)).body.items).toMatchObject([{ id: edited.id }]); // prettier-ignore
    await eventually(async () =>
      expect((await call('GET', `sla/changes/${removed.id}`)).body.finishedAt).not.toBeNull(),
    );
    for (const id of ['0', 'x', '99999999999', '-1'])
      expect(await call('GET', `sla/changes/${id}`)).toMatchObject({ status: 404, body: { code: 'change.not-found' } });
  });

  it('that cannot be are refused by the field, whether saved or looked at, and nothing changes', async () => {
    const before = (await changes())[0].id;
    const good = { kind: 'tier', targetSeconds: 60 };
    const of = (conditions: object) => ({ ...good, conditions });
    const rings = (...percents: number[]) => ({ ...good, thresholds: percents.map((percent) => ({ percent })) });
    const [team] = await sql(`INSERT INTO team (id, name, tier) VALUES ($1, 'Second line', 2) RETURNING id`, newId());
    for (const [payload, status, pointer] of [
      [{ ...good, kind: 'promise' }, 400, '/kind'],
      [{ kind: 'tier' }, 400, '/targetSeconds'],
      [{ ...good, targetSeconds: 0 }, 400, '/targetSeconds'],
      [{ ...good, targetSeconds: -60 }, 400, '/targetSeconds'],
      [{ ...good, targetSeconds: 1e12 }, 400, '/targetSeconds'],
      [{ ...good, colour: 'red' }, 400, '/colour'],
      [of({ priority: 'P9' }), 400, '/conditions/priority'],
      [of({ vip: true }), 400, '/conditions/vip'],
      [{ ...of({ tier: 1 }), kind: 'resolution' }, 400, '/conditions/tier'],
      [of({ vendorId: nobody }), 400, '/conditions/vendorId'],
      [rings(50), 400, '/thresholds'],
      [rings(), 400, '/thresholds'],
      [rings(100, 50, 100), 400, '/thresholds/2/percent'],
      [rings(100, 1001), 400, '/thresholds/1/percent'],
      [rings(...Array.from({ length: 13 }, (_, index) => 100 + index)), 400, '/thresholds'],
      [{ ...good, thresholds: [{ percent: 100, notify: 'everybody' }] }, 400, '/thresholds/0/notify'],
      [{ ...good, pausedWhile: ['queued'] }, 400, '/pausedWhile/0'],
      [{ ...good, kind: 'first_response', pausedWhile: ['awaiting_customer'] }, 400, '/pausedWhile'],
      [{ ...good, kind: 'vendor_ack', pausedWhile: ['awaiting_customer'] }, 400, '/pausedWhile'],
      [of({ organisationId: nobody }), 422, '/conditions/organisationId'],
      [of({ teamId: nobody }), 422, '/conditions/teamId'],
      [of({ tier: 99 }), 422, '/conditions/tier'],
      [of({ tier: 1, teamId: team.id }), 422, '/conditions/teamId'],
      [{ kind: 'vendor_ack', targetSeconds: 60, conditions: { vendorId: nobody } }, 422, '/conditions/vendorId'],
      [{ ...good, calendar: 'nowhere' }, 422, '/calendar'],
      [of({ priority: 'P1' }), 409, '/conditions'],
    ] as const)
      for (const path of ['sla/policies', 'sla/policies/preview']) {
        const refused = await call('POST', path, payload);
        expect({ payload, status: refused.status, pointer: refused.body.errors?.[0]?.pointer }).toEqual({ payload, status, pointer }); // prettier-ignore
      }
    const { id, conditions } = await seeded('tier', 'P2');
    expect(await call('PUT', `sla/policies/${id}`, { ...good, kind: 'resolution', conditions })).toMatchObject({ status: 422, body: { code: 'policy.other-kind' } }); // prettier-ignore
    const twin = await seeded('tier', 'P1');
    const taken = await call('PUT', `sla/policies/${id}`, { ...good, conditions: twin.conditions });
    expect(taken.body).toMatchObject({ code: 'policy.conditions-taken', policyId: twin.id });
    await call('PUT', 'sla/calendars/mondays', { name: 'Mondays', calendar: office });
    const endless = { ...good, conditions, calendar: 'mondays', targetSeconds: 300_000_000 };
    expect(await call('PUT', `sla/policies/${id}`, endless)).toMatchObject({ status: 422, body: { code: 'policy.impossible' } }); // prettier-ignore
    expect((await changes())[0].id).toBe(before);
  });

  it('of two admins each sees the other’s change, and nothing is promised twice', async () => {
    const { id, version, conditions } = await seeded('first_response', 'P5');
    const to = (targetSeconds: number, expectedVersion?: number) =>
      call('PUT', `sla/policies/${id}`, { kind: 'first_response', conditions, targetSeconds, expectedVersion });
    const stale = await Promise.all([to(70, version), to(80, version)]);
    expect(stale.map(statusOf).toSorted(ascending)).toEqual([200, 409]);
    const { version: currentVersion } = (await call('GET', `sla/policies/${id}`)).body;
    expect(stale.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'policy.stale-version', currentVersion, errors: [{ pointer: '/expectedVersion' }] }); // prettier-ignore
    const draft = { kind: 'periodic_update', conditions: { channel: 'phone' }, targetSeconds: 60 };
    const twins = await Promise.all([1, 2, 3].map(() => call('POST', 'sla/policies', draft)));
    expect(twins.map(statusOf).toSorted(ascending)).toEqual([201, 409, 409]);
    await Promise.all(Array.from({ length: 8 }, (_, index) => to(100 + index)));
    const rows = await sql('SELECT id, at FROM sla_change ORDER BY id');
    expect(rows.toSorted((one, other) => one.at - other.at)).toEqual(rows);
    const versions = await sql('SELECT since, until FROM sla_policy_version WHERE policy_id = $1 ORDER BY since', id);
    expect(versions.map(({ since }) => since).slice(1)).toEqual(versions.map(({ until }) => until).slice(0, -1));
  });

  it('the most telling one that fits holds, and is told with the reason', async () => {
    const organisationId = newId();
    await sql(`INSERT INTO organisation (id, name) VALUES ($1, 'Acme')`, organisationId);
    const made = await call('POST', 'sla/policies', { kind: 'resolution', conditions: { organisationId }, targetSeconds: 60 }); // prettier-ignore
    const general = await seeded('resolution', 'P3');
    const { items } = (await call('GET', `sla/policies/match?priority=P3&organisationId=${organisationId}&tier=2`))
      .body;
    const of = (kind: string) => (items as { kind: string }[]).find((item) => item.kind === kind);
    expect(of('resolution')).toEqual({
      kind: 'resolution',
      policy: made.body,
      why: 'It names organisationId; of 2 that fit it goes first: the next best does not name organisationId.',
      others: [general.id],
    });
    expect(of('tier')).toMatchObject({ why: 'It names priority; no other fits.' });
    expect(of('vendor_ack')).toEqual({ kind: 'vendor_ack', policy: null, why: 'There is no policy of this kind.', others: [] }); // prettier-ignore
    expect(await call('GET', 'sla/policies/match')).toMatchObject({ status: 400 });
    await call('DELETE', `sla/policies/${made.body.id}`);
  });
});

describe('a change', () => {
  /** Tickets of one priority whose resolution clocks run by a policy for up to 100 minutes or for more than 133. */
  const seed = (count: number, priority: string, version: number, targetSeconds: number) =>
    sql(
      `WITH made AS (
        INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, priority, tier, assignee_id, created_at, updated_at)
        SELECT gen_random_uuid(), (SELECT coalesce(max(number), 0) FROM ticket) + n, CASE n % 3 WHEN 0 THEN 'in_progress' ELSE 'queued' END,
          1, 's', contact.id, 'api', 'k', 'low', 'low', $2::text, 1, CASE n % 3 WHEN 0 THEN agent.id END, at, at
        FROM generate_series(1, $1::integer) n, contact, (SELECT id FROM agent LIMIT 1) agent, LATERAL (SELECT date_trunc('milliseconds', now()) - make_interval(secs => n * 20 + CASE WHEN n > 300 THEN 2000 ELSE 0 END) AS at) age
        RETURNING id, state, priority, created_at AS at
      ), known AS (
        INSERT INTO clock_cursor (ticket_id, version, opened_at, priority, change, state)
        SELECT id, 1, at, priority, (SELECT max(id) FROM sla_change), state FROM made
      ), due AS (
        INSERT INTO ticket_due (ticket_id, number, due_at) SELECT id, 0, at + make_interval(secs => $4) FROM made
      )
      INSERT INTO clock (id, ticket_id, kind, state, priority, policy_version, started_at, resumed_at, due_at, next_alarm_at)
      SELECT gen_random_uuid(), id, 'resolution', 'running', priority, $3, at, at, at + make_interval(secs => $4), at + make_interval(secs => $4) FROM made`,
      count,
      priority,
      version,
      targetSeconds,
    );
  const finished = (id: number) =>
    eventually(
      async () => {
        const { body } = await call('GET', `sla/changes/${id}`);
        expect(body.finishedAt).not.toBeNull();
        return body;
      },
      { withinMs: 20_000 },
    );

  it('does to the clocks that run what looking at it had said, and keeps what they have used', async () => {
    const { id, version, conditions, targetSeconds } = await seeded('resolution', 'P1');
    await seed(600, 'P1', version, targetSeconds);
    const logged = await Promise.all(['queued', 'awaiting_customer', 'in_progress'].map(ticketWithLog));
    // This one's message is still on the way.
    const late = await ticketWithLog('queued');
    await claim(late);
    const due = `SELECT count(*)::integer FROM clock WHERE state = 'running' AND next_alarm_at < now()`;
    await eventually(async () => expect(await sql(due)).toEqual([{ count: 0 }]));
    const thresholds = [{ percent: 90 }, { percent: 100 }];
    const wish = { kind: 'resolution', conditions, targetSeconds: 7_200, thresholds };
    const looked = await call('POST', `sla/policies/${id}/preview`, wish);
    expect(looked).toMatchObject({
      status: 200,
      body: { openTickets: 604, tickets: 604, clocks: 604, affected: 604, wouldBreach: 300, wouldEnd: 0, complete: true }, // prettier-ignore
    });
    expect(looked.body.soonest).toHaveLength(20);
    expect(looked.body.soonest[0]).toMatchObject({ kind: 'resolution', wouldBreach: true });
    expect((await call('GET', `sla/policies/${id}`)).body.version).toBe(version);

    const { changeId } = (await call('PUT', `sla/policies/${id}`, wish)).body;
    const done = await finished(changeId);
    expect(done).toMatchObject({ tickets: 604, done: 604, moved: looked.body.wouldMove });
    expect(await sql('SELECT count(*)::integer FROM clock_cursor WHERE change < $1', changeId)).toEqual([{ count: 0 }]);
    const broken = `SELECT count(*)::integer FROM clock WHERE breached_at IS NOT NULL AND kind = 'resolution'`;
    await eventually(async () => expect(await sql(broken)).toEqual([{ count: looked.body.wouldBreach }]));
    // Two hours of which each has used what it had.
    const [kept] = await sql(
      `SELECT bool_and(due_at = started_at + interval '2 h') AS kept, count(*)::integer FROM clock
       WHERE kind = 'resolution' AND state = 'running' AND breached_at IS NULL`,
    );
    expect(kept).toEqual({ kept: true, count: 303 });
    const [followed] = await sql(`SELECT count(*)::integer FROM ticket_due WHERE due_at IS NOT DISTINCT FROM (
      SELECT min(due_at) FROM clock WHERE clock.ticket_id = ticket_due.ticket_id AND state = 'running')`);
    expect(followed).toEqual({ count: 604 });
    const paused = (await call('GET', `tickets/${logged[1]}/clocks`)).body.items;
    expect(paused).toContainEqual(expect.objectContaining({ kind: 'resolution', state: 'paused', targetSeconds: 7_200, bankedSeconds: 1_200 })); // prettier-ignore
    for (const ticket of [...logged, late])
      expect((await call('POST', `tickets/${ticket}/clocks/rebuild`)).body).toEqual({ changed: 0, clocks: [] });

    const nothing = await call('POST', `sla/policies/${id}/preview`, wish);
    expect(nothing.body).toMatchObject({ what: null, affected: 0 });
    const removal = await call('POST', `sla/policies/${id}/preview-removal`);
    expect(removal.body).toMatchObject({ wouldEnd: 604, wouldMove: 0 });
  });

  it('is gone on with by another process when one dies in the middle, and nothing is done twice', async () => {
    await sql(`DELETE FROM clock`);
    const { id, version, conditions } = await seeded('resolution', 'P4');
    await seed(700, 'P4', version, 259_200);
    const { rows } = await db.database.pool.query<{ count: number }>(
      `SELECT count(*)::integer FROM ticket WHERE state IN ('queued', 'in_progress', 'awaiting_customer')`,
    );
    const tickets = rows[0]!.count;
    const dying = new ApplyChangesHandler(app.get(Database), app.get(ChangeStore), app.get(ApplyEventsHandler));
    const { worker } = dying as unknown as { worker: string };
    // Made as the handler of policies does it, but taken by the dying process before anybody else sees it.
    const policies = app.get(PolicyStore);
    const policy = (await policies.read(db.database, id))!;
    const change = await db.database.transaction(async (tx) => {
      await policies.lock(tx);
      const begins = [{ ...policy, policyId: id, calendarVersion: null, targetSeconds: 86_400 }];
      const made = await policies.record(tx, { kind: 'system', id: 'test' }, { what: 'Tested.', ends: [version], begins }); // prettier-ignore
      await tx.query(`UPDATE sla_change SET worker = $2, worker_until = now() + interval '1 h' WHERE id = $1`, [made, worker]); // prettier-ignore
      return made;
    });
    let batches = 0;
    const dies = (): boolean => {
      if ((batches += 1) > 2) throw new Error('killed');
      return true;
    };
    await expect(dying.handle(dies, () => {})).rejects.toThrow('killed');
    expect((await call('GET', `sla/changes/${change}`)).body).toMatchObject({ tickets, done: 400, finishedAt: null });
    // Whoever comes meanwhile leaves it to the one that has it.
    expect(await new ApplyChangesHandler(db.database, new ChangeStore(db.database), app.get(ApplyEventsHandler)).handle(() => true, () => {})).toBe(false); // prettier-ignore

    await sql(`UPDATE sla_change SET worker_until = now() WHERE id = $1`, change);
    const others = [1, 2].map(() => new ApplyChangesHandler(app.get(Database), app.get(ChangeStore), app.get(ApplyEventsHandler))); // prettier-ignore
    await Promise.all(others.map((other) => other.handle(() => true, () => {}))); // prettier-ignore
    expect(await finished(change)).toMatchObject({ tickets, done: tickets, moved: 700 });
    const due = await sql(`SELECT bool_and(due_at = started_at + interval '1 day') AS all FROM clock WHERE priority = 'P4'`); // prettier-ignore
    expect(due).toEqual([{ all: true }]);
    expect(conditions.priority).toBe('P4');
  });

  it('of hours is one of all policies that name them', async () => {
    const open = { timezone: 'Europe/Berlin', always: true };
    expect(await call('PUT', 'sla/calendars/hours', { name: 'Hours', calendar: open })).toMatchObject({ body: { changeId: null } }); // prettier-ignore
    const { id, conditions } = await seeded('resolution', 'P4');
    const body = { kind: 'resolution', conditions, targetSeconds: 86_400, calendar: 'hours' };
    await finished((await call('PUT', `sla/policies/${id}`, body)).body.changeId);
    expect(await call('DELETE', 'sla/calendars/hours')).toMatchObject({
      status: 409,
      body: { code: 'calendar.in-use' },
    });
    const looked = await call('POST', 'sla/calendars/hours/preview', { name: 'Hours', calendar: office });
    expect(looked.body).toMatchObject({ what: 'Changed the hours of hours, by which 1 policy goes.', clocks: 700, wouldMove: 700, wouldBreach: 0, complete: true }); // prettier-ignore
    const same = await call('POST', 'sla/calendars/hours/preview', { name: 'Hours', calendar: open });
    expect(same.body).toMatchObject({ what: null, affected: 0 });
    const { changeId } = (await call('PUT', 'sla/calendars/hours', { name: 'Hours', calendar: office })).body;
    expect(await finished(changeId)).toMatchObject({ what: looked.body.what, moved: 700 });
    expect((await call('GET', `sla/policies/${id}`)).body).toMatchObject({ calendar: 'hours', changeId });
    const [banked] = await sql(`SELECT min(banked_ms)::integer > 0 AS every FROM clock WHERE priority = 'P4'`);
    expect(banked).toEqual({ every: true });
    expect(await call('POST', 'sla/calendars/NO/preview', { name: 'x', calendar: office })).toMatchObject({
      status: 400,
    });
  });

  /** A P1 ticket of an hour ago that was routed 20 minutes later, with its log; gives its id. */
  async function ticketWithLog(state: string): Promise<string> {
    const id = newId();
    const way = [
      ['ticket.routed', 'received', 'route', 'queued'],
      ['ticket.claimed', 'queued', 'claim', 'in_progress'],
      ['ticket.customer-asked', 'in_progress', 'ask-customer', 'awaiting_customer'],
    ] as const;
    const moves = way.slice(0, way.findIndex(([, , , to]) => to === state) + 1);
    const version = moves.length + 1;
    await sql(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, priority, tier, assignee_id, created_at, updated_at)
       SELECT $1, (SELECT coalesce(max(number), 0) + 1 + $4::integer FROM ticket), $2, $3, 's', contact.id, 'api', 'k', 'high', 'high', 'P1', 1,
         CASE WHEN $2 = 'queued' THEN NULL ELSE (SELECT id FROM agent LIMIT 1) END, now() - interval '1 h', now() - interval '40 min' FROM contact`,
      id,
      state,
      version,
      Math.floor(Math.random() * 1e6),
    );
    const event = (number: number, type: string, minutes: number) =>
      sql(
        `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
         SELECT id, $2, $3, created_at + make_interval(mins => $4), 'system', 'test', true, '{"priority":"P1","tier":1}'
         FROM ticket WHERE id = $1`,
        id,
        number,
        type,
        minutes,
      );
    await event(1, 'ticket.opened', 0);
    for (const [index, [type, from, action, to]] of moves.entries()) {
      await event(index + 2, type, 20);
      await sql(
        `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, tier, actor_kind, actor_id, at)
         SELECT id, $2, $3, $4, $5, 1, 'system', 'test', created_at + interval '20 min' FROM ticket WHERE id = $1`,
        id,
        index + 2,
        from,
        action,
        to,
      );
    }
    await app.get(Database).transaction((tx) => app.get(ApplyEventsHandler).handle(tx, id));
    return id;
  }

  /** Without the message that says so. */
  const claim = (id: string) =>
    app.get(Database).transaction(async (tx) => {
      const store = app.get(TicketStore);
      const ticket = (await store.lock(tx, id)) as LockedTicket<'queued'>;
      const [agent] = await sql('SELECT id FROM agent LIMIT 1');
      await store.move(tx, ticket, 'claim', { by: { kind: 'system', id: 'test' }, set: { assigneeId: agent.id } });
    });
});
