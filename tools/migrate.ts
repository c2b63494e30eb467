import { connectDataSource, migrate } from '#database';
import { migrateQueues } from '#messaging';

/** `npm run migrate`: the only step that changes a schema. Needs DATABASE_URL; without REDIS_URL the queues live there too. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: which database shall be migrated? (npm start migrates its own)');
  const dataSource = await connectDataSource({ url, poolSize: 2, applicationName: 'tierline migrate' });
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
  if (!process.env.REDIS_URL) await migrateQueues(url);
  process.stdout.write('The database is up to date.\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
