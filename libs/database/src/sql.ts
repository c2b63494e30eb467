import type { Client, CustomTypesConfig, QueryResultRow } from 'pg';
import { type EntityManager, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isStalePlan } from './outage.js';

/** An open transaction. Everything that writes takes one as its first argument. */
export type Tx = EntityManager;

/**
 * A statement of a hot path. pg prepares it once per connection under its name, which doubles its rate; TypeORM's own
 * `query` sends unnamed statements. The name is at most 63 bytes and belongs to exactly one text.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** How values are read, when otherwise than everywhere. */
  readonly types?: CustomTypesConfig;
}

/**
 * An array parameter that the planner cannot look into, such as `unnest(${unseen('$1::uuid[]')})`. Otherwise PostgreSQL
 * finds a plan for these very elements promising each time, and makes one anew for every execution: for a look-up of few
 * rows that costs four times the look-up. Write the statement so that one plan is right for any number of elements: a
 * LATERAL with LIMIT is one index probe for each.
 */
export const unseen = (parameter: string): string => `(SELECT ${parameter})`;

/** A text that LIKE takes as it is. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Runs a named statement inside a transaction. */
export async function run<Row extends QueryResultRow>(
  tx: Tx,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  if (!tx.queryRunner) throw new Error(`"${statement.name}" needs the manager of an open transaction.`);
  // Its connection is gone, or somebody else's transaction by now: work that was not waited for must not write there.
  if (tx.queryRunner.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const client = (await tx.queryRunner.connect()) as Client;
  try {
    return (await client.query<Row>({ ...statement, values: values as unknown[] })).rows;
  } catch (error) {
    // This connection would fail with the statement for ever. The pool makes a new one in place of one that has ended.
    if (isStalePlan(error)) void client.end();
    throw error;
  }
}
