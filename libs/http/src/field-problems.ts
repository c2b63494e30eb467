import type { FieldProblem } from '#domain';

/** An issue as zod reports it; other schema libraries give at least message and path. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
  /** Of `invalid_value`: what there may be. */
  readonly values?: readonly unknown[];
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
  /** Of `invalid_union`: the issues of each branch. */
  readonly errors?: readonly (readonly Issue[])[];
}

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
      return issue.keys.slice(0, ENOUGH).map((key) => ({
        pointer: pointer + pointerTo([key]),
        detail: 'This field is not known here: remove it, or check its spelling.',
      }));
    }
    if (issue.code === 'invalid_union' && issue.errors?.length) {
      return problemsOf(closest(issue.errors), pointer);
    }
    return [{ pointer, detail: detailOf(issue) }];
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

function detailOf({ code, message, values }: Issue): string {
  if (code === 'invalid_value' && message.startsWith('Invalid ') && values?.length) {
    const allowed = values.slice(0, ENOUGH).map((value) => JSON.stringify(value));
    return allowed.length === 1 ? `This can only be ${allowed[0]}.` : `Give one of ${allowed.join(', ')}.`;
  }
  const expected = /^Invalid input: expected (.+), received undefined$/.exec(message)?.[1];
  if (code === 'invalid_type' && expected !== undefined) return `This field is required (${expected}).`;
  return message;
}
