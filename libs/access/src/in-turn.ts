/** Runs work of one key one after the other, work of different keys side by side. */
export class InTurn {
  private readonly last = new Map<string, Promise<unknown>>();

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled: Promise<void> = mine.then(
      () => this.leave(key, settled),
      () => this.leave(key, settled),
    );
    this.last.set(key, settled);
    return mine;
  }

  private leave(key: string, mine: Promise<unknown>): void {
    if (this.last.get(key) === mine) this.last.delete(key);
  }
}
