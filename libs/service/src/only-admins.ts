import { admitAdmin, Unauthenticated, type CallerRequest, type Credentials } from '#access';
import { problemOf, sendProblem } from '#http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * For pages that are not ours: whether an admin asks. Whoever is not signed in is sent to do that and comes back; anybody else
 * gets the problem document.
 */
export const onlyAdmins =
  (credentials: Credentials) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    try {
      await admitAdmin(credentials, request as CallerRequest);
      return true;
    } catch (error) {
      if (error instanceof Unauthenticated && request.headers.accept?.includes('text/html')) {
        void reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`);
      } else sendProblem(reply, problemOf(error), request.id);
      return false;
    }
  };
