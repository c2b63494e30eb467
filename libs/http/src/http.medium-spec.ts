import { Authenticated, AccessModule, ApiKeys, CurrentCaller, type Caller } from '#access';
import { Database } from '#database';
import { createLogger } from '#observability';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Body, Controller, Get, Global, HttpException, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import {
  Answers,
  createHttpApp,
  openApi,
  pageQuery,
  Refuses,
  text,
  type HttpAppOptions,
  type PageQuery,
} from './index.js';

const thing = z.strictObject({
  subject: text({ max: 200 }),
  count: z.int().min(0).max(1_000).optional(),
  'a/b~c': z.boolean().optional(),
  parts: z
    .array(z.strictObject({ name: text({ max: 20 }) }))
    .max(100)
    .optional(),
});
type Thing = z.output<typeof thing>;

let db: TestDatabase;
/** Lets the requests go that are held at `things/fail/held`. */
const held: (() => void)[] = [];

@Controller('things')
class ThingsController {
  @Post()
  @Answers(201, thing, 'The thing, as it came')
  create(@Body({ schema: thing }) body: Thing): Thing {
    return body;
  }

  @Get()
  @Answers(200, z.object({ limit: z.int() }))
  list(@Query({ schema: pageQuery }) query: PageQuery): PageQuery {
    return query;
  }

  @Get(':id')
  @Answers(200)
  @Refuses(404, 'thing.not-found')
  get(@Param('id') id: string): { readonly id: string } {
    return { id };
  }

  @Post('mine')
  @Authenticated({ scope: 'tickets:write' })
  @Answers(200)
  mine(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @Post('fail/:how')
  async fail(@Param('how') how: string): Promise<unknown> {
    switch (how) {
      case 'bug':
        throw new TypeError('a secret of ours');
      case 'status':
        throw new HttpException('teapot', 418);
      case 'unique':
        return db.database.dataSource.query(`INSERT INTO sector VALUES ('twice', ''), ('twice', '')`);
      case 'nul':
        return db.database.read({ name: 'nul', text: 'SELECT $1::text' }, ['\0']);
      case 'overflow':
        return db.database.read({ name: 'overflow', text: 'SELECT $1::int' }, [9e15]);
      case 'killed':
        return db.database.read({ name: 'killed', text: 'SELECT pg_terminate_backend(pg_backend_pid())' });
      case 'held':
        return new Promise((resolve) => held.push(() => resolve('let go')));
      default:
        return new Promise(() => {});
    }
  }
}

const lines: string[] = [];

async function start(options: Partial<HttpAppOptions> = {}): Promise<{ app: NestFastifyApplication; url: string }> {
  @Global()
  @Module({ providers: [{ provide: Database, useValue: db.database }], exports: [Database] })
  class Databases {}
  @Module({ imports: [Databases, AccessModule], controllers: [ThingsController] })
  class Things {}
  const logger = createLogger('test', { level: 'warn', destination: { write: (line) => void lines.push(line) } });
  const app = await createHttpApp(Things, { name: 'test', logger, rateLimit: 0, answerWithinMs: 400, ...options });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url: `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}` };
}

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string; readonly in?: string }[];
  readonly errorsOmitted?: number;
}

let app: NestFastifyApplication;
let url: string;
let key: string;

