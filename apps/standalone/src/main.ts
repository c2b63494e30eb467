import {
  assertPortFree,
  localDatabase,
  metricsPlace,
  migratedDatabase,
  readEnv,
  ready,
  runProcess,
  startServices,
  type Lifetime,
} from '#service';
import { join } from 'node:path';
import { demoPassword } from './demo/demo-password.js';
import { Demo } from './demo/demo.js';
import { withDevelopmentMailbox } from './development-mail.js';
import { services } from './services.js';
import { standaloneConfig } from './standalone.config.js';
import { welcome } from './welcome.js';

const name = 'tierline';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** All services in one process, on an embedded PostgreSQL unless DATABASE_URL names another (DESIGN §7). */
async function start(lifetime: Lifetime): Promise<void> {
  const env = readEnv(standaloneConfig);
  await assertPortFree({ host: env.HOST, port: env.PORT });

  const databaseUrl = await localDatabase(env, { name, say }, lifetime);
  const withQueues = env.REDIS_URL === undefined;
  const dataSource = await migratedDatabase(databaseUrl, { name, say, withQueues }, lifetime);

  const isDemo = env.DEMO ?? env.DATABASE_URL === undefined;
  const password = isDemo ? await demoPassword(env.DATA_DIR, env.DEMO_PASSWORD) : null;
  const demo = password === null ? null : await Demo.begin(dataSource, password);

  // Attachments belong to the data of this place, unless they are kept elsewhere.
  process.env.FILES_DIR ||= join(env.DATA_DIR, 'files');
  const metrics = metricsPlace(env, 3000);
  const whole = await withDevelopmentMailbox(services.map(ready), lifetime);
  const url = await startServices({ name, services: whole.services, databaseUrl, env, metrics, warn: say }, lifetime);
  if (demo && !(await demo.isTold())) await tell(demo, url, lifetime);
  if (lifetime.isEnding) return;
  await dataSource.destroy();
  say(
    welcome({
      url,
      demoPassword: demo ? password : null,
      dataDir: env.DATABASE_URL === undefined ? env.DATA_DIR : null,
      queues: withQueues ? 'PostgreSQL' : 'Redis',
      mail: whole.isDevelopment ? 'development mailbox' : 'SMTP',
    }),
  );
}

/** A demo that cannot be told is no reason not to run; the next start goes on with it. */
async function tell(demo: Demo, url: string, lifetime: Lifetime): Promise<void> {
  say('Writing the demo: some 40 tickets, in English, Russian and Korean ...');
  try {
    for (const refusal of await demo.tell(url, () => lifetime.isEnding)) say(`Left as it is: ${refusal.message}`);
  } catch (error) {
    if (!lifetime.isEnding)
      say(`The demo is not complete, the next start goes on with it: ${(error as Error).message}`);
  }
}

await runProcess(name, start);
