import type { fileWords } from './file-words';
import type { Files } from './use-files';
import { wayOut } from './waiting-file';

/** What holds a post with these files back, as a key of `fileWords`; null: nothing does. `isEmpty`: nothing is written yet. */
export function heldBack({ items, isUploading }: Files, isEmpty: boolean): keyof (typeof fileWords)['en'] | null {
  const failed = items.find(({ state }) => state === 'failed');
  if (failed) return `failed-${wayOut(failed)}`;
  if (isUploading) return 'wait';
  return items.length > 0 && isEmpty ? 'write' : null;
}
