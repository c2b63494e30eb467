import { destinationsOf, type AnyContract, type PayloadOf } from '#contracts';
import {
  insertMessages,
  messagesOf,
  newId,
  run,
  selectLockedTicket,
  type Database,
  type LockedTicket,
  type Tx,
} from '#database';
import { aboutTicket, currentCorrelation, tracing } from '#observability';
import type { QueryRunner } from 'typeorm';
import { AfterCommitSubscriber } from './after-commit.subscriber.js';
import { parsePayload } from './invalid-payload.js';
import type { MessageContext } from './message-context.js';
import { saidBy, type OutboxRow } from './outbox-row.js';
import type { Publisher } from './publisher.js';
import { withoutDisk } from './without-disk.js';

const insert = { name: 'outbox_insert', text: insertMessages(messagesOf('$1')) };
const remove = { name: 'outbox_consume', text: 'DELETE FROM outbox WHERE id = $1 AND dead_at IS NULL RETURNING id' };
const removeAndLock = {
  name: 'outbox_consume_and_lock',
  text: `WITH consumed AS (${remove.text})
         SELECT ${selectLockedTicket} FROM ticket WHERE id = $2 AND EXISTS (SELECT FROM consumed) FOR UPDATE`,
};
const removeAndLockHastily = {
  name: 'outbox_consume_and_lock_hastily',
  text: removeAndLock.text.replace('FOR UPDATE', `AND ${withoutDisk} FOR UPDATE`),
};
const findTicket = { name: 'outbox_find_ticket', text: 'SELECT FROM ticket WHERE id = $1' };

/** The only way a message leaves a service, and the only way it counts as handled. See DESIGN 3.1. */
export class Outbox {
  private readonly commits: AfterCommitSubscriber;
  private readonly listeners: ((rows: readonly OutboxRow[]) => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly publisher: Publisher,
  ) {
    this.commits = new AfterCommitSubscriber((rows) => this.publish(rows));
    database.dataSource.subscribers.push(this.commits);
  }

  /**
   * Says a message as part of `tx`: one row per destination, published by itself after the outermost commit, gone with
   * a rollback. Throws when `tx` is not an open transaction, and `InvalidPayload` when the data does not fit.
   */
  async add<C extends AnyContract>(tx: Tx, contract: C, data: PayloadOf<C>): Promise<void> {
    const runner = openRunnerOf(tx);
    const rows = this.rows(contract, data);
    if (rows.length === 0) return;
    await run(tx, insert, [JSON.stringify(rows)]);
    this.commits.say(runner, rows);
  }

  /**
   * The same rows for a hand-written statement, which inserts them by `insertMessages`: then `publishAfter` its transaction,
   * or `publish` when it has committed by itself.
   */
  rows<C extends AnyContract>(contract: C, data: PayloadOf<C>): OutboxRow[] {
    const payload = parsePayload(contract, data);
    const { correlationId, causationId } = currentCorrelation();
    const rows = destinationsOf(contract, payload).map((queue) => ({
      id: newId(),
      queue,
      message: contract.name,
      data: payload,
      correlationId,
      causationId: causationId ?? null,
    }));
    const traced = tracing();
    if (traced) for (const row of rows) traced.say(saidBy(row));
    return rows;
  }

  /** Brings rows that a statement of `tx` inserted to their queues after the outermost commit. Throws when `tx` is none. */
  publishAfter(tx: Tx, rows: readonly OutboxRow[]): void {
    this.commits.say(openRunnerOf(tx), rows);
  }

  /** Brings rows to their queues after a commit that was made outside of TypeORM's transactions. Returns at once. */
  publish(rows: readonly OutboxRow[]): void {
    this.publisher.publish(rows);
    for (const listener of this.listeners) listener(rows);
  }

  /** Calls `listener` with what this process has said, after each commit. */
  onPublish(listener: (rows: readonly OutboxRow[]) => void): void {
    this.listeners.push(listener);
  }

  /** Resolves when what was given to be published has arrived or was left to the sweeper. */
  published(): Promise<void> {
    return this.publisher.settled();
  }

  /** Marks a message as handled by `tx`. False: it was handled before (or is a dead letter), so leave it. */
  async consume(tx: Tx, id: string): Promise<boolean> {
    return (await run(tx, remove, [id])).length === 1;
  }

  /** Runs `work` in one transaction with the message's consumption: its effect on our rows happens once, ever. */
  async once(context: MessageContext, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.consume(tx, context.id)) await work(tx);
    });
  }

  /**
   * The same for work on one ticket: one statement consumes the message and locks the ticket. Null: there is no such ticket.
   *   hasty  the commit does not wait for the disk. A crash of PostgreSQL may take back what the work wrote, and then brings
   *          the message back: only for work that the ticket's log tells anew, and that others act on by what they commit
   *          durably themselves. `waitForDisk` when there was more.
   */
  async onceOn(
    context: MessageContext,
    ticketId: string,
    work: (tx: Tx, ticket: LockedTicket | null) => Promise<void>,
    { hasty = false } = {},
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [ticket] = await run<LockedTicket>(tx, hasty ? removeAndLockHastily : removeAndLock, [
        context.id,
        ticketId,
      ]);
      if (ticket) {
        aboutTicket(ticket.id);
        return work(tx, ticket);
      }
      // Handled before, when there is such a ticket: none ever goes away.
      if ((await run(tx, findTicket, [ticketId])).length === 0) await work(tx, null);
    });
  }
}

function openRunnerOf({ queryRunner }: Tx): QueryRunner {
  if (!queryRunner?.isTransactionActive) {
    throw new Error('A message must be said inside an open transaction, together with what it tells about.');
  }
  // TypeORM lets go of a runner whose connection broke: the transaction is gone, through nobody's mistake.
  if (queryRunner.isReleased) throw new Error('Connection terminated in the middle of a transaction');
  return queryRunner;
}
