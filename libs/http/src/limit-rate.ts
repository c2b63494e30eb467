import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter.js';
import { RateLimit } from './rate-limit.js';

/**
 * Limits requests per caller. A credential has a bucket of its own only after it was good once: until then, and without
 * one, the address pays, so nobody gets fresh buckets by inventing tokens.
 */
export function limitRate(fastify: FastifyInstance, perMinute: number): void {
  const limit = new RateLimit(perMinute);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/health/')) return done();
    const credential = credentialOf(request);
    const known = credential !== undefined && limit.knows(credential);
    const wait = limit.take(known ? credential : request.ip);
    if (wait === 0) return done();
    sendProblem(reply, tooMany(wait), request.id);
  });
  fastify.addHook('onResponse', (request: FastifyRequest, _reply: FastifyReply, done) => {
    const credential = credentialOf(request);
    // Only a guard that let the caller in leaves one on the request.
    if (credential !== undefined && 'caller' in request && !limit.knows(credential)) limit.take(credential);
    done();
  });
}

const credentialOf = ({ headers }: FastifyRequest): string | undefined => headers.authorization ?? headers.cookie;

const tooMany = (seconds: number) => ({
  status: 429,
  code: 'caller.too-many-requests',
  detail: `Too many requests: go on in ${seconds} s.`,
  headers: { 'retry-after': String(seconds) },
});
