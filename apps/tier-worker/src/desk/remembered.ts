/** An answer is good for so many times what it took to work out, and no longer than a second. */
const WORTH = 4;
const LONGEST_MS = 1_000;
const MOST_KEPT = 2_000;

interface Kept<T> {
  readonly value: T;
  readonly at: number;
  readonly goodForMs: number;
}

/**
 * Figures that many screens ask for at the same moment: worked out once for all who ask meanwhile, and a moment longer. Where
 * they are cheap they are always fresh; where they are not, they cost a fixed share of one connection, however many ask.
 */
export class Remembered<T> {
  private readonly kept = new Map<string, Kept<T>>();
  private readonly underway = new Map<string, Promise<T>>();

  get(key: string, work: () => Promise<T>): Promise<T> {
    const kept = this.kept.get(key);
    const age = kept ? performance.now() - kept.at : Infinity;
    if (!kept || age > 2 * kept.goodForMs) return this.work(key, work);
    // Nobody waits for what is a moment old while somebody keeps asking: the next one gets it fresh.
    if (age > kept.goodForMs) this.work(key, work).catch(() => undefined);
    return Promise.resolve(kept.value);
  }

  private work(key: string, work: () => Promise<T>): Promise<T> {
    const underway = this.underway.get(key);
    if (underway) return underway;
    const began = performance.now();
    const made = work()
      .then((value) => {
        const at = performance.now();
        this.kept.delete(key);
        this.kept.set(key, { value, at, goodForMs: Math.min(LONGEST_MS, WORTH * (at - began)) });
        for (const oldest of this.kept.keys()) {
          if (this.kept.size <= MOST_KEPT) break;
          this.kept.delete(oldest);
        }
        return value;
      })
      .finally(() => this.underway.delete(key));
    this.underway.set(key, made);
    return made;
  }
}
