import { Database } from '#database';
import { migrateQueues } from '#messaging';
import { eventually, freePort, testDatabase, type TestDatabase } from '#testing';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { VendorSimulator } from '../../../../test/vendor-simulator/vendor-simulator.js';
import { Desk } from '../testing/asked-ticket.fixture.js';

const CASES = 24;
const KILLS = 2;
/** Three processes start, one after the other, and each loads everything. */
const SLOW = 120_000;

let db: TestDatabase;
let desk: Desk;
let simulator: VendorSimulator;
let gateway: ChildProcess | null = null;

beforeAll(async () => {
  db = await testDatabase();
  await migrateQueues(db.url);
  desk = new Desk(new Database(db.database.dataSource));
  simulator = new VendorSimulator();
});
afterEach(() => kill());
afterAll(async () => {
  await simulator.stop();
  await db.close();
});

const register = new URL('../../../../libs/testing/jest/register-typescript.js', import.meta.url).href;

/** The service itself, as a process of its own. */
async function start(): Promise<void> {
  gateway = fork(new URL('../main.ts', import.meta.url), {
    execArgv: ['--no-warnings', '--import', register],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: db.url,
      REDIS_URL: '',
      PORT: String(await freePort()),
      METRICS_PORT: '0',
      LOG_LEVEL: 'silent',
      VENDOR_ALLOW_PRIVATE: '1',
    },
  });
}
async function kill(): Promise<void> {
  if (gateway?.kill('SIGKILL')) await once(gateway, 'exit');
  gateway = null;
}

const rows = async (what: string) =>
  (await desk.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`))[0]!.count;
/** Neither the sweeper's ten seconds nor a dead process's lease of two minutes is what this is about. */
const hurry = async () => {
  await desk.write(`UPDATE outbox SET next_sweep_at = now()`);
  await desk.write(`UPDATE vendor_delivery SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL`);
};

it(
  'a process killed again and again, anywhere between being asked and writing down the answer, makes one case of each request',
  async () => {
    const vendor = await desk.vendor(await simulator.start());
    simulator.secret = vendor.secret;
    // Slow enough to be killed in the middle of.
    simulator.behave({ kind: 'slow', ms: 150 });
    const asked = [];
    for (let count = 0; count < CASES; count += 1) asked.push(await desk.asked(vendor.id));
    for (const question of asked) {
      await desk.write(
        `INSERT INTO outbox (id, queue, message, data, correlation_id, next_sweep_at)
         VALUES (gen_random_uuid(), 'vendor', 'vendor.asked', $1, 'test', now())`,
        [JSON.stringify(question)],
      );
    }
    for (let kills = 1; kills <= KILLS; kills += 1) {
      const before = simulator.received.length;
      await start();
      await eventually(() => simulator.received.length >= before + 4, { withinMs: 30_000 });
      await kill();
      await hurry();
    }
    await start();
    await eventually(async () => (await rows('vendor_delivery WHERE delivered_at IS NULL')) === 0, {
      withinMs: 30_000,
    });
    await eventually(async () => (await rows(`outbox WHERE queue = 'vendor'`)) === 0, { withinMs: 30_000 });
    await eventually(async () => (await rows(`vendor_case WHERE state = 'sent'`)) === CASES, { withinMs: 30_000 });

    expect(await rows('vendor_delivery')).toBe(CASES);
    expect(await rows(`ticket_event WHERE type = 'vendor-case.opened'`)).toBe(CASES);
    expect(await rows(`ticket_event WHERE type = 'vendor-case.delivered'`)).toBe(CASES);
    expect(simulator.forged).toBe(0);
    // The vendor got some more than once, which is why there are ids: as many as cases, and each for one case.
    expect(simulator.duplicates).toBeGreaterThan(0);
    expect(simulator.taken.size).toBe(CASES);
    expect(new Set(simulator.received.map(({ id, payload }) => `${id} ${payload.caseId}`)).size).toBe(CASES);
    const told = new Set(simulator.received.map(({ payload }) => payload.caseId));
    expect(told).toEqual(new Set(asked.map(({ caseId }) => caseId)));
  },
  SLOW,
);
