import { VendorAnswered } from '#contracts';
import { Database, run, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError } from '#domain';
import { Outbox } from '#messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { CallbackAnswer, CallbackBody, CallbackKind } from './callback.body.js';
import { gateway } from '../gateway.actor.js';
import { judge, type CaseState } from './sequence.js';
import { awaitNothing, awaitVendor } from '../watch-silence/awaits.js';
import type { Sender } from './signed-by-vendor.guard.js';

interface VendorCase {
  readonly id: string;
  readonly number: number;
  readonly ticketId: string;
  readonly tier: number;
  readonly state: CaseState;
  readonly lastSequence: number;
}

/** Moves a case by what its vendor says, and brings the ticket back when the vendor has said what ends the waiting. */
@Injectable()
export class ReceiveCallbackHandler {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** A refusal throws, and nothing at all is kept of the message; except of one that was overtaken: its words may matter. */
  async handle(sender: Sender, body: CallbackBody): Promise<CallbackAnswer> {
    const answer = await this.receive(sender, body);
    if (answer.status === 'overtaken') throw new Overtaken(answer);
    return { ...answer, status: answer.status };
  }

  private receive(sender: Sender, body: CallbackBody) {
    return this.database.transaction(async (tx) => {
      const { ticket, vendorCase } = await this.lock(tx, sender, body);
      const verdict = judge(vendorCase, body);
      const isNew = await this.keep(tx, sender, body, vendorCase, ticket.now, verdict === 'apply');
      if (!isNew) return this.repeated(tx, sender, body, vendorCase);
      if (verdict === 'old') return answer('overtaken', vendorCase);
      if (verdict === 'closed') throw new CaseClosed(vendorCase);
      if (body.kind === 'needs-info' && body.message === undefined) throw new MessageMissing();
      await this.apply(tx, sender, body, vendorCase, ticket);
      return answer('accepted', { ...vendorCase, state: body.kind, lastSequence: body.sequence });
    });
  }

  /** The same message again, because our answer got lost: fine. Other words under the same id: not. */
  private async repeated(tx: Tx, sender: Sender, body: CallbackBody, vendorCase: VendorCase) {
    const { sequence, kind, message = null, reference = null } = body;
    const values = [sender.vendorId, sender.messageId, vendorCase.id, sequence, kind, message, reference];
    if ((await run(tx, sameCallback, values)).length === 0) throw new IdReused();
    return answer('duplicate', vendorCase);
  }

  /** The ticket first, then the case: everybody locks in this order. */
  private async lock(tx: Tx, { vendorId }: Sender, body: CallbackBody) {
    const values = [vendorId, body.caseId ?? null, body.caseNumber ?? null];
    const [found] = await run<{ id: string; ticketId: string }>(tx, findCase, values);
    const ticket = found && (await this.tickets.lock(tx, found.ticketId));
    const [vendorCase] = found ? await run<VendorCase>(tx, lockCase, [found.id]) : [];
    if (ticket && vendorCase) return { ticket, vendorCase };
    throw new DomainError(
      'not-found',
      'vendor-case.not-found',
      'You have no such case: check `caseId` or `caseNumber`.',
    );
  }

  /** Keeps the message under its id; false when it was here before. */
  private async keep(tx: Tx, sender: Sender, body: CallbackBody, { id }: VendorCase, now: Date, applied: boolean) {
    const { sequence, kind, message = null, reference = null } = body;
    const values = [sender.vendorId, sender.messageId, id, sequence, kind, message, reference, applied, now];
    return (await run(tx, insertCallback, values)).length > 0;
  }

  private async apply(
    tx: Tx,
    sender: Sender,
    { kind, sequence, message, reference }: CallbackBody,
    vendorCase: VendorCase,
    ticket: LockedTicket,
  ): Promise<void> {
    const { id: caseId, number: caseNumber, tier } = vendorCase;
    await run(tx, moveCase, [caseId, kind, sequence, reference ?? null, ticket.now]);
    const known = await this.putAsTold(tx, sender, vendorCase, ticket);
    // The vendor's clocks hear that it has spoken, whether or not the ticket is to move.
    const { version } = await this.tickets.record(tx, known, {
      type: `vendor-case.${eventOf[kind]}`,
      by: { kind: 'vendor', id: sender.vendorId, name: sender.vendor },
      public: false,
      data: { caseId, caseNumber, sequence, ...(reference !== undefined && { reference }) },
      ...(message !== undefined && { post: { body: message, public: false } }),
    });
    if (kind === 'acknowledged' || kind === 'progress') return awaitVendor(tx, caseId, 'answer', ticket.now);
    await awaitNothing(tx, caseId);
    await this.outbox.add(tx, VendorAnswered, { ticketId: ticket.id, version, tier, caseId, answer: kind });
  }

