const wall = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant, as if they were those of UTC. */
function shownAt(instant: number, zone: string): number {
  let format = wall.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    wall.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}Z`);
}

/** The instant at which the clocks of a zone show `2026-11-27T16:30`; null for what is no time, or no zone. */
export function instantAt(local: string, zone: string): string | null {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return null;
  try {
    const near = shown - (shownAt(shown, zone) - shown);
    // On the other side of a change of clocks it is the offset there that counts.
    return new Date(near - (shownAt(near, zone) - shown)).toISOString();
  } catch {
    return null;
  }
}

/** `2026-11-27T16:30`: what the clocks of a zone show at an instant. */
export const localAt = (instant: Date, zone: string): string =>
  new Date(shownAt(instant.getTime(), zone)).toISOString().slice(0, 16);
