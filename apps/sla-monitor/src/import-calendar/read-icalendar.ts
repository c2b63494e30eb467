import { DomainError } from '#domain';

/** The lines of one event that matter here, without what is said about them but the kind of their value. */
export type EventText = readonly string[];

const WANTED = new Set([
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'SUMMARY',
  'UID',
]);
const LONGEST_LINE = 100_000;

/**
 * The events of an iCalendar file (RFC 5545) as they are written. What matters to nobody here, zones and people and alarms, is left
 * out, broken or not. Refuses (`calendar.not-icalendar`) what is no such file, or only a part of one.
 */
export function readICalendar(bytes: Uint8Array): EventText[] {
  const events: string[][] = [];
  const open: string[] = [];
  let isCalendar = false;
  // A line that begins with a blank goes on with the one before.
  for (const line of textOf(bytes)
    .replace(/\r?\n[ \t]/g, '')
    .split(/[\r\n]+/)) {
    const { name, kind, value } = contentOf(line);
    if (name === 'BEGIN') {
      open.push(value.trim().toUpperCase());
      isCalendar ||= open[0] === 'VCALENDAR';
      if (isEvent(open)) events.push([]);
    } else if (name === 'END') {
      if (open.pop() !== value.trim().toUpperCase()) throw notICalendar(`END:${told(value)} ends nothing that began.`);
    } else if (isEvent(open) && WANTED.has(name)) {
      if (line.length > LONGEST_LINE)
        throw notICalendar(`A line of ${name} is longer than ${LONGEST_LINE} characters.`);
      events.at(-1)!.push(`${name}${kind}:${value}`);
    }
  }
  if (!isCalendar) throw notICalendar('It has no BEGIN:VCALENDAR; send an .ics file.');
  if (open.length > 0) throw notICalendar(`It breaks off: ${told(open.at(-1)!)} does not end.`);
  return events;
}

const isEvent = (open: readonly string[]): boolean =>
  open.length === 2 && open[0] === 'VCALENDAR' && open[1] === 'VEVENT';

/** A line in its parts. `kind` is `;VALUE=DATE` or the like, also where a date is written without saying that it is one. */
function contentOf(line: string): { name: string; kind: string; value: string } {
  const name = /^[A-Za-z-]+/.exec(line)?.[0] ?? '';
  let at = name.length;
  // A colon in quotes belongs to a parameter.
  for (let isQuoted = false; at < line.length && (isQuoted || line[at] !== ':'); at += 1)
    if (line[at] === '"') isQuoted = !isQuoted;
  const value = line.slice(at + 1);
  const said = /;VALUE=([A-Za-z-]+)/i.exec(line.slice(name.length, at))?.[1];
  const isDate = said === undefined && /^\d{8}$/.test(value.trim());
  return { name: name.toUpperCase(), kind: isDate ? ';VALUE=DATE' : said ? `;VALUE=${said}` : '', value };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notICalendar('It is not in UTF-8; save it in UTF-8 and send it again.');
  }
}

const told = (text: string): string => text.trim().slice(0, 40).toWellFormed();
const notICalendar = (detail: string): DomainError => new DomainError('invalid', 'calendar.not-icalendar', detail);
