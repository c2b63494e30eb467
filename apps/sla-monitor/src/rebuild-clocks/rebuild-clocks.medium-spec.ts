import { newId, TicketStore, type Database, type LockedTicket } from '#database';
import { newStay, type Action, type Actor, type FactType } from '#domain';
import { Outbox } from '#messaging';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApplyChangesHandler } from '../apply-changes/apply-changes.handler.js';
import { ChangeStore } from '../apply-changes/change.store.js';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { ClockStore } from '../clocks/clock.store.js';
import type { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { RingAlarmsHandler } from '../ring-alarms/ring-alarms.handler.js';
import { promiseThese, threshold } from '../testing/promise-these.js';
import { RebuildClocksController } from './rebuild-clocks.controller.js';

const silent = { publish: () => {} } as unknown as ConstructorParameters<typeof Outbox>[1];
const kim = newId();
const agent: Actor = { kind: 'agent', id: newId() };
const vendorId = newId();
const hour = 3_600_000;
const thresholds = [50, 100].map((percent) => threshold(percent));

let db: TestDatabase;
let database: Database;
let tickets: TicketStore;
let events: ApplyEventsHandler;
let controller: RebuildClocksController;
let id: string;
let number = 100;
const woken: number[] = [];

beforeAll(async () => {
  db = await testDatabase({ poolSize: 6 });
  ({ database } = db);
  tickets = new TicketStore();
  const outbox = new Outbox(database, silent);
  events = new ApplyEventsHandler(tickets, new ClockStore(), outbox);
  const loop = { expectIn: (ms: number) => woken.push(ms) } as unknown as AlarmLoop;
  controller = new RebuildClocksController(database, tickets, events, loop);
  await sql(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, kim);
  await sql(
    `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'a@x.example', 'A', 'agent', '')`,
    agent.id,
  );
  await sql(
    `INSERT INTO vendor (id, name, endpoint, secret) VALUES ($1, 'Maker', 'https://maker.example', 'x')`,
    vendorId,
  );
  await promiseThese(database, [
    { kind: 'resolution', targetSeconds: 36_000, thresholds },
    { kind: 'tier', targetSeconds: 3_600, thresholds },
    { kind: 'first_response', targetSeconds: 600 },
    { kind: 'next_response', targetSeconds: 7_200 },
    { kind: 'vendor_ack', targetSeconds: 1_800 },
    { kind: 'vendor_resolution', targetSeconds: 86_400 },
  ]);
});
afterAll(() => db.close());
beforeEach(async () => {
  await sql('DELETE FROM outbox');
  id = await busyTicket();
  await apply();
  const changes = new ApplyChangesHandler(database, new ChangeStore(database), events);
  await new RingAlarmsHandler(database, new Outbox(database, silent), events, changes).ringDue();
  woken.length = 0;
});

const sql = async <Row>(text: string, ...values: unknown[]) => (await database.pool.query(text, values)).rows as Row[];
const apply = () => database.transaction((tx) => events.handle(tx, id));
const due = async () =>
  (await sql<{ due_at: Date }>(`SELECT due_at FROM ticket_due WHERE ticket_id = $1`, id))[0]?.due_at;
const soonest = (rows: readonly unknown[]): Date | undefined =>
  (rows as { state: string; due_at: Date }[])
    .filter(({ state }) => state === 'running')
    .map(({ due_at: at }) => at)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
const clocks = () => sql(`SELECT * FROM clock WHERE ticket_id = $1 ORDER BY kind, tier, cycle`, id);
const rings = async () => (await sql(`SELECT FROM outbox WHERE message LIKE 'sla.%'`)).length;

/** Two hours old: answered late, asked again, and told to a vendor. */
async function busyTicket(): Promise<string> {
  const ticketId = newId();
  number += 1;
  const openedAt = new Date(Date.now() - 2 * hour);
  await sql(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
     VALUES ($1, $2, 'received', 1, 's', $3, 'api', 'k', 'high', 'high', $4, $4)`,
    ticketId,
    number,
    kim,
    openedAt,
  );
  await sql(
    `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
     VALUES ($1, 1, 'ticket.opened', $2, 'customer', $3, true, '{}')`,
    ticketId,
    openedAt,
    kim,
  );
  const caseId = newId();
  const at = (hours: number) => new Date(openedAt.getTime() + hours * hour);
  await move(ticketId, at(0), 'route', { priority: 'P1' });
  await move(ticketId, at(0.1), 'claim');
  await say(ticketId, at(0.5), agent, 'ticket.agent-replied');
  await say(ticketId, at(0.6), { kind: 'customer', id: kim }, 'ticket.customer-replied');
  await move(ticketId, at(0.7), 'ask-vendor', { vendorId, caseId });
  await sql(
    `INSERT INTO vendor_case (id, ticket_id, vendor_id, tier, state, subject, body, created_at, updated_at)
     VALUES ($1, $2, $3, 1, 'sent', 's', 'b', $4, $4)`,
    caseId,
    ticketId,
    vendorId,
    at(0.7),
  );
  await say(ticketId, at(0.8), { kind: 'system', id: 'gateway' }, 'vendor-case.delivered', { caseId });
  await say(ticketId, at(1), { kind: 'vendor', id: vendorId }, 'vendor-case.acknowledged', { caseId });
  return ticketId;
}

const locked = async (tx: Parameters<TicketStore['lock']>[0], ticketId: string, now: Date) =>
  ({ ...(await tickets.lock(tx, ticketId))!, now }) as LockedTicket<'queued'>;
const move = (ticketId: string, at: Date, action: Action, data = {}) =>
  database.transaction(async (tx) => {
    const ticket = await locked(tx, ticketId, at);
    const set = action === 'route' ? newStay(ticket, at, { tier: 1, sector: null }) : { assigneeId: agent.id };
    await tickets.move(tx, ticket, action as 'claim', { by: agent, set, data });
  });
const say = (ticketId: string, at: Date, by: Actor, type: FactType, data?: object) =>
  database.transaction(async (tx) => {
    const said = data ? { data: { ...data } } : { post: { body: 'Hello', public: true } };
    await tickets.record(tx, await locked(tx, ticketId, at), { type, by, ...said });
  });

describe('telling clocks anew', () => {
  it('changes nothing where all is well, and nothing rings again', async () => {
    const before = await clocks();
    expect(before.map((row) => (row as { kind: string }).kind)).toEqual([
      'first_response',
      'next_response',
      'resolution',
      'tier',
      'vendor_ack',
      'vendor_resolution',
    ]);
    const heard = await rings();
    expect(heard).toBeGreaterThan(0);
    expect(await controller.rebuild(id)).toEqual({ changed: 0, clocks: [] });
    expect(await clocks()).toEqual(before);
    expect(await due()).toEqual(soonest(before));
    expect(await rings()).toBe(heard);
    expect(woken).toEqual([expect.any(Number)]);
  });

  it('knows what was asked on a ticket that was merged into this one, as the clocks did', async () => {
    const cycles = () =>
      sql(`SELECT cycle, state FROM clock WHERE ticket_id = $1 AND kind = 'next_response' ORDER BY cycle`, id);
    await say(id, new Date(), agent, 'ticket.agent-replied');
    await say(id, new Date(), agent, 'ticket.absorbed', { asks: false });
    await apply();
    expect(await cycles()).toEqual([{ cycle: 1, state: 'met' }]);
    await say(id, new Date(), agent, 'ticket.absorbed', { asks: true });
    await apply();
    const told = [
      { cycle: 1, state: 'met' },
      { cycle: 2, state: 'running' },
    ];
    expect(await cycles()).toEqual(told);
    expect(await controller.rebuild(id)).toEqual({ changed: 0, clocks: [] });
    expect(await cycles()).toEqual(told);
  });

  it('mends what was damaged: another bank, another due time, a row that is gone, one that nobody began', async () => {
    const before = await clocks();
    await sql(`UPDATE clock SET banked_ms = 5, resumed_at = now() WHERE ticket_id = $1 AND kind = 'resolution'`, id);
    await sql(
      `UPDATE clock SET due_at = now() + interval '1 year', next_alarm_at = NULL WHERE ticket_id = $1 AND kind = 'next_response'`,
      id,
    );
    await sql(`DELETE FROM clock WHERE ticket_id = $1 AND kind = 'vendor_resolution'`, id);
    const [stranger] = await sql<{ id: string }>(
      `INSERT INTO clock (id, ticket_id, kind, tier, cycle, state, priority, policy_version, started_at, resumed_at, banked_ms, due_at, rung)
       SELECT gen_random_uuid(), ticket_id, kind, 7, 1, 'running', priority, policy_version, started_at, now(), 0, now(), 0
       FROM clock WHERE ticket_id = $1 AND kind = 'tier' RETURNING id`,
      id,
    );
    const { changed, clocks: mended } = await controller.rebuild(`T-${number}`);
    expect(changed).toBe(4);
    expect(new Set(mended.map(({ before, after }) => `${before?.kind} → ${after?.kind}`))).toEqual(
      new Set([
        'next_response → next_response',
        'resolution → resolution',
        'tier → undefined',
        'undefined → vendor_resolution',
      ]),
    );
    expect(mended.find(({ after }) => after === null)?.before).toMatchObject({ id: stranger?.id, tier: 7 });
    const withoutIds = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), id: null }));
    expect(withoutIds(await clocks())).toEqual(withoutIds(before));
    expect(await controller.rebuild(id)).toEqual({ changed: 0, clocks: [] });
  });

  it('needs no cursor, and brings along what has happened since', async () => {
    const before = await clocks();
    await sql(`DELETE FROM clock_cursor WHERE ticket_id = $1`, id);
    expect(await controller.rebuild(id)).toEqual({ changed: 0, clocks: [] });
    await say(id, new Date(), agent, 'ticket.agent-replied');
    const { clocks: changed } = await controller.rebuild(id);
    expect(changed).toMatchObject([{ before: { kind: 'next_response', state: 'running' }, after: { state: 'met' } }]);
    expect(await clocks()).toHaveLength(before.length);
  });

  it('is for tickets that there are', async () => {
    for (const ticket of [newId(), 'T-1', 'nonsense'])
      await expect(controller.rebuild(ticket)).rejects.toMatchObject({ code: 'ticket.not-found' });
  });

  it('is what happens by itself when a change is seen after events that are later than it', async () => {
    const opened = (
      await sql<{ at: Date }>(`SELECT at FROM ticket_event WHERE ticket_id = $1 AND version = 1`, id)
    )[0]!;
    // Before the vendor was told, and before the question.
    const madeAt = new Date(opened.at.getTime() + 0.55 * hour);
    await promiseThese(database, [{ kind: 'resolution', targetSeconds: 72_000, thresholds }], madeAt);
    await apply();
    const now = (await clocks()) as { kind: string; state: string; banked_ms: number; ended_at: Date }[];
    expect(now.map(({ kind, state, ended_at: endedAt }) => [kind, state, endedAt])).toEqual([
      ['first_response', 'met', new Date(opened.at.getTime() + 0.5 * hour)],
      ['resolution', 'running', null],
      ['tier', 'cancelled', madeAt],
    ]);
    expect(Number(now[1]!.banked_ms)).toBe(33 * 60_000);
    expect(await controller.rebuild(id)).toEqual({ changed: 0, clocks: [] });
  });

  it('is what happens by itself when an event waited for its ticket while policies were changed, and so is older than the change', async () => {
    const { asking } = await database.transaction(async (tx) => {
      await tickets.lock(tx, id);
      const asking = database.transaction(async (other) => {
        const ticket = (await tickets.lock(other, id)) as LockedTicket;
        const by: Actor = { kind: 'customer', id: kim };
        await tickets.record(other, ticket, {
          type: 'ticket.customer-replied',
          by,
          post: { body: 'And?', public: true },
        });
      });
      await eventually(async () => expect(await waiting()).toBe(1));
      const [{ at } = { at: new Date() }] = await sql<{ at: Date }>(`SELECT clock_timestamp() AS at`);
      await promiseThese(database, [{ kind: 'resolution', targetSeconds: 90_000, thresholds }, { kind: 'next_response', targetSeconds: 3_600 }], at); // prettier-ignore
      await events.handle(tx, id);
      return { asking };
    });
    await asking;
    await apply();
    expect(await controller.rebuild(id)).toEqual({ changed: 0, clocks: [] });
  });
});

const waiting = async (): Promise<number> =>
  (await sql(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length;
