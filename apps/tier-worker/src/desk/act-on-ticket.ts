import { canRead, readableTickets, seesInternal, sightOf, type Caller } from '#access';
import {
  Database,
  lockedTicketView,
  run,
  StaleTicket,
  TicketStore,
  type LockedTicket,
  type TicketView,
  type Tx,
} from '#database';
import { DomainError, isUuid, parseTicketNumber, type Language } from '#domain';
import { Injectable } from '@nestjs/common';

export interface ActionRequest {
  /** As it stands in the path: the id, `T-1042` or `1042`. */
  readonly ticket: string;
  readonly caller: Caller;
  readonly body: { readonly expectedVersion?: number | undefined };
  /** Of the sentences in the answer; English when left out. */
  readonly language?: Language;
}

/** What one action does with a locked ticket that its caller may read; the ticket as it is afterwards. */
export type Behaviour = (tx: Tx, ticket: LockedTicket) => Promise<LockedTicket>;

/** The skeleton of every action on a ticket: one transaction, the ticket locked. */
@Injectable()
export class ActOnTicket {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
  ) {}

  /**
   * Runs `behaviour` and answers with the ticket as it left it. Not readable: 404 `ticket.not-found`; `expectedVersion`
   * is not the current one: 409 `ticket.stale-version`. A throw leaves nothing behind.
   */
  act(request: ActionRequest, behaviour: Behaviour): Promise<TicketView> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.lock(tx, request, request.ticket);
      return this.perform(tx, request, ticket, behaviour);
    });
  }

  /** The same for what answers with something else than the ticket. */
  answer<T>(request: ActionRequest, behaviour: (tx: Tx, ticket: LockedTicket) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.lock(tx, request, request.ticket);
      expectVersion(request, ticket);
      return behaviour(tx, ticket);
    });
  }

  /** The same for an action on two tickets; `other` is null when the caller may not read it. */
  actOnTwo(
    request: ActionRequest & { readonly other: string },
    behaviour: (tx: Tx, ticket: LockedTicket, other: LockedTicket | null) => Promise<LockedTicket>,
  ): Promise<TicketView> {
    return this.database.transaction(async (tx) => {
      await this.lockInOrder(tx, [request.ticket, request.other]);
      const ticket = await this.lock(tx, request, request.ticket);
      const other = await this.tickets.lock(tx, request.other);
      const readable = other && (await this.isReadable(tx, request.caller, other)) ? other : null;
      return this.perform(tx, request, ticket, (_, locked) => behaviour(tx, locked, readable));
    });
  }

  private async perform(tx: Tx, request: ActionRequest, ticket: LockedTicket, behaviour: Behaviour) {
    const { caller, language = 'en' } = request;
    expectVersion(request, ticket);
    const after = await behaviour(tx, ticket);
    return lockedTicketView(tx, after, { internal: seesInternal(caller), language });
  }

  private async lock(tx: Tx, { caller }: ActionRequest, idOrNumber: string): Promise<LockedTicket> {
    const ticket = await this.tickets.lock(tx, idOrNumber);
    if (ticket && (await this.isReadable(tx, caller, ticket))) return ticket;
    throw new DomainError('not-found', 'ticket.not-found', 'There is no such ticket, or it is not for you.');
  }

  private async isReadable(tx: Tx, caller: Caller, ticket: LockedTicket): Promise<boolean> {
    if (canRead(caller, ticket)) return true;
    const readable = readableTickets(caller, 2);
    const statement = {
      name: `desk-is-readable-${sightOf(caller)}`,
      text: `SELECT 1 FROM ticket WHERE id = $1 AND ${readable.sql}`,
    };
    return (await run(tx, statement, [ticket.id, ...readable.values])).length > 0;
  }

  /** Two who lock the same two tickets do it in the same order, whichever they named first: neither waits for ever. */
  private async lockInOrder(tx: Tx, idsOrNumbers: readonly string[]): Promise<void> {
    const ids = idsOrNumbers.filter(isUuid);
    const numbers = idsOrNumbers.map(parseTicketNumber).filter((number) => number !== null);
    await run(tx, lockInOrder, [ids, numbers]);
  }
}

/** 409 `ticket.stale-version` when the caller decided on another version. */
function expectVersion({ body }: ActionRequest, ticket: LockedTicket): void {
  if (body.expectedVersion !== undefined && body.expectedVersion !== ticket.version) {
    throw new StaleTicket(ticket.version);
  }
}

const lockInOrder = {
  name: 'desk-lock-in-order',
  text: `SELECT id FROM ticket WHERE id = ANY ($1::uuid[]) OR number = ANY ($2::bigint[]) ORDER BY id FOR UPDATE`,
};
