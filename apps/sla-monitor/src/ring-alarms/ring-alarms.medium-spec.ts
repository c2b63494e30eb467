import type { Caller } from '#access';
import { createDataSource, Database, DatabaseModule, TicketStore, type LockedTicket, newId } from '#database';
import { lifecycle, newStay, weekdays, type Action, type Actor, type CalendarSpec, type State } from '#domain';
import { MessagingModule, Outbox } from '#messaging';
import { backends, eventually, testDatabase, testRedis, type TestDatabase } from '#testing';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApplyChangesHandler } from '../apply-changes/apply-changes.handler.js';
import { ChangeStore } from '../apply-changes/change.store.js';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { ClockStore } from '../clocks/clock.store.js';
import { ClockReader } from '../read-clocks/clock.reader.js';
import { ReadClocksController } from '../read-clocks/read-clocks.controller.js';
import { CalendarStore } from '../edit-calendars/calendar.store.js';
import { promiseThese, threshold, type Promised } from '../testing/promise-these.js';
import { AlarmLoop } from './alarm.loop.js';
import { RingAlarmsHandler } from './ring-alarms.handler.js';

const by: Actor = { kind: 'system', id: 'test' };
const kim = newId();
const agent = newId();
const silent = { publish: () => {}, settled: () => Promise.resolve() } as unknown as ConstructorParameters<
  typeof Outbox
>[1];
const admin = { kind: 'agent', id: agent, name: 'A', email: 'a@x.example', role: 'admin', desks: [] } as const;

let db: TestDatabase;
let database: Database;
let tickets: TicketStore;
let events: ApplyEventsHandler;
let changes: ApplyChangesHandler;
let number = 1_000;
const loops: AlarmLoop[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await testDatabase({ poolSize: 20 });
  ({ database } = db);
  tickets = new TicketStore();
  events = new ApplyEventsHandler(tickets, new ClockStore(), new Outbox(database, silent));
  changes = new ApplyChangesHandler(database, new ChangeStore(database), events);
  await database.pool.query(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, [kim]);
  await database.pool.query(
    `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'a@x.example', 'A', 'agent', '')`,
    [agent],
  );
});
afterAll(() => db.close());
beforeEach(async () => {
  await database.pool.query('DELETE FROM outbox');
  await database.pool.query('DELETE FROM clock');
  // Most of these are about one threshold of two clocks; those about more say so.
  await promise(tier(1_800), resolution(14_400));
});
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
});

/** As the API answers. */
const reading = {
  read(idOrNumber: string, caller: Caller) {
    const reader = new ClockReader(database, new ClockStore());
    const reply = { request: { headers: {} }, header: () => reply };
    type Reply = Parameters<ReadClocksController['read']>[3];
    return new ReadClocksController(database, reader).read(idOrNumber, caller, {}, reply as unknown as Reply);
  },
};
const promise = (...policies: readonly Promised[]) => promiseThese(database, policies);
const tier = (targetSeconds: number, more: Partial<Promised> = {}): Promised => ({
  kind: 'tier',
  targetSeconds,
  thresholds: [threshold(100, { action: 'escalate' })],
  ...more,
});
const resolution = (targetSeconds: number, more: Partial<Promised> = {}): Promised => ({
  kind: 'resolution',
  targetSeconds,
  ...more,
});
/** Warns the leads three times before the breach. */
const warning = { thresholds: [50, 75, 90, 100].map((percent) => threshold(percent)) };

const ringing = () => ringingWith(events);
const ringingWith = (handler: ApplyEventsHandler) =>
  new RingAlarmsHandler(database, new Outbox(database, silent), handler, changes);
const loop = () => {
  const started = new AlarmLoop(ringing());
  loops.push(started);
  started.start();
  return started;
};
const apply = (id: string) => database.transaction((tx) => events.handle(tx, id));
const rows = async <Row>(text: string, ...values: unknown[]) => (await database.pool.query(text, values)).rows as Row[];
const breaches = () =>
  rows<{ queue: string; data: Record<string, unknown> }>(
    `SELECT queue, data FROM outbox WHERE message = 'sla.breached'`,
  );
interface Row {
  readonly [column: string]: unknown;
}
/** A ticket's clocks without what is chance: ids. */
const clocksOf = (id: string) =>
  rows<Row>(`SELECT (to_jsonb(clock) - 'id') AS clock FROM clock WHERE ticket_id = $1 ORDER BY kind, tier`, id);

