import type { DataSource } from 'typeorm';

/**
 * What would have to change for the schema to be what the entities say; empty when they agree. Columns, types, defaults,
 * keys and plain indexes are compared; checks, generated
 * columns, and indexes with an expression, an order or a condition, by name only.
 */
export async function schemaDrift(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  const known = new Set(dataSource.entityMetadatas.map(({ tableName }) => tableName));
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT IN ('migration', 'typeorm_metadata')`,
  );
  const unknown = tables.filter(({ name }) => !known.has(name));
  return [...upQueries.map(({ query }) => query), ...unknown.map(({ name }) => `The table ${name} has no entity.`)];
}
