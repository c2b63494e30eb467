import type { ServerResponse } from 'node:http';

/** How the vendor's server answers one delivery: rightly, wrongly, slowly or not at all. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  /** Cuts the connection without a word. */
  | { readonly kind: 'cut' }
  /** Resets the connection: a RST instead of an answer. */
  | { readonly kind: 'reset' }
  /** Answers, one header line after the other, and is never done. */
  | { readonly kind: 'slow-headers' }
  /** One informational answer after the other (103), and never a final one. */
  | { readonly kind: 'hints' }
  /** Something that is not HTTP. */
  | { readonly kind: 'garbage' }
  /** 200, and then a body without an end. */
  | { readonly kind: 'flood' }
  /** 200, and then a body that never ends either, but drips. */
  | { readonly kind: 'drip' }
  /** Headers larger than anybody accepts. */
  | { readonly kind: 'huge-headers' };

export const accept: Behaviour = { kind: 'answer', status: 202 };
export const fail = (status: number, headers?: Readonly<Record<string, string>>): Behaviour => ({
  kind: 'answer',
  status,
  ...(headers && { headers }),
});
export const redirectTo = (location: string, status = 307): Behaviour => fail(status, { location });

/** Whether a delivery answered like this counts as taken by the vendor. */
export const takesIt = (behaviour: Behaviour): boolean =>
  behaviour.kind === 'answer' ? behaviour.status >= 200 && behaviour.status < 300 : behaviour.kind !== 'huge-headers';

export function behave(behaviour: Behaviour, response: ServerResponse): void {
  switch (behaviour.kind) {
    case 'answer':
      response.writeHead(behaviour.status, behaviour.headers).end('{}');
      return;
    case 'slow': {
      const timer = setTimeout(() => response.writeHead(200).end('{}'), behaviour.ms);
      response.on('close', () => clearTimeout(timer));
      return;
    }
    case 'silent':
      return;
    case 'cut':
      response.destroy();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'slow-headers':
      drip(response, 'HTTP/1.1 200 OK\r\n', 'x-more: to come\r\n');
      return;
    case 'hints':
      drip(response, '', 'HTTP/1.1 103 Early Hints\r\nlink: </more>; rel=preload\r\n\r\n');
      return;
    case 'garbage':
      response.socket?.end('\u0000\u0001 220 mail.vendor.example ESMTP\r\n\r\n');
      return;
    case 'flood':
      flood(response.writeHead(200));
      return;
    case 'drip': {
      const timer = setInterval(() => response.write('.'), 50);
      response.writeHead(200).on('close', () => clearInterval(timer));
      return;
    }
    case 'huge-headers':
      response.writeHead(200, { 'x-huge': 'x'.repeat(64 * 1024) }).end();
  }
}

/** Writes past Node's HTTP, straight to the wire: a beginning, and then the same again and again. */
function drip(response: ServerResponse, beginning: string, again: string): void {
  const { socket } = response;
  socket?.write(beginning);
  const timer = setInterval(() => socket?.write(again), 20);
  socket?.on('close', () => clearInterval(timer));
}

/** Writes as fast as it is read, for as long as somebody reads. */
function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
}
