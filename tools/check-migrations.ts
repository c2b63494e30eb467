import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, EmbeddedPostgres, migrate, schemaDrift } from '#database';

/** `npm run migrate:check`: fails when the migrations do not lead to the schema the entities describe. */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-check-'));
  await chmod(dataDir, 0o711);
  const server = new EmbeddedPostgres({ dataDir, log: say, durable: false });
  try {
    const { url } = await server.start();
    const dataSource = await createDataSource({ url, poolSize: 2, applicationName: 'migrate:check' }).initialize();
    try {
      await migrate(dataSource);
      const drift = await schemaDrift(dataSource);
      if (drift.length > 0) throw new Error(`Entities and migrations differ:\n${drift.join('\n')}`);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  say('Entities and migrations agree.');
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

main().catch((error: unknown) => {
  say((error as Error).message);
  process.exitCode = 1;
});