async function open(createdAt = new Date()): Promise<string> {
  const id = newId();
  number += 1;
  await database.pool.query(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
     VALUES ($1, $2, 'received', 1, 's', $3, 'api', 'k', 'high', 'high', $4, $4)`,
    [id, number, kim, createdAt],
  );
  await database.pool.query(
    `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
     VALUES ($1, 1, 'ticket.opened', $2, 'customer', $3, true, '{}')`,
    [id, createdAt, kim],
  );
  return id;
}

/** Moves a ticket the way apps do, at a time of the test's choosing. */
async function move(
  id: string,
  action: Action,
  { tier = 1, at, entitlement }: { tier?: number; at?: Date; entitlement?: string } = {},
): Promise<State> {
  return database.transaction(async (tx) => {
    const locked = (await tickets.lock(tx, id)) as LockedTicket;
    const ticket = { ...locked, now: at ?? locked.now } as LockedTicket<'queued'>;
    const arrives = ['route', 'escalate', 'auto-escalate', 'return', 'reopen'].includes(action);
    const moved = await tickets.move(tx, ticket, action as 'claim', {
      by,
      set: arrives ? newStay(ticket, ticket.now, { tier, sector: null }) : { assigneeId: agent },
      data: action === 'route' ? { priority: 'P1', ...(entitlement && { entitlement }) } : {},
    });
    return moved.state;
  });
}
const routed = async (at: Date) => {
  const id = await open(at);
  await move(id, 'route', { at });
  await apply(id);
  return id;
};
const ago = (ms: number) => new Date(Date.now() - ms);
const hour = 3_600_000;

describe('clocks', () => {
  it('start at the events’ own times, with the policies of the moment, and answer why', async () => {
    const opened = ago(60_000);
    const id = await open(opened);
    await move(id, 'route', { at: ago(30_000) });
    expect(await apply(id)).toBeGreaterThan(1_700_000);
    const { items } = await reading.read(id, admin);
    expect(items).toMatchObject([
      { kind: 'resolution', tier: null, state: 'running', startedAt: opened, targetSeconds: 14_400, breachedAt: null },
      { kind: 'tier', tier: 1, state: 'running', targetSeconds: 1_800 },
    ]);
    expect(items[0]?.why).toContain('A P1 ticket is to be resolved within 4 h');
    expect(items[1]?.remainingSeconds).toBeLessThanOrEqual(1_770);
    const byNumber = await reading.read(`T-${number}`, admin);
    expect(byNumber.items.map((clock) => clock.id)).toEqual(items.map((clock) => clock.id));
  });

  it('of a ticket one may not read do not exist', async () => {
    const id = await routed(new Date());
    const stranger = { ...admin, id: newId(), role: 'agent' } as const;
    for (const [ticket, caller] of [
      [id, stranger],
      [newId(), admin],
      ['nonsense', admin],
    ] as const)
      await expect(reading.read(ticket, caller)).rejects.toMatchObject({ code: 'ticket.not-found' });
  });

  it('go by a change of policies from its moment on, with what they have used', async () => {
    const [running, paused, over] = [
      await routed(ago(hour / 4)),
      await routed(ago(hour / 4)),
      await routed(ago(hour / 4)),
    ];
    for (const action of ['claim', 'ask-customer'] as const) await move(paused, action, { at: ago(hour / 6) });
    for (const action of ['claim', 'resolve'] as const) await move(over, action, { at: ago(hour / 6) });
    for (const id of [paused, over]) await apply(id);
    await promiseThese(database, [tier(3_600), resolution(14_400)], new Date());
    const stood = async (id: string) => {
      await apply(id);
      const { items } = await reading.read(id, admin);
      const { state, targetSeconds, usedSeconds } = items.find(({ kind }) => kind === 'tier')!;
      return [state, targetSeconds, Math.round(usedSeconds / 60)];
    };
    expect([await stood(running), await stood(paused), await stood(over)]).toEqual([
      ['running', 3_600, 15],
      ['paused', 3_600, 5],
      ['met', 1_800, 5],
    ]);
  });

  it('are the same however messages are delivered: doubled, late, shuffled, at once, or rebuilt from the log', async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const random = dice(seed);
      const prompt = await walk(random, async (id) => void (await apply(id)));
      const [live, expected] = [await clocksOf(prompt), await rebuilt(prompt)];
      expect(live).toEqual(expected);

      const shuffled = await walk(dice(seed), async (id) => {
        if (random(3) === 0) await Promise.all([apply(id), apply(id)]);
      });
      await Promise.all([apply(shuffled), apply(shuffled), apply(shuffled)]);
      expect(await clocksOf(shuffled)).toEqual(await rebuilt(shuffled));
    }
  });
});

/** Forgets a ticket's clocks and applies its log anew. */
async function rebuilt(id: string) {
  await database.pool.query('DELETE FROM clock WHERE ticket_id = $1', [id]);
  await database.pool.query('DELETE FROM clock_cursor WHERE ticket_id = $1', [id]);
  await apply(id);
  return clocksOf(id);
}

/** Tells a ticket's clocks anew, beside what is stored. */
async function rebuilding(id: string) {
  await database.transaction(async (tx) => events.rebuild(tx, (await tickets.lock(tx, id)) as LockedTicket));
  return clocksOf(id);
}

/** A random life of a ticket; `after` is told of each step. */
async function walk(random: (below: number) => number, after: (id: string) => Promise<void>): Promise<string> {
  let at = ago(100 * hour).getTime();
  const id = await open(new Date(at));
  let state = await move(id, 'route', { at: new Date(at) });
  for (let step = 0; step < 12; step += 1) {
    at += random(hour);
    const actions = (Object.keys(lifecycle[state]) as Action[]).filter(
      (action) => !['merge', 'reject'].includes(action),
    );
    const action = actions[random(actions.length)] as Action;
    state = await move(id, action, { tier: 1 + random(3), at: new Date(at) });
    await after(id);
  }
  return id;
}

function dice(seed: number): (below: number) => number {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

describe('alarms', () => {
  it('a breach is written on the clock and said to the tier where the ticket is, once', async () => {
    const id = await routed(ago(hour));
    const due = (await reading.read(id, admin)).items[1]?.dueAt as Date;
    expect(await ringing().ringDue()).toBe(1);
    expect(await ringing().ringDue()).toBe(0);
    const [breach] = await breaches();
    expect(breach).toMatchObject({
      queue: 'tier-1',
      data: {
        ticketId: id,
        version: 2,
        tier: 1,
        kind: 'tier',
        dueAt: due.toISOString(),
        onBreach: 'escalate',
        evenIfHeld: false,
      },
    });
    const [, clock] = (await reading.read(id, admin)).items;
    expect(clock).toMatchObject({ state: 'running', breachedAt: due });
    expect(clock?.remainingSeconds).toBeLessThan(0);
    expect(await breaches()).toHaveLength(1);
  });

  it('never rings early, however often it is asked', async () => {
    const id = await routed(new Date(Date.now() - 1_800_000 + 250));
    const { dueAt } = (await reading.read(id, admin)).items[1] as { dueAt: Date };
    const alarms = ringing();
    await eventually(async () => (await alarms.ringDue()) === 1, { withinMs: 5_000, everyMs: 0 });
    const [breach] = await breaches();
    expect(Date.parse(breach?.data['rangAt'] as string)).toBeGreaterThan(dueAt.getTime());
  });

  it('the loop wakes for the next alarm by itself', async () => {
    await routed(new Date(Date.now() - 1_800_000 + 300));
    loop();
    await eventually(async () => expect(await breaches()).toHaveLength(1), { withinMs: 5_000 });
  });

  it('clocks due at one instant ring once each, with two monitors at once', async () => {
    await promise(tier(1), resolution(1));
    await database.pool.query(
      `WITH opened AS (
         INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier, created_at, updated_at)
         SELECT gen_random_uuid(), 1000000 + n, 'queued', 2, 's', $1, 'api', 'k', 'high', 'high', 1, now(), now() FROM generate_series(1, 600) n
         RETURNING id)
       INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, resumed_at, due_at, next_alarm_at)
       SELECT gen_random_uuid(), opened.id, one.kind, one.tier, 'running', 'P1', policy.id, now(), now() - interval '2 s', now() - interval '1 s', now() - interval '1 s'
       FROM opened, (VALUES ('resolution', null), ('tier', 1)) AS one (kind, tier)
         JOIN sla_policy_version policy ON policy.kind = one.kind AND until IS NULL`,
      [kim],
    );
    loop();
    loop();
    await eventually(async () => expect(await breaches()).toHaveLength(1_200), { withinMs: 20_000 });
    const ids = new Set((await breaches()).map(({ data }) => data['clockId']));
    expect(ids.size).toBe(1_200);
  });

  it('a clock that was rung does not ring again when it goes on', async () => {
    const id = await routed(ago(hour));
    await ringing().ringDue();
    for (const action of ['claim', 'ask-customer', 'resume'] as const) {
      await move(id, action);
      await apply(id);
    }
    expect(await ringing().ringDue()).toBe(0);
    expect(await breaches()).toHaveLength(1);
    expect((await reading.read(id, admin)).items[1]).toMatchObject({ state: 'running', breachedAt: expect.any(Date) });
  });

  it('a breach that a slower move proves not to have been rings again when the promise breaks after all', async () => {
    const id = await routed(ago(hour));
    expect(await ringing().ringDue()).toBe(1);
    // It was claimed and put aside a minute before it was due, and goes on ten minutes ago.
    await move(id, 'claim', { at: ago(50 * 60_000) });
    await move(id, 'ask-customer', { at: ago(31 * 60_000) });
    await apply(id);
    const tierClock = async () => (await reading.read(id, admin)).items[1];
    expect(await tierClock()).toMatchObject({ state: 'paused', rung: 0, breachedAt: null });
    expect(await rebuilding(id)).toEqual(await clocksOf(id));
    const on = ago(10 * 60_000);
    await move(id, 'resume', { at: on });
    await apply(id);
    expect(await ringing().ringDue()).toBe(1);
    expect(await ringing().ringDue()).toBe(0);
    const { dueAt } = (await tierClock())!;
    expect(dueAt!.getTime() - on.getTime()).toBeCloseTo(60_000, -3);
    expect((await breaches()).map(({ data }) => data['dueAt'])).toEqual([expect.any(String), dueAt!.toISOString()]);
  });

  it('a clock that stopped late rings when that is learned, though its alarm had no time to', async () => {
    const id = await routed(ago(hour));
    await move(id, 'claim', { at: ago(50 * 60_000) });
    await move(id, 'resolve', { at: ago(20 * 60_000) });
    await apply(id);
    expect((await breaches()).map(({ data }) => data['kind'])).toEqual(['tier']);
    expect(await ringing().ringDue()).toBe(0);
  });

  it('a ticket whose move is committed but whose message is still on the way is brought up to date first', async () => {
    const id = await routed(ago(hour));
    await move(id, 'claim', { at: ago(50 * 60_000) });
    await move(id, 'resolve', { at: ago(40 * 60_000) });
    expect(await ringing().ringDue()).toBe(0);
    expect((await reading.read(id, admin)).items.map((clock) => [clock.state, clock.breachedAt])).toEqual([
      ['met', null],
      ['met', null],
    ]);
    expect(await breaches()).toEqual([]);
  });

  it('a ticket whose clocks cannot be brought up to date is left alone for a while, and the others ring', async () => {
    const stuck = await routed(ago(hour));
    await move(stuck, 'claim');
    const other = await routed(ago(hour));
    let tried = 0;
    const broken = { handle: () => Promise.reject(new Error(`${++tried}`)) } as unknown as ApplyEventsHandler;
    const alarms = ringingWith(broken);
    expect([await alarms.ringDue(), await alarms.ringDue()]).toEqual([1, 0]);
    expect((await breaches()).map(({ data }) => data['ticketId'])).toEqual([other]);
    expect(tried).toBe(1);
    expect(await alarms.untilNext()).toBeGreaterThan(hour);
    expect(await ringing().ringDue()).toBe(1);
  });

  it('tickets that somebody keeps locked wait, and keep no other alarm waiting', async () => {
    const held = await Promise.all(Array.from({ length: 8 }, () => routed(ago(hour))));
    for (const id of held) await move(id, 'claim');
    const alarms = ringing();
    await database.transaction(async (tx) => {
      for (const id of held) await tickets.lock(tx, id);
      const began = performance.now();
      expect(await alarms.ringDue()).toBe(0);
      expect(performance.now() - began).toBeLessThan(3_000);
      await routed(ago(0.6 * hour));
      expect(await alarms.ringDue()).toBe(1);
    });
    await eventually(async () => expect((await alarms.ringDue(), await breaches())).toHaveLength(9), {
      withinMs: 5_000,
    });
  });

  it('an outage while clocks are brought up to date sets none of them aside', async () => {
    await move(await routed(ago(hour)), 'claim');
    let away = true;
    const flaky = {
      handle: (...given: Parameters<ApplyEventsHandler['handle']>) =>
        away ? Promise.reject(new Error('Connection terminated unexpectedly')) : events.handle(...given),
    } as unknown as ApplyEventsHandler;
    const alarms = ringingWith(flaky);
    await expect(alarms.ringDue()).rejects.toThrow('Connection terminated');
    away = false;
    expect(await alarms.ringDue()).toBe(1);
  });

  it('of many that only go by older policies are brought along together, and what is then due rings', async () => {
    for (let n = 0; n < 30; n += 1) await routed(ago(hour / 4));
    await promiseThese(database, [tier(600), resolution(14_400)], ago(1_000));
    await database.pool.query(`UPDATE clock SET next_alarm_at = now() - interval '1 s' WHERE kind = 'tier'`);
    let alone = 0;
    const counting = {
      handle: (...given: Parameters<ApplyEventsHandler['handle']>) => ((alone += 1), events.handle(...given)),
    } as unknown as ApplyEventsHandler;
    expect(await ringingWith(counting).ringDue()).toBe(30);
    expect([alone, (await breaches()).length]).toEqual([0, 30]);
  });

  it('of many whose log has more to tell only some are brought up to date at once, and the others ring meanwhile', async () => {
    const behind = await Promise.all(Array.from({ length: 110 }, () => routed(ago(hour))));
    for (const id of behind) await move(id, 'claim');
    const fresh = await routed(ago(0.6 * hour));
    const alarms = ringing();
    expect(await alarms.ringDue()).toBe(101);
    expect((await breaches()).some(({ data }) => data['ticketId'] === fresh)).toBe(true);
    await eventually(async () => expect((await alarms.ringDue(), await breaches())).toHaveLength(111), {
      withinMs: 5_000,
    });
  });

  it('an alarm and a move of the same ticket at the same moment neither deadlock nor ring twice', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => routed(ago(hour))));
    for (const id of ids) await move(id, 'claim');
    await Promise.all([...ids.map(apply), ringing().ringDue(), ...ids.map(apply), ringing().ringDue()]);
    await ringing().ringDue();
    const clocks = (await breaches()).map(({ data }) => data['clockId']);
    expect(clocks).toHaveLength(40);
    expect(new Set(clocks).size).toBe(40);
  });

  it('a move waits for an alarm that is just ringing, and sees that it rang', async () => {
    const id = await routed(ago(hour));
    await move(id, 'claim');
    await move(id, 'ask-customer');
    const moving = await database.transaction(async (tx) => {
      await tx.query(
        `UPDATE clock SET rung = 100, breached_at = due_at, next_alarm_at = NULL WHERE ticket_id = $1 AND kind = 'tier'`,
        [id],
      );
      const applied = apply(id);
      await eventually(
        async () =>
          (await rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))
            .length > 0,
      );
      return { applied };
    });
    await moving.applied;
    expect(await breaches()).toEqual([]);
    expect(await rows(`SELECT state, rung FROM clock WHERE ticket_id = $1 AND kind = 'tier'`, id)).toEqual([
      { state: 'paused', rung: 100 },
    ]);
  });

  it('goes on when the database was away, and stops when told', async () => {
    const real = ringing();
    let away = true;
    const flaky = {
      ringDue: () => (away ? Promise.reject(new Error('away')) : real.ringDue()),
      untilNext: () => real.untilNext(),
    } as unknown as RingAlarmsHandler;
    const started = new AlarmLoop(flaky);
    loops.push(started);
    started.start();
    await routed(ago(hour));
    away = false;
    await eventually(async () => expect(await breaches()).toHaveLength(1), { withinMs: 10_000 });
    await started.stop();
    await routed(ago(hour));
    expect(await breaches()).toHaveLength(1);
  });

  const withRedis = backends().includes('redis') ? it : it.skip;
  withRedis('ring on time while Redis is away, and what they say is in its queue when Redis is back', async () => {
    const redis = (await testRedis())!;
    const messaging = MessagingModule.forRoot({ databaseUrl: db.url, redisUrl: redis.url });
    const imports = [DatabaseModule.forRoot({ url: db.url, poolSize: 5, applicationName: 'away' }), messaging];
    const app = await NestFactory.createApplicationContext({ module: class Root {}, imports }, { logger: false });
    try {
      await redis.kill();
      const alarms = new AlarmLoop(new RingAlarmsHandler(database, app.get(Outbox), events, changes));
      loops.push(alarms);
      alarms.start();
      const id = await routed(new Date(Date.now() - 1_800_000 + 200));
      await eventually(async () => expect(await breaches()).toHaveLength(1), { withinMs: 5_000 });
      const [clock] = await rows<{ late: number }>(
        `SELECT extract(epoch FROM (SELECT (data->>'rangAt')::timestamptz FROM outbox WHERE message = 'sla.breached') - due_at)::float8 AS late
         FROM clock WHERE ticket_id = $1 AND kind = 'tier' AND rung = 100`,
        id,
      );
      expect(clock?.late).toBeLessThan(1);
      await redis.restart();
      const [row] = await rows<{ id: string }>(`SELECT id FROM outbox WHERE message = 'sla.breached'`);
      // What the job is called is BullMQ's business; its id is the row's.
      await eventually(async () => expect(await keysWith(redis.url, row!.id)).not.toBe('*0'), { withinMs: 15_000 });
    } finally {
      await app.close();
      await redis.stop();
    }
  });

  it('a clock started by the same process wakes a sleeping loop in time', async () => {
    const asked: number[] = [];
    const idle = {
      ringDue: () => {
        asked.push(Date.now());
        return Promise.resolve(0);
      },
      untilNext: () => Promise.resolve(null),
    } as unknown as RingAlarmsHandler;
    const started = new AlarmLoop(idle);
    loops.push(started);
    started.start();
    await eventually(() => expect(asked).toHaveLength(1), { withinMs: 1_000 });
    started.expectIn(5);
    await eventually(() => expect(asked.length).toBeGreaterThan(1), { withinMs: 700 });
  });
});

/** How many keys of a Redis have this in their name, as it answers: `*0` for none. */
const keysWith = (url: string, part: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(`KEYS *${part}*\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.end();
      resolve(answer.toString().split('\r\n')[0] ?? '');
    });
  });

