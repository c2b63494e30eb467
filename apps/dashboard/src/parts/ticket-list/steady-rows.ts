import { useState } from 'react';

export interface SteadyRow<Row> {
  readonly row: Row;
  /** It is no longer in the list; it stays in its place until the pointer has left. */
  readonly isGone: boolean;
}

interface Identified {
  readonly id: string;
}

const NONE: readonly never[] = [];

/** Keeps every row where it was: what came is not shown yet, what left keeps its place. What is said of each row is fresh. */
export function steady<Row extends Identified>(shown: readonly Row[], fresh: readonly Row[]): SteadyRow<Row>[] {
  const now = new Map(fresh.map((row) => [row.id, row]));
  return shown.map((row) => ({ row: now.get(row.id) ?? row, isGone: !now.has(row.id) }));
}

/** What stands in `fresh` below everything that is shown: it may come at any time, since nothing moves for it. */
export function below<Row extends Identified>(shown: readonly Row[], fresh: readonly Row[]): readonly Row[] {
  const known = new Set(shown.map(({ id }) => id));
  const last = fresh.findLastIndex(({ id }) => known.has(id));
  return last < 0 && shown.length > 0 ? [] : fresh.slice(last + 1);
}

/**
 * Rows that do not move under the pointer: while `isHeld`, nothing goes or changes places, and what comes comes below. `arrived` is how many are
 * held back, `show` lets them in.
 */
export function useSteadyRows<Row extends Identified>(
  fresh: readonly Row[],
  isHeld: boolean,
): { readonly rows: readonly SteadyRow<Row>[]; readonly arrived: number; readonly show: () => void } {
  const [shown, setShown] = useState(fresh);
  if (!isHeld && shown !== fresh) setShown(fresh);
  const next = isHeld ? below(shown, fresh) : NONE;
  if (next.length > 0) setShown([...shown, ...next]);
  const kept = isHeld ? [...shown, ...next] : fresh;
  const known = new Set(kept.map(({ id }) => id));
  return {
    rows: steady(kept, fresh),
    arrived: fresh.filter(({ id }) => !known.has(id)).length,
    show: () => setShown(fresh),
  };
}
