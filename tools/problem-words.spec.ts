import { eventTypes, fieldCodes } from '#domain';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
// Only the list: a gap in it shows here, where all apps can be read.
// oxlint-disable-next-line no-restricted-imports
import { russian } from '../apps/dashboard/src/problems/russian.js';

const root = new URL('../', import.meta.url);
const sources = ['apps', 'libs'].flatMap((part) =>
  readdirSync(new URL(part, root), { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.ts') && !/(^dashboard\/|\.(medium-)?spec\.ts$|\/testing\/|\/demo\/|\/migrations\/)/.test(path),
    )
    .map((path) => readFileSync(new URL(`${part}/${path}`, root), 'utf8')),
);
/** Everything the servers' source writes as a code; facts are written alike. */
const written = new Set(
  sources
    .filter((source) => /DomainError|FieldProblem|ProblemOptions|Refuses|saying\(|refuse\(|code: '/.test(source))
    .flatMap((source) => [...source.matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g)].map(([, code]) => code!))
    .filter((code) => !eventTypes.includes(code)),
);

/** Told to machines that call us, or about requests no page sends. */
const toOthers = [
  'caller.unauthenticated', // The screen asks to sign in again.
  'delivery-events.not-authentic',
  'delivery-events.unknown-provider',
  'delivery-events.unreadable',
  'feasibility.short', // A warning; it comes in the reader's language.
  'idempotency-key.invalid',
  'idempotency-key.reused',
  'mail.bad-signature',
  'mail.empty',
  'mail.no-credentials',
  'mail.stale',
  'mail.token-reused',
  'mail.unknown-topic',
  'mail.wrong-credentials',
  'request.aborted',
  'request.bad-url',
  'request.cross-origin',
  'request.headers-too-large',
  'request.malformed-http',
  'request.malformed-json',
  'request.timeout',
  'request.too-deep',
  'request.unsupported-media-type',
  'request.url-too-long',
  'request.wrong-length',
  'route.method-not-allowed',
  'stream.too-many',
  'vendor-callback.id-reused',
  'vendor-callback.message-missing',
  'vendor-callback.old-sequence',
  'vendor.bad-signature',
];
/** Names of other things that are written like codes. */
const otherNames = /^(agent|organisation|requester|ticket|vendor|team|key)\.(id|name|email|number|priority|product|subject|over)$|^case\.|^(ical\.js|outcomes\.csv|tierline\.\w+|http\.\w+|url\.\w+|server\.\w+|service\.(name|namespace))$/; // prettier-ignore

const met = [...written].filter(
  (code) => !toOthers.includes(code) && (!otherNames.test(code) || code === 'ticket.over'),
);
const alike = (code: string): string => code.replace(/^[^.]+/, '*');

describe('the words of the pages for what the API refuses', () => {
  it('are there for every code that a screen can meet', () => {
    expect(met.length).toBeGreaterThan(200);
    expect(met.filter((code) => !Object.hasOwn(russian, code) && !Object.hasOwn(russian, alike(code)))).toEqual([]);
    expect(fieldCodes.filter((code) => code !== 'invalid' && !Object.hasOwn(russian, code))).toEqual([]);
  });

  it('are not there for what is never refused', () => {
    const known = new Set([...met, ...fieldCodes]);
    expect(Object.keys(russian).filter((code) => !code.startsWith('*') && !known.has(code))).toEqual([]);
  });
});
