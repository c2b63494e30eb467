import { expect, jest, test } from '@jest/globals';
import type { FileMailHandler } from './file-mail.handler.js';
import { FileMailLoop, type ReadsMail } from './file-mail.loop.js';
import type { MailStore } from './mail.store.js';
import type { PutBack } from './put-back.js';

test('long mails that are hard to read are not all in memory at once', async () => {
  const line = Array.from({ length: 6 }, (_, id) => ({ id: String(id), source: { length: 25_000_000 } }));
  const finish: (() => void)[] = [];
  const store = { take: () => Promise.resolve(line.splice(0, 1)), nextDueIn: () => Promise.resolve(null) };
  const handler = { file: () => Promise.resolve() };
  const putBack = { settle: () => Promise.resolve() };
  const reader = { read: () => new Promise<unknown>((resolve) => finish.push(() => resolve({}))) };
  const loop = new FileMailLoop(
    store as unknown as MailStore,
    handler as unknown as FileMailHandler,
    putBack as unknown as PutBack,
    reader as unknown as ReadsMail,
  );
  jest.useFakeTimers();
  const round = loop.round();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(finish).toHaveLength(3);
  finish.shift()!();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(finish).toHaveLength(3);
  while (finish.length > 0) {
    finish.shift()!();
    await jest.advanceTimersByTimeAsync(2_000);
  }
  jest.useRealTimers();
  await round;
  expect(line).toHaveLength(0);
});
