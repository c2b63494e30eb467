import type { Pool, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import type { Statement, Tx } from './sql.js';

/** The one way to PostgreSQL: transactions that write, and reads outside of any. */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction; a throw rolls everything back. Messages added to the outbox leave after the commit. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /** One named statement outside a transaction (it may write: then it commits by itself). */
  async read<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, values: values as unknown[] })).rows;
  }

  /** The pool TypeORM itself uses. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
