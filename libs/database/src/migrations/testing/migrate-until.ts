import { migrate } from '#database';
import type { DataSource, MigrationInterface } from 'typeorm';

/** Brings the schema to where it was before this migration; `migrate` goes on from there. */
export async function migrateUntil(dataSource: DataSource, migration: new () => MigrationInterface): Promise<void> {
  const later = dataSource.migrations.splice(dataSource.migrations.findIndex((one) => one instanceof migration));
  await migrate(dataSource);
  dataSource.migrations.push(...later);
}
