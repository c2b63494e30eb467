import { parseTraceparent, runWith, tracing, type Correlation } from '#observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { routeOf } from './route-of.js';

export const CORRELATION_HEADER = 'x-correlation-id';

const CORRELATION = Symbol('correlation');
type Correlated = FastifyRequest & { [CORRELATION]?: Correlation | null };

/** What a request is about, also where its own context is over: after the answer. */
export const correlationOf = (request: FastifyRequest): Correlation | null =>
  (request as Correlated)[CORRELATION] ?? null;

/** A request's id: the caller's own when it is harmless in a log line, else that of the caller's trace, else a new one. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[CORRELATION_HEADER];
  if (typeof given === 'string' && /^[\w.:-]{8,128}$/.test(given)) return given;
  return parseTraceparent(traceparentOf(headers))?.traceId ?? randomUUID();
}

const traceparentOf = ({ traceparent }: IncomingMessage['headers']): string | undefined =>
  typeof traceparent === 'string' ? traceparent : undefined;

/** Everything a request causes runs under its id (and its span), and its answer says it. */
export function correlate(fastify: FastifyInstance): void {
  fastify.decorateRequest(CORRELATION, null);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id);
    const correlation: Correlation = { correlationId: request.id, ticketId: undefined, span: startSpan(request) };
    (request as Correlated)[CORRELATION] = correlation;
    runWith(correlation, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { span, ticketId } = correlationOf(request) ?? {};
    if (span) {
      span.set({ 'http.response.status_code': reply.statusCode, 'tierline.ticket_id': ticketId });
      if (reply.statusCode >= 500) span.fail(new Error(`status ${reply.statusCode}`));
      span.end();
    }
    done();
  });
}

/** Nobody wants to read about an orchestrator's looks. */
function startSpan(request: FastifyRequest): Correlation['span'] {
  const traced = tracing();
  if (!traced || request.url.startsWith('/health/')) return undefined;
  return traced.request({
    correlationId: request.id,
    traceparent: traceparentOf(request.headers),
    method: request.method,
    route: routeOf(request),
  });
}
