import { appAt, type HttpApp } from '#http';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** As long as a service takes for an answer at most. */
const ANSWER_WITHIN_MS = 15_000;

/** One port in front of all services, which sends each path to the app that the route table names. */
export interface Edge {
  listen(place: { readonly host: string; readonly port: number }): Promise<void>;
  close(): Promise<void>;
}

export function createEdge(portOf: (app: HttpApp) => number): Edge {
  /** Answers that end only when somebody hangs up. */
  const streams = new Set<ServerResponse>();
  const server = createServer((asked, answer) => forward(asked, answer, portOf(appAt(pathOf(asked.url))), streams));
  return {
    async listen({ host, port }) {
      server.listen(port, host);
      await once(server, 'listening');
    },
    async close() {
      server.close();
      server.closeIdleConnections();
      for (const stream of streams) stream.destroy();
      setTimeout(() => server.closeAllConnections(), ANSWER_WITHIN_MS).unref();
      await once(server, 'close');
    },
  };
}

/** The path of a request's target, which may be anything a caller wrote: `/a?b`, `//`, `http://host/a`. */
export const pathOf = (target = '/'): string =>
  (/^https?:\/\//i.test(target) ? target.replace(/^https?:\/\/[^/?#]*/i, '') : target).replace(/[?#].*$/, '') || '/';

function forward(asked: IncomingMessage, answer: ServerResponse, port: number, streams: Set<ServerResponse>): void {
  const from = asked.socket.remoteAddress ?? '';
  const before = asked.headers['x-forwarded-for'];
  const headers = {
    ...asked.headers,
    'x-forwarded-for': before === undefined ? from : `${String(before)}, ${from}`,
    'x-forwarded-host': asked.headers.host,
    'x-forwarded-proto': 'http',
  };
  const { method, url: path } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
    // A service that went down in the middle has not ended its answer: nor have we.
    answered.once('close', () => answered.complete || answer.destroy());
    if (isStream(answered)) streams.add(answer);
  });
  onward.on('error', () => refuse(answer));
  answer.on('close', () => {
    streams.delete(answer);
    onward.destroy();
  });
  asked.pipe(onward);
}

const isStream = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('text/event-stream') === true;

/** The service behind this path is down, or went down in the middle. */
function refuse(answer: ServerResponse): void {
  if (answer.headersSent) return void answer.destroy();
  const problem = {
    type: 'about:blank',
    title: 'Bad Gateway',
    status: 502,
    code: 'service.unavailable',
    detail: 'The service behind this path does not answer: try again in a moment.',
  };
  answer.writeHead(502, { 'content-type': 'application/problem+json', 'retry-after': '5' });
  answer.end(JSON.stringify(problem));
}
