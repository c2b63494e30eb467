import { headerKeys, type HeaderKind } from './header-keys.js';
import { isRule, undecorated, type ReplyLine } from './line-text.js';

const kinds = new Map<string, HeaderKind>(
  (Object.keys(headerKeys) as HeaderKind[]).flatMap((kind) => headerKeys[kind].map((key) => [key, kind] as const)),
);
const longestKey = Math.max(...[...kinds.keys()].map((key) => key.length));
/** A recipient list may go on over this many lines, a whole block over so many. */
const mostContinued = 6;
const mostLines = 40;

/** The last line of the block of mail headers (From, Sent, To, Subject) that begins at `at`; -1 when none does. */
export function headerBlockAt(lines: readonly ReplyLine[], at: number): number {
  const first = headerAt(lines, at);
  if (first === null || first.kind === 'cc' || first.kind === 'other') return -1;
  const found = new Set<HeaderKind>();
  if (isSource(lines, at)) return -1;
  let address = false;
  let last = -1;
  let continued = 0;
  for (let n = at; n < Math.min(lines.length, at + mostLines); n++) {
    const { text, marked } = lines[n] as ReplyLine;
    if (marked) break;
    if (technical.test(text)) return -1;
    const header = headerAt(lines, n);
    if (header !== null) {
      if (header.kind !== 'other' && found.has(header.kind)) break;
      for (const kind of [header.kind, ...insideOf(header.value)]) found.add(kind);
      continued = 0;
      last = n;
    } else if (text === '') {
      const next = headerAt(lines, n + 1);
      if (next === null || (found.has(next.kind) && next.kind !== 'other')) break;
    } else if (found.has('subject') && isWhole(found)) {
      break;
    } else if (++continued > mostContinued) break;
    address ||= text.includes('@');
  }
  // A reply names first whom it answers; a report names the recipient.
  if (first.kind === 'to' && !found.has('from')) return -1;
  return convinces(found, address) ? last : -1;
}

/** Headers no program shows above what it quotes: somebody shows the source of a mail, and that is what it is about. */
const technical =
  /^(?:received|return-path|mime-version|content-type|content-transfer-encoding|dkim-signature|authentication-results|x-[\w-]{1,40}) ?:/i;

/** Whether such headers stand in the lines directly above. */
function isSource(lines: readonly ReplyLine[], at: number): boolean {
  for (let n = at - 1; n >= Math.max(0, at - 8) && lines[n]?.text !== ''; n--)
    if (technical.test((lines[n] as ReplyLine).text) || /^message-id ?:/i.test((lines[n] as ReplyLine).text))
      return true;
  return false;
}

/** A block in a language that is not in the table: three headers below a rule, the first of them with an address. */
export function unknownHeaderBlockAt(lines: readonly ReplyLine[], at: number): boolean {
  const [a, b, c] = [lines[at]?.text ?? '', lines[at + 1]?.text ?? '', lines[at + 2]?.text ?? ''];
  return a.includes('@') && [a, b, c].every((text) => /^[*_]{0,2}[\p{L}\p{M} -]{1,30} ?[:：]/u.test(text));
}

const isWhole = (found: ReadonlySet<HeaderKind>): boolean => found.has('from') || found.has('to');

/** A person and when or what about. A mere "From … To … Date" may be a journey: there an address must be among them. */
function convinces(found: ReadonlySet<HeaderKind>, address: boolean): boolean {
  if (!isWhole(found)) return false;
  if (found.has('sent')) return true;
  if (found.has('subject')) return address || found.size >= 3;
  return found.has('date') && address;
}

function headerAt(lines: readonly ReplyLine[], at: number): { kind: HeaderKind; value: string } | null {
  const line = lines[at];
  if (line === undefined || line.text === '') return null;
  const text = line.text.replace(/^[*_|• ]{1,4}/, '');
  const colon = text.slice(0, longestKey + 8).search(/[:：]/);
  if (colon < 1) return null;
  const kind = kinds.get(undecorated(text.slice(0, colon)).toLowerCase());
  return kind === undefined ? null : { kind, value: text.slice(colon + 1) };
}

/** Headers that share a line: "To: dana@example.com Subject: Printer". */
function insideOf(value: string): HeaderKind[] {
  const inside: HeaderKind[] = [];
  for (const { 1: word } of value.matchAll(/ [*]{0,2}([\p{L}\p{M}]{2,20})[*]{0,2} ?[:：]/gu)) {
    const kind = kinds.get((word as string).toLowerCase());
    if (kind !== undefined) inside.push(kind);
  }
  return inside;
}

/** The first of the rules and blank lines directly above `at`: they belong to what begins there. */
export function rulesAbove(lines: readonly ReplyLine[], at: number): number {
  let first = at;
  for (let n = at - 1; n >= 0; n--) {
    const { text, marked } = lines[n] as ReplyLine;
    if (marked || (text !== '' && !isRule(text) && text !== '--')) break;
    if (text !== '') first = n;
  }
  return first;
}
