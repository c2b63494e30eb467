import { createHash } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import { Database } from '../database.js';
import { run, type Statement, type Tx } from '../sql.js';

/** Where a view is read: in an open transaction (sees its own writes), or outside of any. */
export type Reader = Database | Tx;

/**
 * A condition over the alias `ticket` whose parameters start at `$<firstParameter>`: who may read which tickets. It tells
 * whether it leaves few of all.
 */
export type Visibility = (firstParameter: number) => {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly isOfFew?: boolean;
};

export const everything: Visibility = () => ({ sql: 'true', values: [] });

export const readRows = <Row extends QueryResultRow>(
  reader: Reader,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> =>
  reader instanceof Database ? reader.read<Row>(statement, values) : run<Row>(reader, statement, values);

/** Names a composed statement after its text, so that equal texts share one prepared statement. For few variants only. */
export const named = (prefix: string, text: string): Statement => ({
  name: `${prefix}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`,
  text,
});
