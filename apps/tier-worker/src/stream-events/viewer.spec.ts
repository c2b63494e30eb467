import type { AgentCaller } from '#access';
import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Viewer } from './viewer.js';

const agent: AgentCaller = { kind: 'agent', id: 'a', name: 'A', email: 'a@desk.test', role: 'lead', desks: [] };
const close: (() => void)[] = [];
afterEach(() => {
  for (const each of close.splice(0)) each();
});

/** A viewer at one end of a connection, and a client that reads nothing yet at the other. */
async function connected(): Promise<{ viewer: Viewer; answer: ServerResponse; client: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  close.push(() => {
    client.destroy();
    server.close();
  });
  client.on('error', () => {});
  client.write('GET / HTTP/1.1\r\nhost: desk\r\n\r\n');
  const [, answer] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { viewer: new Viewer('token', agent, null, answer), answer, client };
}

async function textOf(client: Socket, until: string): Promise<string> {
  let text = '';
  for await (const chunk of client) {
    text += String(chunk);
    if (text.includes(until)) break;
  }
  return text;
}

test('only the last message moves the client’s position, so that a break in between loses nothing', async () => {
  const { viewer, client } = await connected();
  viewer.tell(['event: a\ndata: 1\n\n', 'event: b\ndata: 2\n\n'], 'p1');
  const text = await textOf(client, 'data: 2');
  expect(text).toMatch(/retry: \d{4}\n\n/);
  expect(text).toMatch(/event: a\ndata: 1\n\nid: p1\nevent: b\ndata: 2\n\n/);
});

test('a silent stream says a comment and how far it is', async () => {
  const { viewer, client } = await connected();
  viewer.tell([], 'p2');
  expect(await textOf(client, 'p2')).toContain(': \nid: p2\n\n');
});

test('more at once than anybody wants to hear becomes one word: read anew', async () => {
  const { viewer, client } = await connected();
  viewer.tell(['x'.repeat(200_000), 'y'.repeat(200_000)], 'p3');
  const text = await textOf(client, 'too-much');
  expect(text).toContain('id: p3\nevent: resync\ndata: {"reason":"too-much"}');
  expect(text.length).toBeLessThan(1_000);
});

test('a client that takes nothing in is cut off before much waits for it', async () => {
  const { viewer, answer } = await connected();
  const message = 'x'.repeat(250_000);
  let most = 0;
  for (let told = 0; told < 1_000 && !viewer.isGone; told += 1) {
    viewer.tell([message], 'p4');
    most = Math.max(most, answer.writableLength);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(viewer.isGone).toBe(true);
  expect(most).toBeLessThan(1_000_000);
});

test('what is over says why, and is over', async () => {
  const { viewer, client } = await connected();
  viewer.end('session');
  viewer.tell(['event: a\ndata: 1\n\n'], 'p5');
  const text = await textOf(client, 'never');
  expect(text).toContain('event: ended\ndata: {"reason":"session"}');
  expect(text).not.toContain('event: a');
});
