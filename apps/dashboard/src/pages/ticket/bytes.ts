const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `18 MB`: how long a file is. */
export function bytes(size: number, language: string): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power],
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(size / 1_000 ** power);
}