  /** A vendor whose first word is here before we could write down that our case arrived has evidently been told. */
  private async putAsTold(tx: Tx, sender: Sender, vendorCase: VendorCase, ticket: LockedTicket): Promise<LockedTicket> {
    const { id: caseId, number: caseNumber, state, lastSequence } = vendorCase;
    if (state !== 'sending' || lastSequence > 0) return ticket;
    const { vendorId, vendor } = sender;
    return this.tickets.record(tx, ticket, {
      type: 'vendor-case.delivered',
      by: gateway,
      public: false,
      silent: true,
      data: { caseId, caseNumber, vendorId, vendor, kind: 'case.opened' },
    });
  }
}

/** What a callback is called on the timeline. Stored data: never renamed. */
const eventOf = {
  acknowledged: 'acknowledged',
  'needs-info': 'info-needed',
  progress: 'progressed',
  resolved: 'resolved',
  rejected: 'rejected',
} as const satisfies Readonly<Record<CallbackKind, string>>;

const answer = <S extends string>(status: S, { id, number, state, lastSequence }: VendorCase) => ({
  status,
  caseId: id,
  caseNumber: number,
  state,
  sequence: lastSequence,
});

class Overtaken extends DomainError {
  constructor({ caseNumber, sequence }: { readonly caseNumber: number; readonly sequence: number }) {
    const detail = `Case ${caseNumber} is at sequence ${sequence}: only a higher one moves it.`;
    super('conflict', 'vendor-callback.old-sequence', detail, {
      sequence,
      errors: [{ pointer: '/sequence', detail }],
    });
  }
}

class IdReused extends DomainError {
  constructor() {
    const detail = 'This webhook-id was used for another message: give each message an id of its own.';
    super('conflict', 'vendor-callback.id-reused', detail, { errors: [{ pointer: '/headers/webhook-id', detail }] });
  }
}

class CaseClosed extends DomainError {
  constructor({ number, state }: VendorCase) {
    super('conflict', 'vendor-case.closed', `Case ${number} is ${state}: it is over and takes no more messages.`, {
      state,
    });
  }
}

class MessageMissing extends DomainError {
  constructor() {
    const detail = 'Say what you need to know.';
    super('refused', 'vendor-callback.message-missing', detail, { errors: [{ pointer: '/message', detail }] });
  }
}

const findCase = {
  name: 'vendor-case-find',
  text: `SELECT id, ticket_id AS "ticketId" FROM vendor_case WHERE vendor_id = $1 AND (id = $2::uuid OR number = $3::bigint)`,
};
const lockCase = {
  name: 'vendor-case-lock',
  text: `SELECT id, number, ticket_id AS "ticketId", tier, state, last_sequence AS "lastSequence"
    FROM vendor_case WHERE id = $1 FOR UPDATE`,
};
const insertCallback = {
  name: 'vendor-callback-insert',
  text: `INSERT INTO vendor_callback (vendor_id, message_id, case_id, sequence, kind, message, reference, applied, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING sequence`,
};
const sameCallback = {
  name: 'vendor-callback-same',
  text: `SELECT 1 FROM vendor_callback WHERE vendor_id = $1 AND message_id = $2 AND case_id = $3 AND sequence = $4 AND kind = $5
    AND message IS NOT DISTINCT FROM $6 AND reference IS NOT DISTINCT FROM $7`,
};
const moveCase = {
  name: 'vendor-case-move',
  text: `UPDATE vendor_case SET state = $2, last_sequence = $3, vendor_reference = coalesce($4, vendor_reference), updated_at = $5
    WHERE id = $1`,
};
