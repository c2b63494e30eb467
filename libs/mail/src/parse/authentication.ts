import type { MailAuthentication } from '../parsed-mail.js';

/** Nobody we trust said anything. */
export const unauthenticated: MailAuthentication = { spf: null, mailFrom: null, dkim: null, dmarc: null };

/**
 * What the servers in `trusted` (their authserv-ids, RFC 8601) found out about the sender.
 * Anybody can write such a header into a mail: only those count that a trusted server put on top, that is above the first Received;
 * of a mail without Received only the topmost. `fields` are in the order of the mail.
 */
export function readAuthentication(
  fields: readonly { readonly name: string; readonly value: string }[],
  trusted: readonly string[],
): MailAuthentication {
  const known = new Set(trusted.map((server) => server.toLowerCase()));
  if (known.size === 0) return unauthenticated;
  const received = fields.findIndex(({ name }) => name === 'received');
  const on = fields.filter(({ name }) => name === 'authentication-results' || name === 'arc-authentication-results');
  const topmost = on.find(({ name }) => name === 'authentication-results');
  const ours = (received < 0 ? [] : fields.slice(0, received)).filter(({ name }) => name === 'authentication-results');
  const results = [...new Set([...(topmost ? [topmost] : []), ...ours])].map(({ value }) => resultsOf(value, known));
  const spf = fields.find(({ name }) => name === 'received-spf');
  const fromResults = verdict(results, 'spf');
  return {
    ...(fromResults === null && spf
      ? receivedSpf(spf.value, known)
      : { spf: fromResults, mailFrom: mailFromIn(results) }),
    dkim: verdict(results, 'dkim'),
    dmarc: verdict(results, 'dmarc'),
  };
}

/**
 * The methods of one header by name; none unless the server that wrote it is trusted. What stands in quotes is the
 * sender's: `smtp.mailfrom="; dmarc=pass"@elsewhere.test` is no verdict.
 */
function resultsOf(value: string, trusted: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const [server = '', ...rest] = value
    .slice(0, 10_000)
    .replace(/"(?:\\.|[^"\\])*"/g, '""')
    .replace(/\([^()]*\)/g, ' ')
    .split(';');
  const methods = new Map<string, string[]>();
  const add = (method: string, said: string): void => {
    methods.set(method, [...(methods.get(method) ?? []), said]);
  };
  if (!trusted.has((server.trim().split(/\s+/)[0] ?? '').toLowerCase())) return methods;
  for (const part of rest) {
    const found = /^\s*([a-z][a-z0-9-]*)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part);
    if (!found?.[1] || !found[2]) continue;
    const [method, result] = [found[1].toLowerCase(), found[2].toLowerCase()];
    add(method, result);
    const mailFrom = /\ssmtp\.mailfrom\s*=\s*<?([^\s;<>]+)/i.exec(part)?.[1];
    if (method === 'spf' && result === 'pass' && mailFrom !== undefined) add(PASSED, mailFrom);
  }
  return methods;
}

/** Among the methods: whom SPF passed. No method is called so. */
const PASSED = 'spf smtp.mailfrom';

const mailFromIn = (results: readonly ReadonlyMap<string, readonly string[]>[]): string | null =>
  results.flatMap((methods) => methods.get(PASSED) ?? [])[0] ?? null;

/** One pass is enough (a mail may carry several signatures); none and temporary errors say nothing. */
function verdict(results: readonly ReadonlyMap<string, readonly string[]>[], method: string): 'pass' | 'fail' | null {
  const all = results.flatMap((methods) => methods.get(method) ?? []);
  if (all.includes('pass')) return 'pass';
  return all.some((result) => ['fail', 'softfail', 'permerror', 'policy'].includes(result)) ? 'fail' : null;
}

/** `Received-SPF: pass (...) client-ip=...; receiver=mx.example.com;` counts when its receiver is trusted. */
function receivedSpf(value: string, trusted: ReadonlySet<string>): Pick<MailAuthentication, 'spf' | 'mailFrom'> {
  // What stands in parentheses is told for people, and holds what the sender wrote.
  const told = value.slice(0, 10_000).replace(/\([^()]*\)/g, ' ');
  const receiver = /\breceiver\s*=\s*"?([^\s;"]+)/i.exec(told)?.[1]?.toLowerCase();
  if (receiver === undefined || !trusted.has(receiver)) return { spf: null, mailFrom: null };
  const result = /^\s*([a-z]+)/i.exec(told)?.[1]?.toLowerCase();
  const mailFrom = /\benvelope-from\s*=\s*"?<?([^\s;"<>]+)/i.exec(told)?.[1] ?? null;
  if (result === 'pass') return { spf: 'pass', mailFrom };
  return { spf: result === 'fail' || result === 'softfail' ? 'fail' : null, mailFrom: null };
}
