/** Text that PostgreSQL and JSON can hold: no NUL, no lone surrogate, at most `max` characters. */
export function cleanText(text: string, max: number): string {
  const whole = text.replaceAll('\0', '').toWellFormed();
  return whole.length <= max
    ? whole
    : whole
        .slice(0, max - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '') + '…';
}

/** The same on one line, trimmed; null when nothing is left. */
export function cleanLine(text: string | null, max: number): string | null {
  const line = cleanText(text ?? '', 4 * max)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line === '' ? null : cleanText(line, max);
}
