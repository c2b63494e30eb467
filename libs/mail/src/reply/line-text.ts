/** One line of a mail as the rules see it. Of an HTML mail a line is what stands between two breaks. */
export interface ReplyLine {
  /** What rules look at: one kind of space, no invisible characters, trimmed, quotation marks of the line taken off. */
  readonly text: string;
  /** Marked as quoted: by `>`, or by standing in a blockquote. */
  readonly marked: boolean;
  /** A mail program's own mark says that a quotation begins with this line. */
  readonly opens?: boolean;
  /** A mail program's own mark says that everything from this line is the earlier mail. */
  readonly opensRest?: boolean;
  /** Not text, but something to see: an image. */
  readonly picture?: boolean;
}

/** Nothing any rule looks for is longer; what a hostile mail puts behind that is not looked at. */
const looked = 500;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
const unusual = /[^ -~]| {2}|&nbsp;/;
const spaces = /[\s\u00a0\u3000]+/g;

/** `text` as rules compare it. Lines longer than any of their patterns are cut short. */
export function seen(text: string): string {
  const start = text.length > looked ? text.slice(0, looked + 1) : text;
  if (!unusual.test(start)) return start.trim();
  return start.replaceAll('&nbsp;', ' ').replace(invisible, '').replace(spaces, ' ').trim();
}

export const isTooLong = (text: string): boolean => text.length > looked;

/** A line of `text`: `>` (also full-width or behind a space or two) marks it as quoted, but not in `>>> http://… <<<`. */
export function replyLine(text: string): ReplyLine {
  const line = seen(text);
  if ((line.startsWith('>') || line.startsWith('＞')) && !line.endsWith('<<<'))
    return { text: withoutMarks(line), marked: true };
  return { text: line, marked: false };
}

function withoutMarks(line: string): string {
  let at = 0;
  while (at < line.length && (line[at] === '>' || line[at] === '＞' || line[at] === ' ')) at++;
  return line.slice(at);
}

/** Without the rules and stars programs put around a line: `-----Original Message-----`, `*From:* …`. */
export function undecorated(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isDecoration(text.charCodeAt(from))) from++;
  while (to > from && isDecoration(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const decoration = new Uint8Array(0x2600);
for (const character of '-_=*#~ —–─━+|') decoration[character.charCodeAt(0)] = 1;
const isDecoration = (code: number): boolean => decoration[code] === 1;

/** A line of nothing but dashes, underscores and the like. */
export const isRule = (text: string): boolean => text.length >= 3 && undecorated(text) === '';
