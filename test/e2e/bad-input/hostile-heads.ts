const POST = 'POST /api/v1/tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
const GET = 'GET /health/live HTTP/1.1\r\nHost: a\r\n';
const SMUGGLED = 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n';

/** What is not HTTP, or can be read in two ways; all of it ends the connection. */
export const brokenRequests: readonly (readonly [what: string, bytes: string])[] = [
  ['no HTTP', 'hello\r\n\r\n'],
  ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['an unknown method', 'STEAL /api/v1/tickets HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a byte beyond ASCII in the path', 'GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a space in the path', 'GET /api/v1/a b HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a length and chunks', `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 50\r\n\r\n{}${SMUGGLED}`],
  ['a list of lengths', `${POST}Content-Length: 2, 2\r\n\r\n{}`],
  ['a negative length', `${POST}Content-Length: -1\r\n\r\n{}`],
  ['a signed length', `${POST}Content-Length: +2\r\n\r\n{}`],
  ['a length beyond numbers', `${POST}Content-Length: 99999999999999999999999\r\n\r\n{}`],
  ['an unknown coding', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['chunked, and not last', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a coding after a vertical tab', `${POST}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a space before the colon', `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk of no length', `${POST}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n`],
  ['a chunk of a negative length', `${POST}Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n`],
  ['a NUL in a header', `${GET}X-A: a\0b\r\n\r\n`],
  ['a bare carriage return in a header', `${GET}X-A: a\rX-B: b\r\n\r\n`],
  ['a header without a name', `${GET}: a\r\n\r\n`],
  ['a continued header', `${GET}X-Correlation-Id: abcdefgh\r\n evil\r\n\r\n`],
  ['headers of 20 kilobytes', `${GET}X-A: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['a correlation id of 20 kilobytes', `${GET}X-Correlation-Id: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['a path of 20 kilobytes', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
];

/** `x-correlation-id`s that are not to appear in a log line. */
export const badCorrelations: readonly string[] = [
  '',
  'short',
  'a'.repeat(129),
  'a'.repeat(10_000),
  'with spaces in it',
  '<script>alert(1)</script>',
  '{"level":60}',
  '\u00ff\u00fe\u00fd\u00fc\u00fb\u00fa\u00f9\u00f8',
  'abcdefgh, ijklmnop',
  "'; DROP TABLE ticket; --",
  '\u001b[31mred and dangerous',
];
