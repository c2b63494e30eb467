import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DeliverHandler } from './deliver.handler.js';
import { DeliveryLoop } from './delivery.loop.js';
import type { Delivery, DeliveryStore } from './delivery.store.js';

class FakeDeliveries implements Pick<DeliveryStore, 'take'> {
  readonly asked: { readonly limit: number; readonly busyVendors: readonly string[] }[] = [];
  due: Delivery[] = [];
  broken = false;

  take(limit: number, busyVendors: readonly string[]): Promise<Delivery[]> {
    this.asked.push({ limit, busyVendors });
    if (this.broken) return Promise.reject(new Error('no database'));
    const taken = this.due.filter(({ vendorId }) => !busyVendors.includes(vendorId)).slice(0, limit);
    this.due = this.due.filter((delivery) => !taken.includes(delivery));
    return Promise.resolve(taken);
  }
}

class FakeDeliver implements Pick<DeliverHandler, 'attempt'> {
  readonly started: Delivery[] = [];
  private readonly waiting = new Map<Delivery, () => void>();

  attempt(delivery: Delivery): Promise<void> {
    this.started.push(delivery);
    return new Promise((resolve) => this.waiting.set(delivery, resolve));
  }

  finish(delivery: Delivery): void {
    this.waiting.get(delivery)?.();
  }
}

const due = (vendorId: string, count: number): Delivery[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${vendorId}-${index}`, attempts: 1, vendorId }) as Delivery);

/** Lets everything that is ready to go on do so; no timer fires. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('the delivery loop', () => {
  let deliveries: FakeDeliveries;
  let deliver: FakeDeliver;
  let loop: DeliveryLoop;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    jest.useFakeTimers();
    deliveries = new FakeDeliveries();
    deliver = new FakeDeliver();
    loop = new DeliveryLoop(deliveries as unknown as DeliveryStore, deliver as unknown as DeliverHandler);
    loop.onApplicationBootstrap();
    await settle();
  });
  afterEach(async () => {
    for (const delivery of deliver.started) deliver.finish(delivery);
    await loop.beforeApplicationShutdown();
    jest.useRealTimers();
  });

  it('looks at once when it is woken, and every second when it is not', async () => {
    expect(deliveries.asked).toHaveLength(1);
    loop.wake();
    await settle();
    expect(deliveries.asked).toHaveLength(2);
    jest.advanceTimersByTime(999);
    await settle();
    expect(deliveries.asked).toHaveLength(2);
    jest.advanceTimersByTime(2);
    await settle();
    expect(deliveries.asked).toHaveLength(3);
  });

  it('goes on when the database does not answer', async () => {
    deliveries.broken = true;
    loop.wake();
    await settle();
    deliveries.broken = false;
    deliveries.due = due('a', 1);
    jest.advanceTimersByTime(1_000);
    await settle();
    expect(deliver.started).toHaveLength(1);
  });

  it('gives one vendor only a part of its hands, so that the others do not wait for a slow one', async () => {
    deliveries.due = [...due('slow', 50), ...due('other', 3)];
    loop.wake();
    await settle();
    const started = (vendorId: string) => deliver.started.filter((delivery) => delivery.vendorId === vendorId).length;
    expect(started('other')).toBe(3);
    expect(started('slow')).toBe(4);
    deliver.finish(deliver.started[0]!);
    await settle();
    expect(started('slow')).toBeGreaterThan(4);
    expect(started('slow')).toBeLessThan(9);
  });

  it('never has more than sixteen under way', async () => {
    deliveries.due = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((vendorId) => due(vendorId, 4));
    loop.wake();
    await settle();
    expect(deliver.started).toHaveLength(16);
  });

  it('stops only when what is under way is over, and takes nothing more', async () => {
    deliveries.due = due('a', 1);
    loop.wake();
    await settle();
    let stopped = false;
    const stopping = loop.beforeApplicationShutdown().then(() => (stopped = true));
    deliveries.due = due('b', 1);
    await settle();
    expect(stopped).toBe(false);
    deliver.finish(deliver.started[0]!);
    await stopping;
    expect(deliver.started).toHaveLength(1);
  });

  it('waits five seconds for a vendor when it stops, and no longer', async () => {
    deliveries.due = due('a', 1);
    loop.wake();
    await settle();
    const stopping = loop.beforeApplicationShutdown();
    await settle();
    jest.advanceTimersByTime(5_000);
    await stopping;
  });
});
