import { describe, expect, it } from '@jest/globals';
import { chooseFiles, type FileOfPost } from './choose-files.js';

const file = (name: string, size: number, scan: FileOfPost['scan'] = 'clean'): FileOfPost => ({
  name,
  type: 'text/plain',
  size,
  sha256: Buffer.alloc(32),
  scan,
});
const choose = (files: readonly FileOfPost[], ageSeconds = 0) => {
  const { carried, leftOut, awaited } = chooseFiles(files, { mostBytes: 100, ageSeconds });
  return [carried.map(({ name }) => name), leftOut.map(({ name, why }) => `${name}: ${why}`), awaited?.name];
};

describe('the files of a mail', () => {
  it('are all there is room for, to the last byte', () => {
    const files = [file('a', 60), file('b', 41), file('c', 40), file('d', 1)];
    expect(choose(files)).toEqual([['a', 'c'], ['b: too-large', 'd: too-large'], undefined]);
  });

  it('are those that anybody may have', () => {
    const files = [file('a', 1, 'unscanned'), file('b', 1, 'infected'), file('c', 1, 'failed')];
    expect(choose(files)).toEqual([['a'], ['b: refused', 'c: refused'], undefined]);
  });

  it('are waited for while the scanner may still look at them, and not for ever', () => {
    const files = [file('a', 1), file('b', 1, 'pending')];
    expect(choose(files, 599)[2]).toBe('b');
    expect(choose(files, 600)).toEqual([['a'], ['b: unchecked'], undefined]);
  });

  it('are not waited for when they would not be in the mail anyway', () => {
    expect(choose([file('a', 101, 'pending')])).toEqual([[], ['a: too-large'], undefined]);
  });
});
