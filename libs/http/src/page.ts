import { DomainError } from '#domain';
import { z } from 'zod';
import { text } from './text.js';

/** An integer in a query string: decimal digits only. */
export const queryInteger = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z
    .string()
    .regex(/^(0|-?[1-9]\d{0,14})$/, `Give a whole number from ${min} to ${max}.`)
    .transform(Number)
    .pipe(z.int().min(min, `Give at least ${min}.`).max(max, `Give at most ${max}.`))
    .meta({ type: 'integer', minimum: min, maximum: max, pattern: undefined });

/** The query of a keyset page; `.extend()` it with filters. `limit` is 1..100 (default 50), `cursor` the last page's `nextCursor`. */
export const pageQuery = z.strictObject({
  cursor: text({ max: 1_000 }).optional().meta({ description: 'The `nextCursor` of the page before.' }),
  limit: queryInteger({ min: 1, max: 100 }).default(50),
});
export type PageQuery = z.output<typeof pageQuery>;

/** A page as it is answered. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Makes an opaque cursor of the sort key of a page's last row. */
export const encodeCursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The sort key in a cursor, or a 400 `request.invalid-cursor`: cursors come from outside like everything else. */
export function decodeCursor<Key extends z.ZodType>(cursor: string, key: Key): z.output<Key> {
  const parsed = key.safeParse(jsonIn(cursor));
  if (parsed.success) return parsed.data;
  const detail = 'Use the `nextCursor` of the page before, unchanged, or leave it out to start anew.';
  throw new DomainError('invalid', 'request.invalid-cursor', detail, { errors: [{ pointer: '/cursor', detail }] });
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}
