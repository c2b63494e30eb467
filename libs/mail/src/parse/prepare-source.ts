import type { MailLimits } from './mail-limits.js';

const LF = 10;
const CR = 13;

/**
 * The source as the splitter can take it: lines that end at all, a head that is a head and not endless.
 * A mail whose first line is no header field has no headers: all of it is body.
 */
export function prepareSource(source: Uint8Array, limits: MailLimits, problems: string[]): Buffer {
  let mail = Buffer.from(source.buffer, source.byteOffset, Math.min(source.byteLength, limits.sourceBytes));
  if (mail.length < source.length) {
    problems.push(`The mail has ${source.length} bytes: what is over ${limits.sourceBytes} is only in the raw source.`);
  }
  if (!mail.includes(LF) && mail.includes(CR)) {
    mail = Buffer.from(mail.map((byte) => (byte === CR ? LF : byte)));
    problems.push('The lines end in CR alone.');
  }
  const start = firstLine(mail);
  const { end, rows } = head(mail, start);
  const fields = rows.filter(({ kind }) => kind === 'field').length;
  if (rows.length > 0 && fields === 0) {
    problems.push('The mail has no headers.');
    return Buffer.concat([Buffer.from('\r\n'), mail.subarray(start)]);
  }
  const last = rows.findLastIndex(({ kind }) => kind === 'field');
  const stray = rows[last + 1];
  if (stray !== undefined) {
    problems.push('No empty line ends the headers: what is no header is read as text.');
    return bounded(mail.subarray(start, stray.at), mail.subarray(stray.at), limits, problems);
  }
  if (end - start > limits.headBytes || rows.length > limits.headers) {
    return bounded(mail.subarray(start, end), mail.subarray(end), limits, problems);
  }
  return start === 0 ? mail : mail.subarray(start);
}

/** Blank lines before the headers are not the end of them. */
function firstLine(mail: Buffer): number {
  let at = mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0;
  while (mail[at] === LF || mail[at] === CR) at += 1;
  return at === mail.length ? 0 : at;
}

/** More rows than any limit lets through are not looked at one by one. */
const maxRows = 20_000;

interface Row {
  readonly at: number;
  readonly kind: 'field' | 'other';
}

/** The rows of the head (folds belong to the row before), and where it ends: behind the empty line, or the mail's end. */
function head(mail: Buffer, start: number): { readonly end: number; readonly rows: readonly Row[] } {
  const rows: Row[] = [];
  let at = start;
  while (at < mail.length) {
    const found = mail.indexOf(LF, at);
    const next = found < 0 ? mail.length : found + 1;
    const length = next - at;
    if (mail[at] === LF || (mail[at] === CR && (length === 1 || mail[at + 1] === LF))) return { end: at, rows };
    const folded = mail[at] === 32 || mail[at] === 9;
    if ((!folded || rows.length === 0) && rows.length < maxRows) {
      const line = mail.toString('latin1', at, Math.min(next, at + 200));
      const envelope = rows.length === 0 && /^>?From |^POST /i.test(line);
      rows.push({ at, kind: /^[\x21-\x39\x3b-\x7e\x80-\xff]+[ \t]*:/.test(line) || envelope ? 'field' : 'other' });
    }
    at = next;
  }
  return { end: mail.length, rows };
}

function bounded(headers: Buffer, body: Buffer, limits: MailLimits, problems: string[]): Buffer {
  const { rows } = head(headers, 0);
  const cut = Math.min(
    rows[limits.headers]?.at ?? headers.length,
    headers.length > limits.headBytes
      ? (rows.findLast(({ at }) => at > 0 && at <= limits.headBytes)?.at ?? limits.headBytes - 4)
      : headers.length,
  );
  if (cut < headers.length) {
    problems.push(
      `More than ${limits.headers} headers, or ${limits.headBytes} bytes of them: the rest is only in the raw source.`,
    );
  }
  const kept = headers.subarray(0, cut);
  const ended = body[0] === LF || body[0] === CR;
  return Buffer.concat([kept, Buffer.from(kept.at(-1) === LF ? '' : '\r\n'), Buffer.from(ended ? '' : '\r\n'), body]);
}
