interface Waiting<Value> {
  readonly resolve: (value: Value | null) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Turns many look-ups of one turn of the event loop into one. While `inFlight` batches are out, the next one gathers, so
 * under load batches grow instead of the queue for connections.
 */
export class Batcher<Key, Value> {
  private gathering = new Map<Key, Waiting<Value>[]>();
  private out = 0;
  private scheduled = false;

  constructor(
    private readonly lookUp: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
    private readonly limits = { inFlight: 2, keys: 200 },
  ) {}

  get(key: Key): Promise<Value | null> {
    return new Promise((resolve, reject) => {
      const waiting = this.gathering.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else this.gathering.set(key, [{ resolve, reject }]);
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled || this.out >= this.limits.inFlight || this.gathering.size === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      void this.send();
    });
  }

  private async send(): Promise<void> {
    const batch = [...this.gathering].slice(0, this.limits.keys);
    if (batch.length === this.gathering.size) this.gathering = new Map();
    else for (const [key] of batch) this.gathering.delete(key);
    this.out += 1;
    this.schedule();
    try {
      const found = await this.lookUp(batch.map(([key]) => key));
      for (const [key, waiting] of batch) for (const { resolve } of waiting) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const [, waiting] of batch) for (const { reject } of waiting) reject(error);
    } finally {
      this.out -= 1;
      this.schedule();
    }
  }
}
