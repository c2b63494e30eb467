import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { fieldProblems, pointerTo } from './field-problems.js';

const problems = (schema: z.ZodType, value: unknown) => fieldProblems(schema.safeParse(value).error?.issues ?? []);

test('a pointer escapes tilde and slash', () => {
  expect(pointerTo(['a/b', 'c~d', 0, '~1'])).toBe('/a~1b/c~0d/0/~01');
});

test('a field with two faults is one entry', () => {
  expect(problems(z.object({ n: z.int().max(5) }), { n: 1e17 })).toHaveLength(1);
});

test('of a union, the nearest branch says what is wrong', () => {
  const union = z.object({ to: z.union([z.strictObject({ a: z.int(), b: z.int() }), z.strictObject({ c: z.int() })]) });
  expect(problems(union, { to: { c: 'x' } })).toEqual([{ pointer: '/to/c', detail: expect.any(String) }]);
});

test('of a choice, what may be chosen is said', () => {
  const schema = z.object({ kind: z.enum(['a', 'b']), isDefault: z.literal(true), own: z.enum(['x'], 'Write x.') });
  expect(problems(schema, { kind: 'c', isDefault: false, own: 'y' })).toEqual([
    { pointer: '/kind', detail: 'Give one of "a", "b".' },
    { pointer: '/isDefault', detail: 'This can only be true.' },
    { pointer: '/own', detail: 'Write x.' },
  ]);
});

test('a fault of the whole has the empty pointer', () => {
  expect(problems(z.strictObject({}), [])).toEqual([{ pointer: '', detail: expect.any(String) }]);
});
