import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backends, eventually, testRedis, type TestRedis } from '#testing';
import { freePort } from '../processes/free-port.js';
import { ApiClient, type Answer } from './api.client.js';
import { isAlive, RootProcess, STANDALONE } from './root.process.js';

const PASSWORD = 'a password for tests';
const READY = 'Tierline is ready';
const SLOW = 180_000;

const workOrder = {
  situation: 'Prints, but nothing on the label',
  tried: [{ action: 'New roll', result: 'Same' }],
  hypothesis: 'Print head worn',
  customerContext: 'Ships at noon, needs labels',
  checkFirst: 'Head resistance',
};

let started: RootProcess[] = [];
let folders: string[] = [];

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'tierline-e2e-'));
  // As root the server runs as another user, who has to get in.
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
};

const start = (dataDir: string, env: Readonly<Record<string, string>>): RootProcess => {
  const standalone = new RootProcess(STANDALONE, [], dataDir, { DEMO_PASSWORD: PASSWORD, RATE_LIMIT: '0', ...env });
  started.push(standalone);
  return standalone;
};

afterEach(async () => {
  for (const standalone of started) await standalone.ended('SIGTERM');
  started = [];
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  folders = [];
});

describe.each(backends())('npm start with its queues on %s', (backend) => {
  let redis: TestRedis | null = null;
  let env: Readonly<Record<string, string>>;
  let dataDir: string;
  let url: string;

  beforeAll(async () => {
    redis = backend === 'redis' ? await testRedis() : null;
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = { PORT: String(port), ...(redis && { REDIS_URL: redis.url }) };
    dataDir = await newFolder();
  });
  afterAll(() => redis?.stop());

  it(
    'takes one ticket through every tier, keeps it over a restart, and leaves nothing running',
    async () => {
      const first = start(dataDir, env);
      await first.until(READY);
      expect(first.said).toContain(`password  ${PASSWORD}`);
      expect(first.said).not.toMatch(/Left as it is|not complete/);
      const { number, timeline } = await walkThroughEveryTier(url);

      const postgres = first.postgres();
      expect(postgres).not.toBeNull();
      expect(await first.ended('SIGINT')).toBe(0);
      expect(isAlive(postgres!)).toBe(false);

      const second = start(dataDir, env);
      await second.until(READY);
      expect(second.said).not.toContain('Writing the demo');
      const admin = await ApiClient.login(url, 'admin@demo.tierline.test', PASSWORD);
      const again = await admin.get(`tickets/${number}/timeline?limit=100`);
      expect(again.body.items).toEqual(timeline);
    },
    SLOW,
  );
});

describe('npm start', () => {
  it(
    'goes on after kill -9, also with a demo that was only half told',
    async () => {
      const dataDir = await newFolder();
      const port = await freePort();
      const env = { PORT: String(port) };
      const url = `http://127.0.0.1:${port}`;
      const first = start(dataDir, env);
      await first.until('Writing the demo');
      await eventually(async () => expect(await ticketsSeen(url)).toBeGreaterThan(15), { withinMs: 30_000 });
      expect(await first.ended('SIGKILL')).toBe('SIGKILL');

      const second = start(dataDir, env);
      await second.until(READY);
      expect(second.said).not.toMatch(/Left as it is|not complete/);
      const lead = await ApiClient.login(url, 'lead@demo.tierline.test', PASSWORD);
      const { body } = await lead.get('tickets?limit=100');
      expect(body.items).toHaveLength(40);
      expect(new Set(body.items.map((ticket: { state: string }) => ticket.state))).toEqual(
        new Set([
          'queued',
          'in_progress',
          'awaiting_customer',
          'awaiting_vendor',
          'awaiting_intervention',
          'resolved',
          'closed',
          'merged',
          'rejected',
        ]),
      );
      expect(new Set(body.items.map((ticket: { entitlement: string }) => ticket.entitlement))).toEqual(
        new Set(['premium', 'service', 'warranty', 'self-service']),
      );
      const postsOnce = await lead.get(`tickets/${body.items.at(-1).number}/posts?limit=100`);
      const words = postsOnce.body.items.map((post: { body: string }) => post.body);
      expect(new Set(words).size).toBe(words.length);
    },
    SLOW,
  );

  it(
    'says which port is taken, ends with 1 and leaves no PostgreSQL behind',
    async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as { port: number };
      const standalone = start(await newFolder(), { PORT: String(port) });
      expect(await standalone.ended()).toBe(1);
      expect(standalone.said.trim()).toBe(
        `tierline: Port ${port} on 127.0.0.1 is taken. Stop what listens there, or set PORT to a free one.`,
      );
      expect(standalone.postgres()).toBeNull();
      taken.close();
    },
    SLOW,
  );

  it(
    'names a bad variable in one line and ends with 1',
    async () => {
      const standalone = start(await newFolder(), { PORT: 'three thousand' });
      expect(await standalone.ended()).toBe(1);
      expect(standalone.said.trim().split('\n')).toEqual([expect.stringContaining('PORT must be a whole number')]);
    },
    SLOW,
  );
});

