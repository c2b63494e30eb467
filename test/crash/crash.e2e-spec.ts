import { backends, scratchDirectory } from '#testing';
import { describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { crashTest } from './crash-test.js';

/** The short run; `npm run crash-test` is the long one. */
describe('under kill -9 of everything', () => {
  it.concurrent.each(backends())(
    'on %s nothing is lost and nothing done twice',
    async (backend) => {
      const directory = await scratchDirectory('crash');
      const seconds = 8;
      const say = (): void => undefined;
      const result = await crashTest({ seed: 20_260, seconds, backend, directory, say });
      expect(result.violations).toEqual([]);
      expect(result.counts['tickets answered 201']).toBeGreaterThan(20);
      expect(result.counts['vendor cases']).toBeGreaterThan(0);
      expect(result.counts['broken promises']).toBeGreaterThan(0);
      expect(result.counts['mails taken']).toBeGreaterThan(10);
      expect(result.counts['mails sent']).toBeGreaterThan(0);
      expect(result.counts['alerts']).toBeGreaterThan(0);
      expect(result.blows.length).toBeGreaterThan(1);
      await rm(directory, { recursive: true, force: true });
    },
    420_000,
  );
});
