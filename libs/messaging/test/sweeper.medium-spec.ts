import { newId } from '#database';
import { TicketOpened, TicketRouted } from '#contracts';
import { Outbox } from '#messaging';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Backend } from '../src/backend.js';
import { Sweeper } from '../src/sweeper.js';
import { insertRows } from './effects.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Queues that are whole and empty; what `add` is given is all that happens in them. */
const queues = (add: Backend['add']): Backend =>
  ({
    reachable: true,
    mark: () => Promise.resolve('complete'),
    oldestWaiting: () => Promise.resolve(null),
    add,
  }) as unknown as Backend;

test('a sweeper that falls silent while it has its turn loses it to another', async () => {
  const outbox = new Outbox(db.database, { publish: () => undefined } as never);
  const said = () => outbox.rows(TicketOpened, { ticketId: newId(), version: 1 });
  const [silent, wake] = [new AbortController(), new AbortController()];
  const frozen = new Sweeper(
    db.database,
    queues(async () => {
      silent.abort();
      await new Promise((resolve) => wake.signal.addEventListener('abort', resolve));
    }),
    300,
  );
  await insertRows(db.database, said(), 'now()');
  const sweeping = frozen.sweep();
  await eventually(() => silent.signal.aborted);

  const late = said();
  await insertRows(db.database, late, 'now()');
  const added: string[] = [];
  const other = new Sweeper(
    db.database,
    queues((_queue, rows) => Promise.resolve(void added.push(...rows.map(({ id }) => id)))),
  );
  await eventually(
    async () => {
      await other.sweep();
      expect(added).toEqual(late.map(({ id }) => id));
    },
    { withinMs: 5_000 },
  );
  wake.abort();
  await sweeping.catch(() => undefined);
  // The connection that was cut is given to nobody, and the limit stays on none.
  await Promise.all(Array.from({ length: 5 }, () => other.sweep()));
  const { rows } = await db.database.pool.query('SHOW idle_session_timeout');
  expect(rows).toEqual([{ idle_session_timeout: '0' }]);
});

test('a queue that cannot be added to keeps only its own messages back', async () => {
  await db.database.pool.query('DELETE FROM outbox');
  const outbox = new Outbox(db.database, { publish: () => undefined } as never);
  const opened = outbox.rows(TicketOpened, { ticketId: newId(), version: 1 });
  await insertRows(db.database, opened, 'now()');
  await insertRows(db.database, outbox.rows(TicketRouted, { ticketId: newId(), version: 2, tier: 1 }), 'now()');
  const sweeper = new Sweeper(
    db.database,
    queues((queue) => (queue === 'tier-1' ? Promise.reject(new Error('full')) : Promise.resolve())),
  );
  await expect(sweeper.sweep()).rejects.toThrow('full');
  const { rows } = await db.database.pool.query(
    `SELECT queue, sweeps, next_sweep_at > now() + interval '5 seconds' AS "isLater" FROM outbox ORDER BY queue`,
  );
  expect(rows).toEqual([
    { queue: 'notify', sweeps: 1, isLater: true },
    { queue: 'sla', sweeps: 1, isLater: true },
    { queue: 'tier-1', sweeps: 0, isLater: false },
    { queue: 'triage', sweeps: 1, isLater: true },
  ]);
});
