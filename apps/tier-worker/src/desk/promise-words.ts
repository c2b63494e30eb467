import { duration, type ClockKind } from '#domain';

/** `first response`, `resolution`, `tier`. */
export const promiseName = (kind: ClockKind): string => kind.replace('_', ' ');

/** How late an alarm was, as the end of a sentence; nothing below a second. Instants are ISO 8601. */
export function lateness(dueAt: string, rangAt: string): string {
  const ms = Date.parse(rangAt) - Date.parse(dueAt);
  return ms < 1_000 ? '' : ` (the alarm rang ${duration(ms)} late)`;
}
