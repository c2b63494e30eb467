import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Names of built files hold a hash of what is in them: they never change. */
const isHashed = (path: string): boolean => path.includes('/assets/');

/**
 * Scripts and styles of ours only, no frame around us. Styles may stand in the page: the component
 * library sets sizes and colours that way, and what people wrote is never put into the page as HTML.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  // None of other sites: those of mails are in documents of their own, with policies of their own.
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves built web pages at `/`: the files of `folder` (their `.br` twins to browsers that take them), and its index.html for
 * every other path a browser navigates to, because the pages have routes of their own. The API's paths stay the API's.
 */
export async function servePages(app: NestFastifyApplication, folder: string): Promise<void> {
  // Only when it is needed: a part of it cannot be loaded by every test runner.
  const { fastifyStatic } = await import('@fastify/static');
  // In a scope of its own: others may serve files too.
  await app
    .getHttpAdapter()
    .getInstance()
    .register(async (scope) => {
      await scope.register(fastifyStatic, {
        root: folder,
        wildcard: false,
        index: false,
        preCompressed: true,
        setHeaders: (reply, path) => {
          if (isHashed(path)) void reply.header('cache-control', 'public, max-age=31536000, immutable');
        },
      });
      const page = (_request: FastifyRequest, reply: FastifyReply) =>
        reply
          .header('content-security-policy', policy)
          .header('cache-control', 'no-cache')
          .header('referrer-policy', 'same-origin')
          .sendFile('index.html', { cacheControl: false });
      scope.get('/', page);
      scope.get('/*', (request, reply) => (isNavigation(request) ? page(request, reply) : reply.callNotFound()));
    });
}

const isNavigation = ({ url, headers }: FastifyRequest): boolean =>
  !/^\/(?:api|health|dev|metrics)(?:[/?]|$)/.test(url) && (headers.accept ?? '').includes('text/html');
