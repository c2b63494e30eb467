import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runTracking } from './tracking.js';

const folder = join(resolve('../shared/corpora'), 'mail-webhooks');

describe('tracking', () => {
  it('believes and reads nearly all recorded requests of thirteen providers', async () => {
    if (!existsSync(join(folder, 'tracking.json'))) {
      return void process.stderr.write(`${folder} is not there: recorded event requests were not run.\n`);
    }
    const { right, of, misses } = await runTracking(folder);
    expect({ enough: right / of > 0.98, misses }).toEqual({ enough: true, misses });
  });
});
