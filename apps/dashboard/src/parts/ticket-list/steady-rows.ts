import { useState } from 'react';

export interface SteadyRow<Row> {
  readonly row: Row;
  /** It is no longer in the list; it stays in its place until the pointer has left. */
  readonly isGone: boolean;
}

interface Identified {
  readonly id: string;
}

/** Keeps every row where it was: what came is not shown yet, what left keeps its place. What is said of each row is fresh. */
export function steady<Row extends Identified>(shown: readonly Row[], fresh: readonly Row[]): SteadyRow<Row>[] {
  const now = new Map(fresh.map((row) => [row.id, row]));
  return shown.map((row) => ({ row: now.get(row.id) ?? row, isGone: !now.has(row.id) }));
}

/**
 * Rows that do not move under the pointer: while `isHeld`, nothing comes, goes or changes places. `arrived` is how many are
 * held back, `show` lets them in.
 */
export function useSteadyRows<Row extends Identified>(
  fresh: readonly Row[],
  isHeld: boolean,
): { readonly rows: readonly SteadyRow<Row>[]; readonly arrived: number; readonly show: () => void } {
  const [shown, setShown] = useState(fresh);
  if (!isHeld && shown !== fresh) setShown(fresh);
  const kept = isHeld ? shown : fresh;
  const known = new Set(kept.map(({ id }) => id));
  return {
    rows: steady(kept, fresh),
    arrived: fresh.filter(({ id }) => !known.has(id)).length,
    show: () => setShown(fresh),
  };
}
