import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openApi } from './open-api.js';

/** The parts of Swagger UI that the page needs; they come with us, so it works without a network. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};
const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tierline API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="api"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
const frontPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tierline</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <style>
      :root { color-scheme: light dark; }
      body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 14vh auto; padding: 0 1.25rem; }
      li { margin: 0.4rem 0; }
    </style>
  </head>
  <body>
    <main>
      <h1>Tierline</h1>
      <p>Technical support in tiers. This is one of its services, and an HTTP API: agents have their pages at the desk (tier-worker, or the address of the whole).</p>
      <ul>
        <li><a href="/api/docs">The API in words</a>, to read and to try out</li>
        <li><a href="/api/v1/openapi.json">openapi.json</a>, for programs</li>
        <li><a href="/health/ready">Is everything it needs there?</a></li>
      </ul>
    </main>
  </body>
</html>
`;
// Groups are closed at first: that is a table of contents, and open ones are drawn only where one looks.
const start = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'none', validatorUrl: null });\n`;

/**
 * Serves `/api/v1/openapi.json` (the given one, or one of this app's own endpoints that is made when first asked for)
 * and a page for people at `/api/docs`.
 */
export function serveDocs(app: NestFastifyApplication, given: string | undefined): void {
  const fastify = app.getHttpAdapter().getInstance();
  let document = given;
  fastify.get('/api/v1/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((document ??= JSON.stringify(openApi(app, 'Tierline')))),
  );
  fastify.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  fastify.get('/api/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
  for (const [asset, type] of Object.entries(assets)) {
    fastify.get(`/api/docs/${asset}`, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'max-age=3600')
        .send(await readFile(join(folder, asset))),
    );
  }
}

/** An app that has no pages of its own tells a visitor at `/` where they are. */
export function serveFrontPage(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(frontPage));
}
