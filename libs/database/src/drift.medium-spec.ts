import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schemaDrift } from '#database';
import { testDatabase, type TestDatabase } from '#testing';

describe('entities and migrations', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  test('the migrated schema is what the entities say', async () => {
    expect(await schemaDrift(db.database.dataSource)).toEqual([]);
  });

  test('every kind of difference is found', async () => {
    const { dataSource } = db.database;
    let before = await schemaDrift(dataSource);
    for (const change of [
      'ALTER TABLE sector ADD COLUMN colour text',
      'ALTER TABLE tier ALTER COLUMN name TYPE varchar(20)',
      'ALTER TABLE post ALTER COLUMN body DROP NOT NULL',
      'ALTER TABLE outbox ALTER COLUMN failures DROP DEFAULT',
      'ALTER TABLE product DROP CONSTRAINT product_code_key',
      'ALTER TABLE team DROP CONSTRAINT team_tier_fkey',
      'ALTER TABLE contract DROP CONSTRAINT contract_kind_check',
      'DROP INDEX session_agent',
      'CREATE TABLE stray (id uuid PRIMARY KEY)',
    ]) {
      await dataSource.query(change);
      const after = await schemaDrift(dataSource);
      expect({ change, more: after.length > before.length }).toEqual({ change, more: true });
      before = after;
    }
  });
});
