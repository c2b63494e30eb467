/** When time counts. Everything that sets or reads a clock asks one of these. Instants are Dates, durations milliseconds. */
export interface Calendar {
  /** How its hours are told in a sentence: "round the clock". */
  readonly hours: string;
  /**
   * The instant at which `ms` of open time have passed since `start`; not before `start`. A duration that is used up exactly
   * at closing time ends at closing time; none at all, asked for while it is closed, ends when it opens.
   */
  add(start: Date, ms: number): Date;
  /** The latest instant that has `ms` of open time between itself and `end`. */
  subtract(end: Date, ms: number): Date;
  /** Open time between two instants; 0 when `to` is not after `from`. */
  elapsed(from: Date, to: Date): number;
  /** `at` while it is open, else the next instant at which it opens. */
  nextOpen(at: Date): Date;
  /** What is open between two instants, cut to them, at most `limit` intervals, in order. */
  openIntervals(from: Date, to: Date, limit?: number): readonly OpenInterval[];
}

/** Open from `from` until, but not including, `to`. */
export interface OpenInterval {
  readonly from: Date;
  readonly to: Date;
}

/** 24x7: every millisecond counts. */
export const roundTheClock: Calendar = {
  hours: 'round the clock',
  add: (start, ms) => new Date(start.getTime() + Math.max(0, ms)),
  subtract: (end, ms) => new Date(end.getTime() - Math.max(0, ms)),
  elapsed: (from, to) => Math.max(0, to.getTime() - from.getTime()),
  nextOpen: (at) => at,
  openIntervals: (from, to) => (to > from ? [{ from, to }] : []),
};
