import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Database, isOutage, run } from '#database';
import { testDatabase, type TestDatabase } from '#testing';

describe('named statements', () => {
  let db: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    // One connection, so that every transaction meets what the one before it left behind.
    db = await testDatabase({ poolSize: 1 });
    database = db.database;
    await database.pool.query('CREATE TABLE thing (size integer); INSERT INTO thing VALUES (7)');
  });
  afterAll(() => db.close());

  const select = { name: 'test-thing', text: 'SELECT size FROM thing' };
  const look = () => database.transaction((tx) => run(tx, select, []));

  test('a migration that changes what a statement answers disturbs it once, as an outage', async () => {
    expect(await look()).toEqual([{ size: 7 }]);
    await database.pool.query('ALTER TABLE thing ALTER COLUMN size TYPE text');
    const error: unknown = await look().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(isOutage(error)).toBe(true);
    expect(await look()).toEqual([{ size: '7' }]);
  });

  test('work that outlives its transaction writes nothing into the next one on the same connection', async () => {
    const insert = { name: 'test-insert', text: 'INSERT INTO thing VALUES (8)' };
    const left = await database.transaction((tx) => Promise.resolve({ tx }));
    await database.transaction(async (tx) => {
      await run(tx, select, []);
      await expect(run(left.tx, insert, [])).rejects.toThrow('already released');
    });
    expect(await look()).toHaveLength(1);
  });
});
