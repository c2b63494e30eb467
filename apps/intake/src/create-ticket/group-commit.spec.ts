import { expect, test } from '@jest/globals';
import { GroupCommit, LATER, type GroupCommitSettings } from './group-commit.js';
import { Unavailable } from './unavailable.js';

class Outage extends Error {}
class Poison extends Error {}

type Limits = GroupCommitSettings<string, string>['limits'];

/** A store that keeps what it commits, and does as it is told before or after that. */
class FakeStore {
  readonly batches: string[][] = [];
  readonly committed = new Set<string>();
  before: (rows: readonly string[]) => Promise<void> | void = () => {};
  after: (rows: readonly string[]) => Promise<void> | void = () => {};

  readonly write = async (rows: readonly string[]): Promise<string[]> => {
    this.batches.push([...rows]);
    await this.before(rows);
    for (const row of rows) this.committed.add(row);
    await this.after(rows);
    return rows.map((row) => `made ${row}`);
  };
}

const over = (write: GroupCommitSettings<string, string>['write'], limits: Limits = {}) =>
  new GroupCommit<string, string>({
    write,
    limits,
    bytesOf: (row) => row.length,
    isOutage: (error) => error instanceof Outage,
  });

/** A gate that opens when told. */
function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test('what arrives at the same time is written together, each with its own outcome', async () => {
  const store = new FakeStore();
  const commits = over(store.write);
  await expect(Promise.all(['a', 'b', 'c'].map((row) => commits.submit(row)))).resolves.toEqual([
    'made a',
    'made b',
    'made c',
  ]);
  expect(store.batches).toEqual([['a', 'b', 'c']]);
});

test('while the most batches allowed are on their way, the next one gathers', async () => {
  const store = new FakeStore();
  const { opened, open } = gate();
  store.before = () => opened;
  const commits = over(store.write, { batchesInFlight: 1 });
  const first = commits.submit('a');
  await new Promise((resolve) => setImmediate(resolve));
  const others = ['b', 'c', 'd'].map((row) => commits.submit(row));
  await new Promise((resolve) => setImmediate(resolve));
  expect(store.batches).toEqual([['a']]);
  open();
  await Promise.all([first, ...others]);
  expect(store.batches).toEqual([['a'], ['b', 'c', 'd']]);
});

test('enough for a batch leave at once, without waiting for the end of the turn', async () => {
  const store = new FakeStore();
  const commits = over(store.write, { companyRows: 3 });
  const all = ['a', 'b', 'c', 'd'].map((row) => commits.submit(row));
  expect(store.batches).toEqual([['a', 'b', 'c']]);
  await Promise.all(all);
  expect(store.batches).toEqual([['a', 'b', 'c'], ['d']]);
});

test('the next batch leaves before the one that is back is answered', async () => {
  const store = new FakeStore();
  const { opened, open } = gate();
  store.before = () => opened;
  const commits = over(store.write, { batchesInFlight: 1 });
  const batchesAtAnswer = commits.submit('a').then(() => store.batches.length);
  await new Promise((resolve) => setImmediate(resolve));
  const next = commits.submit('b');
  open();
  await expect(batchesAtAnswer).resolves.toBe(2);
  await next;
});

test('a batch is bounded by rows', async () => {
  const store = new FakeStore();
  const commits = over(store.write, { batchRows: 2 });
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((row) => commits.submit(row)));
  expect(store.batches.map((batch) => batch.length)).toEqual([2, 2, 1]);
});

test('a batch is bounded by bytes, but a row that is larger than a batch still goes', async () => {
  const store = new FakeStore();
  const commits = over(store.write, { batchBytes: 5 });
  await Promise.all(['aaaa', 'bb', 'ccc', 'dddddddddd'].map((row) => commits.submit(row)));
  expect(store.batches).toEqual([['aaaa'], ['bb', 'ccc'], ['dddddddddd']]);
});

test('a poison row fails by itself: its neighbours are written', async () => {
  const store = new FakeStore();
  store.before = (rows) => {
    if (rows.includes('poison')) throw new Poison('not this one');
  };
  const commits = over(store.write);
  const outcomes = await Promise.allSettled(['a', 'poison', 'b'].map((row) => commits.submit(row)));
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: 'made a' },
    { status: 'rejected', reason: new Poison('not this one') },
    { status: 'fulfilled', value: 'made b' },
  ]);
  expect([...store.committed]).toEqual(['a', 'b']);
});

test('a connection lost after the commit is tried again with the very same rows, one by one', async () => {
  const store = new FakeStore();
  let lost = false;
  store.after = () => {
    if (lost) return;
    lost = true;
    throw new Outage('connection terminated');
  };
  const commits = over(store.write);
  await expect(Promise.all(['a', 'b'].map((row) => commits.submit(row)))).resolves.toEqual(['made a', 'made b']);
  expect(store.batches).toEqual([['a', 'b'], ['a'], ['b']]);
  expect(store.committed.size).toBe(2);
});

test('an outage that passes is waited out', async () => {
  const store = new FakeStore();
  let failures = 3;
  store.before = () => {
    if (failures-- > 0) throw new Outage('refused');
  };
  await expect(over(store.write).submit('a')).resolves.toBe('made a');
});

test('an outage that lasts ends in "unavailable" for everybody who waits, within the time allowed', async () => {
  const store = new FakeStore();
  store.before = () => {
    throw new Outage('refused');
  };
  const commits = over(store.write, { answerWithinMs: 200, batchRows: 2 });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((row) => commits.submit(row)));
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
});

test('a database that never answers holds nobody for longer than allowed, neither those on their way nor those behind', async () => {
  const commits = over(() => new Promise(() => {}), { answerWithinMs: 150, writeWithinMs: 50, batchRows: 1 });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((row) => commits.submit(row)));
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
});

test('whoever comes when too many wait is refused at once, and again admitted when they are gone', async () => {
  const store = new FakeStore();
  const { opened, open } = gate();
  store.before = () => opened;
  const commits = over(store.write, { waitingRows: 2, batchesInFlight: 1 });
  const first = commits.submit('a');
  await new Promise((resolve) => setImmediate(resolve));
  const waiting = [commits.submit('b'), commits.submit('c')];
  await expect(commits.submit('d')).rejects.toBeInstanceOf(Unavailable);
  open();
  await Promise.all([first, ...waiting]);
  await expect(commits.submit('e')).resolves.toBe('made e');
});

test('the bytes that wait are bounded too, and are given back', async () => {
  const store = new FakeStore();
  const commits = over(store.write, { waitingBytes: 10 });
  for (let round = 0; round < 5; round += 1) await expect(commits.submit('eightbyt')).resolves.toBe('made eightbyt');
  const fits = commits.submit('eightbyt');
  await expect(commits.submit('eightbyt')).rejects.toBeInstanceOf(Unavailable);
  await fits;
});

test('what a batch could not decide yet goes into the next one', async () => {
  const seen: string[][] = [];
  const commits = over(async (rows) => {
    seen.push([...rows]);
    return rows.map((row, index) => (index > 0 && seen.length === 1 ? LATER : `made ${row}`));
  });
  await expect(Promise.all(['a', 'b', 'c'].map((row) => commits.submit(row)))).resolves.toEqual([
    'made a',
    'made b',
    'made c',
  ]);
  expect(seen).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c'],
  ]);
});
