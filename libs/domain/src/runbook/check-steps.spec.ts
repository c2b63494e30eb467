import { describe, expect, it } from '@jest/globals';
import { problemsOf } from './check-steps.js';
import { END, waysFrom, type RunbookStep } from './runbook.js';

const step = (id: string, over: Partial<RunbookStep> = {}): RunbookStep => ({
  id,
  title: id.toUpperCase(),
  instruction: '',
  kind: 'check',
  required: false,
  ...over,
});
const pointers = (...steps: RunbookStep[]) => problemsOf(steps).map(({ pointer }) => pointer);

describe('the steps of a runbook', () => {
  it('are fine when every way leads to the end, rounds with a way out among them', () => {
    expect(pointers(step('a'))).toEqual([]);
    expect(pointers(step('a', { onFail: 'c' }), step('b', { next: END }), step('c', { next: 'a' }))).toEqual([]);
    const ways = [
      { label: 'x', next: 'b' },
      { label: 'y', next: END },
    ];
    expect(pointers(step('a', { kind: 'branch', options: ways }), step('b'))).toEqual([]);
  });

  it('need a first one', () => expect(pointers()).toEqual(['/steps']));

  it('have ids of their own, and none is called as the end', () => {
    expect(pointers(step('a'), step('a'))).toEqual(['/steps/1/id']);
    expect(pointers(step(END))).toEqual(['/steps/0/id']);
  });

  it('lead to steps that exist', () => {
    expect(pointers(step('a', { next: 'x' }), step('b', { onFail: 'y' }))).toEqual([
      '/steps/0/next',
      '/steps/1/onFail',
    ]);
    const options = [
      { label: 'x', next: 'x' },
      { label: 'y', next: END },
    ];
    expect(pointers(step('a', { kind: 'branch', options }))).toEqual(['/steps/0/options/0/next']);
  });

  it('can all be come to', () => {
    expect(pointers(step('a', { next: 'c' }), step('b'), step('c'))).toEqual(['/steps/1']);
  });

  it('do not go round for ever', () => {
    expect(pointers(step('a', { onFail: 'b', next: END }), step('b'), step('c', { next: 'b' }))).toEqual([
      '/steps/1',
      '/steps/2',
    ]);
  });

  it('have what belongs to their kind, and nothing else', () => {
    const noted = (input: RunbookStep['input']) => pointers(step('a', { kind: 'input', ...(input && { input }) }));
    expect(noted(undefined)).toEqual(['/steps/0/input']);
    expect(noted({ type: 'text' })).toEqual([]);
    expect(noted({ type: 'text', unit: 'ms', min: 1 })).toEqual(['/steps/0/input/unit', '/steps/0/input/min']);
    expect(noted({ type: 'number', min: 2, max: 1 })).toEqual(['/steps/0/input/max']);
    expect(noted({ type: 'choice', choices: ['a'] })).toEqual(['/steps/0/input/choices']);
    expect(noted({ type: 'choice', choices: ['a', 'a'] })).toEqual(['/steps/0/input/choices']);
    expect(pointers(step('a', { input: { type: 'text' }, options: [] }))).toEqual([
      '/steps/0/input',
      '/steps/0/options',
    ]);
    expect(pointers(step('a', { kind: 'branch', next: END, onFail: END }))).toEqual([
      '/steps/0/onFail',
      '/steps/0/next',
      '/steps/0/options',
    ]);
  });

  it('are judged right whatever the graph: against walks at random', () => {
    const random = generator(20_260_728);
    let [fine, wrong] = [0, 0];
    for (let round = 0; round < 2_000; round += 1) {
      const steps = graph(random);
      const problems = problemsOf(steps);
      if (problems.length > 0) wrong += 1;
      else fine += 1;
      expect({ steps, isFine: problems.length === 0 }).toEqual({ steps, isFine: isFineByWalking(steps) });
    }
    expect(Math.min(fine, wrong)).toBeGreaterThan(200);
  });
});

/** Every step is on some walk from the first, and some walk from it ends: by matrices instead of by searching. */
function isFineByWalking(steps: readonly RunbookStep[]): boolean {
  const ids = [...steps.map(({ id }) => id), END];
  const reach = ids.map((id, from) =>
    ids.map((other, to) => from === to || (id !== END && waysFrom(steps, from).includes(other))),
  );
  for (const via of ids.keys())
    for (const from of ids.keys())
      for (const to of ids.keys()) reach[from]![to] ||= reach[from]![via]! && reach[via]![to]!;
  return steps.every((_, at) => reach[0]![at] && reach[at]![steps.length]);
}

function graph(random: (below: number) => number): RunbookStep[] {
  const length = 1 + random(6);
  const anywhere = (): string => (random(4) === 0 ? END : `s${random(length)}`);
  return Array.from({ length }, (_, at) => {
    const kind = random(3);
    if (kind === 0) {
      const options = [
        { label: 'x', next: anywhere() },
        { label: 'y', next: anywhere() },
      ];
      return step(`s${at}`, { kind: 'branch', options });
    }
    return step(`s${at}`, { ...(random(2) && { next: anywhere() }), ...(kind === 1 && { onFail: anywhere() }) });
  });
}

/** The same numbers every time. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
