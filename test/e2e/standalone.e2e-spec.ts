import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { eventually, freePort, scratchDirectory } from '#testing';
import { ApiClient } from './api.client.js';
import { TicketUnderWay, workOrder } from './journey/ticket.js';
import { isAlive, RootProcess, STANDALONE } from './root.process.js';

const PASSWORD = 'a password for tests';
const READY = 'Tierline is ready';
const SLOW = 180_000;

let started: RootProcess[] = [];
let folders: string[] = [];

const newFolder = async (): Promise<string> => {
  const folder = await scratchDirectory('e2e');
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

/* With its queues on PostgreSQL, as it starts when nothing is set. On Redis the journey, the conversation and the replay run it. */
describe('npm start', () => {
  it(
    'lets one take the tour of the README, keeps it over a restart, and leaves nothing running',
    async () => {
      const [dataDir, port] = [await newFolder(), await freePort()];
      const [url, env] = [`http://127.0.0.1:${port}`, { PORT: String(port) }];
      const first = start(dataDir, env);
      await first.until(READY);
      expect(first.said).toContain(`password  ${PASSWORD}`);
      expect(first.said).not.toMatch(/Left as it is|not complete/);
      const alarms = await alarmsOfTheDemo(url);
      expect(alarms.length).toBeGreaterThan(0);
      expect(alarms.filter((alarm) => alarm.includes('the alarm rang'))).toEqual([]);
      const { number, timeline } = await takeTheTour(url);
      await writeAndAnswerByMail(url);

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

/** What the histories of its tickets tell of promises, in English. */
async function alarmsOfTheDemo(url: string): Promise<readonly string[]> {
  const lead = await ApiClient.login(url, 'lead@demo.tierline.test', PASSWORD);
  const alarms: string[] = [];
  for (const { id } of (await lead.get('tickets?limit=100')).body.items) {
    for (const { data } of (await lead.get(`tickets/${id}/timeline?limit=100`)).body.items) {
      if (data.facts?.dueAt) alarms.push(data.detail);
    }
  }
  return alarms;
}

/** Somebody without a mail server: writes, reads and answers in the development mailbox. */
async function writeAndAnswerByMail(url: string): Promise<void> {
  const [mailbox, email] = [`${url}/dev/mailbox`, 'zoe@customer.example'];
  const mails = async (): Promise<readonly string[]> => {
    const page = await (await fetch(`${mailbox}?to=${email}`)).text();
    return [...page.matchAll(/mailbox\/(\d+)">\[T-\d+\]/g)].map(([, id]) => id!);
  };
  const send = (path: string, fields: Record<string, string>) =>
    fetch(`${mailbox}/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  await send('new', { from: email, name: 'Zoe', subject: 'Black screen', body: 'It is black.' });
  const [acknowledgement] = await eventually(async () => {
    const ids = await mails();
    expect(ids).toHaveLength(1);
    return ids;
  });
  await send(`${acknowledgement}/answer`, { body: 'It is on now.' });
  const lead = await ApiClient.login(url, 'lead@demo.tierline.test', PASSWORD);
  await eventually(async () => {
    const [ticket] = (await lead.get('tickets?limit=1')).body.items;
    const { items } = (await lead.get(`tickets/${ticket.number}/posts`)).body;
    expect(items.map(({ body }: { body: string }) => body)).toEqual(['It is black.', 'It is on now.']);
  });
}

/** The tour of the README, by the demo's accounts. */
async function takeTheTour(url: string): Promise<{ number: string; timeline: unknown }> {
  const as = (key: string) => ApiClient.login(url, `${key}@demo.tierline.test`, PASSWORD);
  const [admin, l1, l2] = [await as('admin'), await as('l1'), await as('l2')];
  const { key } = await admin.make('api-keys', { name: 'tour', scopes: ['tickets:read', 'tickets:write'] });
  const customer = new ApiClient(url, key as string);
  const ticket = await TicketUnderWay.open(customer, admin, { impact: 'high', urgency: 'medium' });
  await ticket.waitsAt(1);
  await ticket.act(l1, 'claim', {}, { state: 'in_progress', tier: 1 });
  const refused = await l1.post(`tickets/${ticket.number}/escalate`, {});
  expect(refused).toMatchObject({ status: 422, body: { code: 'work-order.incomplete' } });
  expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
    Object.keys(workOrder).map((field) => `/workOrder/${field}`),
  );
  await ticket.act(l1, 'escalate', { workOrder }, { state: 'queued', tier: 2 });
  await ticket.waitsAt(2);
  await ticket.act(l2, 'claim', {}, { state: 'in_progress', tier: 2 });
  await ticket.act(l2, 'resolve', { solution: 'Re-seated the print head.', code: 'fixed' }, { state: 'resolved' });
  expect(await ticket.story()).toBe(
    'opened routed received-by-tier claimed escalated received-by-tier claimed resolved',
  );
  return { number: ticket.number, timeline: await ticket.events() };
}
