import type { ParsedAttachment } from '../parsed-mail.js';
import { unwrapFlowed } from '../reply/flowed-text.js';
import { decodeText } from './charset.js';
import { clean, decodeWords } from './header-values.js';
import { htmlAsText, textAsHtml } from './html-as-text.js';
import type { MailLimits } from './mail-limits.js';
import type { MailPart } from './split-source.js';
import { decodeTransfer, knownEncoding } from './transfer-encoding.js';

/** What a mail carries besides its headers. */
export interface MailBody {
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly ParsedAttachment[];
  readonly reports: readonly { readonly contentType: string; readonly text: string }[];
}

interface Piece {
  readonly kind: 'text' | 'html';
  readonly content: string;
  /** One of several forms of the same. */
  readonly alternative: boolean;
}

const reportTypes = /^(message\/(global-)?(delivery-status|disposition-notification)|message\/feedback-report)$/;
const copyTypes = /^(message\/(rfc822|global)(-headers)?|text\/rfc822-headers)$/;

/** Chooses among the parts: what is read as text, what is shown as HTML, what is a file. Every part ends up somewhere, or in `problems`. */
export function readBody(root: MailPart, limits: MailLimits, problems: string[]): MailBody {
  const pieces: Piece[] = [];
  const attachments: ParsedAttachment[] = [];
  const reports: { contentType: string; text: string }[] = [];
  let bytes = 0;

  const attach = (part: MailPart, related: boolean): void => {
    const content = decodeTransfer(part.body, part.encoding);
    const name = part.name === null ? null : clean(decodeWords(part.name)).slice(0, 1000) || null;
    if (content.length > limits.attachmentBytes || bytes + content.length > limits.attachmentsBytes) {
      problems.push(
        `The attachment ${name ? `"${name}" ` : ''}of ${content.length} bytes is over the limit: it is only in the raw source.`,
      );
      return;
    }
    bytes += content.length;
    const contentId =
      fieldOf(part, 'content-id')
        ?.replace(/[<>\s]/g, '')
        .slice(0, 500) || null;
    attachments.push({
      name,
      contentType: part.contentType.slice(0, 200),
      contentId,
      inline: part.disposition === 'inline' || (part.disposition === null && related && contentId !== null),
      content,
    });
  };

  const walk = (part: MailPart, alternative: boolean, inReport: boolean, related: boolean): void => {
    const { contentType } = part;
    if (contentType.startsWith('multipart/')) {
      const report = inReport || contentType === 'multipart/report';
      for (const child of part.children) {
        walk(
          child,
          alternative || contentType === 'multipart/alternative',
          report,
          contentType === 'multipart/related',
        );
      }
      if (part.children.length === 0 && part.body.some((chunk) => chunk.length > 0)) {
        problems.push('A part is said to have several parts, but none begins: all of it is read as text.');
        pieces.push({ kind: 'text', content: textOf(part, limits.textLength, problems), alternative: false });
      }
      return;
    }
    const shown =
      part.disposition === null ||
      part.disposition === 'inline' ||
      (part === root && part.disposition !== 'attachment');
    if (!knownEncoding(part.encoding)) {
      problems.push(`The encoding "${part.encoding.slice(0, 40)}" of a part is not known: it is kept as it was sent.`);
    }
    if (
      reportTypes.test(contentType) ||
      (copyTypes.test(contentType) && (inReport || contentType.startsWith('text/')))
    ) {
      reports.push({ contentType, text: textOf(part, limits.textLength, problems) });
    }
    if (shown && contentType === 'text/plain') {
      pieces.push({ kind: 'text', content: textOf(part, limits.textLength, problems), alternative });
    } else if (shown && contentType === 'text/html') {
      pieces.push({ kind: 'html', content: textOf(part, limits.textLength, problems), alternative });
    } else attach(part, related);
  };
  walk(root, false, false, false);

  // Some reports explain themselves in the delivery status alone: then that is the text.
  if (pieces.length === 0) {
    pieces.push(...reports.filter(({ contentType }) => reportTypes.test(contentType)).map(asPiece));
  }
  const hasText = pieces.some(({ kind }) => kind === 'text');
  const hasHtml = pieces.some(({ kind }) => kind === 'html');
  const texts: string[] = [];
  const htmls: string[] = [];
  for (const { kind, content, alternative } of pieces) {
    if (kind === 'text') {
      texts.push(content);
      if (hasHtml && !alternative && content.trim()) htmls.push(textAsHtml(content));
    } else {
      htmls.push(content);
      if (hasText && !alternative) texts.push(htmlAsText(content));
    }
  }
  return {
    text: hasText ? cut(texts.join('\n'), limits.textLength, 'text', problems) : null,
    html: hasHtml ? cut(htmls.join('<br>\n'), limits.textLength, 'HTML', problems) : null,
    attachments,
    reports,
  };
}

const asPiece = ({ text }: { readonly text: string }): Piece => ({ kind: 'text', content: text, alternative: false });

function textOf(part: MailPart, length: number, problems: string[]): string {
  const content = decodeTransfer(part.body, part.encoding);
  const most = length * 4 + 4;
  if (content.length > most)
    problems.push(`A text of ${content.length} bytes is cut: the rest is only in the raw source.`);
  const text = decodeText(
    content.length > most ? content.subarray(0, most) : content,
    part.charset ?? (part.contentType === 'text/html' ? charsetInHtml(content) : null),
    problems,
  );
  const lines = clean(text.replace(/\r\n?/g, '\n').replace(/^\ufeff/, ''));
  return part.flowed && part.contentType === 'text/plain' ? unwrapFlowed(lines, part.delSp) : lines;
}

/** HTML without a charset outside may name one inside. */
const charsetInHtml = (content: Buffer): string | null =>
  /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?([\w-]{1,40})/i.exec(content.toString('latin1', 0, 2000))?.[1] ?? null;

function cut(text: string, length: number, what: string, problems: string[]): string {
  if (text.length <= length) return text;
  problems.push(`The ${what} is longer than ${length} characters: the rest is only in the raw source.`);
  return text.slice(0, length).toWellFormed();
}

function fieldOf(part: MailPart, name: string): string | undefined {
  const line = part.headers.find(({ key }) => key === name)?.line;
  return line?.slice(line.indexOf(':') + 1);
}
