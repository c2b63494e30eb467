import { clean } from '../parse/header-values.js';
import type { MailLimits } from '../parse/mail-limits.js';
import type { ParsedAttachment } from '../parsed-mail.js';

/** A text as a provider gives it, with our line ends; what is over the limit is told. */
export function pieceOf(value: unknown, what: string, limits: MailLimits, problems: string[]): string | null {
  if (typeof value !== 'string') return null;
  const text = clean(value.replace(/\r\n?/g, '\n'));
  if (text.length <= limits.textLength) return text;
  problems.push(`The ${what} is longer than ${limits.textLength} characters: the rest is only in the raw source.`);
  return text.slice(0, limits.textLength).toWellFormed();
}

/** Attachments within the limits; what is over them is told. */
export function attachmentsOf(
  given: Iterable<ParsedAttachment>,
  limits: MailLimits,
  problems: string[],
): ParsedAttachment[] {
  const kept: ParsedAttachment[] = [];
  let bytes = 0;
  for (const attachment of given) {
    const size = attachment.content.length;
    if (size > limits.attachmentBytes || bytes + size > limits.attachmentsBytes || kept.length >= limits.parts) {
      const name = attachment.name === null ? '' : `"${attachment.name.slice(0, 200)}" `;
      problems.push(`The attachment ${name}of ${size} bytes is over the limit: it is only in the raw source.`);
      continue;
    }
    bytes += size;
    kept.push(attachment);
  }
  return kept;
}

/** One attachment, whatever was said of it. */
export const attachment = (
  name: unknown,
  contentType: unknown,
  contentId: unknown,
  content: Buffer,
): ParsedAttachment => {
  const id = textOf(contentId);
  return {
    name: clean(textOf(name) ?? '').slice(0, 1_000) || null,
    contentType:
      clean(textOf(contentType) ?? '')
        .split(';', 1)[0]!
        .trim()
        .toLowerCase()
        .slice(0, 200) || 'application/octet-stream',
    contentId:
      id === null
        ? null
        : clean(id)
            .replace(/[<>\s]/g, '')
            .slice(0, 500) || null,
    inline: id !== null,
    content,
  };
};

const reportTypes =
  /^(message\/(global-)?(delivery-status|disposition-notification|headers)|message\/(feedback-report|rfc822)|text\/rfc822-headers)$/;

/** What a delivery report has beside its text, when a provider gives its parts as attachments. */
export const reportsIn = (contentType: string, attachments: readonly ParsedAttachment[], limits: MailLimits) =>
  contentType !== 'multipart/report'
    ? []
    : attachments
        .filter((part) => reportTypes.test(part.contentType))
        .map((part) => ({
          contentType: part.contentType,
          text: clean(
            Buffer.from(part.content).subarray(0, limits.textLength).toString('utf8').replace(/\r\n?/g, '\n'),
          ),
        }));

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON, or a problem that says what was no JSON. */
export function jsonOf(text: string | null, what: string, problems: string[]): unknown {
  if (text === null || text.trim() === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    problems.push(`${what} is not valid JSON.`);
    return null;
  }
}
