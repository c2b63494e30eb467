import { expect, test } from '@jest/globals';
import { Batcher } from './batcher.js';

/** Looks up when told to. */
function slow() {
  const batches: { readonly keys: readonly string[]; answer(): void; fail(error: Error): void }[] = [];
  const lookUp = (keys: readonly string[]) =>
    new Promise<Map<string, string>>((resolve, fail) =>
      batches.push({
        keys,
        fail,
        answer: () => resolve(new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `<${key}>`]))),
      }),
    );
  return { batches, lookUp };
}
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('what is asked in one turn is one look-up, each key once', async () => {
  const { batches, lookUp } = slow();
  const batcher = new Batcher(lookUp);
  const answers = Promise.all(['a', 'b', 'a', 'unknown'].map((key) => batcher.get(key)));
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b', 'unknown']]);
  batches[0]!.answer();
  expect(await answers).toEqual(['<a>', '<b>', '<a>', null]);
});

test('nothing is remembered: the next turn asks again', async () => {
  const { batches, lookUp } = slow();
  const batcher = new Batcher(lookUp);
  for (const at of [0, 1]) {
    const answer = batcher.get('a');
    await turn();
    batches[at]!.answer();
    await answer;
  }
  expect(batches).toHaveLength(2);
});

test('while two are out the rest gathers, and no batch is too large', async () => {
  const { batches, lookUp } = slow();
  const batcher = new Batcher(lookUp, { inFlight: 2, keys: 3 });
  const answers = Promise.all(Array.from({ length: 8 }, (_, index) => batcher.get(`${index}`)));
  await turn();
  await turn();
  expect(batches.map(({ keys }) => keys.length)).toEqual([3, 3]);
  batches[0]!.answer();
  await turn();
  expect(batches.map(({ keys }) => keys.length)).toEqual([3, 3, 2]);
  batches[1]!.answer();
  batches[2]!.answer();
  expect(await answers).toHaveLength(8);
});

test('a failed look-up fails those who asked, and nobody after them', async () => {
  const { batches, lookUp } = slow();
  const batcher = new Batcher(lookUp);
  const failed = batcher.get('a');
  await turn();
  batches[0]!.fail(new Error('gone'));
  await expect(failed).rejects.toThrow('gone');
  const healed = batcher.get('a');
  await turn();
  batches[1]!.answer();
  expect(await healed).toBe('<a>');
});
