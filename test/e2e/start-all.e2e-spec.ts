import { afterAll, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { eventually, freePort, scratchDirectory } from '#testing';
import { ApiClient } from './api.client.js';
import { breaksEveryTiersPromise } from './journey/breach.js';
import { CREATE_ADMIN, isAlive, RootProcess, START_ALL } from './root.process.js';

const PASSWORD = 'a password for tests';

/* With its queues on PostgreSQL, as it starts when nothing is set. The same processes on Redis are in the crash test. */
let dataDir = '';
let all: RootProcess | null = null;
afterAll(async () => {
  await all?.ended('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
});

it('npm run start:all answers behind one port with five processes, whose first account create-admin makes, and stops them all', async () => {
  dataDir = await scratchDirectory('e2e');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  all = new RootProcess(START_ALL, [], dataDir, { PORT: String(port), LOG_LEVEL: 'warn' });
  await all.until(`ready: ${url}`);

  const make = (email: string, input: string) =>
    new RootProcess(CREATE_ADMIN, ['--email', email, '--name', 'Kim'], dataDir, {}, input);
  const made = make('Kim@Example.test', `${PASSWORD}\n`);
  expect({ code: await made.ended(), said: made.said }).toEqual({
    code: 0,
    said: 'Kim <Kim@Example.test> is an admin now.\n',
  });
  const again = make('kim@example.test', `${PASSWORD}\n`);
  expect({ code: await again.ended(), said: again.said.trim() }).toEqual({
    code: 1,
    said: 'create-admin: There is already an account for kim@example.test: nothing was changed.',
  });
  const weak = make('other@example.test', 'short\n');
  expect(await weak.ended()).toBe(1);

  const admin = await ApiClient.login(url, 'kim@example.test', PASSWORD);
  const created = await admin.post('tickets', {
    subject: 'Over the edge',
    description: 'Through every process.',
    requester: { email: 'ann@customer.example' },
  });
  expect(created.status).toBe(201);
  const ticket = `tickets/${created.body.number}`;
  await eventually(async () => {
    const { body } = await admin.get(ticket);
    expect(body).toMatchObject({ state: 'queued', tier: 1, receivedByTierAt: expect.any(String) });
  });
  await eventually(async () => expect((await admin.get(`${ticket}/clocks`)).body.items).toHaveLength(3));
  expect((await admin.post(`${ticket}/claim`)).body.state).toBe('in_progress');
  await breaksEveryTiersPromise(admin, admin);
  expect((await admin.get('triage/rules')).status).toBe(200);
  expect((await admin.get('vendors')).status).toBe(200);

  const postgres = all.postgres();
  expect(await all.ended('SIGINT')).toBe(0);
  expect(isAlive(postgres!)).toBe(false);
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
}, 180_000);
