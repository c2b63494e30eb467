/** Creates or upgrades the schema of the PostgreSQL queue backend (`bullmq`). A step of deployment, beside `migrate`. */
export function migrateQueues(_databaseUrl: string): Promise<void> {
  throw new Error('not built yet');
}
