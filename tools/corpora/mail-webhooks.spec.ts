import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInbound } from './mail-webhooks.js';

const folder = resolve(import.meta.dirname, '../../../shared/corpora/mail-webhooks');
const present = existsSync(folder);
if (!present) process.stderr.write(`No mail-webhooks at ${folder}: skipped.\n`);

(present ? test : test.skip)('recorded requests of providers are let in and understood', async () => {
  const { right, of, misses } = await runInbound(folder);
  expect(of).toBeGreaterThan(200);
  expect(misses.filter((miss) => / (answer|from|message_id|recipient) is /.test(miss))).toEqual([]);
  expect(right / of).toBeGreaterThan(0.96);
});
