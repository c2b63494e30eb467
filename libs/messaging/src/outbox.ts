import type { AnyContract, PayloadOf } from '#contracts';
import { Database, type Tx } from '#database';
import type { MessageContext } from './message-context.js';
import type { OutboxRow } from './outbox-row.js';

/** The only way a message leaves a service. See DESIGN 3.1 and docs/adr/0001. */
export class Outbox {
  constructor(protected readonly database: Database) {}

  add<C extends AnyContract>(_tx: Tx, _contract: C, _data: PayloadOf<C>): Promise<void> {
    throw new Error('not built yet');
  }

  rows<C extends AnyContract>(_contract: C, _data: PayloadOf<C>): OutboxRow[] {
    throw new Error('not built yet');
  }

  publish(_rows: readonly OutboxRow[]): void {
    throw new Error('not built yet');
  }

  consume(_tx: Tx, _id: string): Promise<boolean> {
    throw new Error('not built yet');
  }

  once(_context: MessageContext, _work: (tx: Tx) => Promise<void>): Promise<void> {
    throw new Error('not built yet');
  }
}
