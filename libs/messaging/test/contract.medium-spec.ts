import { newId, StaleTicket, TicketStore, type Database, type LockedTicket, type Tx } from '#database';
import { TicketChanged, TicketOpened, type QueueSettings } from '#contracts';
import { DomainError } from '#domain';
import { currentCorrelation, runWith } from '#observability';
import { DeadLetters, InvalidPayload, Overtaken, waitForDisk, type DeadLetter, type Outbox } from '#messaging';
import {
  backends,
  eventually,
  queuesQuiet,
  testDatabase,
  testRedis,
  type TestDatabase,
  type TestRedis,
} from '#testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { act, createEffects, createTicket, insertRows, outboxRows, say, sayAndDie, timesActed } from './effects.js';
import {
  SecondTicketOpenedConsumer,
  startService,
  TicketOpenedConsumer,
  VendorAskedConsumer,
  type Service,
  type ServiceOptions,
  type Work,
} from './service.js';

const firstLetter = (letters: DeadLetters): Promise<DeadLetter> =>
  eventually(async () => {
    const [letter] = (await letters.list({ limit: 1 })).items;
    if (!letter) throw new Error('no dead letter yet');
    return letter;
  });

describe.each(backends())('messages on %s', (kind) => {
  let db: TestDatabase;
  let redis: TestRedis | null = null;
  const services: Service[] = [];

  beforeAll(async () => {
    db = await testDatabase();
    if (kind === 'redis') redis = await testRedis();
    await createEffects(db.database);
  });
  afterAll(async () => {
    await redis?.stop();
    await db.close();
  });
  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.stop()));
    await db.database.read({ name: 'test_clear', text: 'TRUNCATE outbox, effect' });
  });

  const start = async (work: Work = act0, options: Partial<ServiceOptions> = {}): Promise<Service> => {
    const service = await startService({ databaseUrl: db.url, redisUrl: redis?.url, work, ...options });
    services.push(service);
    return service;
  };
  const act0: Work = async (tx, ticketId) => void (await act(tx, ticketId));
  const saying = (options: Partial<ServiceOptions> = {}) => start(act0, { consumes: false, ...options });

  test('what a transaction says is handled once, and no row is left', async () => {
    const { outbox, database } = await start();
    const ids = await say(database, outbox, 20);
    await queuesQuiet(db.database);
    expect(await timesActed(database, ids)).toEqual(ids.map(() => 1));
  });

  test('a handler runs under the correlation of who said it, caused by the message', async () => {
    const seen: unknown[] = [];
    const { outbox, database } = await start((_tx, _ticketId, context) => {
      seen.push([currentCorrelation(), context]);
      return Promise.resolve();
    });
    await runWith({ correlationId: 'request-1' }, () => say(database, outbox));
    await queuesQuiet(db.database);
    const id = expect.any(String);
    expect(seen).toMatchObject([
      [
        { correlationId: 'request-1', causationId: id },
        { id, queue: 'triage', message: 'ticket.opened', correlationId: 'request-1' },
      ],
    ]);
  });

  test('a rolled-back transaction says nothing', async () => {
    const { outbox, database } = await start();
    const ticketId = newId();
    const rolledBack = database.transaction(async (tx) => {
      await outbox.add(tx, TicketOpened, { ticketId, version: 1 });
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    const [later] = await say(database, outbox);
    await eventually(async () => expect(await timesActed(database, [later as string])).toEqual([1]));
    expect(await timesActed(database, [ticketId])).toEqual([0]);
    expect(await outboxRows(database)).toEqual([]);
  });

  test('a nested transaction says its messages only when the outermost commits, and none of a rolled-back savepoint', async () => {
    const handled: string[] = [];
    const { outbox, database } = await start((_tx, ticketId) => {
      handled.push(ticketId);
      return Promise.resolve();
    });
    const [before, undone, inner, after] = [newId(), newId(), newId(), newId()];
    const published: string[][] = [];
    const publish = outbox.publish.bind(outbox);
    outbox.publish = (rows) => {
      published.push(rows.map((row) => (row.data as { ticketId: string }).ticketId));
      publish(rows);
    };
    await database.transaction(async (tx) => {
      await outbox.add(tx, TicketOpened, { ticketId: before, version: 1 });
      await tx
        .transaction(async (nested) => {
          await outbox.add(nested, TicketOpened, { ticketId: undone, version: 1 });
          throw new Error('only the savepoint');
        })
        .catch(() => undefined);
      await tx.transaction((nested) => outbox.add(nested, TicketOpened, { ticketId: inner, version: 1 }));
      await outbox.add(tx, TicketOpened, { ticketId: after, version: 1 });
      expect(published).toEqual([]);
    });
    expect(published).toEqual([[before, inner, after]]);
    await queuesQuiet(db.database);
    expect(handled.toSorted()).toEqual([before, inner, after].toSorted());
  });

  test('a write of a ticket tells of itself once it is committed, and of nothing that was taken back, stale or silent', async () => {
    const { app, outbox, database } = await saying();
    const tickets = app.get(TicketStore);
    const ticketId = await createTicket(database);
    const published: string[][] = [];
    outbox.publish = (rows) => void published.push(rows.map(({ message, queue }) => `${message} ${queue}`));
    const by = { kind: 'system', id: 'test' } as const;
    const note = { type: 'ticket.noted', by, post: { body: 'A note.', public: false } } as const;
    await database.transaction(async (tx) => {
      const ticket = (await tickets.lock(tx, ticketId)) as LockedTicket<'received'>;
      await tx
        .transaction(async (nested) => {
          await tickets.move(nested, ticket, 'reject', { by });
          throw new Error('only the savepoint');
        })
        .catch(() => undefined);
      await expect(tickets.record(tx, { ...ticket, version: 9 }, note)).rejects.toThrow(StaleTicket);
      const noted = await tickets.record(tx, ticket, { ...note, silent: true });
      expect(await outboxRows(database)).toEqual([]);
      const routed = await tickets.move(tx, noted, 'route', { by, set: { tier: 1, stayVersion: 3 } });
      await tickets.record(tx, routed, note);
      expect(published).toEqual([]);
    });
    expect(published).toEqual([['ticket.routed tier-1', 'ticket.routed sla', 'ticket.routed notify']]);
    expect(await outboxRows(database)).toHaveLength(3);
  });

  test('add refuses whatever is not an open transaction', async () => {
    const { outbox, database } = await saying();
    const data = { ticketId: newId(), version: 1 };
    await expect(outbox.add(database.dataSource.manager, TicketOpened, data)).rejects.toThrow('open transaction');
    let escaped = database.dataSource.manager;
    await database.transaction((tx) => Promise.resolve(void (escaped = tx)));
    await expect(outbox.add(escaped, TicketOpened, data)).rejects.toThrow('open transaction');
    expect(await outboxRows(database)).toEqual([]);
  });

  test('add refuses data that do not fit the contract', async () => {
    const { outbox, database } = await saying();
    const bad = database.transaction((tx) => outbox.add(tx, TicketOpened, { ticketId: 'T-1', version: 1 }));
    await expect(bad).rejects.toThrow(InvalidPayload);
  });

  test('a crash between commit and publish heals', async () => {
    const { outbox, database } = await start();
    const ids = await sayAndDie(database, outbox, 50);
    await queuesQuiet(db.database);
    expect(await timesActed(database, ids)).toEqual(ids.map(() => 1));
  });

  test('two deliveries at the same moment act once', async () => {
    const { outbox, database } = await saying();
    await insertRows(
      database,
      outbox.rows(TicketOpened, { ticketId: newId(), version: 1 }),
      `now() + interval '1 hour'`,
    );
    const [row] = await outboxRows(database);
    const context = { id: row?.id as string, queue: 'triage' as const, message: 'ticket.opened', correlationId: 'x' };
    let both: (() => void) | undefined;
    const bothAreHere = new Promise<void>((resolve) => (both = resolve));
    const ticketId = newId();
    const deliver = () =>
      outbox.once(context, async (tx) => {
        await bothAreHere;
        await act(tx, ticketId);
      });
    const deliveries = [deliver(), deliver()];
    await eventually(async () => {
      const [waiting] = await database.read<{ count: number }>({
        name: 'test_waiting',
        text: `SELECT count(*)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      });
      expect(waiting?.count).toBe(1);
    });
    both?.();
    await Promise.all(deliveries);
    expect(await timesActed(database, [ticketId])).toEqual([1]);
  });

  describe('work on one ticket', () => {
    const context = (id: string) => ({ id, queue: 'sla', message: 'ticket.changed', correlationId: 'x' }) as const;
    const message = async (outbox: Outbox, database: Database, ticketId: string, version: number) => {
      const rows = outbox.rows(TicketChanged, { ticketId, version }).filter(({ queue }) => queue === 'sla');
      await insertRows(database, rows, `now() + interval '1 hour'`);
      return context(rows[0]!.id);
    };

    test('begins with the ticket as whoever had it before left it, once', async () => {
      const { outbox, database } = await saying();
      const ticketId = await createTicket(database);
      const said = await message(outbox, database, ticketId, 2);
      const seen: unknown[] = [];
      const deliver = () =>
        outbox.onceOn(said, ticketId, async (tx, ticket) => {
          seen.push(ticket?.version);
          await act(tx, ticketId);
        });
      let deliveries: Promise<void>[] = [];
      await database.transaction(async (tx) => {
        await tx.query('UPDATE ticket SET version = 2 WHERE id = $1', [ticketId]);
        deliveries = [deliver(), deliver()];
        await eventually(async () => {
          const [waiting] = await database.read<{ count: number }>({
            name: 'test_waiting',
            text: `SELECT count(*)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          });
          expect(waiting?.count).toBe(2);
        });
      });
      await Promise.all(deliveries);
      expect(seen).toEqual([2]);
      expect(await timesActed(database, [ticketId])).toEqual([1]);
    });

    test('waits for the disk, unless it is hasty and does not ask for it', async () => {
      // Test servers never wait.
      await db.database.read({
        name: 'test_durable',
        text: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`,
      });
      const { outbox, database } = await saying({ poolSize: 1 });
      const ticketId = await createTicket(database);
      const waits = async (tx: Tx): Promise<string> =>
        (await tx.query<{ synchronous_commit: string }[]>('SHOW synchronous_commit'))[0]!.synchronous_commit;
      const seen: string[] = [];
      const look = async (tx: Tx): Promise<void> => void seen.push(await waits(tx));
      await outbox.onceOn(await message(outbox, database, ticketId, 1), ticketId, look);
      const hasty = async (tx: Tx): Promise<void> => {
        await look(tx);
        await waitForDisk(tx);
        await look(tx);
      };
      await outbox.onceOn(await message(outbox, database, ticketId, 1), ticketId, hasty, { hasty: true });
      await database.transaction(look);
      expect(seen).toEqual(['on', 'off', 'on', 'on']);
    });

    test('is told when there is no such ticket, and a throw leaves the message', async () => {
      const { outbox, database } = await saying();
      const nowhere = newId();
      const said = await message(outbox, database, nowhere, 2);
      const none = outbox.onceOn(said, nowhere, async (_, ticket) => {
        expect(ticket).toBeNull();
        throw new Error('there is none');
      });
      await expect(none).rejects.toThrow('there is none');
      expect(await outboxRows(database)).toHaveLength(1);
    });

    test('is spared a message that the cursor has overtaken; the others stay', async () => {
      const { outbox, database } = await saying();
      const overtaken = new Overtaken(database, 'notification_cursor');
      const [known, other] = [await createTicket(database), await createTicket(database)];
      await database.read({
        name: 'test_look',
        text: `INSERT INTO notification_cursor (ticket_id, version) SELECT id, 3 FROM ticket WHERE id <> '${other}'`,
      });
      const about = async (ticketId: string, version: number) => ({
        said: await message(outbox, database, ticketId, version),
        about: { ticketId, version },
      });
      const messages = [await about(known, 2), await about(known, 3), await about(known, 4), await about(other, 1)];
      const taken = await Promise.all(messages.map(({ said, about }) => overtaken.take(said, about)));
      expect(taken).toEqual([true, true, false, false]);
      const left = messages.slice(2).map(({ said }) => said.id);
      expect((await outboxRows(database)).map(({ id }) => id).toSorted()).toEqual(left.toSorted());
      // Handled before, by another delivery: it is for `onceOn` to say so.
      expect(await overtaken.take(messages[0]!.said, messages[0]!.about)).toBe(false);
    });
  });

  test('a bad payload becomes a dead letter with what is wrong, and can be redriven once mended', async () => {
    const { app, outbox, database } = await start();
    const ticketId = newId();
    const [row] = outbox.rows(TicketOpened, { ticketId, version: 1 });
    const bad = { ...row, data: { ticketId, version: 'one' } } as never;
    await insertRows(database, [bad], 'now()');
    const letters = app.get(DeadLetters);
    const letter = await firstLetter(letters);
    expect(letter).toMatchObject({ queue: 'triage', message: 'ticket.opened', failures: 1 });
    expect(letter.error).toMatchObject({
      name: 'InvalidPayload',
      code: 'message.invalid-payload',
      issues: [{ code: 'invalid_type', path: ['version'] }],
    });
    await database.read({ name: 'test_mend', text: `UPDATE outbox SET data = jsonb_set(data, '{version}', '1')` });
    expect(await letters.redrive(letter.id)).toBe(true);
    expect(await letters.redrive(newId())).toBe(false);
    await queuesQuiet(db.database);
    expect(await timesActed(database, [ticketId])).toEqual([1]);
  });

  /** style: what a handler throws, how often it is tried, how it ends, under which name it is remembered. */
  const own = new Error('no such rule');
  test.each<[string, () => unknown, number, string | null]>([
    ['its own error', () => own, 3, 'no such rule'],
    [
      'a refusal of the domain',
      () => new DomainError('conflict', 'ticket.gone', 'ticket 7 is closed'),
      1,
      'ticket 7 is closed',
    ],
    ['something that is no error', () => 'just a text', 3, 'just a text'],
    ['an error with text jsonb cannot hold', () => new Error('a\0b\uD800'), 3, 'ab\uFFFD'],
  ])('a handler that throws %s', async (_what, thrown, times, remembered) => {
    let calls = 0;
    const { app, outbox, database } = await start((_tx) => {
      calls++;
      throw thrown();
    });
    await say(database, outbox);
    const letter = await firstLetter(app.get(DeadLetters));
    expect(letter.error.message).toBe(remembered);
    expect([calls, letter.failures]).toEqual([times, times]);
  });

  test.each(['40P01', '40001', '55P03', '57P01', '08006', '53300', 'ECONNREFUSED'])(
    'an outage (%s) is no attempt, however often it happens',
    async (code) => {
      let calls = 0;
      const { outbox, database } = await start(
        async (tx, ticketId) => {
          if (++calls <= 5) throw Object.assign(new Error('away'), { code });
          await act(tx, ticketId);
        },
        { settings: { attempts: 1 } },
      );
      const ids = await say(database, outbox);
      await queuesQuiet(db.database);
      expect(await timesActed(database, ids)).toEqual([1]);
    },
  );

  test('a failed try leaves nothing behind and the next one succeeds', async () => {
    let calls = 0;
    const { outbox, database } = await start(async (tx, ticketId) => {
      await act(tx, ticketId);
      if (++calls < 3) throw own;
    });
    const ids = await say(database, outbox);
    await queuesQuiet(db.database);
    expect(await timesActed(database, ids)).toEqual([1]);
  });

  test('all dead letters of a queue can be listed page by page and redriven', async () => {
    let mended = false;
    const { app, outbox, database } = await start(async (tx, ticketId) => {
      if (!mended) throw new DomainError('refused', 'ticket.bug', 'a bug');
      await act(tx, ticketId);
    });
    const ids = await say(database, outbox, 5);
    const letters = app.get(DeadLetters);
    await eventually(async () => expect((await letters.list({ limit: 10 })).items).toHaveLength(5));
    const first = await letters.list({ limit: 3, queue: 'triage' });
    const second = await letters.list({ limit: 3, queue: 'triage', cursor: first.nextCursor as string });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 2, null]);
    expect(await letters.redriveAll({ queue: 'vendor' })).toBe(0);
    mended = true;
    expect(await letters.redriveAll({})).toBe(5);
    await queuesQuiet(db.database);
    expect(await timesActed(database, ids)).toEqual([1, 1, 1, 1, 1]);
  });

  test('a message nobody here knows becomes a dead letter that says so', async () => {
    const { app, outbox, database } = await start(act0, { settings: { attempts: 1 } });
    const [row] = outbox.rows(TicketOpened, { ticketId: newId(), version: 1 });
    await insertRows(database, [{ ...row, message: 'ticket.vanished' } as never], 'now()');
    const letter = await firstLetter(app.get(DeadLetters));
    expect(letter.error.message).toContain('nobody here handles ticket.vanished');
  });

  test('a service without a handler for what its queue gets does not start, and says which', async () => {
    await expect(start(act0, { consumers: [VendorAskedConsumer] })).rejects.toThrow(
      'Queue "triage" gets ticket.opened, but nobody handles it',
    );
  });

  test('a service with two handlers for one message does not start', async () => {
    const doubled = start(act0, { consumers: [TicketOpenedConsumer, SecondTicketOpenedConsumer] });
    await expect(doubled).rejects.toThrow('ticket.opened has two consumers');
  });

  test('a graceful stop lets running handlers finish and starts no others', async () => {
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let started = 0;
    const settings: Partial<QueueSettings> = { concurrency: 2 };
    const service = await start(
      async (tx, ticketId) => {
        started++;
        await gate;
        await act(tx, ticketId);
      },
      { settings },
    );
    const ids = await say(service.database, service.outbox, 5);
    await eventually(() => expect(started).toBe(2));
    const stopped = service.stop();
    release?.();
    await stopped;
    expect((await timesActed(db.database, ids)).filter((times) => times === 1)).toHaveLength(2);
    expect(await outboxRows(db.database)).toHaveLength(3);
  });
});