async function ticketsSeen(url: string): Promise<number> {
  const lead = await ApiClient.login(url, 'lead@demo.tierline.test', PASSWORD);
  return (await lead.get('tickets?limit=100')).body.items.length;
}

/** The tour of the README, and further: every tier, back and forth, and to the end twice. */
async function walkThroughEveryTier(url: string): Promise<{ number: string; timeline: unknown }> {
  const as = (key: string) => ApiClient.login(url, `${key}@demo.tierline.test`, PASSWORD);
  const [admin, lead, l1, l2, l3] = (await Promise.all(['admin', 'lead', 'l1', 'l2', 'l3'].map(as))) as [
    ApiClient,
    ApiClient,
    ApiClient,
    ApiClient,
    ApiClient,
  ];
  const made = await admin.post('api-keys', { name: 'tour', scopes: ['tickets:read', 'tickets:write'] });
  expect(made.status).toBe(201);
  const customer = new ApiClient(url, made.body.key as string);

  const created = await customer.post('tickets', {
    subject: 'Label printer prints blank labels',
    description: 'Since this morning all labels are blank.',
    requester: { email: 'ann@customer.example' },
    impact: 'high',
    urgency: 'medium',
  });
  expect(created).toMatchObject({ status: 201, body: { state: 'received', tier: null } });
  const number = created.body.number as string;

  const waitsAt = (tier: number) =>
    eventually(async () => {
      const { body } = await customer.get(`tickets/${number}`);
      expect(body).toMatchObject({ state: 'queued', tier, receivedByTierAt: expect.any(String) });
    });
  const act = async (by: ApiClient, action: string, body: unknown, expected: Partial<Answer['body']>) => {
    const answer = await by.post(`tickets/${number}/${action}`, body);
    expect({ action, status: answer.status, body: answer.body }).toMatchObject({ action, status: 200, body: expected });
  };

  await waitsAt(1);
  await act(l1, 'claim', {}, { state: 'in_progress', tier: 1 });
  const refused = await l1.post(`tickets/${number}/escalate`, {});
  expect(refused).toMatchObject({ status: 422, body: { code: 'work-order.incomplete' } });
  expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
    Object.keys(workOrder).map((field) => `/workOrder/${field}`),
  );
  await act(l1, 'escalate', { workOrder }, { state: 'queued', tier: 2 });
  await waitsAt(2);
  await act(l2, 'claim', {}, { state: 'in_progress', tier: 2 });
  await act(l2, 'return', { reasonCode: 'missing-info', note: 'Which ribbon?' }, { state: 'queued', tier: 1 });
  await waitsAt(1);
  await act(l1, 'claim', {}, { state: 'in_progress', tier: 1 });
  await act(
    l1,
    'escalate',
    { workOrder: { ...workOrder, situation: 'Blank, with a resin ribbon' } },
    { state: 'queued', tier: 2 },
  );
  await waitsAt(2);
  await act(l2, 'claim', {}, { state: 'in_progress', tier: 2 });
  await act(l2, 'escalate', { workOrder }, { state: 'queued', tier: 3 });
  await waitsAt(3);
  await act(l3, 'claim', {}, { state: 'in_progress', tier: 3 });
  await act(
    l3,
    'transfer',
    { sector: 'software', reason: 'The driver sends empty pages' },
    { state: 'queued', tier: 3, sector: 'software' },
  );
  await waitsAt(3);
  await act(l3, 'claim', {}, { state: 'in_progress', tier: 3 });
  await act(l3, 'resolve', { solution: 'Driver 5.2 fixes it.', code: 'fixed' }, { state: 'resolved' });
  await act(customer, 'reopen', { reason: 'Still blank on Mondays.' }, { state: 'queued', tier: 3 });
  await waitsAt(3);
  await act(l3, 'claim', {}, { state: 'in_progress', tier: 3 });
  await act(l3, 'resolve', { solution: 'Driver 5.2.1 fixes Mondays, too.', code: 'fixed' }, { state: 'resolved' });
  await act(lead, 'close', {}, { state: 'closed' });

  const { body } = await admin.get(`tickets/${number}/timeline?limit=100`);
  const types = body.items.map((event: { type: string }) => event.type.replace('ticket.', ''));
  expect(types.join(' ')).toBe(
    'opened routed received-by-tier claimed escalated received-by-tier claimed returned received-by-tier claimed ' +
      'escalated received-by-tier claimed escalated received-by-tier claimed transferred received-by-tier claimed ' +
      'resolved reopened received-by-tier claimed resolved closed',
  );
  expect(body.items.map((event: { version: number }) => event.version)).toEqual(
    types.map((_: string, index: number) => index + 1),
  );
  const instants = body.items.map((event: { at: string }) => Date.parse(event.at)) as number[];
  expect(instants).toEqual(instants.toSorted((one, other) => one - other));
  return { number, timeline: body.items };
}
