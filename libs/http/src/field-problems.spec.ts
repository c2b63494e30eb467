import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { saying } from './field-codes.js';
import { fieldProblems, pointerTo } from './field-problems.js';
import { email, like, text } from './text.js';

const problems = (schema: z.ZodType, value: unknown) => fieldProblems(schema.safeParse(value).error?.issues ?? []);

test('a pointer escapes tilde and slash', () => {
  expect(pointerTo(['a/b', 'c~d', 0, '~1'])).toBe('/a~1b/c~0d/0/~01');
});

test('a field with two faults is one entry', () => {
  expect(problems(z.object({ n: z.int().max(5) }), { n: 1e17 })).toHaveLength(1);
});

test('of a union, the nearest branch says what is wrong', () => {
  const union = z.object({ to: z.union([z.strictObject({ a: z.int(), b: z.int() }), z.strictObject({ c: z.int() })]) });
  expect(problems(union, { to: { c: 'x' } })).toMatchObject([{ pointer: '/to/c', code: 'wrong-type' }]);
});

test('of a choice, what may be chosen is said', () => {
  const schema = z.object({ kind: z.enum(['a', 'b']), isDefault: z.literal(true), own: z.enum(['x'], 'Write x.') });
  expect(problems(schema, { kind: 'c', isDefault: false, own: 'y' })).toEqual([
    { pointer: '/kind', detail: 'Give one of "a", "b".', code: 'not-a-choice', values: { choices: ['a', 'b'] } },
    { pointer: '/isDefault', detail: 'This can only be true.', code: 'not-a-choice', values: { choices: [true] } },
    { pointer: '/own', detail: 'Write x.', code: 'not-a-choice', values: { choices: ['x'] } },
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
  expect(problems(z.strictObject({}), [])).toMatchObject([{ pointer: '', code: 'wrong-type' }]);
});

test('every problem has a code, and the values that other words for it need', () => {
  const schema = z.strictObject({
    needed: z.string(),
    name: text({ max: 3 }),
    short: text({ min: 2, max: 3 }),
    nul: text({ max: 3 }),
    few: z.array(z.int()).min(2, 'Name two.'),
    above: z.number().gt(0),
    most: z.int().max(5),
    step: z.int().multipleOf(5),
    team: z.uuid(),
    mail: email(),
    currency: text({ max: 3 }).check(like('currency', /^[A-Z]{3}$/, 'Give a currency.')),
    own: z.int().refine(() => false, saying('rate.odd', 'Give an even one.', { next: 4 })),
    other: z.int().refine(() => false, 'Give another one.'),
  });
  const given = { name: 'long', short: 'a', nul: '\0', few: [1], above: 0, most: 6, step: 7, team: 'x', mail: 'kim', currency: 'eur', own: 3, other: 3, surplus: 1 }; // prettier-ignore
  const said = problems(schema, given).map(({ pointer, code, values }) => [pointer.slice(1), [code, values]]);
  expect(Object.fromEntries(said)).toEqual({
    needed: ['required', { expected: 'string' }],
    name: ['too-long', { max: 3 }],
    short: ['too-short', { min: 2 }],
    nul: ['format', { format: 'text' }],
    few: ['too-few', { min: 2 }],
    above: ['not-above', { bound: 0 }],
    most: ['too-large', { max: 5 }],
    step: ['not-a-multiple', { of: 5 }],
    team: ['format', { format: 'uuid' }],
    mail: ['format', { format: 'email' }],
    currency: ['format', { format: 'currency' }],
    own: ['rate.odd', { next: 4 }],
    other: ['invalid', undefined],
    surplus: ['unknown-field', undefined],
  });
});
