import { expect, test } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Room } from './room.js';

const answer = () => Object.assign(new EventEmitter(), { destroyed: false }) as unknown as ServerResponse;

test('what does not fit waits until an answer is out, first come first served', async () => {
  const room = new Room(100, 5_000);
  const [one, two] = [answer(), answer()];
  expect(await room.enter(60, one)).toBe(true);
  const order: string[] = [];
  const large = room.enter(80, two).then((isIn) => order.push(`large ${isIn}`));
  const small = room.enter(20, answer()).then((isIn) => order.push(`small ${isIn}`));
  await new Promise(setImmediate);
  expect(order).toEqual([]);
  one.emit('close');
  await Promise.all([large, small]);
  expect(order).toEqual(['large true', 'small true']);
});

test('whoever waits too long is told so, and those behind him move up', async () => {
  const room = new Room(100, 20);
  expect(await room.enter(60, answer())).toBe(true);
  const large = room.enter(80, answer());
  const small = room.enter(30, answer());
  expect(await large).toBe(false);
  expect(await small).toBe(true);
});

test('what is larger than all the room has it alone; who has gone takes none', async () => {
  const room = new Room(100, 20);
  expect(await room.enter(50, Object.assign(answer(), { destroyed: true }))).toBe(false);
  expect(await room.enter(1_000, answer())).toBe(true);
  expect(await room.enter(1, answer())).toBe(false);
});
