import type { Caller } from '#access';
import { newId, TicketStore, type Database } from '#database';
import { weekdays, type Language } from '#domain';
import { Outbox } from '#messaging';
import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { ClockStore } from '../clocks/clock.store.js';
import { JudgeFeasibilityController } from '../judge-feasibility/judge-feasibility.controller.js';
import { promiseThese, threshold } from '../testing/promise-these.js';
import { ClockReader } from './clock.reader.js';
import { ReadClocksController } from './read-clocks.controller.js';

const [contact, organisation, vendor, team] = [newId(), newId(), newId(), newId()];
const lead = { kind: 'agent', id: newId(), name: 'Lea', email: 'l@x.example', role: 'lead', desks: [] } as const;
const customer: Caller = { kind: 'customer', id: contact, name: 'Kim', email: 'kim@acme.example', organisationId: null, mayReadOrganisation: false }; // prettier-ignore
const silent = { publish: () => {} } as unknown as ConstructorParameters<typeof Outbox>[1];
const minute = 60_000;

let db: TestDatabase;
let database: Database;
let ticketId: string;

const began = new Date(Math.floor(Date.now() / minute) * minute - 300 * minute);
const at = (minutes: number) => new Date(began.getTime() + minutes * minute);
const write = async (text: string, values: unknown[] = []) => void (await database.pool.query(text, values));

/** How a ticket of these tests comes to a state. */
const by = {
  queued: ['received', 'route'],
  in_progress: ['queued', 'claim'],
  awaiting_customer: ['in_progress', 'ask-customer'],
  awaiting_vendor: ['in_progress', 'ask-vendor'],
} as const;

interface Step {
  readonly to?: keyof typeof by;
  readonly tier?: number;
  readonly data?: object;
  readonly type?: string;
}

