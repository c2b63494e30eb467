import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bounces } from './bounces.js';

const folder = join(resolve('../shared/corpora'), bounces.name);

describe('bounces', () => {
  it('reads most real reports as their expectations say', async () => {
    if (!existsSync(folder))
      return void process.stderr.write(`${folder} is not there: real delivery reports were not run.\n`);
    const { right, of, note } = await bounces.run(folder);
    expect({ enough: right / of > 0.92, note }).toEqual({ enough: true, note });
  });
});
