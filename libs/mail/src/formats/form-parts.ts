import { isUtf8 } from 'node:buffer';

/** One field of a form, or one file. */
export interface FormPart {
  readonly name: string;
  /** Null for a field. As it was sent. */
  readonly fileName: string | null;
  /** Lower case, without parameters; null when there is none. */
  readonly contentType: string | null;
  /** A view of the body, no copy. */
  readonly content: Buffer;
}

const MOST_PARTS = 2_000;
const MOST_HEAD_BYTES = 16_384;
/** Of fields we know the names of. */
const SHORT_BYTES = 1_000;

/**
 * The parts of a form, one after the other: `multipart/form-data` (RFC 7578) or `application/x-www-form-urlencoded`. Looks
 * only as far as it is asked to, and at no content: long files cost next to nothing. What is no form has no parts.
 * `short`: only fields of little text under little names, for whoever reads a form of somebody he does not know yet.
 */
export function* formParts(
  contentType: string,
  body: Buffer,
  { short = false }: { readonly short?: boolean } = {},
): Generator<FormPart, void> {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') yield* urlencoded(body, short ? SHORT_BYTES : body.length);
  else if (type === 'multipart/form-data')
    yield* multipart(boundaryOf(contentType), body, short ? SHORT_BYTES : MOST_HEAD_BYTES);
}

const boundaryOf = (contentType: string): string | null =>
  /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType)?.slice(1).find(Boolean) ?? null;

function* multipart(boundary: string | null, body: Buffer, mostHead: number): Generator<FormPart, void> {
  if (boundary === null) return;
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const isFirst = body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2));
  let at = isFirst ? delimiter.length - 2 : after(body, delimiter, 0);
  for (let parts = 0; at >= 0 && parts < MOST_PARTS; parts += 1) {
    if (body[at] === DASH && body[at + 1] === DASH) return;
    const line = body.indexOf('\r\n', at);
    if (line < 0) return;
    const next = body.indexOf(delimiter, line);
    const whole = body.subarray(line + 2, next < 0 ? body.length : Math.max(line + 2, next));
    const part = partOf(whole, mostHead);
    if (part) yield part;
    at = next < 0 ? -1 : next + delimiter.length;
  }
}

const DASH = 0x2d;

const after = (body: Buffer, what: Buffer, from: number): number => {
  const at = body.indexOf(what, from);
  return at < 0 ? -1 : at + what.length;
};

function partOf(whole: Buffer, mostHead: number): FormPart | null {
  const end = whole.indexOf('\r\n\r\n');
  if (end < 0 || end > mostHead) return null;
  const lines = textOf(whole.subarray(0, end))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const header = (name: string): string =>
    lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
  const disposition = header('content-disposition');
  const name = parameter(disposition, 'name');
  if (name === null) return null;
  return {
    name,
    fileName: extended(disposition) ?? parameter(disposition, 'filename'),
    contentType: header('content-type').split(';', 1)[0]!.trim().toLowerCase() || null,
    content: whole.subarray(end + 4),
  };
}

/** Quoted or not. In one pass: whoever sends the header has not said yet who he is. */
function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*`, 'i').exec(header);
  if (!found) return null;
  const start = found.index + found[0].length;
  const quoted = header[start] === '"' ? quotedAt(header, start + 1) : null;
  return quoted ?? /^[^;\s]*/.exec(header.slice(start))![0];
}

/** A quote after a backslash belongs to the value when another quote ends it: names end in backslashes, too. */
function quotedAt(header: string, start: number): string | null {
  let semicolon = -1;
  for (let end = header.indexOf('"', start); end >= 0;) {
    const next = header.indexOf('"', end + 1);
    if (semicolon < end) semicolon = orEnd(header.indexOf(';', end), header);
    const isEscaped = end > start && header[end - 1] === '\\' && next >= 0 && next < semicolon;
    if (!isEscaped) return header.slice(start, end).replaceAll('\\"', '"').replaceAll('%22', '"');
    end = next;
  }
  return null;
}

const orEnd = (at: number, header: string): number => (at < 0 ? header.length : at);

/** `filename*=UTF-8''...` (RFC 5987). */
function extended(header: string): string | null {
  const found = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  if (found === undefined) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    return null;
  }
}

const textOf = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');

function* urlencoded(body: Buffer, mostPair: number): Generator<FormPart, void> {
  for (let at = 0, parts = 0; at < body.length && parts < MOST_PARTS; parts += 1) {
    const end = body.indexOf('&', at);
    const pair = body.subarray(at, end < 0 ? body.length : end);
    at = end < 0 ? body.length : end + 1;
    if (pair.length > mostPair) continue;
    const equals = pair.indexOf('=');
    const name = unescaped(pair.subarray(0, equals < 0 ? pair.length : equals)).toString();
    if (name !== '') yield lazily(name, equals < 0 ? pair.subarray(pair.length) : pair.subarray(equals + 1));
  }
}

/** Long values are decoded only when somebody looks at them. */
const lazily = (name: string, value: Buffer): FormPart => {
  let content: Buffer | undefined;
  return {
    name,
    fileName: null,
    contentType: null,
    get content() {
      return (content ??= unescaped(value));
    },
  };
};

/** `%XX` and `+`, in one pass; what is no escape stays. */
function unescaped(value: Buffer): Buffer {
  if (!value.includes(PERCENT) && !value.includes(PLUS)) return value;
  const out = Buffer.allocUnsafe(value.length);
  let length = 0;
  for (let at = 0; at < value.length; at += 1) {
    const byte = value[at]!;
    const high = byte === PERCENT ? digit(value[at + 1]) : -1;
    const low = high < 0 ? -1 : digit(value[at + 2]);
    if (low >= 0) at += 2;
    out[length++] = low >= 0 ? high * 16 + low : byte === PLUS ? SPACE : byte;
  }
  return out.subarray(0, length);
}

const [PERCENT, PLUS, SPACE] = [0x25, 0x2b, 0x20];

function digit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
