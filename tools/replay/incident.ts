/** One line of the log, as far as the replay needs it. What the line leaves out is as it was before. */
export interface LogRow {
  /** 1 to 99: support line L1 is tier 1. */
  readonly level: number;
  readonly team: string;
  readonly status: string;
  /** Says more than the status; empty when the log knows no more. */
  readonly subStatus: string;
  /** As the log has it; empty when it has none. */
  readonly at: string;
}

/** One incident with its lines in the order of their time. There is at least one. */
export interface Incident {
  readonly id: string;
  readonly impact: string;
  readonly product: string;
  readonly country: string;
  readonly rows: readonly [LogRow, ...LogRow[]];
}

/** What the log says of the way an incident took. */
export interface Way {
  /** Every level it was at, each as often as it came there: `[1, 2, 1]`. */
  readonly levels: readonly number[];
  /** Every team and level it was at, in order, such as `V37@2`. */
  readonly places: readonly string[];
  /** How often it changed hands between teams. */
  readonly handOffs: number;
}

/** Each value once for as long as it lasts: `[1, 1, 2, 2, 1]` -> `[1, 2, 1]`. */
export const path = <T>(values: readonly T[]): T[] => values.filter((value, index) => value !== values[index - 1]);

/** Where an incident was, from its places in order. */
export function wayOf(stops: readonly { readonly level: number; readonly team: string }[]): Way {
  return {
    levels: path(stops.map(({ level }) => level)),
    places: path(stops.map(({ team, level }) => `${team}@${level}`)),
    handOffs: Math.max(0, path(stops.map(({ team }) => team)).length - 1),
  };
}
