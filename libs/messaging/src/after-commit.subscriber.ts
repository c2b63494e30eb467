import type { EntitySubscriberInterface, QueryRunner } from 'typeorm';
import type { OutboxRow } from './outbox-row.js';

interface Transaction {
  readonly rows: OutboxRow[];
  /** How many rows there were when each open level (the transaction, then its savepoints) began. */
  readonly marks: number[];
}

type Event = { readonly queryRunner: QueryRunner };

/** Collects what a transaction says and hands it on after the outermost commit; a rolled-back savepoint's rows are not said. */
export class AfterCommitSubscriber implements EntitySubscriberInterface {
  private readonly transactions = new WeakMap<QueryRunner, Transaction>();

  constructor(private readonly publish: (rows: readonly OutboxRow[]) => void) {}

  say(runner: QueryRunner, rows: readonly OutboxRow[]): void {
    this.of(runner).rows.push(...rows);
  }

  afterTransactionStart({ queryRunner }: Event): void {
    const transaction = this.of(queryRunner);
    transaction.marks.push(transaction.rows.length);
  }

  afterTransactionCommit({ queryRunner }: Event): void {
    const { rows, marks } = this.of(queryRunner);
    marks.pop();
    if (queryRunner.isTransactionActive) return;
    this.transactions.delete(queryRunner);
    if (rows.length > 0) this.publish(rows);
  }

  afterTransactionRollback({ queryRunner }: Event): void {
    const { rows, marks } = this.of(queryRunner);
    rows.length = marks.pop() ?? 0;
    if (!queryRunner.isTransactionActive) this.transactions.delete(queryRunner);
  }

  private of(runner: QueryRunner): Transaction {
    const known = this.transactions.get(runner);
    if (known) return known;
    const transaction = { rows: [], marks: [] };
    this.transactions.set(runner, transaction);
    return transaction;
  }
}
