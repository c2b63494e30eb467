import { describe, expect, it } from '@jest/globals';
import { droppedFiles, pastedFiles, pastedName, refusalOf } from './attach-rules';

const at = new Date(2026, 10, 3, 9, 5, 7);
const file = (name: string): File => new File(['x'], name, { type: 'image/png' });

describe('a file that is attached', () => {
  it('is refused at once when the server would refuse it', () => {
    const limits = { maxBytes: 1_000, maxFiles: 3 };
    expect(refusalOf({ size: 1 }, 0, limits)).toBeNull();
    expect(refusalOf({ size: 1_000 }, 2, limits)).toBeNull();
    expect(refusalOf({ size: 1_001 }, 0, limits)).toBe('tooLarge');
    expect(refusalOf({ size: 0 }, 0, limits)).toBe('empty');
    expect(refusalOf({ size: 1 }, 3, limits)).toBe('tooMany');
  });

  it('is left to the server while nobody knows what it takes', () => {
    expect(refusalOf({ size: 1_000_000_000 }, 100)).toBeNull();
    expect(refusalOf({ size: 0 }, 0)).toBe('empty');
  });

  it('from the clipboard gets a name of its own, if it has none', () => {
    expect(pastedName('image.png', at)).toBe('image 2026-11-03 09.05.07.png');
    expect(pastedName('plan.png', at)).toBe('plan.png');
  });

  it('is pasted only when no text is', () => {
    const files = [file('image.png')];
    expect(pastedFiles({ files, getData: () => '' }, at).map(({ name, type }) => [name, type])).toEqual([
      ['image 2026-11-03 09.05.07.png', 'image/png'],
    ]);
    expect(pastedFiles({ files, getData: () => 'a table' }, at)).toEqual([]);
  });

  it('is no folder', () => {
    const items = [true, false].map((isDirectory) => ({ webkitGetAsEntry: () => ({ isDirectory }) }));
    expect(droppedFiles({ files: [file('folder'), file('a.png')], items }).map(({ name }) => name)).toEqual(['a.png']);
    expect(droppedFiles({ files: [file('a.png')] })).toHaveLength(1);
  });
});
