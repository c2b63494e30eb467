import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cpythonEmail } from './cpython-email.js';
import { mikelMail } from './mikel-mail.js';

const corpora = '../shared/corpora';

describe.each([
  [mikelMail, 0.97],
  [cpythonEmail, 0.96],
])('Real mail', ({ name, run }, least) => {
  const folder = join(corpora, name);
  const there = existsSync(folder);
  if (!there) process.stderr.write(`${folder} is not there: what other parsers agree on is not compared.\n`);

  (there ? it : it.skip)('is read as other parsers agree it reads, and all of it can be read', async () => {
    const { right, of, misses } = await run(folder);
    expect(misses.filter((miss) => miss.includes('cannot be read'))).toEqual([]);
    expect(of).toBeGreaterThan(100);
    expect(right / of).toBeGreaterThan(least);
  });
});
