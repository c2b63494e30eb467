import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, UnexpectedAnswer } from './api.js';

let server: Server;
let api: Api;
let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];
let connections: number;

beforeEach(async () => {
  answers = [];
  connections = 0;
  server = createServer((request, response) => answers.shift()?.(request, response));
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  api = new Api(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), 2, () => 0);
});
afterEach(() => {
  api.close();
  server.close();
});

const say =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
const hangUp = ({ socket }: IncomingMessage) => void socket.destroy();

test('whoever is told to wait waits as long as was said, and asks again', async () => {
  answers = [say(429, {}, { 'retry-after': '1' }), say(201, { id: 'x' })];
  const startedAt = Date.now();
  expect(await api.expect(201, { method: 'POST', path: 'tickets', body: {} })).toEqual({ id: 'x' });
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(999);
  expect(api.waits).toBe(1);
});

test('a look is repeated when the connection breaks or the server is not itself, but not when it is refused', async () => {
  answers = [hangUp, say(502, '<html>'), say(200, { state: 'queued' })];
  expect(await api.read('tickets/1', 'token')).toEqual({ state: 'queued' });
  answers = [say(404, { code: 'ticket.not-found' })];
  await expect(api.read('tickets/2', 'token')).rejects.toThrow(UnexpectedAnswer);
});

test('a move whose connection breaks is not made a second time', async () => {
  answers = [hangUp, say(200, {})];
  await expect(api.ask({ method: 'POST', path: 'tickets/1/claim', body: {} })).rejects.toThrow('socket hang up');
  expect(answers).toHaveLength(1);
});

test('a list is read to its last page', async () => {
  const asked: unknown[] = [];
  answers = [
    (request, response) => (asked.push(request.url), say(200, { items: [1, 2], nextCursor: 'a&b' })(request, response)),
    (request, response) => (asked.push(request.url), say(200, { items: [3], nextCursor: null })(request, response)),
  ];
  const items: number[] = [];
  for await (const item of api.list<number>('teams', 'token')) items.push(item);
  expect(items).toEqual([1, 2, 3]);
  expect(asked).toEqual(['/api/v1/teams?limit=100', '/api/v1/teams?limit=100&cursor=a%26b']);
});

test('however many ask at once, no more connections are opened than allowed', async () => {
  answers = Array.from({ length: 20 }, () => say(200, {}));
  await Promise.all(answers.map(() => api.ask({ method: 'GET', path: 'tickets' })));
  expect(connections).toBe(2);
});
