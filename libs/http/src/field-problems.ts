import type { FieldProblem } from '#domain';
import { isMissing, meaningOf, type Issue } from './field-codes.js';

/** Most issues that are turned into problems; answers list fewer still. */
const ENOUGH = 1_000;

/** One problem per field, with a JSON pointer (RFC 6901); unknown fields are named one by one. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const byPointer = new Map<string, FieldProblem>();
  for (const problem of problemsOf(issues, '')) {
    if (!byPointer.has(problem.pointer)) byPointer.set(problem.pointer, problem);
  }
  return [...byPointer.values()];
}

function problemsOf(issues: readonly Issue[], base: string): FieldProblem[] {
  return issues.slice(0, ENOUGH).flatMap((issue): FieldProblem[] => {
    const pointer = base + pointerTo(issue.path ?? []);
    if (issue.code === 'unrecognized_keys' && issue.keys) {
      return issue.keys.slice(0, ENOUGH).map((key): FieldProblem => ({
        pointer: pointer + pointerTo([key]),
        detail: 'This field is not known here: remove it, or check its spelling.',
        code: 'unknown-field',
      }));
    }
    if (issue.code === 'invalid_union' && issue.errors?.length) {
      return problemsOf(closest(issue.errors), pointer);
    }
    return [{ pointer, detail: detailOf(issue), ...meaningOf(issue) }];
  });
}

/** Of a union, the branch the value is nearest to says what is wrong with it. */
const closest = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.reduce((best, branch) => (branch.length < best.length ? branch : best));

/** `['a/b', 0]` -> `/a~1b/0`. */
export const pointerTo = (path: NonNullable<Issue['path']>): string =>
  path
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');

/** What to give instead. A message of the schema's own is kept; those the library made up speak its language, not the reader's. */
function detailOf(issue: Issue): string {
  const { code, message, values, minimum, maximum, inclusive } = issue;
  if (code === 'invalid_value' && message.startsWith('Invalid ') && values?.length) {
    const allowed = values.slice(0, ENOUGH).map((value) => JSON.stringify(value));
    return allowed.length === 1 ? `This can only be ${allowed[0]}.` : `Give one of ${allowed.join(', ')}.`;
  }
  if (isMissing(issue)) return `This field is required (${String(issue.expected)}).`;
  const kind = kinds[String(issue.expected)];
  if (code === 'invalid_type' && message.startsWith('Invalid input: expected ') && kind) return `Give ${kind}.`;
  if (message.startsWith('Too small: '))
    return `Give ${inclusive ? 'at least' : 'more than'} ${String(minimum)}${unitOf(issue)}.`;
  if (message.startsWith('Too big: '))
    return `Give ${inclusive ? 'at most' : 'less than'} ${String(maximum)}${unitOf(issue)}.`;
  if (message === 'Invalid UUID') return 'Give a UUID, as the answers of the API have it.';
  return message;
}

/** What zod expects, in words for people who write JSON. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number, without quotes',
  int: 'a whole number',
  boolean: 'true or false, without quotes',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
};

const unitOf = ({ origin }: Issue): string =>
  origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : '';
