import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliverHandler } from './deliver.handler.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';

/** Deliveries this process makes at the same time, and how many of them go to one vendor: a slow one must not hold up the rest. */
const AT_ONCE = 16;
const PER_VENDOR = 4;
/** A new case of another process, or a retry, is seen this much later at most. */
const LONGEST_SLEEP_MS = 1_000;
/** How long stopping waits for vendors; what is not over by then is due again when its lease ends. */
const STOP_WITHIN_MS = 5_000;

/**
 * Takes due deliveries and makes them, several at a time; any number of processes share the work by row locks. No queue
 * holds them: rows do, so nothing is lost with a queue and nothing has a leader.
 */
@Injectable()
export class DeliveryLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('deliver');
  private readonly underWay = new Map<string, { readonly vendorId: string; readonly done: Promise<void> }>();
  private running: Promise<void> | null = null;
  private stopped = false;
  private woken = false;
  private interrupt: (() => void) | null = null;

  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(DeliverHandler) private readonly deliver: DeliverHandler,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** There may be something to deliver now. */
  wake(): void {
    this.woken = true;
    this.interrupt?.();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
    const over = Promise.all([...this.underWay.values()].map(({ done }) => done));
    await Promise.race([over, pause(STOP_WITHIN_MS)]);
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      try {
        await this.takeWhatIsDue();
      } catch (error) {
        this.logger.warn(`Cannot look for due deliveries: ${(error as Error).message}`);
      }
      await this.sleep();
    }
  }

  private async takeWhatIsDue(): Promise<void> {
    for (;;) {
      const free = Math.min(AT_ONCE - this.underWay.size, PER_VENDOR);
      if (free <= 0 || this.stopped) return;
      const taken = await this.deliveries.take(free, this.busyVendors());
      for (const delivery of taken) this.start(delivery);
      if (taken.length < free) return;
    }
  }

  private start(delivery: Delivery): void {
    const key = `${delivery.id} ${delivery.attempts}`;
    const done = this.deliver
      .attempt(delivery)
      .catch((error: unknown) =>
        // The lease runs out, and somebody makes the attempt again under the same id.
        this.logger.warn(
          `What became of case ${delivery.caseNumber} could not be written: ${(error as Error).message}`,
        ),
      )
      .finally(() => {
        this.underWay.delete(key);
        this.wake();
      });
    this.underWay.set(key, { vendorId: delivery.vendorId, done });
  }

  private busyVendors(): string[] {
    const counts = new Map<string, number>();
    for (const { vendorId } of this.underWay.values()) counts.set(vendorId, (counts.get(vendorId) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= PER_VENDOR).map(([vendorId]) => vendorId);
  }

  private sleep(): Promise<void> {
    if (this.woken || this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(wakeUp, LONGEST_SLEEP_MS);
      this.interrupt = wakeUp;
      function wakeUp(): void {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
