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

test('what is of another kind, too small or too large is told what to give, unless the schema says it itself', () => {
  const schema = z.object({
    seconds: z.int(),
    name: z.string(),
    always: z.boolean(),
    pair: z.tuple([z.string()]),
    days: z.array(z.string()).max(1),
    few: z.int().min(1),
    many: z.int().max(5),
    whole: z.int(),
    above: z.number().gt(0),
    team: z.uuid(),
    own: z.int().max(5, 'Give at most a week.'),
  });
  const value = {
    seconds: '60',
    name: 1,
    always: 'yes',
    pair: '09:00-17:00',
    days: ['a', 'b'],
    few: 0,
    many: 6,
    whole: 1.5,
    above: 0,
    team: 'x',
    own: 8,
  };
  expect(Object.fromEntries(problems(schema, value).map(({ pointer, detail }) => [pointer, detail]))).toEqual({
    '/seconds': 'Give a number, without quotes.',
    '/name': 'Give a string.',
    '/always': 'Give true or false, without quotes.',
    '/pair': 'Give a list.',
    '/days': 'Give at most 1 entries.',
    '/few': 'Give at least 1.',
    '/many': 'Give at most 5.',
    '/whole': 'Give a whole number.',
    '/above': 'Give more than 0.',
    '/team': 'Give a UUID, as the answers of the API have it.',
    '/own': 'Give at most a week.',
  });
});

test('a fault of the whole has the empty pointer', () => {
  expect(problems(z.strictObject({}), [])).toEqual([{ pointer: '', detail: expect.any(String) }]);
});
