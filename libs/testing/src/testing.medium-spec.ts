import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backends, emptyDatabase, eventually, testDatabase, testRedis, type TestDatabase } from '#testing';

describe('what tests stand on', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  test('a test database has the whole schema and nothing in it', async () => {
    const [row] = await db.database.read<{ tickets: number; priorities: number }>({
      name: 'test-empty',
      text: 'SELECT (SELECT count(*) FROM ticket) AS tickets, (SELECT count(*) FROM priority_matrix) AS priorities',
    });
    expect(row).toEqual({ tickets: 0, priorities: 9 });
  });

  test('what one test writes, another does not see', async () => {
    const other = await testDatabase();
    await other.database.read({ name: 'test-insert', text: `INSERT INTO sector VALUES ('network', 'Network')` });
    const seen = await db.database.read({ name: 'test-sectors', text: 'SELECT * FROM sector' });
    await other.close();
    expect(seen).toEqual([]);
  });

  test('an empty database is empty', async () => {
    const empty = await emptyDatabase();
    expect(empty.url).not.toBe(db.url);
    await empty.close();
  });

  test('eventually fails with the last reason', async () => {
    await expect(eventually(() => Promise.reject(new Error('not yet')), { withinMs: 50 })).rejects.toThrow('not yet');
  });

  (backends().includes('redis') ? test : test.skip)('a Redis can be emptied, killed and started again', async () => {
    const redis = await testRedis();
    await redis?.flushAll();
    await redis?.kill();
    await expect(redis?.flushAll()).rejects.toThrow();
    await redis?.restart();
    await expect(redis?.flushAll()).resolves.toBeUndefined();
    await redis?.stop();
  });
});
