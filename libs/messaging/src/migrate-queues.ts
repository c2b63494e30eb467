import { runMigrations } from 'bullmq';
import { Client } from 'pg';

/** Creates or upgrades the schema of the PostgreSQL queue backend (`bullmq`). A step of deployment, beside `migrate`. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'tierline migrate' });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
