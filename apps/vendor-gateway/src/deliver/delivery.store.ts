import { VendorAnswered } from '#contracts';
import { Database, run, TicketStore, type LockedTicket, type Tx } from '#database';
import type { FactType } from '#domain';
import { Outbox } from '#messaging';
import { Inject, Injectable } from '@nestjs/common';
import { gateway } from '../gateway.actor.js';
import { awaitNothing, awaitVendor } from '../watch-silence/awaits.js';
import type { DeliveryKind } from './outgoing.js';

/** A delivery that this process has taken; nobody else touches it until its lease ends. */
export interface Delivery {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: number;
  readonly ticketId: string;
  readonly tier: number;
  readonly kind: DeliveryKind;
  readonly payload: string;
  readonly correlationId: string;
  /** Counting the one it was taken for; also the fence: an outcome counts only while nobody took it after us. */
  readonly attempts: number;
  /** The database's time when it was taken. */
  readonly now: Date;
  readonly vendorId: string;
  readonly vendor: string;
  readonly endpoint: string;
  readonly active: boolean;
  /** All that are valid, the current one first. */
  readonly secrets: readonly string[];
}

/** Longer than an attempt can take: a delivery whose process died is due again after this. */
export const LEASE_SECONDS = 120;

/** Takes due deliveries and writes down what became of them. Every write is short; none spans a network call. */
@Injectable()
export class DeliveryStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Takes up to `limit` due deliveries, oldest first, none of `busyVendors`, those of one case one after the other. Committed when it returns. */
  take(limit: number, busyVendors: readonly string[]): Promise<Delivery[]> {
    return this.database.read<Delivery>(takeDue, [limit, busyVendors, LEASE_SECONDS]);
  }

  async retryIn(delivery: Delivery, waitMs: number, why: string): Promise<void> {
    await this.database.read(retryLater, [delivery.id, delivery.attempts, waitMs, why]);
  }

  delivered(delivery: Delivery): Promise<void> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.ticketOf(tx, delivery);
      if ((await run(tx, markDelivered, [delivery.id, delivery.attempts, ticket.now])).length === 0) return;
      const isTold = delivery.kind !== 'case.reminder' && (await this.endSending(tx, delivery, 'sent', ticket.now));
      // A promise of the vendor's runs from when it knows.
      if (isTold) await awaitVendor(tx, delivery.caseId, 'acknowledgement', ticket.now);
      const type = await this.factOf(tx, delivery, isTold);
      if (type === null) return;
      await this.tickets.record(tx, ticket, {
        type,
        by: gateway,
        public: false,
        // No clock goes by a reminder.
        silent: delivery.kind === 'case.reminder',
        data: { ...about(delivery), kind: delivery.kind, attempts: delivery.attempts },
      });
    });
  }

  /** What a delivery is called on the timeline. Stored data: never renamed. Null: it was put there when the vendor spoke. */
  private async factOf(tx: Tx, { kind, caseId }: Delivery, isTold: boolean): Promise<FactType | null> {
    if (kind === 'case.opened') return isTold ? 'vendor-case.delivered' : null;
    if (isTold || kind === 'case.reminder') return 'vendor-case.message-delivered';
    // Written before the vendor asked, it is no answer to what it asks: the vendor's clock goes on waiting for us.
    const asks = (await run(tx, selectAsking, [caseId])).length > 0;
    return asks ? 'vendor-case.message-crossed' : 'vendor-case.message-delivered';
  }

  /**
   * Ends a delivery for good. When it was what the ticket waits at the vendor for, and the vendor never took it up, the ticket goes
   * back to the tier that asked, and nothing more of the case is sent. A reminder, or a word more, that did not arrive is put on record.
   */
  stop(delivery: Delivery, why: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.ticketOf(tx, delivery);
      if ((await run(tx, markFailed, [delivery.id, delivery.attempts, ticket.now, why])).length === 0) return;
      const ends =
        delivery.kind !== 'case.reminder' && (await this.endSending(tx, delivery, 'undeliverable', ticket.now));
      if (!ends) return this.recordLoss(tx, ticket, delivery, why);
      await awaitNothing(tx, delivery.caseId);
      await run(tx, dropOthers, [delivery.caseId, ticket.now]);
      const { version } = await this.tickets.record(tx, ticket, {
        type: 'vendor-case.undeliverable',
        by: gateway,
        public: false,
        data: { ...about(delivery), reason: why },
      });
      const { tier, caseId } = delivery;
      await this.outbox.add(tx, VendorAnswered, {
        ticketId: ticket.id,
        version,
        tier,
        caseId,
        answer: 'undeliverable',
      });
    });
  }

  private async recordLoss(tx: Tx, ticket: LockedTicket, delivery: Delivery, why: string): Promise<void> {
    await this.tickets.record(tx, ticket, {
      type: 'vendor-case.not-delivered',
      by: gateway,
      public: false,
      silent: true,
      data: { ...about(delivery), kind: delivery.kind, reason: why },
    });
  }

  /** Ends the state in which the vendor is being told; false when the case is past it, because the vendor has spoken. */
  private async endSending(tx: Tx, { caseId }: Delivery, to: 'sent' | 'undeliverable', now: Date): Promise<boolean> {
    return (await run(tx, moveFromSending, [caseId, to, now])).length > 0;
  }

  private async ticketOf(tx: Tx, { ticketId }: Delivery) {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (!ticket) throw new Error(`The ticket ${ticketId} of a vendor case is gone.`);
    return ticket;
  }
}

