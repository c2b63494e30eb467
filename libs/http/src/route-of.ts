import type { FastifyRequest } from 'fastify';

/** A request's route as a pattern; everything that meets none is one: strangers' paths must not become names of ours. */
export const routeOf = ({ routeOptions }: FastifyRequest): string => {
  const { url } = routeOptions;
  return url === undefined || url === '*' || url === '/*' ? 'unknown' : url;
};
