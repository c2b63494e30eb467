import { cleanLine, cleanText } from './clean-text.js';
import type { TakenMail } from './taken-mail.js';

/** Requester of tickets whose sender is not known. The domain can never have mail (RFC 2606). */
export const UNKNOWN_SENDER = { email: 'unknown@sender.invalid', name: 'Unknown sender' } as const;

const shown = ['From', 'To', 'Cc', 'Date', 'Subject', 'Message-ID'];
const HEAD_BYTES = 65_536;

/** What can be told of a mail that could not be read: the headers as they stand in it. */
export function stubOf({ id, source, receivedAt, format }: TakenMail, reason: string) {
  const head = source
    .subarray(0, HEAD_BYTES)
    .toString('utf8')
    .split(/\r?\n\r?\n/, 1)[0]!;
  const found = format === 'mime' ? shown.flatMap((name) => headerIn(head, name) ?? []) : [];
  const description = [
    `A mail came in that could not be filed: it ${cleanLine(reason, 500) ?? 'says nothing'}`,
    `Received ${receivedAt.toISOString()}, ${source.length} bytes. As it came: GET /api/v1/mail/${id}/source`,
    ...(found.length > 0 ? [`What its head says:\n${found.join('\n')}`] : []),
  ];
  return { subject: 'Mail that could not be read', description: cleanText(description.join('\n\n'), 20_000) };
}

function headerIn(head: string, name: string): string | null {
  const lines = head.split(/\r?\n/);
  const first = lines.findIndex((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  if (first < 0) return null;
  const folded = [lines[first]!];
  for (const line of lines.slice(first + 1, first + 20)) {
    if (!/^[ \t]/.test(line)) break;
    folded.push(line);
  }
  return cleanLine(folded.join(' '), 500);
}
