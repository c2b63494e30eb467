import type { CalendarNote } from '../mail-reading.js';
import type { ParsedAttachment } from '../parsed-mail.js';

/** What the calendar parts of a mail are about; at most ten. They stay among the attachments. */
export function calendarNotes(attachments: readonly ParsedAttachment[]): CalendarNote[] {
  return attachments
    .filter(({ contentType }) => contentType === 'text/calendar' || contentType === 'application/ics')
    .slice(0, 10)
    .map(({ content }) => noteOf(Buffer.from(content.subarray(0, 100_000)).toString('utf8')));
}

function noteOf(calendar: string): CalendarNote {
  const lines = calendar.replace(/\r?\n[ \t]/g, '').split(/\r?\n|\r/);
  const begin = lines.findIndex((line) => /^BEGIN:V(EVENT|TODO|JOURNAL)/i.test(line));
  const event = begin < 0 ? lines : lines.slice(begin);
  return {
    method: valueOf(lines, 'METHOD')?.toUpperCase() ?? null,
    summary: valueOf(event, 'SUMMARY'),
    start: valueOf(event, 'DTSTART'),
    location: valueOf(event, 'LOCATION'),
  };
}

/** `NAME;PARAMETER=x:value`, its escapes undone; null when it is not there or empty. */
function valueOf(lines: readonly string[], name: string): string | null {
  const line = lines.find(
    (each) => each.toUpperCase().startsWith(`${name}:`) || each.toUpperCase().startsWith(`${name};`),
  );
  const value = line?.replace(/^[^:;]+(;("[^"]*"|[^":])*)?:/, '').slice(0, 500);
  const plain = value
    ?.replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .replaceAll('\0', '')
    .trim()
    .toWellFormed();
  return plain || null;
}
