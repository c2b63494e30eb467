import type { FastifyInstance } from 'fastify';

/** A stop waits so long for requests that are being answered; then it cuts them off. Below the process's own limit. */
const CUT_OFF_AFTER_MS = 20_000;
const LOOK_EVERY_MS = 50;

/**
 * Lets a stop wait for requests, but never for connections: one that becomes idle after the server stopped to listen
 * would otherwise be kept until its client or the keep-alive time ends it.
 */
export function stopListening(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    if (!server.listening) return done();
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
    const cutOff = setTimeout(() => server.closeAllConnections(), CUT_OFF_AFTER_MS);
    server.once('close', () => {
      clearInterval(idle);
      clearTimeout(cutOff);
    });
    done();
  });
}