describe('thresholds', () => {
  const said = () =>
    rows<{ message: string; percent: number; data: Record<string, string> }>(
      `SELECT message, coalesce((data->>'percent')::int, 100) AS percent, data FROM outbox
       WHERE message IN ('sla.warned', 'sla.breached') ORDER BY id`,
    );

  it('before the last one warn whom the policy names, once each, and then the breach is told', async () => {
    await promise(tier(2, warning));
    const id = await routed(new Date());
    loop();
    await eventually(async () => expect(await said()).toHaveLength(4), { withinMs: 10_000 });
    expect((await said()).map(({ message, percent }) => [message, percent])).toEqual([
      ['sla.warned', 50],
      ['sla.warned', 75],
      ['sla.warned', 90],
      ['sla.breached', 100],
    ]);
    for (const { data } of await said()) expect(data['rangAt']! > (data['reachedAt'] ?? data['dueAt'])!).toBe(true);
    expect((await said())[0]?.data).toMatchObject({ ticketId: id, kind: 'tier', tier: 1, warn: 'leads' });
  });

  it('after downtime only the highest one that was passed acts, once, and says since when', async () => {
    await promise(tier(7_200, warning), resolution(600, warning));
    const id = await routed(ago(0.8 * 2 * hour));
    expect(await ringing().ringDue()).toBe(2);
    expect(await ringing().ringDue()).toBe(0);
    const clocks = (await reading.read(id, admin)).items;
    expect(clocks.map(({ kind, rung }) => [kind, rung])).toEqual([
      ['resolution', 100],
      ['tier', 75],
    ]);
    const heard = await said();
    expect(new Set(heard.map(({ data, percent }) => `${data['kind']} ${percent}`))).toEqual(
      new Set(['resolution 100', 'tier 75']),
    );
    expect(heard).toHaveLength(2);
    const late = (from: string, of: Record<string, string>) => Date.parse(of['rangAt']!) - Date.parse(of[from]!);
    const [broken, warned] = [
      heard.find(({ percent }) => percent === 100),
      heard.find(({ percent }) => percent === 75),
    ];
    expect(Math.round(late('dueAt', broken!.data) / 60_000)).toBe(86);
    expect(Math.round(late('reachedAt', warned!.data) / 60_000)).toBe(6);
  });

  it('nobody is told when the policy says nobody, and the clock knows that it rang', async () => {
    await promise(
      tier(3_600, { thresholds: [threshold(50, { notify: 'nobody' }), threshold(100)] }),
      resolution(14_400),
    );
    const id = await routed(ago(0.6 * hour));
    expect(await ringing().ringDue()).toBe(1);
    expect(await said()).toEqual([]);
    expect((await reading.read(id, admin)).items[1]).toMatchObject({ kind: 'tier', rung: 50, state: 'running' });
  });

  it('another priority is another target, and what rang stays rung', async () => {
    await promise(
      tier(3_600, { ...warning, priority: 'P1' }),
      tier(36_000, { ...warning, priority: 'P5' }),
      resolution(99_999),
    );
    const id = await routed(ago(0.8 * hour));
    await ringing().ringDue();
    await database.transaction(async (tx) => {
      const ticket = (await tickets.lock(tx, id)) as LockedTicket;
      await tickets.record(tx, ticket, { type: 'ticket.priority-raised', by, data: { priority: 'P5' } });
    });
    await apply(id);
    const clock = (await reading.read(id, admin)).items[1];
    expect(clock).toMatchObject({ priority: 'P5', targetSeconds: 36_000, rung: 75, breachedAt: null });
    expect(clock?.usedSeconds).toBeGreaterThanOrEqual(2_880);
    expect(await ringing().ringDue()).toBe(0);
    expect((await said()).map(({ percent }) => percent)).toEqual([75]);
  });

  it('come late wake nobody while the calendar is closed, unless the policy says so', async () => {
    // It is noon there, an hour after closing time.
    const offset = 12 - new Date().getUTCHours();
    const hours = Object.fromEntries(weekdays.map((day) => [day, [['08:00', '11:00']]]));
    const calendar: CalendarSpec = { timezone: `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`, hours };
    await new CalendarStore(database).write('morning', 'Mornings', calendar);
    const morning = { calendar: 'morning', ...warning };
    const noon = new Date(new Date().setUTCMinutes(0, 0, 0));
    const opened = new Date(noon.getTime() - 3.5 * hour);
    await promise(tier(3_600, morning), resolution(4_000, { ...morning, outsideHours: true }));
    const id = await routed(opened);
    loop();
    await eventually(async () => expect(await breaches()).toHaveLength(1), { withinMs: 5_000 });
    const [resolving, held] = (await rows<{ rung: number; next: Date | null; breached_at: Date | null }>(
      `SELECT rung, next_alarm_at AS next, breached_at FROM clock WHERE ticket_id = $1 ORDER BY kind`,
      id,
    )) as [object, { next: Date }];
    expect(resolving).toMatchObject({ rung: 100, next: null, breached_at: new Date(opened.getTime() + 4_000_000) });
    expect(held).toMatchObject({ rung: 0, breached_at: null, next: new Date(noon.getTime() + 20 * hour) });
    expect((await breaches())[0]?.data).toMatchObject({
      kind: 'resolution',
      reachedAt: new Date(opened.getTime() + 4_000_000).toISOString(),
    });
  });

  it('of thousands of clocks ring once each, though one of three monitors dies in the middle', async () => {
    const clocks = 3_000;
    await promise(tier(3, warning));
    await database.pool.query(
      `WITH opened AS (
         INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier, created_at, updated_at)
         SELECT gen_random_uuid(), 2000000 + n, 'queued', 2, 's', $1, 'api', 'k', 'high', 'high', 1, now(), now() FROM generate_series(1, $2) n
         RETURNING id, number)
       INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, resumed_at, due_at, next_alarm_at)
       SELECT gen_random_uuid(), opened.id, 'tier', 1, 'running', 'P1', policy.id,
         now(), now(), now() + interval '3 s', now() + interval '1.5 s'
       FROM opened, sla_policy_version policy WHERE policy.until IS NULL`,
      [kim, clocks],
    );
    const doomed = await createDataSource({ url: db.url, poolSize: 3, applicationName: 'doomed' }).initialize();
    const dying = new Database(doomed);
    const outbox = new Outbox(dying, silent);
    const applying = new ApplyEventsHandler(tickets, new ClockStore(), outbox);
    const bringing = new ApplyChangesHandler(dying, new ChangeStore(dying), applying);
    const dyingLoop = new AlarmLoop(new RingAlarmsHandler(dying, outbox, applying, bringing));
    dyingLoop.start();
    loop();
    loop();
    await eventually(
      async () => {
        const killed = await rows(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'doomed' AND state <> 'idle' AND query LIKE '%clock%'`,
        );
        expect(killed.length).toBeGreaterThan(0);
      },
      { withinMs: 10_000, everyMs: 0 },
    );
    await Promise.all([dyingLoop.stop(), doomed.destroy()]);
    await eventually(
      async () => {
        const [left] = await rows<{ n: number }>(`SELECT count(*) AS n FROM clock WHERE next_alarm_at IS NOT NULL`);
        expect(left?.n).toBe(0);
      },
      { withinMs: 30_000 },
    );
    const heard = await said();
    const distinct = new Set(heard.map(({ percent, data }) => `${data['clockId']} ${percent}`));
    expect(distinct.size).toBe(heard.length);
    expect(heard.filter(({ percent }) => percent === 100)).toHaveLength(clocks);
    expect(await rows(`SELECT 1 FROM clock WHERE rung <> 100 OR breached_at IS NULL`)).toEqual([]);
  });

  it('one clock that cannot ring does not silence those that are due with it', async () => {
    const [wrong, ...others] = await Promise.all(Array.from({ length: 5 }, () => routed(ago(hour))));
    await database.pool.query(`UPDATE ticket SET tier = 1 WHERE id = $1`, [wrong]);
    // No message can name such a tier.
    await database.pool.query(`UPDATE clock SET tier = 1000 WHERE ticket_id = $1 AND kind = 'tier'`, [wrong]);
    const alarms = ringing();
    expect([await alarms.ringDue(), await alarms.ringDue()]).toEqual([4, 0]);
    expect(new Set((await breaches()).map(({ data }) => data['ticketId']))).toEqual(new Set(others));
    expect(await alarms.untilNext()).toBeGreaterThan(hour);
  });
});

describe('the first response', () => {
  const answer = (id: string, post: { body: string; public: boolean }, kind: Actor['kind'] = 'agent') =>
    database.transaction(async (tx) => {
      const ticket = (await tickets.lock(tx, id)) as LockedTicket;
      await tickets.record(tx, ticket, {
        type: 'ticket.agent-replied',
        by: { kind, id: agent },
        public: true,
        post,
      });
    });
  const first = async (id: string) =>
    (await reading.read(id, admin)).items.find(({ kind }) => kind === 'first_response');

  const answerIn = (targetSeconds: number, more: Partial<Promised> = {}): Promised => ({
    kind: 'first_response',
    targetSeconds,
    ...more,
  });

  beforeEach(() => promise(answerIn(60)));

  it('is given by a public post of an agent, not by a note, a customer, or the opening', async () => {
    const id = await routed(ago(30_000));
    await answer(id, { body: 'Looks odd.', public: false });
    await answer(id, { body: 'Hello?', public: true }, 'customer');
    await apply(id);
    expect(await first(id)).toMatchObject({ state: 'running', dueAt: expect.any(Date) });
    await answer(id, { body: 'We look at it.', public: true });
    await apply(id);
    expect(await first(id)).toMatchObject({
      state: 'met',
      breachedAt: null,
      why: expect.stringContaining('ended in time'),
    });
  });

  it('does not ring when the answer is committed and only its message is late', async () => {
    const id = await open(ago(2_000));
    await promise(answerIn(1));
    await move(id, 'route', { at: ago(2_000) });
    await apply(id);
    await database.pool.query(
      `UPDATE clock SET due_at = now() + interval '0.2 s', next_alarm_at = now() + interval '0.2 s' WHERE ticket_id = $1 AND kind = 'first_response'`,
      [id],
    );
    await answer(id, { body: 'At once.', public: true });
    const { dueAt } = (await first(id)) as { dueAt: Date };
    await eventually(() => expect(Date.now()).toBeGreaterThan(dueAt.getTime() + 5), { withinMs: 2_000 });
    expect(await ringing().ringDue()).toBe(0);
    expect(await first(id)).toMatchObject({ state: 'met', breachedAt: null });
    expect(await breaches()).toEqual([]);
  });

  it('premium support has a policy of its own, until it is taken away', async () => {
    await promise(answerIn(60), answerIn(7, { entitlement: 'premium' }));
    const entitled = async () => {
      const id = await open();
      await move(id, 'route', { entitlement: 'premium' });
      await apply(id);
      return (await first(id))?.targetSeconds;
    };
    expect([await entitled(), (await first(await routed(new Date())))?.targetSeconds]).toEqual([7, 60]);
    await promise(answerIn(60));
    expect(await entitled()).toBe(60);
  });
});