beforeAll(async () => {
  db = await testDatabase();
  ({ app, url } = await start());
  ({ key } = await new ApiKeys(db.database).create({ name: 'client', scopes: ['tickets:write'] }));
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

const post = (body: string | Buffer | undefined, headers: Record<string, string> = {}, path = '/api/v1/things') =>
  fetch(url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as Problem;
  expect(problem).toMatchObject({ status: response.status, code: expect.stringMatching(/^[\w-]+\.[\w-]+$/) });
  return problem;
}

/** Sends bytes as they are, and gives all that comes back. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no end after: ${answer}`)));
  });

describe('bodies that are not understood', () => {
  test.each([
    ['not JSON', '{"subject":', 'request.malformed-json'],
    ['two documents', '{}{}', 'request.malformed-json'],
    ['a poisoned prototype', '{"subject":"x","__proto__":{"admin":true}}', 'request.malformed-json'],
    ['a poisoned prototype, escaped', '{"subject":"x","\\u005f_proto__":{"admin":true}}', 'request.malformed-json'],
    ['a poisoned constructor', '{"subject":"x","constructor":{"prototype":{}}}', 'request.malformed-json'],
    ['brackets without end', '['.repeat(10_000), 'request.malformed-json'],
    ['many brackets without end', '['.repeat(100_000), 'request.too-deep'],
    ['deep nesting', '['.repeat(8_000) + ']'.repeat(8_000), 'request.invalid'],
    ['deep nesting in a large body', '{"\\"\\\\":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'request.too-deep'],
    ['brackets in a large text', `{"subject":"${'[{\\"'.repeat(10_000)}"}`, 'request.invalid'],
    ['an array', '[]', 'request.invalid'],
    ['null', 'null', 'request.invalid'],
    ['nothing', '', 'request.invalid'],
  ])('%s is a 400', async (_, body, code) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code });
  });

  test('bytes that are not UTF-8 are a 400', async () => {
    const response = await post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]));
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'request.malformed-json' });
  });

  test('more than a mebibyte is a 413, said or found out', async () => {
    const large = JSON.stringify({ subject: 'x'.repeat(10_000_000) });
    expect(await problemOf(await post(large))).toMatchObject({ status: 413, code: 'request.too-large' });
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(large));
        controller.close();
      },
    });
    const chunked = { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': 'application/json' } };
    expect(await problemOf(await fetch(`${url}/api/v1/things`, chunked as RequestInit))).toMatchObject({ status: 413 });
  });

  test('whoever goes on sending after a 413 still hears it, on a connection that stays good', async () => {
    const head = 'POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    const next = 'GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    const much = 'x'.repeat(10_000_000);
    for (const body of [
      `Content-Length: ${much.length}\r\n\r\n${much}`,
      `Transfer-Encoding: chunked\r\n\r\n${much.length.toString(16)}\r\n${much}\r\n0\r\n\r\n`,
    ]) {
      const answer = await raw(head + body + next);
      expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
    }
  });

  test('large bodies are worked on a few at a time, small ones meanwhile', async () => {
    const busy = await start({ answerWithinMs: 10_000 });
    const seen: string[] = [];
    const send = async (name: string, path: string, body: string) => {
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(`${busy.url}/api/v1/${path}`, { method: 'POST', body, headers });
      seen.push(`${name} ${status}`);
    };
    const large = `{"surprise":"${'x'.repeat(20_000)}"}`;
    const first = Array.from({ length: 8 }, () => send('first', 'things/fail/held', large));
    await eventually(() => expect(held).toHaveLength(8));
    const later = send('later', 'things', large);
    await send('small', 'things', '{"subject":"x"}');
    expect(seen).toEqual(['small 201']);
    for (const letGo of held.splice(0)) letGo();
    await Promise.all([...first, later]);
    await busy.app.close();
    expect(seen.toSorted()).toEqual([...first.map(() => 'first 201'), 'later 400', 'small 201']);
  });

  test.each([
    'text/plain',
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('%s is a 415', async (type) => {
    expect(await problemOf(await post('{"subject":"x"}', { 'content-type': type }))).toMatchObject({ status: 415 });
  });

  test('a compressed body is a 415', async () => {
    expect(await problemOf(await post('x', { 'content-encoding': 'gzip' }))).toMatchObject({ status: 415 });
  });
});

describe('fields that are not accepted', () => {
  const errorsOf = async (body: unknown) => {
    const response = await post(typeof body === 'string' ? body : JSON.stringify(body));
    expect(response.status).toBe(400);
    return (await problemOf(response)).errors;
  };

  test('each is named by its pointer', async () => {
    const errors = await errorsOf({ subject: 7, count: 1.5, 'a/b~c': 'no', parts: [{ name: 'x' }, {}] });
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/subject', '/count', '/a~1b~0c', '/parts/1/name']);
  });

  test('a missing field is called required', async () => {
    expect(await errorsOf({})).toMatchObject([
      { pointer: '/subject', code: 'required', detail: expect.stringContaining('required') },
    ]);
  });

  test('unknown fields are refused one by one, at any depth', async () => {
    const errors = await errorsOf({ subject: 'x', 'so/on': 1, other: 2, parts: [{ name: 'x', more: 1 }] });
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(['/other', '/parts/0/more', '/so~1on']);
  });

  test('no more than fifty are listed, and how many are not', async () => {
    const fields = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`f${index}`, 1]));
    const problem = await problemOf(await post(JSON.stringify({ subject: 'x', ...fields })));
    expect(problem.errors).toHaveLength(50);
    expect(problem.errorsOmitted).toBe(70);
  });

  test.each([
    ['NUL', '{"subject":"a\\u0000b"}'],
    ['a lone high surrogate', '{"subject":"a\\ud800b"}'],
    ['a lone low surrogate', '{"subject":"a\\udc00"}'],
    ['a reversed pair', '{"subject":"\\udc00\\ud800"}'],
  ])('%s is refused with its pointer', async (_, body) => {
    expect(await errorsOf(body)).toMatchObject([{ pointer: '/subject' }]);
  });

  test.each(['1e400', '-1', '1.0000001', '1e3000', '"7"', '9007199254740993', 'null', '1001'])(
    'the number %s is refused where a small whole number is wanted',
    async (number) => {
      expect(await errorsOf(`{"subject":"x","count":${number}}`)).toMatchObject([{ pointer: '/count' }]);
    },
  );

  test.each(['0', '-0', '7.0', '1e3', '10E2'])('the number %s is a whole number', async (number) => {
    expect((await post(`{"subject":"x","count":${number}}`)).status).toBe(201);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=1&limit=2',
    'limit=0x10',
    'limit=%00',
    'cursor=%00',
    'limit[]=1',
    'foo=1',
    'limit=',
  ])('the query %s is refused', async (query) => {
    const problem = await problemOf(await fetch(`${url}/api/v1/things?${query}`));
    expect(problem).toMatchObject({ status: 400, code: 'request.invalid', errors: [{ in: 'query' }] });
  });

  test('a good query is parsed', async () => {
    expect(await (await fetch(`${url}/api/v1/things?limit=7`)).json()).toEqual({ limit: 7 });
    expect(await (await fetch(`${url}/api/v1/things`)).json()).toEqual({ limit: 50 });
  });
});

describe('requests that lead nowhere', () => {
  test.each([
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v1/things/x/y', 404],
    ['DELETE', '/api/v1/things', 404],
    ['PATCH', '/api/v1/things/1', 404],
    ['OPTIONS', '/api/v1/things', 404],
    ['POST', '/api/v1/nothing', 404],
    ['GET', '/api/v1/things/%', 400],
    ['GET', '/api/v1/things/%ff%fe', 400],
    ['GET', '/api/v1/things/%zz?limit=1', 400],
    ['GET', `/api/v1/things/${'x'.repeat(600)}`, 414],
    ['GET', '/api/v1//things', 404],
    ['GET', '/api/v1/../../etc/passwd', 404],
    ['GET', '/api/docs/..%2f..%2fpackage.json', 404],
  ])('%s %s is a problem', async (method, path, status) => {
    const answer = await raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });

  test.each([
    ['FOO /api/v1/things HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['GET /api/v1/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ' + 'x'.repeat(40_000) + '\r\n\r\n', 431],
    ['rubbish\r\n\r\n', 400],
    ['PURGE /api/v1/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n', 400],
    ['POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ])('%j is a problem', async (bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });

  test('HEAD has the headers of GET and no body', async () => {
    const response = await fetch(`${url}/api/v1/things`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    const missing = await fetch(`${url}/api/v1/nothing`, { method: 'HEAD' });
    expect([missing.status, await missing.text()]).toEqual([404, '']);
  });
});

describe('what fails on our side', () => {
  const fail = (how: string) => post(undefined, {}, `/api/v1/things/fail/${how}`);

  test('a bug is a 500 that tells nothing, and one log line that tells all', async () => {
    lines.length = 0;
    const response = await fail('bug');
    const answer = await response.text();
    expect(response.status).toBe(500);
    expect(answer).not.toContain('secret');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      app: 'test',
      msg: 'a secret of ours',
      correlationId: response.headers.get('x-correlation-id'),
      path: '/api/v1/things/fail/bug',
    });
  });

  test.each([
    ['unique', 409, 'request.conflict'],
    ['nul', 400, 'request.unstorable-value'],
    ['overflow', 400, 'request.unstorable-value'],
    ['killed', 503, 'service.unavailable'],
    ['hang', 503, 'service.unavailable'],
    ['status', 418, 'request.refused'],
  ])('%s is a %i %s', async (how, status, code) => {
    const response = await fail(how);
    expect(await problemOf(response)).toMatchObject({ status, code });
    if (status === 503) expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  test('a request that is slow to arrive is not held against us: it is answered when it is there', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write(
      'POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{',
    );
    // Whoever came later had to wait so long that he was given up; the first one was not.
    for (let turn = 0; turn < 2; turn += 1) expect((await fail('hang')).status).toBe(503);
    expect(answer).toBe('');
    socket.write('"subject":"x"}');
    await eventually(() => expect(answer).toMatch(/^HTTP\/1\.1 201 /));
    socket.destroy();
  });

  test('what is well writes no warning', async () => {
    lines.length = 0;
    await post('{"subject":"x"}');
    await post('{}');
    expect(lines).toEqual([]);
  });
});

describe('who is calling', () => {
  const mine = (headers: Record<string, string>) => post(undefined, headers, '/api/v1/things/mine');

  test('a good key is let in, and a revoked one is not, at once', async () => {
    const made = await new ApiKeys(db.database).create({ name: 'short', scopes: ['tickets:write'] });
    const headers = { authorization: `Bearer ${made.key}` };
    expect(await (await mine(headers)).json()).toEqual({
      kind: 'api-key',
      id: made.id,
      name: 'short',
      scopes: ['tickets:write'],
      organisationId: null,
    });
    await new ApiKeys(db.database).revoke(made.id);
    expect(await problemOf(await mine(headers))).toMatchObject({ status: 401, code: 'caller.unauthenticated' });
  });

  test('many at once are each themselves', async () => {
    const keys = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        new ApiKeys(db.database).create({ name: `key ${index}`, scopes: ['tickets:write'] }),
      ),
    );
    const answers = await Promise.all(
      [...keys, ...keys].map(async ({ key: token }) => (await mine({ authorization: `Bearer ${token}` })).json()),
    );
    expect(answers.map((caller) => (caller as Caller).id)).toEqual([...keys, ...keys].map(({ id }) => id));
  });

  test.each([
    ['nothing', {}],
    ['an unknown token', { authorization: 'Bearer AAAA' }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a long token', { authorization: `Bearer ${'x'.repeat(5_000)}` }],
    ['a strange token', { authorization: "Bearer ' OR 1=1 --" }],
    ['a strange cookie', { cookie: 'tierline=; tierline==;;; =x' }],
  ] as const)('%s is a 401', async (_, headers) => {
    const response = await mine(headers);
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'caller.unauthenticated' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('an expired key is a 401', async () => {
    const expired = await new ApiKeys(db.database).create({
      name: 'old',
      scopes: ['tickets:write'],
      expiresAt: new Date(1),
    });
    expect((await mine({ authorization: `Bearer ${expired.key}` })).status).toBe(401);
  });

  test('a key without the scope is a 403', async () => {
    const other = await new ApiKeys(db.database).create({ name: 'reader', scopes: ['tickets:read'] });
    const response = await mine({ authorization: `Bearer ${other.key}` });
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'caller.forbidden' });
  });

  test('a key in a cookie is nothing', async () => {
    expect((await mine({ cookie: `tierline=${key}` })).status).toBe(401);
  });

  test('who calls is asked before what is sent is looked at', async () => {
    const response = await post('{"unknown":1}', {}, '/api/v1/things/mine');
    expect(response.status).toBe(401);
  });
});

describe('every answer', () => {
  test('has a correlation id: the one that came, when it is harmless', async () => {
    const sent = await post('{"subject":"x"}', { 'x-correlation-id': 'order-4711-a' });
    expect(sent.headers.get('x-correlation-id')).toBe('order-4711-a');
    const harmful = await post('{"subject":"x"}', { 'x-correlation-id': 'a b{}"' });
    expect(harmful.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['/api/v1/things', '/api/v1/nothing', '/api/v1/things/%'])('%s has security headers', async (path) => {
    const { headers } = await fetch(url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('a request that another site made with our cookie is refused; one with a token is not', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const refused = await post('{"subject":"x"}', foreign);
    expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'request.cross-origin' });
    expect((await post('{"subject":"x"}', { ...foreign, authorization: `Bearer ${key}` })).status).toBe(201);
  });

  test('health is asked without the prefix', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ok', checks: {}, problems: [] });
  });
});

describe('stopping', () => {
  test('lets the requests that are there finish, and does not wait for idle connections', async () => {
    const stopping = await start({ answerWithinMs: 5_000 });
    await fetch(`${stopping.url}/health/live`);
    const begun = fetch(`${stopping.url}/api/v1/things/fail/held`, { method: 'POST' });
    await eventually(() => expect(held).toHaveLength(1));
    const stopped = stopping.app.close();
    for (const letGo of held.splice(0)) letGo();
    await stopped;
    expect((await begun).status).toBe(201);
    await expect(fetch(`${stopping.url}/health/live`)).rejects.toThrow();
  });
});

describe('too many requests', () => {
  test('are a 429 with Retry-After, per address until a caller is known', async () => {
    const limited = await start({ rateLimit: 60 });
    const send = (headers = {}) => fetch(`${limited.url}/api/v1/things/mine`, { method: 'POST', headers });
    const good = { authorization: `Bearer ${key}` };
    expect((await send(good)).status).toBe(200);
    const invented = await Promise.all(
      Array.from({ length: 20 }, (_, index) => send({ authorization: `Bearer invented-${index}` })),
    );
    expect(invented.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
    const refused = invented.find(({ status }) => status === 429)!;
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await problemOf(refused)).toMatchObject({ code: 'caller.too-many-requests' });
    expect((await send(good)).status).toBe(200);
    expect((await fetch(`${limited.url}/health/live`)).status).toBe(200);
    await limited.app.close();
  });
});

describe('the description of the API', () => {
  test('has bodies, parameters, answers and who may call', () => {
    const document = openApi(app, 'test');
    const { post: create, get: list } = document.paths['/api/v1/things']!;
    expect(create).toMatchObject({
      requestBody: {
        content: { 'application/json': { schema: { required: ['subject'], additionalProperties: false } } },
      },
      responses: {
        201: { description: 'The thing, as it came', content: { 'application/json': { schema: { type: 'object' } } } },
        default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    });
    expect(list?.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'limit',
          in: 'query',
          required: false,
          schema: expect.objectContaining({ type: 'integer', maximum: 100 }),
        }),
      ]),
    );
    expect(document.paths['/api/v1/things/mine']!.post!.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    expect(Object.keys(document.paths)).not.toContain('/health/live');
  });

  test('is served as JSON, and as a page without anything from elsewhere', async () => {
    const served = await fetch(`${url}/api/v1/openapi.json`);
    expect(await served.json()).toMatchObject({
      openapi: '3.0.3',
      components: { schemas: { Problem: { type: 'object' } } },
    });
    const page = await (await fetch(`${url}/api/docs`)).text();
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset!);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) expect((await fetch(new URL(asset, `${url}/api/docs`))).status).toBe(200);
    expect(page).not.toMatch(/<script>|https?:\/\//);
  });

  test('is found by whoever opens the address in a browser, by links that lead somewhere', async () => {
    const front = await fetch(url);
    expect(front.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const links = [...(await front.text()).matchAll(/href="([^"]+)"/g)].map(([, link]) => link!);
    expect(links).toContain('/api/docs');
    for (const link of links) expect((await fetch(new URL(link, url))).status).toBe(200);
  });
});

const corpora = join(process.cwd(), '../shared/corpora');
const withCorpus = (folder: string) => (existsSync(join(corpora, folder)) ? test : test.skip);

describe('real material (skipped where ../shared/corpora is not)', () => {
  withCorpus('text')('every naughty string comes back as it was sent, or is refused', async () => {
    const strings = JSON.parse(readFileSync(join(corpora, 'text/blns.json'), 'utf8')) as string[];
    for (const subject of strings) {
      const response = await post(JSON.stringify({ subject }));
      if (response.status === 201) expect(await response.json()).toEqual({ subject });
      else expect((await problemOf(response)).status).toBe(400);
    }
    expect(strings.length).toBeGreaterThan(500);
  });

  withCorpus('json-test-suite')('every JSON body is a 4xx or a 2xx', async () => {
    const folder = join(corpora, 'json-test-suite');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const response = await post(readFileSync(join(folder, file)));
      const problem = await problemOf(response);
      expect(problem.status).toBe(400);
      if (file.startsWith('y_')) expect([file, problem.code]).toEqual([file, 'request.invalid']);
    }
  });
});
