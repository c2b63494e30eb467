/** A part's bytes as they were before they were encoded for transfer. What is not valid is skipped or kept, never thrown. */
export function decodeTransfer(chunks: readonly Uint8Array[], encoding: string): Buffer {
  const raw = chunks.length === 1 && chunks[0] ? view(chunks[0]) : Buffer.concat(chunks);
  switch (encoding) {
    case 'base64':
      return decodeBase64(raw);
    case 'quoted-printable':
      return decodeQuotedPrintable(raw);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUu(raw) ?? raw;
    default:
      return raw;
  }
}

/** The encoding a header means, whatever its spelling: `7-bit`, `quoted printable;`. */
export function encodingOf(header: string): string {
  const spelt = (header.split(';', 1)[0] ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (/^(7|8)-?bits?$/.test(spelt)) return '8bit';
  return spelt === 'base-64' ? 'base64' : spelt;
}

export const knownEncoding = (encoding: string): boolean =>
  ['', '8bit', 'binary', 'base64', 'quoted-printable', 'x-uuencode', 'uuencode', 'x-uue'].includes(encoding);

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Node stops at the first padding: pieces that were encoded one by one and joined are decoded one by one. */
function decodeBase64(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const padding = text.indexOf('=');
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding))) return Buffer.from(text, 'base64');
  const pieces = text.split(/=+/, 1001);
  if (pieces.length > 1000) return Buffer.from(text.replaceAll('=', ''), 'base64');
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}

const EQUALS = 61;
const blank = (byte: number | undefined): boolean => byte === 32 || byte === 9;

function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] as number;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    const high = hex(raw[at + 1]);
    const low = hex(raw[at + 2]);
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
      continue;
    }
    let end = at + 1;
    while (blank(raw[end]) && end - at < 80) end += 1;
    if (end === raw.length) break;
    if (raw[end] === 13 && raw[end + 1] === 10) at = end + 1;
    else if (raw[end] === 10 || raw[end] === 13) at = end;
    else out[length++] = byte;
  }
  return out.subarray(0, length);
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  return byte >= 97 && byte <= 102 ? byte - 87 : -1;
}

/** Null when there is no `begin` line. */
function decodeUu(raw: Buffer): Buffer | null {
  const lines = raw.toString('latin1').split(/\r?\n/);
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line));
  if (begin < 0) return null;
  const out: Buffer[] = [];
  for (const line of lines.slice(begin + 1)) {
    if (line === 'end') break;
    const bytes = (line.charCodeAt(0) - 32) & 63;
    if (!line || bytes === 0) continue;
    const decoded = Buffer.alloc(Math.ceil(bytes / 3) * 3);
    for (let group = 0; group * 3 < bytes; group++) {
      const [a, b, c, d] = [1, 2, 3, 4].map((of) => ((line.charCodeAt(group * 4 + of) || 32) - 32) & 63) as [
        number,
        number,
        number,
        number,
      ];
      decoded.writeUIntBE((a << 18) | (b << 12) | (c << 6) | d, group * 3, 3);
    }
    out.push(decoded.subarray(0, bytes));
  }
  return Buffer.concat(out);
}
