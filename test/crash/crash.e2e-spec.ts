import { backends, scratchDirectory } from '#testing';
import { describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { crashTest } from './crash-test.js';

/** The short run; `npm run crash-test` is the long one. */
describe.each(backends())('under kill -9 of everything, on %s', (backend) => {
  it('loses nothing and does nothing twice', async () => {
    const directory = await scratchDirectory('crash');
    const result = await crashTest({ seed: 20_260, seconds: 12, backend, directory, say: () => undefined });
    expect(result.violations).toEqual([]);
    expect(result.counts['tickets answered 201']).toBeGreaterThan(20);
    expect(result.blows.length).toBeGreaterThan(1);
    await rm(directory, { recursive: true, force: true });
  }, 300_000);
});
