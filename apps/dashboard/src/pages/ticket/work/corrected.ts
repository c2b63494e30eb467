import type { WorkKind } from './work-kinds';

/** What the log says of one piece of work. */
export interface Logged {
  readonly id: string;
  readonly seconds: number;
  readonly kind: WorkKind;
  readonly withCustomer: boolean;
  readonly corrects: string | null;
}

/** A piece of work as it stands, with the entries that made it so. */
export interface Work<Entry extends Logged> {
  readonly entry: Entry;
  /** The latest first. */
  readonly corrections: readonly Entry[];
  /** With all corrections; 0: it was taken back. */
  readonly seconds: number;
  readonly kind: WorkKind;
  readonly withCustomer: boolean;
}

/**
 * Corrections are entries with the difference: another kind is time taken from the one and given to the other. What stands is
 * what is left of both, as the last correction that gave time says.
 */
export function standing<Entry extends Logged>(items: readonly Entry[]): Work<Entry>[] {
  return items
    .filter(({ corrects }) => corrects === null)
    .map((entry) => {
      const own = items.filter(({ corrects }) => corrects === entry.id);
      const all = [entry, ...own];
      const left = (one: Entry): number =>
        all
          .filter(({ kind, withCustomer }) => kind === one.kind && withCustomer === one.withCustomer)
          .reduce((sum, { seconds }) => sum + seconds, 0);
      const { kind, withCustomer } = all.findLast((one) => left(one) > 0) ?? entry;
      return {
        entry,
        corrections: own.toReversed(),
        seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
        kind,
        withCustomer,
      };
    });
}
