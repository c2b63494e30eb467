import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { acceptJson } from './json-body.js';
import type { SentBytes } from './byte-bodies.js';

let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = fastify({ bodyLimit: 1_000 });
  acceptJson(app);
  app.post('/bytes', { config: { byteBodies: { maxBytes: 2_000_000 } } }, (request) => {
    const { bytes, sha256, contentType } = request.body as SentBytes;
    return {
      length: bytes.length,
      sha256: sha256.toString('hex'),
      contentType,
      header: request.headers['content-type'],
    };
  });
  app.post('/mail', { config: { byteBodies: { maxBytes: 100, types: ['message/rfc822', ''] } } }, () => ({}));
  app.post('/json', (request) => request.body);
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(() => app?.close());

const post = (path: string, body: string | Buffer | ReadableStream, headers: Record<string, string> = {}) =>
  fetch(url + path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
const stream = (bytes: Buffer, parts: number) =>
  new ReadableStream({
    start(controller) {
      const size = Math.ceil(bytes.length / parts);
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });

describe('an endpoint that takes bytes', () => {
  test.each([
    ['application/json', '{"half":'],
    ['text/plain; charset=utf-8', 'text'],
    ['multipart/form-data; boundary=x', '--x'],
    [';;;', 'anything'],
    ['json', 'anything'],
  ])('takes them as they are, whatever they call themselves: %s', async (type, body) => {
    const answer = await (await post('/bytes', body, { 'content-type': type })).json();
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(answer).toEqual({ length: body.length, sha256, contentType: type, header: type });
  });

  test('takes long ones, their length said or not, and none at all', async () => {
    const long = Buffer.alloc(1_500_000, 'long ');
    const sha256 = createHash('sha256').update(long).digest('hex');
    expect(await (await post('/bytes', long)).json()).toMatchObject({ length: 1_500_000, sha256, contentType: '' });
    expect(await (await post('/bytes', stream(long, 7))).json()).toMatchObject({ length: 1_500_000, sha256 });
    expect(await (await post('/bytes', '')).json()).toMatchObject({ length: 0 });
  });

  test('refuses what is too long, packed or of a type it does not take', async () => {
    const long = Buffer.alloc(2_000_001);
    expect((await post('/bytes', long)).status).toBe(413);
    expect((await post('/bytes', stream(long, 5))).status).toBe(413);
    expect((await post('/bytes', 'x', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await post('/mail', 'x', { 'content-type': 'message/rfc822; charset=utf-8' })).status).toBe(200);
    expect((await post('/mail', Buffer.from('x'))).status).toBe(200);
    expect((await post('/mail', '{}', { 'content-type': 'application/json' })).status).toBe(415);
  });

  test('is the only one: others cannot be talked into it', async () => {
    expect((await post('/json', '{}', { 'content-type': 'application/json' })).status).toBe(200);
    expect((await post('/json', 'x', { 'content-type': 'application/x-tierline-bytes' })).status).toBe(415);
    expect((await post('/json', 'x', { 'content-type': 'text/plain' })).status).toBe(415);
  });
});
