import { describe, expect, it } from '@jest/globals';
import { steady } from './steady-rows';

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
