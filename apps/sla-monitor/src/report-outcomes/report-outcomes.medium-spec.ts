import { hashToken } from '#access';
import { Database, newId, TicketStore } from '#database';
import { createHttpApp } from '#http';
import { Outbox } from '#messaging';
import { createLogger } from '#observability';
import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplyEventsHandler } from '../apply-events/apply-events.handler.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { History, type Past, type Step } from '../testing/history.fixture.js';
import { promiseThese } from '../testing/promise-these.js';

const HOUR = 3_600;
let db: TestDatabase;
let app: NestFastifyApplication;
let url: string;
const [acme, alpha, maker] = [newId(), newId(), newId()];

class Surroundings {}

beforeAll(async () => {
  db = await testDatabase({ poolSize: 4 });
  const surroundings: DynamicModule = {
    module: Surroundings,
    global: true,
    providers: [
      { provide: Database, useValue: db.database },
      { provide: Outbox, useValue: new Outbox(db.database, { publish: () => undefined } as never) },
      TicketStore,
    ],
    exports: [Database, Outbox, TicketStore],
  };
  const root: DynamicModule = { module: class Root {}, imports: [surroundings, SlaMonitorModule] };
  app = await createHttpApp(root, { name: 'test', logger: createLogger('test', { level: 'silent' }), rateLimit: 0 });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  for (const role of ['admin', 'lead', 'agent']) {
    const id = newId();
    await write(`INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $2, $3, '')`, id, `${role}@x.example`, role); // prettier-ignore
    await write(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 h')`, hashToken(role), id); // prettier-ignore
  }
  await write(`INSERT INTO organisation (id, name) VALUES ($1, 'Acme')`, acme);
  await write(`INSERT INTO team (id, name, tier) VALUES ($1, 'Alpha', 1)`, alpha);
  await write(`INSERT INTO vendor (id, name, endpoint, secret) VALUES ($1, 'Head Maker', 'https://maker.example', 's')`, maker); // prettier-ignore
  await promiseThese(db.database, [
    { kind: 'resolution', targetSeconds: 8 * HOUR },
    { kind: 'resolution', priority: 'P1', targetSeconds: 4 * HOUR },
    { kind: 'first_response', targetSeconds: HOUR },
    { kind: 'next_response', targetSeconds: HOUR / 2 },
    { kind: 'tier', targetSeconds: 2 * HOUR },
    { kind: 'vendor_ack', targetSeconds: HOUR },
    { kind: 'vendor_resolution', targetSeconds: 8 * HOUR },
  ]);
  const history = new History(db.database);
  await history.begin();
  for (const past of [reopened, talkative, merged, late, takenBack, fresh]) await happened(history, past);
}, 60_000);
afterAll(async () => {
  await app?.close();
  await db?.close();
});

const write = (text: string, ...values: unknown[]) => db.database.pool.query(text, values);

async function happened(history: History, { caseId, ...past }: Past & { readonly caseId?: string }): Promise<void> {
  const id = await history.write(past);
  if (caseId !== undefined)
    await write(
      `INSERT INTO vendor_case (id, ticket_id, vendor_id, tier, state, subject, body, created_at, updated_at)
       VALUES ($1, $2, $3, 1, 'sent', 's', 'b', now(), now())`,
      caseId,
      id,
      maker,
    );
  await db.database.transaction((tx) => app.get(ApplyEventsHandler).handle(tx, id));
}

const claim = (at: string): Step => ({ at, move: ['claim', 'in_progress'] });
const resolve = (at: string): Step => ({ at, move: ['resolve', 'resolved'] });
const answer = (at: string): Step => ({ at, says: true });
const question = (at: string): Step => ({ at, by: 'customer', says: true });
const ofCase = (caseId: string, news: string, at: string): Step => ({
  at,
  type: `vendor-case.${news}`,
  by: news === 'delivered' ? 'system' : 'vendor',
  data: { caseId },
});

/** T-1: solved in time on the last evening of February (by UTC), and too late after it was opened again. */
const reopened: Past = {
  priority: 'P1',
  organisationId: acme,
  teamId: alpha,
  openedAt: '2025-02-28T22:30:00Z',
  steps: [
    claim('2025-02-28T22:40:00Z'),
    answer('2025-02-28T22:50:00Z'),
    resolve('2025-02-28T23:30:00Z'),
    { at: '2025-03-10T09:00:00Z', by: 'customer', move: ['reopen', 'queued'] },
    claim('2025-03-10T09:30:00Z'),
    resolve('2025-03-10T13:30:00Z'),
  ],
};

/** T-2: two more questions, the second answered too late; on the last evening of March, which is April in Berlin. */
const talkative: Past = {
  priority: 'P3',
  openedAt: '2025-03-31T21:50:00Z',
  steps: [
    claim('2025-03-31T21:55:00Z'),
    answer('2025-03-31T22:10:00Z'),
    question('2025-03-31T22:20:00Z'),
    answer('2025-03-31T22:45:00Z'),
    question('2025-03-31T23:00:00Z'),
    answer('2025-03-31T23:50:00Z'),
    resolve('2025-04-01T00:00:00Z'),
  ],
};

/** T-3: said before. */
const merged: Past = {
  priority: 'P3',
  organisationId: acme,
  teamId: alpha,
  openedAt: '2025-03-05T10:00:00Z',
  steps: [{ at: '2025-03-05T10:20:00Z', move: ['merge', 'merged'] }],
};

const [slow, silent] = [newId(), newId()];

/** T-4: the vendor takes note in time, and takes too long. */
const late: Past & { readonly caseId: string } = {
  priority: 'P3',
  openedAt: '2025-03-06T08:00:00Z',
  caseId: slow,
  steps: [
    claim('2025-03-06T08:00:00Z'),
    answer('2025-03-06T08:10:00Z'),
    { at: '2025-03-06T08:30:00Z', move: ['ask-vendor', 'awaiting_vendor'], data: { caseId: slow, vendorId: maker } },
    ofCase(slow, 'delivered', '2025-03-06T08:40:00Z'),
    ofCase(slow, 'acknowledged', '2025-03-06T09:10:00Z'),
    ofCase(slow, 'resolved', '2025-03-06T20:40:00Z'),
    { at: '2025-03-06T20:45:00Z', by: 'system', move: ['resume', 'in_progress'] },
    resolve('2025-03-06T20:50:00Z'),
  ],
};

/** T-5: taken back from a vendor who said nothing in time; nobody has touched it since. */
const takenBack: Past & { readonly caseId: string } = {
  priority: 'P3',
  openedAt: '2025-03-07T07:00:00Z',
  caseId: silent,
  steps: [
    claim('2025-03-07T07:10:00Z'),
    { at: '2025-03-07T07:50:00Z', move: ['ask-vendor', 'awaiting_vendor'], data: { caseId: silent, vendorId: maker } },
    ofCase(silent, 'delivered', '2025-03-07T08:00:00Z'),
    { at: '2025-03-07T10:00:00Z', move: ['resume', 'in_progress'] },
  ],
};

/** T-6: ten minutes old. */
const fresh: Past = { priority: 'P3', openedAt: new Date(Date.now() - 600_000).toISOString(), steps: [] };

// oxlint-disable-next-line typescript/no-explicit-any -- whatever JSON came: tests look at what they expect
async function get(path: string, as = 'lead'): Promise<{ status: number; body: any }> {
  const answered = await fetch(`${url}/api/v1/sla/${path}`, { headers: { authorization: `Bearer ${as}` } });
  return { status: answered.status, body: await answered.json() };
}

const berlin = 'timezone=Europe/Berlin';
const march = `from=2025-03-01&to=2025-04-01&${berlin}`;

interface Group {
  readonly [field: string]: unknown;
}
/** `[name, ended, met, breached, cancelled, running, overdue, %, % with overdue]` of each group. */
async function attained(query: string): Promise<unknown[][]> {
  const { status, body } = await get(`attainment?${query}`);
  expect([status, body.code]).toEqual([200, undefined]);
  return [...body.items, { name: 'total', ...body.total }].map((group: Group) => [
    group.name,
    ...['ended', 'met', 'breached', 'cancelled', 'stillRunning', 'overdueNow'].map((field) => group[field]),
    group.attainmentPercent,
    group.attainmentWithOverduePercent,
  ]);
}

describe('attainment', () => {
  it('of a month in its zone, by kind: what was broken before it was cancelled was broken, what was opened again counts when it ended', async () => {
    expect(await attained(`groupBy=kind&${march}`)).toEqual([
      ['first_response', 2, 1, 0, 1, 1, 1, 100, 50],
      ['resolution', 3, 0, 2, 1, 1, 1, 0, 0],
      ['tier', 3, 1, 1, 1, 1, 1, 50, 33.33],
      ['vendor_ack', 2, 1, 1, 0, 0, 0, 50, 50],
      ['vendor_resolution', 2, 0, 1, 1, 0, 0, 0, 0],
      ['total', 12, 3, 5, 4, 3, 3, 37.5, 27.27],
    ]);
  });

  it('says how long they took, and how late the late ones were', async () => {
    const { body } = await get(`attainment?groupBy=kind&${march}`);
    const times = body.items.map(({ name, usedSeconds, lateSeconds }: Group) => [name, usedSeconds, lateSeconds]);
    expect(times).toEqual([
      ['first_response', { p50: 600, p90: 600 }, null],
      ['resolution', { p50: 5.5 * HOUR, p90: 46_200 }, { p50: 1.5 * HOUR, p90: 17_400 }],
      ['tier', { p50: 2_100, p90: 5.5 * HOUR }, { p50: 3.5 * HOUR, p90: 3.5 * HOUR }],
      ['vendor_ack', { p50: 1_800, p90: 2 * HOUR }, { p50: HOUR, p90: HOUR }],
      ['vendor_resolution', { p50: 12 * HOUR, p90: 12 * HOUR }, { p50: 4 * HOUR, p90: 4 * HOUR }],
    ]);
  });

  it('by months begins and ends them where the zone does, an hour or two before UTC', async () => {
    const spring = 'groupBy=month&from=2025-02-01&to=2025-05-01';
    expect(await attained(`${spring}&${berlin}`)).toEqual([
      ['2025-02', 1, 1, 0, 0, 0, 0, 100, 100],
      ['2025-03', 12, 3, 5, 4, 3, 3, 37.5, 27.27],
      ['2025-04', 5, 3, 2, 0, 0, 0, 60, 60],
      ['total', 18, 7, 7, 4, 3, 3, 50, 41.17],
    ]);
    const utc = await attained(spring);
    expect(utc.map(([name, ended]) => [name, ended])).toEqual([['2025-02', 1], ['2025-03', 15], ['2025-04', 2], ['total', 18]]); // prettier-ignore
    const { items } = (await get(`attainment?${spring}&${berlin}`)).body;
    expect([items[1].from, items[1].to]).toEqual(['2025-02-28T23:00:00.000Z', '2025-03-31T22:00:00.000Z']);
  });

  it('by days and weeks has those without promises too', async () => {
    const days = await attained(`groupBy=day&from=2025-03-09&to=2025-03-12&${berlin}`);
    expect(days.map(([name, ended]) => [name, ended])).toEqual([['2025-03-09', 0], ['2025-03-10', 2], ['2025-03-11', 0], ['total', 2]]); // prettier-ignore
    expect(days[0]).toEqual(['2025-03-09', 0, 0, 0, 0, 0, 0, null, null]);
    const weeks = await attained(`groupBy=week&from=2025-03-03&to=2025-03-17&${berlin}`);
    expect(weeks.map(([name, ended]) => [name, ended])).toEqual([
      ['2025-W10', 10],
      ['2025-W11', 2],
      ['total', 12],
    ]);
  });

  it.each([
    ['vendor', [['Head Maker', 4, 1, 2, 1]]],
    [
      'team',
      [
        ['Alpha', 2, 0, 1, 1],
        [null, 1, 1, 0, 0],
      ],
    ],
    ['tier', [['L1', 3, 1, 1, 1]]],
    [
      'organisation',
      [
        ['Acme', 5, 0, 2, 3],
        [null, 7, 3, 3, 1],
      ],
    ],
    [
      'priority',
      [
        ['P1', 2, 0, 2, 0],
        ['P3', 10, 3, 3, 4],
      ],
    ],
    [
      'policy',
      [
        ['first_response for any ticket', 2, 1, 0, 1],
        ['resolution for any ticket', 2, 0, 1, 1],
        ['resolution for P1', 1, 0, 1, 0],
        ['tier for any ticket', 3, 1, 1, 1],
        ['vendor_ack for any ticket', 2, 1, 1, 0],
        ['vendor_resolution for any ticket', 2, 0, 1, 1],
      ],
    ],
  ] as const)('by %s has names', async (groupBy, expected) => {
    // prettier-ignore
    const groups = await attained(`groupBy=${groupBy}&${march}`);
    expect(groups.slice(0, -1).map((group) => group.slice(0, 5))).toEqual(expected);
  });

  it('is of what is asked for', async () => {
    const total = async (query: string) => (await attained(`groupBy=kind&${march}&${query}`)).at(-1)!.slice(1, 5);
    expect(await total('kind=vendor_ack')).toEqual([2, 1, 1, 0]);
    expect(await total(`vendorId=${maker}`)).toEqual([4, 1, 2, 1]);
    expect(await total(`teamId=${alpha}`)).toEqual([2, 0, 1, 1]);
    expect(await total('tier=1')).toEqual([3, 1, 1, 1]);
    expect(await total(`organisationId=${acme}&priority=P1`)).toEqual([2, 0, 2, 0]);
    expect(await total(`organisationId=${newId()}`)).toEqual([0, 0, 0, 0]);
    const { items } = (await get(`attainment?groupBy=policy&${march}`)).body;
    const ofP1 = items.find(({ name }: Group) => name === 'resolution for P1');
    expect(await total(`policyId=${ofP1.id}`)).toEqual([1, 0, 1, 0]);
  });

  it('of a period that is not over counts what is due in it', async () => {
    const from = new Date(Date.now() - 1_800_000).toISOString();
    const to = new Date(Date.now() + 86_400_000).toISOString();
    expect((await attained(`groupBy=tier&from=${from}&to=${to}`)).at(-1)).toEqual(['total', 0, 0, 0, 0, 1, 0, null, null]); // prettier-ignore
    expect((await attained(`groupBy=kind&from=${from}&to=${to}`)).at(-1)).toEqual(['total', 0, 0, 0, 0, 3, 0, null, null]); // prettier-ignore
  });
});

describe('outcomes', () => {
  const short = ({ ticket, kind, cycle, result, usedSeconds, lateSeconds }: never) => [
    (ticket as { number: string }).number,
    kind,
    cycle,
    result,
    usedSeconds,
    lateSeconds,
  ];

  /** Of those of one moment the order means nothing. */
  const byKind = (some: unknown[][]) => some.toSorted(([, one], [, other]) => String(one).localeCompare(String(other)));

  it('are listed the latest first, page by page, as they are in the figures', async () => {
    const all: unknown[][] = [];
    let cursor = '';
    do {
      const { body } = await get(`outcomes?${march}&limit=4${cursor}`);
      all.push(...body.items.map(short));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    const now = (at: string) => Math.floor((Date.now() - Date.parse(at)) / 1_000);
    const soFar = expect.any(Number);
    expect(byKind(all.slice(0, 2))).toEqual([
      ['T-1', 'resolution', 1, 'breached', 19_800, 5_400],
      ['T-1', 'tier', 1, 'breached', 19_800, 12_600],
    ]);
    expect(all.slice(2, 4)).toEqual([
      ['T-5', 'resolution', 1, 'overdue', soFar, soFar],
      ['T-5', 'tier', 1, 'overdue', soFar, soFar],
    ]);
    expect(Math.abs((all[2]![4] as number) - now('2025-03-07T07:00:00Z'))).toBeLessThan(10);
    expect((all[2]![4] as number) - (all[2]![5] as number)).toBe(8 * HOUR);
    expect(byKind(all.slice(4, 6))).toEqual([
      ['T-5', 'vendor_ack', 1, 'breached', 7_200, 3_600],
      ['T-5', 'vendor_resolution', 1, 'cancelled', 7_200, 0],
    ]);
    expect(all[6]!.slice(0, 4)).toEqual(['T-5', 'first_response', 1, 'overdue']);
    expect(byKind(all.slice(7, 9))).toEqual([
      ['T-4', 'resolution', 1, 'breached', 46_200, 17_400],
      ['T-4', 'tier', 1, 'met', 2_100, 0],
    ]);
    expect(all.slice(9, 12)).toEqual([
      ['T-4', 'vendor_resolution', 1, 'breached', 43_200, 14_400],
      ['T-4', 'vendor_ack', 1, 'met', 1_800, 0],
      ['T-4', 'first_response', 1, 'met', 600, 0],
    ]);
    expect(all.slice(12).map(([number, , , result]) => [number, result])).toEqual(Array(3).fill(['T-3', 'cancelled']));
  });

  it('name ticket, policy and who owes', async () => {
    const { body } = await get(`outcomes?${march}&result=breached&vendorId=${maker}&limit=1`);
    expect(body.items).toMatchObject([
      {
        ticket: { id: expect.any(String), number: 'T-5' },
        kind: 'vendor_ack',
        owner: { id: maker, name: 'Head Maker' },
        policy: { id: expect.any(String), version: expect.any(Number), name: 'vendor_ack for any ticket' },
        targetSeconds: HOUR,
        startedAt: '2025-03-07T08:00:00.000Z',
        dueAt: '2025-03-07T09:00:00.000Z',
        breachedAt: '2025-03-07T09:00:00.000Z',
        endedAt: '2025-03-07T10:00:00.000Z',
      },
    ]);
    const questions = (await get(`outcomes?from=2025-03-31&to=2025-04-02&kind=next_response`)).body.items.map(short);
    expect(questions).toEqual([
      ['T-2', 'next_response', 2, 'breached', 3_000, 1_200],
      ['T-2', 'next_response', 1, 'met', 1_500, 0],
    ]);
  });
});

describe('the file of outcomes', () => {
  it('has a line of names and one for each', async () => {
    const headers = { authorization: 'Bearer lead' };
    const answered = await fetch(`${url}/api/v1/sla/outcomes.csv?${march}&kind=vendor_ack`, { headers });
    expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [names, ...lines] = (await answered.text()).split('\r\n');
    expect(names).toMatch(/^ticket,kind,tier,cycle,owner,/);
    expect(lines.map((line) => line.split(',').slice(0, 11).join(','))).toEqual([
      'T-5,vendor_ack,,1,Head Maker,P3,vendor_ack for any ticket,breached,3600,7200,3600',
      'T-4,vendor_ack,,1,Head Maker,P3,vendor_ack for any ticket,met,3600,1800,0',
      '',
    ]);
  });
});

describe('reports', () => {
  it('are for leads and admins', async () => {
    for (const path of ['outcomes', 'attainment?groupBy=kind']) {
      expect((await get(path, 'admin')).status).toBe(200);
      expect(await get(path, 'agent')).toMatchObject({ status: 403, body: { code: 'caller.forbidden' } });
      expect(await get(path, 'nobody')).toMatchObject({ status: 401 });
    }
  });

  it.each([
    ['attainment?groupBy=colour', '/groupBy'],
    ['attainment', '/groupBy'],
    ['attainment?groupBy=kind&result=met', '/result'],
    ['attainment?groupBy=day&timezone=Mars/Base', '/timezone'],
    ['attainment?groupBy=day&timezone=%2B03:00', '/timezone'],
    ['attainment?groupBy=day&from=2025-03-02&to=2025-03-01', '/from'],
    ['attainment?groupBy=day&from=2023-03-02&to=2025-03-01', '/from'],
    ['attainment?groupBy=day&from=yesterday', '/from'],
    ['attainment?groupBy=day&to=2025-02-30', '/to'],
    ['outcomes.csv?result=lost', '/result'],
    ['outcomes.csv?to=tomorrow', '/to'],
    ['outcomes?result=lost', '/result'],
    ['outcomes?kind=sla', '/kind'],
    ['outcomes?tier=L1', '/tier'],
    ['outcomes?vendorId=maker', '/vendorId'],
    ['outcomes?from=%00', '/from'],
    ['outcomes?limit=1000', '/limit'],
    ['outcomes?cursor=abc', '/cursor'],
  ])('refuse %s by the field', async (path, pointer) => {
    const { status, body } = await get(path);
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    expect(body.errors[0].detail).toMatch(/^[A-Z].{8}/);
  });
});
