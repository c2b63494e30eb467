import type { PayloadOf, VendorFellSilent } from '#contracts';
import { run, TicketStore, type Tx } from '#database';
import { ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { LeadAlerts } from '../desk/lead-alerts.js';

type Silence = PayloadOf<typeof VendorFellSilent>;

@Injectable()
export class AlertOnSilentVendorHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly leads: LeadAlerts,
  ) {}

  /** The ticket stays at the vendor: what to do about it is the leads' to decide. No alert when it has spoken meanwhile. */
  async handle(tx: Tx, silence: Silence): Promise<void> {
    const ticket = await this.tickets.lock(tx, silence.ticketId);
    if (!ticket || ticket.state !== 'awaiting_vendor' || ticket.vendorCaseId !== silence.caseId) return;
    const [about] = await run<About>(tx, stillSilent, [silence.caseId, silence.dueAt]);
    if (!about) return;
    const detail = `${ticketNumber(ticket.number)}: ${describe(silence, about)}`;
    const facts = { vendor: about.vendor, caseNumber: about.number, dueAt: silence.dueAt };
    await this.leads.alert(tx, ticket, 'vendor-silent', { detail, facts });
  }
}

interface About {
  readonly number: number;
  readonly vendor: string;
}

const describe = ({ awaits, dueAt, told, reminders }: Silence, { number, vendor }: About): string => {
  if (!told) return `${vendor} could not be told of case ${number} by ${dueAt}`;
  const what = awaits === 'acknowledgement' ? 'acknowledged' : 'answered';
  const times = reminders === 1 ? 'once' : `${reminders} times`;
  return `${vendor} has not ${what} case ${number}: it was due ${dueAt}${reminders > 0 ? `, reminded ${times}` : ''}`;
};

const stillSilent = {
  name: 'desk-vendor-still-silent',
  text: `SELECT vendor_case.number, vendor.name AS vendor FROM vendor_case JOIN vendor ON vendor.id = vendor_case.vendor_id
    WHERE vendor_case.id = $1 AND vendor_case.due_at = $2::timestamptz AND vendor_case.alerted_at IS NOT NULL`,
};
