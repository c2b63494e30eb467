import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { registry } from './metrics.js';

/** `GET /metrics` on a port of its own, so that no proxy shows it to the world by mistake. Rejects when it cannot listen. */
export async function serveMetrics(
  { host, port }: { readonly host: string; readonly port: number },
  scrape: () => Promise<string>,
): Promise<Server> {
  const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 8_192 }, (request, response) => {
    if (request.url?.split('?', 1)[0] !== '/metrics') return void response.writeHead(404).end('Look at /metrics.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    scrape().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  return server;
}
