import { DomainError } from '#domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { acceptBytes } from './byte-bodies.js';
import { LargeBodies } from './large-bodies.js';

/**
 * The kind of body there is, but for endpoints that `@TakesBytes`: JSON in UTF-8. `request.rawBody` keeps the bytes, for
 * whoever must check a signature (`@RawBody()`). An empty body is no body.
 */
export function acceptJson(fastify: FastifyInstance): void {
  const largeBodies = new LargeBodies(fastify);
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  acceptBytes(fastify);
  fastify.decorateRequest('rawBody', undefined);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    (request as FastifyRequest & { rawBody?: Buffer }).rawBody = bytes;
    if (request.headers['content-encoding'] !== undefined) return done(encoded());
    if (bytes.length === 0) return done(null, undefined);
    if (!isUtf8(bytes)) return done(malformed('The body is not valid UTF-8.'));
    const read = () =>
      void parse(request, bytes.toString(), (error: Error | null, value?: unknown) =>
        error ? done(malformed(`The body is not valid JSON: ${reason(error)}`)) : done(null, value),
      );
    largeBodies.admit(request, bytes, read, done);
  });
}

const malformed = (detail: string): DomainError => new DomainError('invalid', 'request.malformed-json', detail);

const encoded = (): Error =>
  Object.assign(new Error('Content-Encoding'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 });

/** V8 quotes the input; a short excerpt helps, a long one does not. */
const reason = (error: Error): string =>
  /prototype|constructor|__proto__/i.test(error.message)
    ? 'a key named `__proto__` or `constructor.prototype` is not accepted.'
    : error.message.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 160);
