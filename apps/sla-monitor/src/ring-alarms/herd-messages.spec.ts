import type { Outbox, OutboxRow } from '#messaging';
import { expect, test } from '@jest/globals';
import { HerdMessages } from './herd-messages.js';

/** An outbox that publishes when it is let. */
function slowOutbox() {
  const published: string[] = [];
  let arrived = (): void => undefined;
  const outbox = {
    publish: (rows: readonly OutboxRow[]) => void published.push(...rows.map(({ id }) => id)),
    published: () => new Promise<void>((resolve) => (arrived = resolve)),
  };
  const next = async (): Promise<void> => {
    arrived();
    await new Promise(setImmediate);
  };
  return { messages: new HerdMessages(outbox as unknown as Outbox), published, next };
}

const batch = (...ids: string[]): string => JSON.stringify(ids.map((id) => ({ id })));

test('what a herd says is brought when it has passed, a batch at a time, in order', async () => {
  const { messages, published, next } = slowOutbox();
  messages.keep(batch('1', '2'));
  messages.keep(batch('3'));
  expect(published).toEqual([]);
  messages.bring();
  expect(published).toEqual(['1', '2']);
  await next();
  expect(published).toEqual(['1', '2', '3']);
});

test('the next herd interrupts it, and what waited is brought after that one', async () => {
  const { messages, published, next } = slowOutbox();
  messages.keep(batch('1'));
  messages.keep(batch('2'));
  messages.bring();
  messages.keep(batch('3'));
  await next();
  expect(published).toEqual(['1']);
  messages.bring();
  await next();
  await next();
  expect(published).toEqual(['1', '2', '3']);
});

test('what is more than may wait is left to the sweeper', async () => {
  const { messages, published, next } = slowOutbox();
  messages.keep(batch('x'.repeat(40_000_000)));
  messages.keep(batch('y'.repeat(40_000_000)));
  messages.bring();
  await next();
  expect(published.map((id) => id[0])).toEqual(['x']);
});
