import { histogram } from '#observability';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { correlationOf } from './correlate.js';
import { routeOf } from './route-of.js';

export const requestSeconds = histogram({
  name: 'http_request_seconds',
  help: 'How long requests took to be answered, by route pattern and status.',
  labels: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
});

/** Every answer is measured; every one to a request that may change something is a log line. */
export function measureRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Http');
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = routeOf(request);
    const status = reply.statusCode;
    // A stream lasts as long as somebody listens: that says nothing about how fast we answer.
    if (!isStream(reply)) requestSeconds.observe({ method, route, status }, reply.elapsedTime / 1_000);
    if (method !== 'GET' && method !== 'HEAD') {
      // The request's own context may be over by now.
      const { correlationId, ticketId } = correlationOf(request) ?? { correlationId: request.id };
      const ms = Math.round(reply.elapsedTime);
      logger.log({ msg: `${method} ${route} ${status}`, method, route, status, ms, correlationId, ticketId });
    }
    done();
  });
}

const isStream = ({ raw }: Pick<FastifyReply, 'raw'>): boolean =>
  String(raw.getHeader('content-type') ?? '').startsWith('text/event-stream');
