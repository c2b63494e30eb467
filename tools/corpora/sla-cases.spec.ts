import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { slaCases } from './sla-cases.js';

const folder = resolve('../shared/corpora/sla-cases');

(existsSync(folder) ? test : test.skip)('business time agrees with other products to the second', async () => {
  const { right, of, misses } = await slaCases.run(folder);
  expect(misses).toEqual([]);
  expect(of).toBeGreaterThan(100);
  expect(right).toBe(of);
});
