import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Before medium and e2e tests: one PostgreSQL with a migrated template database for the whole run (see `testDatabase`). */
export default async function globalSetup() {
  if (!process.env.REDIS_URL && spawnSync('redis-server', ['--version']).error) {
    process.stderr.write('No redis-server on PATH and no REDIS_URL: the Redis half of the tests does not run.\n');
  }
  const server = spawn(process.execPath, [fileURLToPath(new URL('./test-postgres.js', import.meta.url))], {
    // A session of its own: Ctrl-C reaches us only, and our end is what it notices.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  const { value } = await lines[Symbol.asyncIterator]().next();
  if (value === undefined) throw new Error('The PostgreSQL for tests did not start; see above.');
  process.env.TIERLINE_TEST_POSTGRES = JSON.parse(value).url;
  globalThis.testPostgres = server;
}
