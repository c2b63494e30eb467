import { forwardedMessages, originalMessages, replyAbove } from './separator-lines.js';
import { undecorated, type ReplyLine } from './line-text.js';

const originals = new Set(originalMessages);
const forwards = new Set(forwardedMessages);

/** `-----Original Message----- From: Dana`: what stands behind it belongs to the next line. */
const betweenRules = /^[-_=*]{2,} ?([^-_=*]{3,60}[^-_=* ]) ?[-_=*]{2}/;

/** `-----Original Message-----`, or a line such as "Reply above this line": all below is the earlier mail. */
export function isSeparator({ text }: ReplyLine): boolean {
  if (text.length > 160) return false;
  const words = bare(text);
  if (originals.has(words)) return isDecorated(text);
  const between = betweenRules.exec(text)?.[1];
  if (between !== undefined && originals.has(between.toLowerCase())) return true;
  return (
    text.length > 12 && replyAbove.some((each) => words.includes(each)) && (isDecorated(text) || words.length < 80)
  );
}

/** `---------- Forwarded message ---------`, "Begin forwarded message:". */
export function isForward({ text }: ReplyLine): boolean {
  if (text.length < 3 || text.length > 160) return false;
  const words = bare(text);
  if (!forwards.has(words)) return words.startsWith('forwarded by ') && isDecorated(text);
  return isDecorated(text) || text.endsWith(':') || text.endsWith('：');
}

const bare = (text: string): string =>
  undecorated(text)
    .replace(/[:：.>< ]+$/, '')
    .replace(/^[>< ]+/, '')
    .toLowerCase();

const isDecorated = (text: string): boolean => /^[-_=*#~—–─━+]{2}/.test(text.replaceAll(' ', ''));
