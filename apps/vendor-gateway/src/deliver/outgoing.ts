import { newId, run, type Tx } from '#database';
import { ticketNumber } from '#domain';
import { currentCorrelation, tracing } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { VendorSettings } from '../vendor-settings.js';

/** What a vendor can be told; the `type` of the payload. Stored data and wire format: never renamed. */
export const deliveryKinds = ['case.opened', 'case.message', 'case.reminder'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** The case a message is about. */
export interface CaseAtVendor {
  readonly caseId: string;
  readonly caseNumber: number;
  readonly vendorId: string;
  /** Of the ticket. */
  readonly number: number;
}

interface Words {
  /** Beside what names the case: the vendor reads all of it, so nothing internal may be among it. */
  readonly words: Readonly<Record<string, unknown>>;
  readonly now: Date;
  /** The post of the ticket that this carries. */
  readonly postId?: string | undefined;
}

/** Writes messages to vendors down; the delivery loop brings them, each under an id of its own, those of a case in order. */
@Injectable()
export class Outgoing {
  constructor(@Inject(VendorSettings) private readonly settings: VendorSettings) {}

  async add(tx: Tx, kind: DeliveryKind, about: CaseAtVendor, { words, now, postId }: Words): Promise<void> {
    const { caseId, caseNumber, vendorId, number } = about;
    const callbackUrl = this.callbackUrl(vendorId);
    const payload = JSON.stringify({
      type: kind,
      caseId,
      caseNumber,
      ticketNumber: ticketNumber(number),
      ...words,
      ...(callbackUrl !== null && { callbackUrl }),
    });
    const id = newId();
    const { correlationId, ticketId } = currentCorrelation();
    tracing()?.say({ id, name: 'vendor-delivery', destination: vendorId, correlationId, ticketId });
    await run(tx, insertDelivery, [id, caseId, vendorId, payload, correlationId, now, kind, postId ?? null]);
  }

  private callbackUrl(vendorId: string): string | null {
    const { publicUrl } = this.settings;
    return publicUrl === null ? null : new URL(`/api/v1/vendors/${vendorId}/callbacks`, publicUrl).href;
  }
}

const insertDelivery = {
  name: 'vendor-delivery-insert',
  text: `INSERT INTO vendor_delivery (id, case_id, vendor_id, payload, correlation_id, next_attempt_at, created_at, kind, post_id)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)`,
};
