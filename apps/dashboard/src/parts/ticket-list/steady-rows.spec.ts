import { describe, expect, it } from '@jest/globals';
import { below, steady } from './steady-rows';

const row = (id: string, version = 1) => ({ id, version });

describe('rows under the pointer', () => {
  it('stay where they are when others come before them or the order changes', () => {
    const rows = steady([row('a'), row('b')], [row('new'), row('b'), row('a')]);
    expect(rows.map(({ row: { id } }) => id)).toEqual(['a', 'b']);
  });

  it('keep their place when they leave the list', () => {
    expect(steady([row('a'), row('b'), row('c')], [row('a'), row('c')]).map(({ isGone }) => isGone)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('say what is true now', () => {
    expect(steady([row('a', 1)], [row('a', 2)])[0]?.row.version).toBe(2);
  });
});

describe('what comes while the pointer is there', () => {
  const ids = (...args: Parameters<typeof below<ReturnType<typeof row>>>) => below(...args).map(({ id }) => id);

  it('is what stands below everything that is shown, such as the next page', () => {
    expect(ids([row('a'), row('b')], [row('new'), row('b'), row('a'), row('c'), row('d')])).toEqual(['c', 'd']);
    expect(ids([row('a'), row('gone')], [row('a'), row('c')])).toEqual(['c']);
    expect(ids([], [row('a')])).toEqual(['a']);
  });

  it('is nothing when no place below is known', () => {
    expect(ids([row('a'), row('b')], [row('new'), row('a'), row('b')])).toEqual([]);
    expect(ids([row('gone')], [row('a')])).toEqual([]);
  });
});
