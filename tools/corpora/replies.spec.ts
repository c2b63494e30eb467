import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { crispEmailReplyParser } from './crisp-email-reply-parser.js';
import { talon } from './talon.js';

describe('replies of real people', () => {
  for (const { set, floor } of [
    { set: crispEmailReplyParser, floor: 0.98 },
    { set: talon, floor: 0.96 },
  ]) {
    const folder = resolve('../shared/corpora', set.name);
    (existsSync(folder) ? it : it.skip)(
      `are cut as ${set.name} expects, at least ${100 * floor} % of them`,
      async () => {
        const { right, of } = await set.run(folder);
        expect(of).toBeGreaterThan(100);
        expect(right / of).toBeGreaterThanOrEqual(floor);
      },
    );
  }
});
