interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets: each key may send `perMinute` requests a minute, a tenth of them (but ten, when there are so many) at once. Memory is
 * bounded: beyond `keys` buckets the one unused for longest is forgotten, which only ever favours its owner.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();
  private readonly burst: number;
  private readonly perMs: number;

  constructor(
    perMinute: number,
    private readonly keys = 10_000,
    private readonly now: () => number = Date.now,
  ) {
    this.burst = Math.min(perMinute, Math.max(10, perMinute / 10));
    this.perMs = perMinute / 60_000;
  }

  /** Whether this key has a bucket of its own. */
  knows(key: string): boolean {
    return this.buckets.has(key);
  }

  /** Takes one request from the key's bucket: 0 when it may pass, else the seconds until it may. */
  take(key: string): number {
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { tokens: this.burst, at: now };
    const tokens = Math.min(this.burst, bucket.tokens + Math.max(0, now - bucket.at) * this.perMs);
    const allowed = tokens >= 1;
    bucket.tokens = allowed ? tokens - 1 : tokens;
    bucket.at = now;
    this.keep(key, bucket);
    return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.perMs / 1_000));
  }

  /** A Map remembers insertion order, so putting a key back makes it the youngest. */
  private keep(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > this.keys) this.buckets.delete(this.buckets.keys().next().value!);
  }
}
