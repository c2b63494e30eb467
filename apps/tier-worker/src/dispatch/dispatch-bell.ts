import { TicketChanged, TicketRouted } from '#contracts';
import { Database, type Tx } from '#database';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';

/**
 * Wakes this process's dispatch as soon as a ticket's write is committed, or something else that may change who is offered what. Rows
 * are the truth: a ring that is lost costs a second.
 */
@Injectable()
export class DispatchBell {
  private readonly waiting = new WeakSet<QueryRunner>();
  private listener: (() => void) | null = null;

  constructor(database: Database, outbox: Outbox) {
    outbox.onPublish((rows) => {
      if (rows.some(({ message }) => message === TicketRouted.name || message === TicketChanged.name)) this.ring();
    });
    database.dataSource.subscribers.push({
      afterTransactionCommit: ({ queryRunner }: { readonly queryRunner: QueryRunner }) => {
        if (!queryRunner.isTransactionActive && this.waiting.delete(queryRunner)) this.ring();
      },
      afterTransactionRollback: ({ queryRunner }: { readonly queryRunner: QueryRunner }) => {
        if (!queryRunner.isTransactionActive) this.waiting.delete(queryRunner);
      },
    });
  }

  onRing(listener: () => void): void {
    this.listener = listener;
  }

  ring(): void {
    this.listener?.();
  }

  /** Rings once this transaction is committed. */
  ringAfter(tx: Tx): void {
    if (tx.queryRunner) this.waiting.add(tx.queryRunner);
  }
}
