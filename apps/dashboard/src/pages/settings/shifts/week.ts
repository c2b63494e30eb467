import { instantAt, localAt } from '../calendars/zone-time';

const DAY_MS = 86_400_000;

/** A day by the clocks of a zone: 23 or 25 hours where they are changed. */
export interface Day {
  /** `2026-11-23`. */
  readonly date: string;
  readonly from: number;
  readonly to: number;
}
/** What of a time lies in a day. */
export interface Piece {
  /** `09:00–17:30` by the clocks of the zone. */
  readonly label: string;
  readonly isWhole: boolean;
  /** Where it begins and ends, of the whole day: 0 to 1. */
  readonly start: number;
  readonly end: number;
}
export interface Span {
  readonly from: string;
  readonly to: string;
}

export const dayAfter = (date: string, days = 1): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const midnight = (date: string, zone: string): number =>
  Date.parse(instantAt(`${date}T00:00`, zone) ?? `${date}T00:00Z`);

/** Monday to Sunday, so many weeks from the one it is now. */
export function weekOf(now: Date, zone: string, weeks: number): readonly Day[] {
  const today = localAt(now, zone).slice(0, 10);
  const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => {
    const date = dayAfter(today, index - weekday + weeks * 7);
    return { date, from: midnight(date, zone), to: midnight(dayAfter(date), zone) };
  });
}

/** What of these times lies in a day. */
export const piecesOf = (spans: readonly Span[], day: Day, zone: string): readonly Piece[] =>
  spans.flatMap((span) => {
    const [from, to] = [Math.max(Date.parse(span.from), day.from), Math.min(Date.parse(span.to), day.to)];
    if (from >= to) return [];
    const [begins, ends] = [from, to].map((at) => localAt(new Date(at), zone).slice(11));
    const share = (at: number): number => (at - day.from) / (day.to - day.from);
    return [
      {
        label: `${begins}–${to === day.to ? '24:00' : ends}`,
        isWhole: from === day.from && to === day.to,
        start: share(from),
        end: share(to),
      },
    ];
  });