/** A ticket with this log, its clocks brought up to it. */
async function ticketWith(...steps: readonly (readonly [minutes: number, step: Step])[]): Promise<string> {
  const id = newId();
  const last = steps.at(-1)![1];
  await write(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, created_by, impact, urgency, tier,
       priority, entitlement, created_at, updated_at)
     VALUES ($1, nextval('ticket_number'), $2, $3, 's', $4, $5, 'api', 'k', 'high', 'high', $6, 'P1', 'premium', $7, $7)`,
    [id, steps.findLast(([, { to }]) => to)![1].to, steps.length, contact, organisation, last.tier ?? 1, at(0)],
  );
  for (const [index, [minutes, { to, tier = 1, data = {}, type = 'ticket.changed' }]] of steps.entries()) {
    const version = index + 1;
    await write(
      `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
       VALUES ($1, $2, $3, $4, 'system', 'test', true, $5)`,
      [
        id,
        version,
        version === 1 ? 'ticket.opened' : type,
        at(minutes),
        version === 1 ? data : { teamId: team, ...data },
      ],
    );
    if (to)
      await write(
        `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, tier, actor_kind, actor_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, 'system', 'test', $7)`,
        [id, version, ...by[to], to, tier, at(minutes)],
      );
  }
  const events = new ApplyEventsHandler(new TicketStore(), new ClockStore(), new Outbox(database, silent));
  await database.transaction((tx) => events.handle(tx, id));
  return id;
}

const headers: Record<string, string> = {};
const reply = (asked = '') => {
  const fake = {
    request: { headers: { 'accept-language': asked } },
    header: (name: string, value: string) => ((headers[name] = value), fake),
  };
  return fake as unknown as Parameters<ReadClocksController['read']>[3];
};
const read = async (as: Caller, { id = ticketId, language, accept }: { id?: string; language?: Language; accept?: string } = {}) => // prettier-ignore
  (await new ReadClocksController(database, new ClockReader(database, new ClockStore())).read(id, as, { language }, reply(accept))).items; // prettier-ignore

beforeAll(async () => {
  db = await testDatabase({ poolSize: 4 });
  ({ database } = db);
  await write(`INSERT INTO organisation (id, name) VALUES ($1, 'Acme')`, [organisation]);
  await write(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, [contact]);
  await write(`INSERT INTO team (id, name, tier) VALUES ($1, 'Front', 1)`, [team]);
  await write(`INSERT INTO vendor (id, name, endpoint, secret) VALUES ($1, 'Router Works', 'https://v.example', 's')`, [vendor]); // prettier-ignore
  const day = [['00:00', '24:00']];
  const spec = { timezone: 'Asia/Seoul', hours: Object.fromEntries(weekdays.map((each) => [each, day])) };
  await write(`WITH version AS (INSERT INTO calendar_version (spec) VALUES ($1) RETURNING id)
    INSERT INTO calendar (code, name, version) SELECT 'seoul', 'Seoul', id FROM version`, [spec]); // prettier-ignore
  const resolution = { kind: 'resolution', calendar: 'seoul', organisationId: organisation } as const;
  const rest = [
    { kind: 'tier', targetSeconds: 3_600, tier: 1 },
    { kind: 'tier', targetSeconds: 72_000, tier: 2, calendar: 'seoul' },
    { kind: 'vendor_resolution', targetSeconds: 36_000, vendorId: vendor },
  ] as const;
  await promiseThese(database, [{ ...resolution, targetSeconds: 18_000 }, ...rest]);
  await promiseThese(
    database,
    [{ ...resolution, targetSeconds: 28_800, thresholds: [threshold(50), threshold(100)] }, ...rest],
    at(90),
  );
  const caseId = newId();
  ticketId = await ticketWith(
    [0, {}],
    [0, { to: 'queued', data: { priority: 'P1' } }],
    [10, { to: 'in_progress' }],
    [20, { to: 'awaiting_customer' }],
    [60, { to: 'in_progress' }],
    [100, { to: 'awaiting_vendor' }],
  );
  await write(
    `INSERT INTO vendor_case (id, number, ticket_id, vendor_id, tier, state, subject, body, created_at, updated_at)
     VALUES ($1, nextval('vendor_case_number'), $2, $3, 1, 'sent', 's', 'b', now(), now())`,
    [caseId, ticketId, vendor],
  );
  await write(
    `WITH event AS (INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
       VALUES ($1, 7, 'vendor-case.delivered', $2, 'system', 'test', false, $3))
     UPDATE ticket SET version = 7 WHERE id = $1`,
    [ticketId, at(110), { caseId }],
  );
  const events = new ApplyEventsHandler(new TicketStore(), new ClockStore(), new Outbox(database, silent));
  await database.transaction((tx) => events.handle(tx, ticketId));
});
afterAll(() => db.close());

describe('the clocks of a ticket', () => {
  it('say by which policy they go, what counted, what paused them, and who owes them', async () => {
    const [resolution, tier, vendors] = await read(lead);
    expect(resolution).toMatchObject({
      kind: 'resolution',
      owner: null,
      policy: { targetSeconds: 28_800, calendar: 'seoul', timezone: 'Asia/Seoul', conditions: { organisationId: organisation } },
      intervals: [
        { from: at(0), to: at(20) },
        { from: at(60), to: at(90) },
        { from: at(90), to: expect.any(Date) },
      ],
      intervalsTruncated: false,
      pauses: [{ from: at(20), to: at(60), reason: 'awaiting_customer', lostSeconds: 2_400 }],
      thresholds: [
        { percent: 50, rang: false, ringsAt: at(280) },
        { percent: 100, rang: false, ringsAt: null },
      ],
      dueAt: at(520),
    }); // prettier-ignore
    const counted = resolution!.intervals!.reduce((ms, { from, to }) => ms + to.getTime() - from.getTime(), 0);
    expect(Math.floor(counted / 1_000)).toBe(resolution!.usedSeconds);
    expect(tier).toMatchObject({ kind: 'tier', state: 'paused', owner: { kind: 'team', id: team, name: 'Front' } });
    expect(vendors).toMatchObject({ kind: 'vendor_resolution', owner: { kind: 'vendor', id: vendor, name: 'Router Works' }, startedAt: at(110) }); // prettier-ignore
    expect(vendors!.why).toMatch(/^Router Works is to solve a case of a P1 ticket within 10 hours, counted round the clock \(UTC\)/); // prettier-ignore
  });

  it('say why in the language that is asked for, with the rule it was before', async () => {
    const [english] = await read(lead);
    expect([english!.why.split('. ').slice(1, 4), headers['content-language']]).toEqual([
      [
        'The rule: this organisation',
        expect.stringMatching(/^Another rule held until .*: 5 hours, counted in opening hours \(Mon-Sun 00:00-24:00; Asia\/Seoul\); what was used/),
        expect.stringMatching(/^It stood still once, for 40 minutes in all: the customer was asked \(from /),
      ],
      'en',
    ]); // prettier-ignore
    const [russian] = await read(lead, { accept: 'ru-RU,en;q=0.5' });
    expect([russian!.why, headers['content-language']]).toEqual([
      expect.stringContaining('1 пауза, всего 40 минут'),
      'ru',
    ]);
    const [korean] = await read(lead, { language: 'ko', accept: 'ru' });
    expect([korean!.why, headers['content-language']]).toEqual([expect.stringContaining('영업시간(월-일 00:00-24:00; Asia/Seoul)'), 'ko']); // prettier-ignore
  });

  it('are the customer’s own promises for him and his organisation’s key, without what is our own affair', async () => {
    const key: Caller = {
      kind: 'api-key',
      id: newId(),
      name: 'k',
      scopes: ['tickets:read'],
      organisationId: organisation,
    };
    for (const caller of [customer, key]) {
      const clocks = await read(caller);
      expect(clocks.map(({ kind, thresholds }) => [kind, thresholds])).toEqual([['resolution', undefined]]);
    }
    expect(await read(lead)).toHaveLength(3);
  });

  it('say no more than they know when the log tells them otherwise', async () => {
    const id = await ticketWith([0, {}], [0, { to: 'queued', data: { priority: 'P1' } }]);
    await write(`UPDATE clock SET banked_ms = 1 WHERE ticket_id = $1 AND kind = 'resolution'`, [id]);
    const [resolution, tier] = await read(lead, { id });
    expect([resolution!.intervals, resolution!.pauses, tier!.intervals!.length]).toEqual([null, null, 1]);
    expect(resolution!.why).toMatch(/^A P1 ticket is to be resolved within 8 hours/);
  });
});

describe('whether a promise can still be kept', () => {
  const judge = (query: object, id = ticketId) =>
    new JudgeFeasibilityController(database).judge(id, query, lead, reply());

  it('is told of a tier and of a vendor', async () => {
    const far = await judge({ tier: 2 });
    expect(far).toMatchObject({ feasible: false, customerDueAt: at(520) });
    expect(far.shortBySeconds).toBe(Math.ceil((far.earliestBy!.getTime() - at(520).getTime()) / 1_000));
    expect(await judge({ vendor, language: 'ko' })).toMatchObject({ feasible: false, why: expect.stringMatching(/^Router Works의 자체 기한은/) }); // prettier-ignore
    expect(await judge({ vendor: vendor.toUpperCase() })).toMatchObject({ feasible: false });
    const fresh = await ticketWith([299, {}], [299, { to: 'queued', tier: 2, data: { priority: 'P1' } }]);
    expect(await judge({ tier: 1 }, fresh)).toMatchObject({ feasible: true, shortBySeconds: 0 });
    await expect(judge({ tier: 9 })).rejects.toMatchObject({ code: 'tier.unknown' });
    await expect(judge({ vendor: newId() })).rejects.toMatchObject({ code: 'vendor.unknown' });
    await expect(judge({ tier: 1 }, newId())).rejects.toMatchObject({ code: 'ticket.not-found' });
  });
});
