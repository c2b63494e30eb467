import type { ParsedMail } from '../parsed-mail.js';
import { readAuthentication } from './authentication.js';
import { readBody } from './body.js';
import {
  decodeWords,
  oneLine,
  readAddresses,
  readDate,
  readHeaders,
  readMessageId,
  readMessageIds,
  readStructured,
} from './header-values.js';
import { defaultMailLimits, type MailLimits } from './mail-limits.js';
import { prepareSource } from './prepare-source.js';
import { recoverParts } from './recover-parts.js';
import { splitSource } from './split-source.js';

export interface MimeOptions {
  /** The authserv-ids of servers whose Authentication-Results and Received-SPF count; none by default. */
  readonly trustedServers?: readonly string[];
}

/**
 * Takes a mail apart. Any bytes at all are a mail: what is missing is null or empty, and what could not be understood or is over
 * `limits` is told in `problems`. Bound in work by `limits`, but not in time: run it in a MailReader when the sender is a stranger.
 */
export async function parseMime(
  source: Uint8Array,
  limits: MailLimits = defaultMailLimits,
  options: MimeOptions = {},
): Promise<ParsedMail> {
  const problems: string[] = [];
  if (source.length === 0) problems.push('The mail is empty.');
  const split = await splitSource(prepareSource(source, limits, problems), limits, problems);
  const root = split && (await recoverParts(split, limits, problems));
  const headers = readHeaders(root?.headers ?? [], limits, problems);
  const all = (name: string): readonly string[] => headers.get(name) ?? [];
  const one = (name: string): string | undefined => {
    const values = all(name);
    if (values.length > 1) problems.push(`The header ${name} is there ${values.length} times: the first is taken.`);
    return values.find((value) => value !== '') ?? values[0];
  };
  const date = one('date');
  const parsedDate = date ? readDate(date) : null;
  if (date && parsedDate === null) problems.push(`The date "${date.slice(0, 60)}" cannot be read.`);
  const body = root ? readBody(root, limits, problems) : { text: null, html: null, attachments: [], reports: [] };
  const from = one('from');

  return {
    messageId: readMessageId(one('message-id')),
    inReplyTo: readMessageIds(all('in-reply-to')),
    references: readMessageIds(all('references')),
    from: readAddresses(from === undefined ? [] : [from])[0] ?? null,
    replyTo: readAddresses(all('reply-to')),
    to: readAddresses(all('to')),
    cc: readAddresses(all('cc')),
    recipients: recipientsOf(all),
    returnPath: returnPathOf(all('return-path')[0]),
    subject: oneLine(decodeWords(one('subject') ?? '')),
    date: parsedDate,
    text: body.text,
    html: body.html,
    headers: new Map([...headers].map(([name, values]) => [name, values.map((value) => oneLine(decodeWords(value)))])),
    contentType: readStructured(all('content-type')[0] ?? 'text/plain'),
    attachments: body.attachments,
    reports: body.reports,
    authentication: readAuthentication(fieldsOf(root?.headers ?? []), options.trustedServers ?? []),
    spam: null,
    virus: null,
    problems: [...new Set(problems)].slice(0, 50),
  };
}

const wireHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-rcpt-to', 'x-delivered-to'];

function recipientsOf(all: (name: string) => readonly string[]): string[] {
  const recipients = new Map<string, string>();
  for (const { address } of wireHeaders.flatMap((name) => readAddresses(all(name)))) {
    if (!recipients.has(address.toLowerCase())) recipients.set(address.toLowerCase(), address);
  }
  return [...recipients.values()];
}

function returnPathOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (/^\s*<\s*>\s*$/.test(value)) return '';
  return readAddresses([value])[0]?.address ?? null;
}

function fieldsOf(fields: readonly { readonly line: string }[]): { name: string; value: string }[] {
  return fields.map(({ line }) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const wanted = name === 'authentication-results' || name === 'received-spf';
    return { name, value: wanted ? line.slice(colon + 1, colon + 10_000).replace(/\r?\n[ \t]*/g, ' ') : '' };
  });
}
