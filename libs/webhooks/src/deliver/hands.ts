export interface HandsOptions<Delivery> {
  /** Most that are under way at the same time. */
  readonly atOnce: number;
  /** How many of them may go to one receiver: a slow one must not hold up the rest. */
  readonly perReceiver: number;
  readonly receiverOf: (delivery: Delivery) => string;
  /** Takes at most so many due deliveries, none of the busy receivers. */
  readonly take: (limit: number, busyReceivers: readonly string[]) => Promise<readonly Delivery[]>;
  /** Makes one attempt and writes down what came of it; never throws. */
  readonly attempt: (delivery: Delivery) => Promise<void>;
  /** A hand is free again. */
  readonly onFree: () => void;
}

/** Deliveries that this process makes at the same time. */
export class Hands<Delivery> {
  private readonly underWay = new Map<Delivery, Promise<void>>();
  private closed = false;

  constructor(private readonly options: HandsOptions<Delivery>) {}

  /** Takes deliveries while any are due and hands are free. Resolves when these are under way, not when they are over. */
  async fill(): Promise<void> {
    const { atOnce, perReceiver, take } = this.options;
    for (;;) {
      const free = Math.min(atOnce - this.underWay.size, perReceiver);
      if (free <= 0 || this.closed) return;
      const taken = await take(free, this.busyReceivers());
      for (const delivery of taken) this.start(delivery);
      if (taken.length < free) return;
    }
  }

  /** Takes nothing more from now on. */
  close(): void {
    this.closed = true;
  }

  /** Waits for what is under way, at most so long. */
  async over(withinMs: number): Promise<void> {
    await Promise.race([Promise.all(this.underWay.values()), pause(withinMs)]);
  }

  private start(delivery: Delivery): void {
    const { attempt, onFree } = this.options;
    const done = attempt(delivery).finally(() => {
      this.underWay.delete(delivery);
      onFree();
    });
    this.underWay.set(delivery, done);
  }

  private busyReceivers(): string[] {
    const { perReceiver, receiverOf } = this.options;
    const counts = new Map<string, number>();
    for (const delivery of this.underWay.keys()) {
      const receiver = receiverOf(delivery);
      counts.set(receiver, (counts.get(receiver) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count >= perReceiver).map(([receiver]) => receiver);
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