const about = ({ caseId, caseNumber, vendorId, vendor }: Delivery) => ({ caseId, caseNumber, vendorId, vendor });

const takeDue = {
  name: 'vendor-delivery-take',
  text: `
    WITH due AS MATERIALIZED (
      SELECT id FROM vendor_delivery AS candidate WHERE next_attempt_at <= now() AND vendor_id <> ALL ($2::uuid[])
        AND NOT EXISTS (
          SELECT FROM vendor_delivery AS earlier WHERE earlier.case_id = candidate.case_id
            AND earlier.next_attempt_at IS NOT NULL AND (earlier.created_at, earlier.id) < (candidate.created_at, candidate.id))
      ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE vendor_delivery delivery
    SET attempts = delivery.attempts + 1, next_attempt_at = now() + make_interval(secs => $3)
    FROM due, vendor_case, vendor
    WHERE delivery.id = due.id AND vendor_case.id = delivery.case_id AND vendor.id = delivery.vendor_id
    RETURNING delivery.id, delivery.case_id AS "caseId", vendor_case.number AS "caseNumber",
      vendor_case.ticket_id AS "ticketId", vendor_case.tier, delivery.kind, delivery.payload, delivery.attempts,
      delivery.correlation_id AS "correlationId", clock_timestamp() AS now,
      vendor.id AS "vendorId", vendor.name AS vendor, vendor.endpoint, vendor.active,
      CASE WHEN vendor.previous_secret_until > now() THEN ARRAY[vendor.secret, vendor.previous_secret]
           ELSE ARRAY[vendor.secret] END AS secrets`,
};
const retryLater = {
  name: 'vendor-delivery-retry',
  text: `UPDATE vendor_delivery SET next_attempt_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000), last_error = $4
    WHERE id = $1 AND attempts = $2 AND next_attempt_at IS NOT NULL`,
};
const markDelivered = {
  name: 'vendor-delivery-delivered',
  text: `UPDATE vendor_delivery SET delivered_at = $3, next_attempt_at = NULL, last_error = NULL
    WHERE id = $1 AND attempts = $2 AND next_attempt_at IS NOT NULL RETURNING id`,
};
const markFailed = {
  name: 'vendor-delivery-failed',
  text: `UPDATE vendor_delivery SET failed_at = $3, next_attempt_at = NULL, last_error = $4
    WHERE id = $1 AND attempts = $2 AND next_attempt_at IS NOT NULL RETURNING id`,
};
const dropOthers = {
  name: 'vendor-delivery-drop-others',
  text: `UPDATE vendor_delivery SET failed_at = $2, next_attempt_at = NULL, last_error = 'The vendor could not be told of the case.'
    WHERE case_id = $1 AND next_attempt_at IS NOT NULL`,
};
const selectAsking = {
  name: 'vendor-case-asking',
  text: `SELECT FROM vendor_case WHERE id = $1 AND state = 'needs-info'`,
};
const moveFromSending = {
  name: 'vendor-case-move-from-sending',
  text: `UPDATE vendor_case SET state = $2, updated_at = $3 WHERE id = $1 AND state = 'sending' RETURNING id`,
};
