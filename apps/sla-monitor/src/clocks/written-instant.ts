/** So many instants are remembered before all are forgotten. */
const MOST = 1_000;

const written = new Map<number, string>();

/**
 * An instant in ISO 8601. Alarms that ring together ring at one moment, and many are due at one: writing it down again costs
 * ten times as much as looking it up.
 */
export function writtenInstant(instant: Date): string {
  const ms = instant.getTime();
  const known = written.get(ms);
  if (known !== undefined) return known;
  if (written.size >= MOST) written.clear();
  const text = instant.toISOString();
  written.set(ms, text);
  return text;
}
