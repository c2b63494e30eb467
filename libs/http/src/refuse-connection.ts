import type { Socket } from 'node:net';
import { PROBLEM_TYPE, problemBody, type ProblemOptions } from './problem.js';

/** Answers what is not HTTP, or too much of it, before there is a request to speak of. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const problem = problems[error.code ?? ''] ?? malformed;
    const body = problemBody(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${problem.detail.split(':', 1)[0]}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'X-Content-Type-Options: nosniff',
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

const malformed: ProblemOptions = {
  status: 400,
  code: 'request.malformed-http',
  detail: 'Bad Request: this is not valid HTTP.',
};

const problems: Readonly<Record<string, ProblemOptions>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'request.headers-too-large',
    detail: 'Request Header Fields Too Large: send fewer or shorter headers.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request.timeout',
    detail: 'Request Timeout: the request did not arrive in time.',
  },
};
