import { afterEach, describe, expect, test } from '@jest/globals';
import { assertCapable, assertMigrated, createDataSource, migrate } from '#database';
import { emptyDatabase } from '#testing';

describe('migrations', () => {
  const opened: { close: () => Promise<unknown> }[] = [];
  const connect = async (options?: string) => {
    const empty = await emptyDatabase(options);
    const dataSource = await createDataSource({ url: empty.url, poolSize: 2, applicationName: 'test' }).initialize();
    opened.push({ close: () => dataSource.destroy() }, empty);
    return { dataSource, url: empty.url };
  };
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });

  test('a service refuses to run on a schema that is behind, and says what to do', async () => {
    const { dataSource } = await connect();
    await expect(assertMigrated(dataSource)).rejects.toThrow(/missing: Initial1795000000000.*npm run migrate/);
    await migrate(dataSource);
    await expect(assertMigrated(dataSource)).resolves.toBeUndefined();
  });

  test('two that migrate at the same moment take turns, and a third time changes nothing', async () => {
    const { dataSource, url } = await connect();
    const other = await createDataSource({ url, poolSize: 2, applicationName: 'test' }).initialize();
    opened.unshift({ close: () => other.destroy() });
    await Promise.all([migrate(dataSource), migrate(other)]);
    await migrate(dataSource);
    expect(await dataSource.query('SELECT count(*)::int AS applied FROM migration')).toEqual([
      { applied: dataSource.migrations.length },
    ]);
  });

  test('migrations go forward only', async () => {
    const { dataSource } = await connect();
    await migrate(dataSource);
    await expect(dataSource.undoLastMigration()).rejects.toThrow(/forward only/);
  });
});

describe('a server that cannot do what we need is refused in one readable line', () => {
  test.each([
    ["ENCODING 'SQL_ASCII' LOCALE 'C'", /encoding is SQL_ASCII, UTF8 is needed/],
    ["ENCODING 'UTF8' LOCALE 'C'", /no trigrams in Cyrillic/],
  ])('%s', async (options, reason) => {
    const { url, close } = await emptyDatabase(options);
    const dataSource = await createDataSource({ url, poolSize: 1, applicationName: 'test' }).initialize();
    await expect(assertCapable(dataSource)).rejects.toThrow(reason);
    await dataSource.destroy();
    await close();
  });

  test('PostgreSQL 14', async () => {
    const old = { query: () => Promise.resolve([{ version: 14, encoding: 'UTF8' }]) };
    await expect(assertCapable(old as never)).rejects.toThrow('PostgreSQL 15 or newer is needed; this server is 14.');
  });
});
