import { Parser } from 'htmlparser2';
import { replyLine, type ReplyLine } from './line-text.js';
import { marksOf, type Marks } from './quote-marks.js';
import { isForward } from './separator.js';

/** A piece of the source that shows something, and the line it shows it in. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** An element of the source, and the pieces in it: from `first` up to `last`, without that. */
export interface Extent {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

export interface HtmlLines {
  readonly lines: readonly ReplyLine[];
  readonly pieces: readonly Piece[];
  readonly extents: readonly Extent[];
}

const blocks = new Set(
  (
    'html body p div blockquote table tbody thead tfoot tr ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre center form fieldset ' +
    'section article header footer main nav aside address figure figcaption details summary hr'
  ).split(' '),
);
const unseen = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'noscript',
  'select',
  'textarea',
  'svg',
  'object',
]);
/** Rules look at no more of a line. */
const mostOfLine = 600;
/** The parser searches its stack at each closing tag: so many steps in all, and no nesting of more than so many. */
const mostSteps = 30_000_000;
const deepest = 1000;

class TooDeep extends Error {}

/** Reads HTML as the lines a reader sees. Null when it is nested deeper than any program writes it. */
export function htmlLines(html: string): HtmlLines | null {
  const reader = new LineReader(html);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

interface Open extends Marks {
  readonly name: string;
  readonly start: number;
  readonly firstPiece: number;
  readonly firstLine: number;
  readonly pre: boolean;
  /** A blockquote was found in it. */
  holdsQuote: boolean;
}

type Line = { -readonly [key in keyof ReplyLine]: ReplyLine[key] };

class LineReader {
  private readonly lines: Line[] = [];
  private readonly pieces: Piece[] = [];
  private readonly extents: Extent[] = [];
  private readonly open: Open[] = [];
  private readonly parser: Parser;
  private readonly depth: number;
  private text = '';
  private picture = false;
  private quotes = 0;
  private containers = 0;
  private hidden = 0;
  private pre = 0;
  private opens = false;
  private opensRest = false;

  constructor(private readonly html: string) {
    this.parser = new Parser({
      onopentag: (name, attributes) => this.onOpen(name, attributes),
      onclosetag: (_, implied) => this.onClose(implied),
      ontext: (data) => this.onText(data),
    });
    let tags = 1;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) tags++;
    this.depth = Math.min(deepest, Math.max(64, Math.floor(mostSteps / tags)));
  }

  read(): HtmlLines {
    this.parser.write(this.html);
    this.parser.end();
    this.endLine();
    return { lines: this.lines, pieces: this.pieces, extents: this.extents };
  }

  private onOpen(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.open.length >= this.depth) throw new TooDeep();
    const marks = marksOf(name, attributes, this.containers > 0);
    if (blocks.has(name) || marks.container || marks.rest) this.endLine();
    const pre = name === 'pre' || /white-space: ?pre/.test((attributes['style'] ?? '').slice(0, 300));
    this.open.push({
      container: marks.container,
      head: marks.head,
      rest: marks.rest,
      blockquote: marks.blockquote,
      name,
      start: this.parser.startIndex,
      firstPiece: this.pieces.length,
      firstLine: this.lines.length,
      pre,
      holdsQuote: false,
    });
    if (unseen.has(name)) this.hidden++;
    if (pre) this.pre++;
    if (marks.container) this.containers++;
    if (marks.head) this.opens = true;
    if (marks.rest) this.opensRest = true;
    if (marks.blockquote) {
      this.quotes++;
      for (const each of this.open) each.holdsQuote = true;
    }
    if (this.hidden === 0) this.onSeen(name);
  }

  /** What shows by itself. */
  private onSeen(name: string): void {
    if (name === 'td' || name === 'th') this.add(' ');
    if (name !== 'br' && name !== 'img' && name !== 'hr') return;
    this.pieces.push({ start: this.parser.startIndex, end: this.parser.endIndex + 1, line: this.lines.length });
    if (name === 'img') this.picture = true;
    else if (name === 'br') this.endLine(true);
    else {
      this.text = '----------';
      this.endLine();
    }
  }

  private onClose(implied: boolean): void {
    const element = this.open.pop();
    if (element === undefined) return;
    if (blocks.has(element.name) || element.container) this.endLine();
    if (unseen.has(element.name)) this.hidden--;
    if (element.pre) this.pre--;
    if (element.blockquote) this.quotes--;
    if (element.container) {
      this.containers--;
      this.markContainer(element);
    }
    // An element that another tag ends reaches up to that tag.
    const end = implied ? this.parser.startIndex : this.html.indexOf('>', this.parser.endIndex) + 1;
    if (end > element.start && this.pieces.length > element.firstPiece)
      this.extents.push({ start: element.start, end, first: element.firstPiece, last: this.pieces.length });
  }

  /** What a container holds is quoted; in one with blockquotes only these are, for the author answers between them. */
  private markContainer({ firstLine, holdsQuote }: Open): void {
    const first = this.lines.slice(firstLine, firstLine + 20).find(({ text }) => text !== '');
    if (first === undefined || isForward(first)) return;
    first.opens = true;
    if (!holdsQuote) for (let n = firstLine; n < this.lines.length; n++) (this.lines[n] as Line).marked = true;
  }

  private onText(data: string): void {
    if (this.hidden > 0) return;
    const end = this.parser.endIndex + 1;
    const literal = this.html.startsWith(data, end - data.length);
    let start = literal ? end - data.length : Math.max(this.parser.startIndex, this.html.lastIndexOf('&', end - 1));
    if (this.pre > 0 && literal && data.includes('\n')) {
      for (const part of data.slice(0, data.lastIndexOf('\n')).split('\n')) {
        this.pieces.push({ start, end: start + part.length + 1, line: this.lines.length });
        start += part.length + 1;
        this.add(part);
        this.endLine(true);
      }
      this.add(data.slice(data.lastIndexOf('\n') + 1));
    } else this.add(data);
    if (end > start) this.pieces.push({ start, end, line: this.lines.length });
  }

  private add(text: string): void {
    if (this.text.length < mostOfLine) this.text += text.slice(0, mostOfLine);
  }

  private endLine(evenIfBlank = false): void {
    const { text, marked } = replyLine(this.text);
    this.text = '';
    const blank = text === '' && !marked && !this.picture;
    if (blank && !evenIfBlank) return;
    const line: Line = { text, marked: marked || this.quotes > 0 };
    if (!blank) {
      if (this.picture) line.picture = true;
      if (this.opens) line.opens = true;
      if (this.opensRest) line.opensRest = true;
      this.opens = this.opensRest = this.picture = false;
    }
    this.lines.push(line);
  }
}
