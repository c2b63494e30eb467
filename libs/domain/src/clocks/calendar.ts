/** When time counts. Everything that sets or reads a clock asks one of these, so business hours are one more of them. */
export interface Calendar {
  /** How its hours are told in a sentence: "round the clock". */
  readonly hours: string;
  /** The instant at which `ms` milliseconds of open time have passed since `start`; not before `start`. */
  add(start: Date, ms: number): Date;
  /** Milliseconds of open time between two instants; 0 when `to` is not after `from`. */
  elapsed(from: Date, to: Date): number;
}

/** 24x7: every millisecond counts. */
export const roundTheClock: Calendar = {
  hours: 'round the clock',
  add: (start, ms) => new Date(start.getTime() + Math.max(0, ms)),
  elapsed: (from, to) => Math.max(0, to.getTime() - from.getTime()),
};
