/**
 * What was committed at one moment, as PostgreSQL says it (`xmin:xmax:running,…`): every transaction below `xmax` but those
 * that were still running. What commits late is among those, so it is news whenever it comes, and nothing waits for it.
 */
export interface Snapshot {
  readonly xmax: number;
  readonly running: ReadonlySet<number>;
}

/** Null: not a snapshot. */
export function parseSnapshot(text: string): Snapshot | null {
  const match = /^(\d{1,16}):(\d{1,16}):((?:\d{1,16},)*\d{1,16})?$/.exec(text);
  if (!match) return null;
  const [, xmin, xmax, running] = match;
  const numbers = running === undefined ? [] : running.split(',').map(Number);
  const isSound = Number(xmin) <= Number(xmax) && numbers.every((tx) => tx >= Number(xmin) && tx < Number(xmax));
  return isSound ? { xmax: Number(xmax), running: new Set(numbers) } : null;
}

/** Whether what this transaction wrote was not to be seen yet at that moment. */
export const isNews = (tx: number, { xmax, running }: Snapshot): boolean => tx >= xmax || running.has(tx);

/** The transactions that are news for at least one of these moments: all from `from` on, and those of `late`. */
export interface Since {
  readonly from: number;
  readonly late: readonly number[];
}

export function sinceAll(snapshots: Iterable<Snapshot>): Since {
  let from = Number.MAX_SAFE_INTEGER;
  const late = new Set<number>();
  for (const { xmax, running } of new Set(snapshots)) {
    from = Math.min(from, xmax);
    for (const tx of running) late.add(tx);
  }
  return { from, late: [...late].filter((tx) => tx < from) };
}
