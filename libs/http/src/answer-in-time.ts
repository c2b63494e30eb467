import type { FastifyInstance, FastifyReply } from 'fastify';
import { unavailable } from './database-problem.js';
import { sendProblem } from './problem.filter.js';

/**
 * No request hangs: one that has no answer after `withinMs` gets a 503 (what it asked for may still happen). One timer
 * looks after all of them, oldest first. An answer that has begun, such as a stream, may take as long as it likes; and a
 * request that is still arriving is the sender's delay, which the server's own time limit ends.
 */
export function answerInTime(fastify: FastifyInstance, withinMs: number): void {
  const waiting = new Map<FastifyReply, number>();
  fastify.addHook('onRequest', (_request, reply, done) => {
    waiting.set(reply, Date.now());
    done();
  });
  fastify.addHook('onResponse', (_request, reply, done) => {
    waiting.delete(reply);
    done();
  });
  const timer = setInterval(
    () => {
      const before = Date.now() - withinMs;
      for (const [reply, since] of waiting) {
        if (since > before) break;
        waiting.delete(reply);
        if (isArriving(reply)) waiting.set(reply, Date.now());
        else if (!reply.sent && !reply.raw.headersSent) sendProblem(reply, late, reply.request.id);
      }
    },
    Math.min(1_000, withinMs / 4),
  ).unref();
  fastify.addHook('onClose', () => clearInterval(timer));
}

const isArriving = ({ request: { raw } }: FastifyReply): boolean => !raw.complete && !raw.destroyed;

const late = {
  ...unavailable,
  detail: 'There was no answer in time. What you asked for may still have happened: look before you try again.',
};
