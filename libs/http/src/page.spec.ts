import { DomainError } from '#domain';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageQuery } from './page.js';

const key = z.tuple([z.int(), z.uuid()]);

test('a cursor comes back as the key it was made of', () => {
  const made = [7, '01890000-0000-7000-8000-000000000000'];
  expect(decodeCursor(encodeCursor(made), key)).toEqual(made);
});

test.each(['', 'x', '%%%', encodeCursor([7]), encodeCursor('7'), encodeCursor({})])(
  'the cursor %j is refused',
  (cursor) => {
    expect(() => decodeCursor(cursor, key)).toThrow(DomainError);
  },
);

test.each(['1', '100', '050'].map((limit) => [limit, limit !== '050'] as const))(
  'limit=%s is good: %s',
  (limit, good) => {
    expect(pageQuery.safeParse({ limit }).success).toBe(good);
  },
);

test('filters can be added, and unknown ones are still refused', () => {
  const query = pageQuery.extend({ q: z.string().optional() });
  expect(query.parse({ q: 'x' })).toEqual({ q: 'x', limit: 50 });
  expect(query.safeParse({ r: 'x' }).success).toBe(false);
});
