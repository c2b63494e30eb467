import { describe, expect, it } from '@jest/globals';
import { keep, keptOf, type KeptFile } from './kept-files';
import { emptyStorage } from './storage.fixture';

const store = emptyStorage();

const file = (hoursAgo: number): KeptFile => ({
  id: 'a',
  name: 'a.txt',
  size: 1,
  at: Date.now() - hoursAgo * 3_600_000,
});

describe('the files of a draft', () => {
  it('are found again, each draft its own, until the server forgets them', () => {
    keep('1:note', [file(0)]);
    keep('1:public', [file(22), { ...file(24), id: 'b' }]);
    expect(keptOf('1:note')).toHaveLength(1);
    expect(keptOf('1:public')).toHaveLength(1);
    keep('1:note', [], keptOf('1:note'));
    expect([keptOf('1:note'), store.size]).toEqual([[], 1]);
  });

  it.each(['', '{', '7', 'null', '[null, 1, {"id": 7}]'])('are none where there is nonsense: %s', (text) => {
    store.set('tierline-draft-files:1:note', text);
    expect(keptOf('1:note')).toEqual([]);
  });
});
