import { run } from '#database';
import { Figures } from '#observability';
import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { byIndex, figures, QueueFigures } from '../src/queue-figures.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.database.pool.query('TRUNCATE outbox'));

/** Rows of a queue, said so many seconds ago. */
const wait = (queue: string, count: number, { secondsAgo = 0, dead = false } = {}) =>
  db.database.pool.query(
    `INSERT INTO outbox (id, queue, message, data, correlation_id, created_at, next_sweep_at, dead_at)
     SELECT gen_random_uuid(), $1, 'ticket.opened', '{}', 'test', now() - make_interval(secs => $3), now(), CASE WHEN $4 THEN now() END
     FROM generate_series(1, $2)`,
    [queue, count, secondsAgo, dead],
  );

async function scrape(): Promise<string[]> {
  const all = new Figures();
  const queues = new QueueFigures(db.database);
  all.add(
    'queues',
    () => queues.read(),
    () => queues.forget(),
  );
  return (await all.scrape()).split('\n');
}

describe('figures of the queues', () => {
  it('are depth, age and dead letters of every queue there is, those that are empty too', async () => {
    await wait('triage', 3, { secondsAgo: 90 });
    await wait('tier-2', 2, { dead: true });
    const lines = await scrape();
    expect(lines).toContain('tierline_queue_depth{queue="triage"} 3');
    expect(lines).toContain('tierline_queue_depth{queue="tier-2"} 0');
    expect(lines).toContain('tierline_dead_letters{queue="tier-2"} 2');
    expect(lines).toContain('tierline_dead_letters{queue="vendor"} 0');
    expect(lines).toContain('tierline_queue_oldest_seconds{queue="sla"} 0');
    const age = lines.find((line) => line.startsWith('tierline_queue_oldest_seconds{queue="triage"}'));
    expect(Number(age?.split(' ')[1])).toBeGreaterThanOrEqual(90);
    expect(lines).toContain('tierline_figures_available{source="queues"} 1');
  });

  it('are read from indexes, also with 100,000 messages waiting', async () => {
    await wait('sla', 100_000);
    await wait('triage', 10);
    await wait('vendor', 1_000, { dead: true });
    await db.database.pool.query('ANALYZE outbox');
    const rows = await db.database.transaction(async (tx) => {
      await run(tx, byIndex, []);
      const text = `EXPLAIN ${figures.text.replace('$1', `'{triage,sla,vendor}'`)}`;
      return run<Record<string, string>>(tx, { name: 'explain', text }, []);
    });
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/(Seq|Heap) Scan on outbox/);
    expect(plan.match(/using (\w+) on outbox/g)?.toSorted()).toEqual([
      'using outbox_dead on outbox',
      'using outbox_live on outbox',
      'using outbox_live on outbox',
    ]);
    expect(await scrape()).toContain('tierline_queue_depth{queue="sla"} 10000');
  });

  it('that cannot be read are missing from the answer, which says so, and comes in time', async () => {
    const hanging = new Figures(20);
    const queues = new QueueFigures(db.database);
    await queues.read();
    let asked = 0;
    hanging.add(
      'queues',
      () => {
        asked += 1;
        return new Promise(() => {});
      },
      () => queues.forget(),
    );
    await hanging.scrape();
    const lines = (await hanging.scrape()).split('\n');
    expect(lines).toContain('tierline_figures_available{source="queues"} 0');
    expect(lines.filter((line) => line.startsWith('tierline_queue_depth{'))).toEqual([]);
    expect(asked).toBe(1);
  });
});
