import { eventually } from '#testing';
import { afterEach, expect, it } from '@jest/globals';
import { WorkLoop } from './work-loop.js';

const loops: WorkLoop[] = [];
afterEach(() => Promise.all(loops.splice(0).map((loop) => loop.stop())));

function loopOf(round: () => Promise<number | null>, longestSleepMs = 60_000): WorkLoop {
  const loop = new WorkLoop({ name: 'test', round, longestSleepMs });
  loops.push(loop);
  loop.start();
  return loop;
}

it('goes on at once while there is more, and when it is woken', async () => {
  let rounds = 0;
  const loop = loopOf(() => Promise.resolve((rounds += 1) < 3 ? 0 : null));
  await eventually(() => expect(rounds).toBe(3));
  loop.wake();
  await eventually(() => expect(rounds).toBe(4));
});

it('is not late for what becomes due earlier than it thought', async () => {
  let rounds = 0;
  const loop = loopOf(() => Promise.resolve((rounds += 1) && null));
  await eventually(() => expect(rounds).toBe(1));
  loop.expectIn(20);
  loop.expectIn(50_000);
  await eventually(() => expect(rounds).toBe(2));
});

it('works when it was said that there is something, not before, whatever wakes it meanwhile', async () => {
  const began = Date.now();
  const rounds: number[] = [];
  const loop = loopOf(() => Promise.resolve(rounds.push(Date.now() - began) && null));
  await eventually(() => expect(rounds).toHaveLength(1));
  loop.expectIn(60);
  loop.wake();
  await eventually(() => expect(rounds).toHaveLength(3));
  expect(rounds[2]).toBeGreaterThanOrEqual(60);
  expect(rounds[1]).toBeLessThan(60);
});

it('keeps a wake that comes while it works', async () => {
  const done: string[] = [];
  let finish = () => {};
  const loop = loopOf(async () => {
    done.push('begun');
    await new Promise<void>((resolve) => (finish = resolve));
    return null;
  });
  await eventually(() => expect(done).toHaveLength(1));
  loop.wake();
  finish();
  await eventually(() => expect(done).toHaveLength(2));
  finish();
});

it('goes on after an error', async () => {
  let rounds = 0;
  loopOf(() => ((rounds += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve(null)), 1);
  await eventually(() => expect(rounds).toBeGreaterThan(2));
});

it('stops after the round in hand', async () => {
  let finish = () => {};
  let isOver = false;
  const loop = loopOf(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    isOver = true;
    return 0;
  });
  const stopped = loop.stop();
  finish();
  await stopped;
  expect(isOver).toBe(true);
});
