import { VendorAnswered, type PayloadOf, type VendorAsked } from '#contracts';
import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError } from '#domain';
import { Outbox } from '#messaging';
import { Inject, Injectable } from '@nestjs/common';
import { Outgoing } from '../deliver/outgoing.js';
import { gateway } from '../gateway.actor.js';
import { awaitVendor } from '../watch-silence/awaits.js';

type Asked = PayloadOf<typeof VendorAsked>;

interface Vendor {
  readonly id: string;
  readonly name: string;
}

/** Opens the vendor's leg of a ticket: the case and its first delivery. The network is the delivery loop's business. */
@Injectable()
export class OpenCaseHandler {
  constructor(
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Outgoing) private readonly outgoing: Outgoing,
  ) {}

  async handle(tx: Tx, asked: Asked): Promise<void> {
    const ticket = await this.tickets.lock(tx, asked.ticketId);
    if (!ticket) throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${asked.ticketId}.`);
    // Taken back, merged or asked anew before we heard of it: nobody waits for this case any more.
    if (ticket.state !== 'awaiting_vendor' || ticket.vendorCaseId !== asked.caseId) return;

    const [vendor] = await run<Vendor>(tx, activeVendor, [asked.vendorId]);
    if (!vendor) return this.sendBack(tx, ticket, asked);
    await this.open(tx, ticket, asked, vendor);
  }

  private async open(tx: Tx, ticket: LockedTicket, asked: Asked, vendor: Vendor): Promise<void> {
    const { caseId, tier, subject, body } = asked;
    const values = [caseId, ticket.id, vendor.id, tier, subject, body, ticket.now];
    const [opened] = await run<{ number: number }>(tx, insertCase, values);
    if (!opened) return;
    const about = { caseId, caseNumber: opened.number, vendorId: vendor.id, number: ticket.number };
    await this.outgoing.add(tx, 'case.opened', about, { words: { subject, body }, now: ticket.now });
    await awaitVendor(tx, caseId, 'acknowledgement', ticket.now);
    await this.tickets.record(tx, ticket, {
      type: 'vendor-case.opened',
      by: gateway,
      public: false,
      silent: true,
      data: { caseId, caseNumber: opened.number, vendorId: vendor.id, vendor: vendor.name, subject },
    });
  }

  /** A ticket must never wait for a vendor who will not hear of it. */
  private async sendBack(tx: Tx, ticket: LockedTicket, { caseId, vendorId, tier }: Asked): Promise<void> {
    const { version } = await this.tickets.record(tx, ticket, {
      type: 'vendor-case.undeliverable',
      by: gateway,
      public: false,
      silent: true,
      data: { caseId, vendorId, reason: 'The vendor is unknown or no longer active.' },
    });
    await this.outbox.add(tx, VendorAnswered, { ticketId: ticket.id, version, tier, caseId, answer: 'undeliverable' });
  }
}

const activeVendor = { name: 'vendor-active', text: `SELECT id, name FROM vendor WHERE id = $1 AND active` };
const insertCase = {
  name: 'vendor-case-insert',
  text: `INSERT INTO vendor_case (id, ticket_id, vendor_id, tier, state, subject, body, created_at, updated_at)
    VALUES ($1, $2, $3, $4, 'sending', $5, $6, $7, $7) ON CONFLICT (id) DO NOTHING RETURNING number`,
};
