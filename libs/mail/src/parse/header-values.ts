import addressparser from 'nodemailer/lib/addressparser';
import libmime from 'libmime';
import type { MailAddress } from '../parsed-mail.js';
import { decodeHeaderBytes } from './charset.js';
import type { MailLimits } from './mail-limits.js';

/** Header fields as text: names in lower case, unfolded, RFC 2047 words still as they are. */
export function readHeaders(
  fields: readonly { readonly key: string; readonly line: string }[],
  limits: MailLimits,
  problems: string[],
): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  let over = 0;
  let stray = 0;
  for (const { line } of fields) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!/^[\x21-\x7e\x80-\xff]{1,200}$/.test(name)) {
      if (line.trim()) stray += 1;
      continue;
    }
    if (line.length > limits.headerLength) over += 1;
    const value = line.slice(colon + 1, colon + 1 + limits.headerLength).replace(/(?:\r?\n|\r)[ \t]*/g, ' ');
    const known = headers.get(name);
    const text = clean(decodeHeaderBytes(value)).trim();
    if (known) known.push(text);
    else headers.set(name, [text]);
  }
  if (over > 0) problems.push(`${over} headers are longer than ${limits.headerLength} characters: they are cut.`);
  if (stray > 0) problems.push(`${stray} lines of the headers are no headers: they are only in the raw source.`);
  return headers;
}

/** RFC 2047 words decoded; what cannot be is left as it is. */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  try {
    return clean(libmime.decodeWords(text));
  } catch {
    return text;
  }
}

/** PostgreSQL keeps no NUL, and JSON no lone surrogate. */
export function clean(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
}

/** Encoded words may hide line ends and control characters: what goes on to other mails and lists holds none. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

const maxAddresses = 1000;

/** The addresses of a header such as To; groups are taken apart; what holds no address is left out; none twice. */
export function readAddresses(values: readonly string[]): MailAddress[] {
  const found = new Map<string, MailAddress>();
  for (const value of values) {
    for (const { address, name } of addressparser(guarded(reparsed(value)), { flatten: true })) {
      const bare = safeAddress(address ?? '');
      const key = bare.toLowerCase();
      if (!bare || found.has(key)) continue;
      if (found.size >= maxAddresses) return [...found.values()];
      found.set(key, { address: bare, name: oneLine(decodeWords(name ?? '')) || null });
    }
  }
  return [...found.values()];
}

/** Some programs encode the whole list, brackets and all. Only then is the decoded text taken for addresses. */
function reparsed(value: string): string {
  if (!/^\s*=\?[^?]+\?[bq]\?[^?]*\?=(\s*=\?[^?]+\?[bq]\?[^?]*\?=)*\s*$/i.test(value)) return value;
  const decoded = decodeWords(value);
  return /<[^<>@\s]{1,200}@[^<>@\s]{1,250}>/.test(decoded) ? decoded : value;
}

/** Marks that part addresses mean nothing inside an encoded word, where careless programs leave them as they are. */
const guarded = (value: string): string =>
  value.replace(/=\?[^?\s]{1,60}\?q\?[^?\s]*\?=/gi, (word) =>
    word.replace(/[:;,<>()"@]/g, (mark) => `=${mark.charCodeAt(0).toString(16).toUpperCase()}`),
  );

/** RFC 2047 forbids encoded words in addresses: one is taken only when what it hides is a plain address. */
function safeAddress(address: string): string {
  const decoded = address.includes('=?') ? decodeWords(address) : address;
  const trimmed = decoded.replace(/^mailto:/i, '').trim();
  if (trimmed.length > 512 || /[\s\p{Cc}<>]/u.test(trimmed)) return '';
  return address.includes('=?') && !/^[^\s@]+@[^\s@]+$/.test(trimmed) ? '' : trimmed;
}

/** Message ids with angle brackets, in their order, none twice; at most 1,000. */
export function readMessageIds(values: readonly string[]): string[] {
  const ids = new Set<string>();
  for (const value of values) {
    const text = decodeWords(value);
    const bracketed = text.match(/<[^<>]{1,1000}>/g);
    const bare = bracketed ?? text.split(/[\s,]+/).filter((word) => word.includes('@'));
    for (const id of bare) {
      const whole = id.replace(/[\s\p{Cc}]+/gu, '');
      if (ids.size < 1000 && whole.length > 2)
        ids.add(whole.startsWith('<') ? whole : `<${whole.replace(/[<>]/g, '')}>`);
    }
  }
  return [...ids];
}

/** The mail's own id: whatever is in the header, in angle brackets; null when there is nothing. */
export function readMessageId(value: string | undefined): string | null {
  const text = oneLine(decodeWords(value ?? ''));
  if (!text) return null;
  const bracketed = /<\s*([^<>]+?)\s*>/.exec(text)?.[1];
  const id = (bracketed ?? text.replace(/[<>]/g, '')).replace(/\s+/g, bracketed ? '' : ' ').trim();
  return id ? `<${id.slice(0, 990)}>` : null;
}

const zoneNamed = /(?:[+-]\d{4}|[+-]\d{2}:\d{2}|\b(?:UT|UTC|GMT|Z|[ECMP][SD]T)|\dZ)\b/i;

/** A date; without a zone it is UTC. Null when it is none. */
export function readDate(value: string): Date | null {
  const text = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/(\d{2})\.(\d{2})\.(\d{2})\b(?=\s*[+-])/, '$1:$2:$3')
    .replace(/\s+/g, ' ')
    .trim();
  for (const attempt of [text, text.replace(/^[^\d]{1,12},? /, ''), text.replace(/ [A-Z]{2,5}$/, '')]) {
    const date = new Date(zoneNamed.test(attempt) ? attempt : `${attempt} UTC`);
    if (attempt && !Number.isNaN(date.getTime())) return date;
  }
  return null;
}

/** Null: nothing there. Otherwise the value in lower case, with its parameters. */
export function readStructured(value: string): { value: string; params: Map<string, string> } {
  const { value: main, params } = libmime.parseHeaderValue(value);
  return { value: (main || '').toLowerCase().trim(), params: new Map(Object.entries(params)) };
}
