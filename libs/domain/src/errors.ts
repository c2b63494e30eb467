/** How the shape of a request can be wrong; what is wrong with its meaning has codes of its own, `noun.problem`. */
export const fieldCodes = [
  'required',
  'wrong-type',
  'not-a-choice',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'not-above',
  'not-below',
  'too-few',
  'too-many',
  'not-a-multiple',
  'format',
  'given-twice',
  'unknown-field',
  'invalid',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** One thing wrong with an input: `pointer` is a JSON pointer (RFC 6901) to the field, `detail` says what to do. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
  /**
   * Stable, for those who say it in words of their own. Left out: the code of the whole.
   */
  readonly code?: FieldCode | `${string}.${string}`;
  /** What such words need: `{ max: 40 }`. */
  readonly values?: FieldValues;
}

export type FieldValues = Readonly<Record<string, FieldValue | readonly FieldValue[]>>;
type FieldValue = string | number | boolean | null;

/**
 * Why a request or a message was refused.
 *   kind    not-found | forbidden | conflict | refused (understood, but not acceptable) | invalid (not understood)
 *           not-acceptable: for those who take a 406, and nothing else, as a word to stop
 *   code    stable, `noun.problem`; clients branch on it
 * None of them heals by trying again: as the outcome of a message they make it a dead letter at once.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind:
      | 'invalid'
      | 'unauthenticated'
      | 'forbidden'
      | 'not-found'
      | 'not-acceptable'
      | 'conflict'
      | 'refused'
      | 'too-many',
    readonly code: string,
    message: string,
    readonly extra: {
      readonly errors?: readonly FieldProblem[];
      /** How to say who one is, when that was missing: `Basic realm="mail"`; Bearer unless told otherwise. */
      readonly challenge?: string;
      readonly [key: string]: unknown;
    } = {},
  ) {
    super(message);
  }
}
