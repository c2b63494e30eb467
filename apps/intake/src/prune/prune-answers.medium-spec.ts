import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PruneAnswers } from './prune-answers.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

test('answers older than 24 hours are removed, however many; the others stay', async () => {
  const keep = (age: string, rows: number) =>
    db.database.read(
      {
        name: '',
        text: `INSERT INTO idempotency_key (caller, method, path, key, body_hash, status, response, created_at)
          SELECT 'someone', 'POST', '/', $1 || n, '', 201, '{}', now() - $1::interval FROM generate_series(1, $2::integer) n`,
      },
      [age, rows],
    );
  await keep('25 hours', 6_000);
  await keep('23 hours', 3);
  expect(await new PruneAnswers(db.database).prune()).toBe(6_000);
  const left = await db.database.read({ name: '', text: 'SELECT count(*) FROM idempotency_key' });
  expect(left).toEqual([{ count: 3 }]);
});
