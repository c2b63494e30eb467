import ICAL from 'ical.js';
import type { EventText } from './read-icalendar.js';

/** What kind of value a line has (`date`, `date-time`, `recur`), and its values. */
export interface Line {
  readonly type: string;
  readonly values: readonly unknown[];
}
/** An event's lines by their names, in small letters. */
export type EventLines = ReadonlyMap<string, readonly Line[]>;

/** What an event says; null when a line of it is none, such as a rule that never was. */
export function linesOf(event: EventText): EventLines | null {
  const lines = new Map<string, Line[]>();
  for (const [name, , type, ...values] of parsed(event) ?? []) {
    const line = { type: String(type), values };
    const same = lines.get(String(name));
    if (same) same.push(line);
    else lines.set(String(name), [line]);
  }
  return lines.size > 0 ? lines : event.length > 0 ? null : lines;
}

/** As ical.js gives them: [name, parameters, type, ...values]. */
function parsed(event: EventText): readonly (readonly unknown[])[] | null {
  try {
    const component = ICAL.parse(['BEGIN:VEVENT', ...event, 'END:VEVENT'].join('\r\n')) as [string, unknown[][]];
    return component[1];
  } catch {
    return null;
  }
}
