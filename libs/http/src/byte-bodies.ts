import {
  applyDecorators,
  createParamDecorator,
  ServiceUnavailableException,
  type ExecutionContext,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { createHash, type Hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { Pace } from './pace.js';
import { Room } from './room.js';

/** A body as it came. */
export interface SentBytes {
  readonly bytes: Buffer;
  readonly sha256: Buffer;
  /** The header as it came; '' when there was none. */
  readonly contentType: string;
}

export interface ByteBodies {
  readonly maxBytes: number;
  /** Media types that are taken, in lower case; others are a 415. All of them when not given. */
  readonly types?: readonly string[];
  /** What the description of the API names. */
  readonly shown?: readonly string[];
}

const KEY = 'byteBodies';

/** For an endpoint whose body is not JSON to us but bytes: `@Bytes()` hands them over, with their hash. */
export const TakesBytes = (bodies: ByteBodies): MethodDecorator =>
  applyDecorators(
    RouteConfig({ [KEY]: bodies }),
    ApiConsumes(...(bodies.shown ?? bodies.types ?? ['application/octet-stream'])),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );

/** The body, in a handler that `@TakesBytes`. */
export const Bytes = createParamDecorator(
  (_: unknown, context: ExecutionContext): SentBytes =>
    context.switchToHttp().getRequest<{ readonly body: SentBytes }>().body,
);

/** Up to so many bytes a body is read at once; a longer one waits for room. */
const SMALL = 65_536;
/** For all long bodies together, unless a single one may be longer. */
const ROOM = 100_000_000;
const WAIT_MS = 10_000;
/** Copied and hashed in some two milliseconds; of all requests together. */
const pace = new Pace(1_048_576);

/** Stands for whatever type was sent, on its way to the one parser that takes everything. */
const ANY = 'application/x-tierline-bytes';

interface Expected {
  readonly bodies: ByteBodies;
  readonly contentType: string;
  readonly answer: ServerResponse;
}

/**
 * Reads the bodies of endpoints that take bytes, up to their limit. Each is hashed as it arrives, so that a long one never
 * holds up the others; and only so many long ones are in memory at the same time, the others wait unread.
 */
export function acceptBytes(fastify: FastifyInstance): void {
  const expected = new WeakMap<FastifyRequest, Expected>();
  let room = new Room(ROOM, WAIT_MS);

  fastify.addHook('onRoute', (route: RouteOptions) => {
    const bodies = (route.config as { readonly [KEY]?: ByteBodies } | undefined)?.[KEY];
    if (!bodies) return;
    if (bodies.maxBytes > ROOM) room = new Room(bodies.maxBytes, WAIT_MS);
    const expect = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      expected.set(request, { bodies, contentType: request.headers['content-type'] ?? '', answer: reply.raw });
      request.raw.headers['content-type'] = ANY;
      done();
    };
    route.onRequest = [...[route.onRequest ?? []].flat(), expect];
  });
  fastify.addContentTypeParser(ANY, async (request: FastifyRequest, payload: Readable) => {
    const body = expected.get(request);
    if (!body) throw refusal('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415);
    request.raw.headers['content-type'] = body.contentType;
    return read(request, payload, body, room);
  });
}

async function read(
  { headers }: FastifyRequest,
  payload: Readable,
  { bodies: { maxBytes, types }, contentType, answer }: Expected,
  room: Room,
): Promise<SentBytes> {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (headers['content-encoding'] !== undefined || (types && !types.includes(type)))
    throw refusal('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, types && `Send one of: ${types.filter(Boolean).join(', ')}.`);
  const said = headers['content-length'] === undefined ? null : Number(headers['content-length']);
  if (said !== null && said > maxBytes) throw tooLong(maxBytes);
  if (said !== null && said > SMALL) await enter(room, said, answer);

  const hash = createHash('sha256');
  const bytes = await collect(payload, { said, maxBytes, hash, grow: () => enter(room, maxBytes, answer) });
  if (said !== null && bytes.length !== said) throw refusal('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400);
  return { bytes, sha256: hash.digest(), contentType };
}

/** A body whose length nobody said is given room when it turns out to be long. Leaves the stream alone when it throws. */
function collect(
  payload: Readable,
  { said, maxBytes, hash, grow }: { said: number | null; maxBytes: number; hash: Hash; grow: () => Promise<void> },
): Promise<Buffer> {
  const whole = said !== null && said > SMALL ? Buffer.allocUnsafeSlow(said) : null;
  const chunks: Buffer[] = [];
  let length = 0;
  let hasRoom = said !== null;
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      payload.off('data', take).off('end', finish).off('error', fail).off('close', fail);
      settle();
    };
    const fail = (error?: Error): void =>
      end(() => reject(error ?? refusal('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400)));
    const finish = (): void => end(() => resolve(whole ? whole.subarray(0, length) : Buffer.concat(chunks, length)));
    const take = (chunk: Buffer): void => {
      if (length + chunk.length > Math.min(maxBytes, said ?? maxBytes)) return fail(tooLong(maxBytes));
      hash.update(chunk);
      if (whole) chunk.copy(whole, length);
      else chunks.push(chunk);
      length += chunk.length;
      if (hasRoom || length <= SMALL) return pace.took(payload, chunk.length);
      hasRoom = true;
      payload.pause();
      grow().then(() => payload.resume(), fail);
    };
    payload.on('data', take).on('end', finish).on('error', fail).on('close', fail);
  });
}

async function enter(room: Room, bytes: number, answer: ServerResponse): Promise<void> {
  if (!(await room.enter(bytes, answer))) throw new ServiceUnavailableException('Too many long bodies at once.');
}

const tooLong = (maxBytes: number): Error =>
  refusal('FST_ERR_CTP_BODY_TOO_LARGE', 413, `Send at most ${maxBytes.toLocaleString('en')} bytes.`);

const refusal = (code: string, statusCode: number, detail?: string): Error =>
  Object.assign(new Error(code), { code, statusCode, ...(detail !== undefined && { detail }) });
