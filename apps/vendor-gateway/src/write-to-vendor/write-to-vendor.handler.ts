import { actorOf, readableTickets, sightOf, steers, type AgentCaller } from '#access';
import { Database, run, StaleTicket, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable, openStates, ticketNumber, tierName, type State } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { Outgoing } from '../deliver/outgoing.js';
import { isOver, type CaseState } from '../receive-callback/sequence.js';
import { awaitVendor, type Awaits } from '../watch-silence/awaits.js';
import type { NewMessage } from './write-to-vendor.schemas.js';

interface OpenCase {
  readonly caseId: string;
  readonly caseNumber: number;
  readonly vendorId: string;
  readonly vendor: string;
  readonly active: boolean;
  readonly state: CaseState;
  readonly awaits: Awaits | null;
  /** Whether the watch has a moment at which it acts. */
  readonly watched: boolean;
}

/** An agent writes to the vendor: a post nobody outside reads, a delivery, and perhaps the ticket waits again. */
@Injectable()
export class WriteToVendorHandler {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(Outgoing) private readonly outgoing: Outgoing,
  ) {}

  /** A refusal throws, so that nothing at all is written. */
  handle(agent: AgentCaller, caseId: string, message: NewMessage): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { ticket, open } = await this.lock(tx, agent, caseId);
      if (message.expectedVersion !== undefined && message.expectedVersion !== ticket.version) {
        throw new StaleTicket(ticket.version);
      }
      expectHolder(agent, ticket);
      expectOpen(ticket, open);
      const written = await this.post(tx, ticket, agent, open, message.body);
      const about = { caseId, caseNumber: open.caseNumber, vendorId: open.vendorId, number: ticket.number };
      await this.outgoing.add(tx, 'case.message', about, {
        words: { body: message.body },
        now: ticket.now,
        postId: written.postId,
      });
      await this.waitFor(tx, open, ticket.now);
      await this.backToVendor(tx, written, agent, open, message.wait);
    });
  }

  /** The ticket first, then the case: everybody locks in this order. Who may not read the ticket is told there is no case. */
  private async lock(tx: Tx, agent: AgentCaller, caseId: string) {
    const [found] = await run<{ ticketId: string }>(tx, ticketOfCase, [caseId]);
    const ticket = found && (await this.tickets.lock(tx, found.ticketId));
    const sight = readableTickets(agent, 2);
    const readable = {
      name: `vendor-case-writable-${sightOf(agent)}`,
      text: `SELECT vendor_case.id AS "caseId", vendor_case.number AS "caseNumber", vendor.id AS "vendorId", vendor.name AS vendor,
          vendor.active, vendor_case.state, awaits, watch_at IS NOT NULL AS watched
        FROM vendor_case JOIN vendor ON vendor.id = vendor_case.vendor_id JOIN ticket ON ticket.id = vendor_case.ticket_id
        WHERE vendor_case.id = $1 AND ${sight.sql} FOR UPDATE OF vendor_case`,
    };
    const [open] = ticket ? await run<OpenCase>(tx, readable, [caseId, ...sight.values]) : [];
    if (!ticket || !open) throw new NoSuchCase();
    return { ticket, open };
  }

  private post(tx: Tx, ticket: LockedTicket, agent: AgentCaller, open: OpenCase, body: string) {
    const { caseId, caseNumber, vendorId, vendor } = open;
    return this.tickets.record(tx, ticket, {
      type: 'vendor-case.written-to',
      by: actorOf(agent),
      public: false,
      data: { caseId, caseNumber, vendorId, vendor },
      post: { body, public: false },
    });
  }

  /** An answered question is a question to the vendor again, from being delivered on; where nothing was watched, it is now. */
  private async waitFor(tx: Tx, { caseId, state, awaits, watched }: OpenCase, now: Date): Promise<void> {
    if (state === 'needs-info') {
      await run(tx, sendAgain, [caseId, now]);
      await awaitVendor(tx, caseId, 'acknowledgement', now);
    } else if (!watched) await awaitVendor(tx, caseId, awaits ?? 'answer', now);
  }

  private async backToVendor(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { caseId, vendorId, state }: OpenCase,
    wait = state === 'needs-info' && ticket.state === 'in_progress',
  ): Promise<void> {
    const isThere = ticket.state === 'awaiting_vendor' && ticket.vendorCaseId === caseId;
    if (!wait || isThere) return;
    expectMovable(ticket, 'ask-vendor');
    const [tier] = await run<{ mayAsk: boolean }>(tx, selectTier, [ticket.tier]);
    if (!tier?.mayAsk) throw mayNotAsk(ticket);
    await this.tickets.move(tx, ticket, 'ask-vendor', {
      by: actorOf(agent),
      set: { vendorCaseId: caseId },
      data: { vendorId, caseId },
    });
  }
}

function expectHolder(agent: AgentCaller, { assigneeId, number }: LockedTicket): void {
  if (steers(agent) || assigneeId === agent.id) return;
  const detail = `Only the agent who holds ${ticketNumber(number)}, or a lead, may do this.`;
  throw new DomainError('forbidden', 'ticket.not-yours', detail, { assigneeId });
}

const writable: readonly State[] = [...openStates, 'resolved'];

function expectOpen(
  { number, state: ticketState }: LockedTicket,
  { caseNumber, state, active, vendor }: OpenCase,
): void {
  if (isOver(state) || state === 'undeliverable') {
    const detail = `Case ${caseNumber} is ${state}: it is over. Ask the vendor anew.`;
    throw new DomainError('conflict', 'vendor-case.closed', detail, { state });
  }
  if (!writable.includes(ticketState)) {
    const detail = `${ticketNumber(number)} is ${ticketState}: nobody waits for the vendor any more.`;
    throw new DomainError('conflict', 'ticket.illegal-transition', detail, {
      state: ticketState,
      action: 'ask-vendor',
    });
  }
  if (!active) throw new DomainError('refused', 'vendor.inactive', `We no longer work with ${vendor}.`);
}

const mayNotAsk = ({ tier }: LockedTicket): DomainError => {
  const name = tier === null ? 'This tier' : tierName(tier);
  return new DomainError('conflict', 'tier.may-not-ask-vendors', `${name} may not ask vendors: escalate instead.`, {
    tier: name,
  });
};

export class NoSuchCase extends DomainError {
  constructor() {
    super('not-found', 'vendor-case.not-found', 'There is no vendor case with this id.');
  }
}

const ticketOfCase = {
  name: 'vendor-case-ticket',
  text: `SELECT ticket_id AS "ticketId" FROM vendor_case WHERE id = $1`,
};
const sendAgain = {
  name: 'vendor-case-send-again',
  text: `UPDATE vendor_case SET state = 'sending', updated_at = $2 WHERE id = $1`,
};
const selectTier = {
  name: 'vendor-tier-may-ask',
  text: `SELECT may_ask_vendor AS "mayAsk" FROM tier WHERE number = $1`,
};
