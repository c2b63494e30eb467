import type { FieldCode, FieldProblem, FieldValues } from '#domain';

/** An issue as zod reports it; other schema libraries give at least message and path. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
  /** Of `invalid_value`: what there may be. */
  readonly values?: readonly unknown[];
  /** Of `invalid_type`: what it should be. */
  readonly expected?: unknown;
  /** Of `too_small` and `too_big`: the bounds, whether they are allowed themselves, and of what. */
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: boolean | undefined;
  readonly origin?: unknown;
  /** Of `not_multiple_of`. */
  readonly divisor?: unknown;
  /** Of `invalid_format`: of what. */
  readonly format?: unknown;
  /** Of `custom`: see `saying`. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
  /** Of `invalid_union`: the issues of each branch. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** What is wrong, for those who say it in words of their own. */
export function meaningOf(issue: Issue): Pick<FieldProblem, 'code' | 'values'> {
  const { code, values = [], expected, origin, minimum, maximum, inclusive = true, divisor, format, params } = issue;
  const as = (of: FieldCode, given?: Readonly<Record<string, unknown>>) =>
    ({ code: of, ...(given && { values: given as FieldValues }) }) as const;
  switch (code) {
    case 'invalid_type':
      return as(isMissing(issue) ? 'required' : 'wrong-type', { expected });
    case 'invalid_value':
      return as('not-a-choice', { choices: values.slice(0, MOST_CHOICES) });
    case 'too_small':
      return inclusive
        ? as(bounds[String(origin)]?.[0] ?? 'too-small', { min: minimum })
        : as('not-above', { bound: minimum });
    case 'too_big':
      return inclusive
        ? as(bounds[String(origin)]?.[1] ?? 'too-large', { max: maximum })
        : as('not-below', { bound: maximum });
    case 'not_multiple_of':
      return as('not-a-multiple', { of: divisor });
    case 'invalid_format':
      return as('format', { format });
    case 'custom':
      return (params as Pick<FieldProblem, 'code' | 'values'> | undefined) ?? as('invalid');
    default:
      return as('invalid');
  }
}

const MOST_CHOICES = 100;
const bounds: Readonly<Record<string, readonly [FieldCode, FieldCode]>> = {
  string: ['too-short', 'too-long'],
  array: ['too-few', 'too-many'],
  set: ['too-few', 'too-many'],
};

/** What a refinement refuses, and the code of it: `.refine(isUnique, saying('given-twice', 'Name each once.'))`. */
export const saying = (code: NonNullable<FieldProblem['code']>, error: string, values?: FieldValues) => ({
  error,
  params: { code, ...(values && { values }) },
});

/** A schema that says this itself says what is needed. */
export const isMissing = ({ code, message }: Issue): boolean =>
  code === 'invalid_type' && /^Invalid input: expected .+, received undefined$/.test(message);
