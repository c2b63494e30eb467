import type { QueueName } from '#contracts';
import { describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Backend } from './backend.js';
import type { OutboxRow } from './outbox-row.js';
import { Publisher } from './publisher.js';

Logger.overrideLogger(false);

/** Adds when it is told to. */
class FakeBackend {
  reachable = true;
  readonly batches: { queue: QueueName; ids: string[] }[] = [];
  private waiting: (() => void)[] = [];
  constructor(private readonly hangs = false) {}

  async add(queue: QueueName, rows: readonly OutboxRow[]): Promise<void> {
    this.batches.push({ queue, ids: rows.map((row) => row.id) });
    if (this.hangs) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  get held(): number {
    return this.waiting.length;
  }

  release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

const row = (id: string, queue: QueueName = 'triage'): OutboxRow => ({
  id,
  queue,
  message: 'ticket.opened',
  data: {},
  correlationId: 'c',
  causationId: null,
});
const publisherOn = (backend: FakeBackend) => new Publisher(backend as unknown as Backend);

describe('the publisher', () => {
  test('brings what is said in one tick to each queue in one add', async () => {
    const backend = new FakeBackend();
    const publisher = publisherOn(backend);
    publisher.publish([row('1'), row('2', 'sla')]);
    publisher.publish([row('3')]);
    await publisher.stop();
    expect(backend.batches).toEqual([
      { queue: 'triage', ids: ['1', '3'] },
      { queue: 'sla', ids: ['2'] },
    ]);
  });

  test('brings what arrives during an add together with the next', async () => {
    const backend = new FakeBackend(true);
    const publisher = publisherOn(backend);
    publisher.publish([row('1')]);
    await new Promise(setImmediate);
    publisher.publish([row('2')]);
    publisher.publish([row('3')]);
    backend.release();
    await new Promise(setImmediate);
    backend.release();
    await publisher.stop();
    expect(backend.batches.map((batch) => batch.ids)).toEqual([['1'], ['2', '3']]);
  });

  test('drops what is said while too much is in flight', async () => {
    const backend = new FakeBackend(true);
    const publisher = publisherOn(backend);
    publisher.publish(Array.from({ length: 10_000 }, (_, index) => row(`${index}`)));
    publisher.publish([row('too much', 'sla')]);
    await new Promise(setImmediate);
    expect(backend.batches.map((batch) => batch.queue)).toEqual(['triage']);
    while (backend.held > 0) {
      backend.release();
      await new Promise(setImmediate);
    }
  });

  test('does not even try while the queues are known to be away, and goes on when they are back', async () => {
    const backend = new FakeBackend();
    const publisher = publisherOn(backend);
    backend.reachable = false;
    for (let round = 0; round < 3; round++) publisher.publish(Array.from({ length: 6_000 }, () => row('x')));
    await new Promise(setImmediate);
    expect(backend.batches).toEqual([]);
    backend.reachable = true;
    publisher.publish([row('later')]);
    await publisher.stop();
    expect(backend.batches.map((batch) => batch.ids)).toEqual([['later']]);
  });

  test('publishes nothing once it is stopped', async () => {
    const backend = new FakeBackend();
    const publisher = publisherOn(backend);
    await publisher.stop();
    publisher.publish([row('1')]);
    await new Promise(setImmediate);
    expect(backend.batches).toEqual([]);
  });
});
