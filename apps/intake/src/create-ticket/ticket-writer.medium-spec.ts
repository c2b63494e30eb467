import type { Caller } from '#access';
import { Database, TicketIntakeStore, type Statement } from '#database';
import { Outbox } from '#messaging';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import { aTicket } from '../testing/intake-world.js';
import { Arrivals } from './arrivals.js';
import { CreateTicketHandler } from './create-ticket.handler.js';
import { createTicketRequest } from './create-ticket.request.js';
import { TicketWriter } from './ticket-writer.js';

type Insert = (
  insert: () => Promise<unknown[]>,
  statement: Statement,
  values: readonly unknown[],
) => Promise<unknown[]>;

/** The test's database, with something done about each statement that inserts tickets. */
class InterruptedDatabase extends Database {
  interrupt: Insert = (insert) => insert();

  override async read<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const run = (): Promise<Row[]> => super.read<Row>(statement, values);
    return statement.name === 'ticket-intake-insert'
      ? ((await this.interrupt(run, statement, values)) as Row[])
      : run();
  }
}

const connectionLost = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const caller: Caller = {
  kind: 'api-key',
  id: randomUUID(),
  name: 'a key',
  scopes: ['tickets:write'],
  organisationId: null,
};

let db: TestDatabase;
let database: InterruptedDatabase;
let handler: CreateTicketHandler;

beforeAll(async () => {
  db = await testDatabase();
  await sql(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$`);
  await sql(
    `CREATE TRIGGER poison BEFORE INSERT ON ticket FOR EACH ROW WHEN (NEW.subject = 'poison') EXECUTE FUNCTION poison()`,
  );
});
beforeEach(() => {
  database = new InterruptedDatabase(db.database.dataSource);
  const nowhere = { publish: () => undefined } as unknown as ConstructorParameters<typeof Outbox>[1];
  const outbox = new Outbox(database, nowhere);
  handler = new CreateTicketHandler(
    database,
    new Arrivals(database),
    outbox,
    new TicketWriter(database, new TicketIntakeStore(database), outbox),
  );
});
afterAll(() => db?.close());

const sql = (text: string, values: unknown[] = []) =>
  db.database.read<Record<string, number>>({ name: '', text }, values);
const create = async (subject: string, key: string | null = null, externalId?: string) => {
  const request = createTicketRequest.parse({ ...aTicket, subject, externalId });
  const { body, replayed } = await handler.create(caller, request, key);
  return { ...(JSON.parse(body) as { id: string; number: string; subject: string }), replayed };
};
const rowsOf = async (id: string) =>
  (
    await sql(
      `SELECT (SELECT count(*) FROM ticket WHERE id = $1) AS tickets, (SELECT count(*) FROM post WHERE ticket_id = $1) AS posts,
        (SELECT count(*) FROM ticket_event WHERE ticket_id = $1) AS events,
        (SELECT count(*) FROM outbox WHERE data->>'ticketId' = $1::text) AS messages`,
      [id],
    )
  )[0];
const once = { tickets: 1, posts: 1, events: 1, messages: 1 };
const named = (prefix: string) => sql('SELECT id FROM ticket WHERE subject LIKE $1', [`${prefix}%`]);

test('a poison ticket is refused by itself; those that came with it are made', async () => {
  const outcomes = await Promise.allSettled(
    ['beside 1', 'poison', 'beside 2'].map((subject) => create(subject, randomUUID())),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await named('beside')).toHaveLength(2);
  expect(await named('poison')).toHaveLength(0);
});

test('a refused ticket leaves its idempotency key free', async () => {
  const key = randomUUID();
  await expect(create('poison', key)).rejects.toThrow('poison');
  expect((await create('healed', key)).replayed).toBe(false);
});

test('when the connection is lost after the commit, everybody gets the ticket that was made, and no second one', async () => {
  let lost = false;
  database.interrupt = async (insert) => {
    const rows = await insert();
    if (lost) return rows;
    lost = true;
    throw connectionLost();
  };
  const made = await Promise.all([
    create('lost 1', randomUUID()),
    create('lost 2'),
    create('lost 3', null, randomUUID()),
  ]);
  expect(made.map(({ replayed }) => replayed)).toEqual([false, false, false]);
  for (const { id, number } of made) {
    expect(await rowsOf(id)).toEqual(once);
    expect(await sql('SELECT number FROM ticket WHERE id = $1', [id])).toEqual([{ number: Number(number.slice(2)) }]);
  }
  expect(await named('lost')).toHaveLength(3);
});

test.each([
  ['with a key', randomUUID(), undefined],
  ['with an external id', null, randomUUID()],
  ['with neither', null, undefined],
])('a commit that comes only after the second try began does not double the ticket, %s', async (_, key, externalId) => {
  const old = await db.database.pool.connect();
  let tries = 0;
  database.interrupt = async (insert, statement, values) => {
    tries += 1;
    if (tries > 1) return insert();
    await old.query('BEGIN');
    await old.query({ ...statement, name: '', values: [...values] });
    throw connectionLost();
  };
  const creating = create('late', key, externalId);
  await eventually(async () => {
    const waiting = await sql(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length === 1;
  });
  await old.query('COMMIT');
  old.release();
  const made = await creating;
  expect(made.replayed).toBe(false);
  expect(await rowsOf(made.id)).toEqual(once);
  expect(tries).toBe(2);
});

test('when PostgreSQL ends every connection again and again, each request is one ticket', async () => {
  const creating = Array.from({ length: 150 }, (_, index) => create(`ended ${index}`, index % 2 ? randomUUID() : null));
  let settled = false;
  const all = Promise.all(creating).finally(() => (settled = true));
  let ended = 0;
  while (!settled && ended < 6) {
    ended += 1;
    await eventually(async () => (await named('ended')).length >= ended * 10 || settled).catch(() => undefined);
    await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    ).catch(() => undefined);
  }
  const made = await all;
  expect(new Set(made.map(({ id }) => id)).size).toBe(150);
  expect(await named('ended')).toHaveLength(150);
  for (const { id } of made) expect(await rowsOf(id)).toEqual(once);
});

test('two that race for one external id in different batches: one is made, the other is told which', async () => {
  const externalId = randomUUID();
  database.interrupt = async (insert) => {
    database.interrupt = (other) => other();
    // Somebody else, in another process, is faster than this batch's insert.
    await create('faster', null, externalId);
    return insert();
  };
  await expect(create('slower', null, externalId)).rejects.toMatchObject({ code: 'ticket.duplicate-external-id' });
  expect(await named('slower')).toHaveLength(0);
});
