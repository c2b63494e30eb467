import type { z } from 'zod';

/** What a violated constraint of the table means to the caller. */
export interface ConstraintProblem {
  readonly kind: 'conflict' | 'refused';
  readonly code: `${string}.${string}`;
  readonly field: string;
  readonly detail: string;
}

/** One kind of customers' data: its words, its table, and what may be said about it. */
export interface RecordKind {
  readonly noun: string;
  /** The path below `/api/v1`. */
  readonly path: string;
  readonly table: string;
  /** Property -> column, beside `id` and `createdAt`. */
  readonly columns: Readonly<Record<string, string>>;
  /** What only Tierline writes: property -> expression over the table. */
  readonly shown?: Readonly<Record<string, string>>;
  /** What is needed to make one. Without defaults: the table has them. */
  readonly create: z.ZodObject;
  /** What may be changed: any part of it, but at least one field. */
  readonly change: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly view: z.ZodObject;
  /** Query parameter -> property, for lists. */
  readonly filters: Readonly<Record<string, string>>;
  readonly query: z.ZodObject;
  /** The columns in which `q` is looked for; none: it is not understood. */
  readonly searched?: readonly string[];
  /** Whether an index knows the parts of their words: for what there are many of. */
  readonly hasPartsIndexed?: boolean;
  /** The column that says whose it is; null for what is everybody's. */
  readonly ownedThrough: string | null;
  /** Whether a key that is bound to an organisation may write its own; otherwise it only reads. */
  readonly writtenByOwner: boolean;
  /** By the constraint's name. */
  readonly constraints: Readonly<Record<string, ConstraintProblem>>;
}

export type RecordView = Readonly<Record<string, unknown>> & { readonly id: string };
