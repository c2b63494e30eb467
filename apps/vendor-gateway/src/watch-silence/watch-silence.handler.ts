import { VendorFellSilent } from '#contracts';
import { Database, run, TicketStore, type LockedTicket, type Tx } from '#database';
import { Outbox } from '#messaging';
import { runWith } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { Outgoing } from '../deliver/outgoing.js';
import { gateway } from '../gateway.actor.js';
import type { CaseState } from '../receive-callback/sequence.js';
import type { Awaits } from './awaits.js';

/** A case on which the watch has something to do. */
export interface SilentCase {
  readonly caseId: string;
  readonly ticketId: string;
  /** Of the request that opened the case. */
  readonly correlationId: string;
}

interface Silence {
  readonly caseId: string;
  readonly caseNumber: number;
  readonly vendorId: string;
  readonly vendor: string;
  readonly active: boolean;
  readonly tier: number;
  readonly state: CaseState;
  readonly subject: string;
  readonly awaits: Awaits;
  readonly dueAt: Date;
  readonly remindersSent: number;
  /** What its contract says. */
  readonly reminders: number;
}

/** Most cases one look gives; the next look gives the rest. */
const AT_ONCE = 50;

/** What a vendor's silence leads to: so many reminders as its contract says, then an alert to the leads, once. */
@Injectable()
export class WatchSilenceHandler {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Outgoing) private readonly outgoing: Outgoing,
  ) {}

  /** Cases whose vendor should have spoken by now, the longest silent first. Nothing is taken: `handle` looks again. */
  due(): Promise<SilentCase[]> {
    return this.database.read<SilentCase>(selectDue, [AT_ONCE]);
  }

  /** Acts on one case in a transaction of its own; does nothing when another process has, or the vendor has spoken. */
  handle({ caseId, ticketId, correlationId }: SilentCase): Promise<void> {
    return runWith({ correlationId, ticketId }, () =>
      this.database.transaction(async (tx) => {
        const ticket = await this.tickets.lock(tx, ticketId);
        const [silence] = await run<Silence>(tx, lockSilence, [caseId]);
        if (!ticket || !silence) return;
        await this.act(tx, ticket, silence);
      }),
    );
  }

  /** Leaves a case alone for a minute: whatever is wrong with it must not hold up the others. */
  async leaveAlone({ caseId }: SilentCase): Promise<void> {
    await this.database.read(postpone, [caseId]);
  }

  private async act(tx: Tx, ticket: LockedTicket, silence: Silence): Promise<void> {
    const isWaitedFor = ticket.state === 'awaiting_vendor' && ticket.vendorCaseId === silence.caseId;
    if (!isWaitedFor) return void (await run(tx, stopWatching, [silence.caseId, null]));
    // Who has not even been told is not reminded: nothing is to be delivered there for now.
    const isToldOf = silence.state !== 'sending' && silence.active;
    if (isToldOf && silence.remindersSent < silence.reminders) return this.remind(tx, ticket, silence);
    return this.alert(tx, ticket, silence);
  }

  private async remind(tx: Tx, ticket: LockedTicket, silence: Silence): Promise<void> {
    const { caseId, caseNumber, vendorId, vendor, subject, awaits, dueAt } = silence;
    const reminder = silence.remindersSent + 1;
    const about = { caseId, caseNumber, vendorId, number: ticket.number };
    const words = { subject, awaits, dueAt: dueAt.toISOString(), reminder };
    await this.outgoing.add(tx, 'case.reminder', about, { words, now: ticket.now });
    await run(tx, countReminder, [caseId, ticket.now]);
    await this.tickets.record(tx, ticket, {
      type: 'vendor-case.reminded',
      by: gateway,
      public: false,
      silent: true,
      data: { caseId, caseNumber, vendorId, vendor, awaits, dueAt, reminder },
    });
  }

  private async alert(tx: Tx, ticket: LockedTicket, silence: Silence): Promise<void> {
    const { caseId, caseNumber, vendorId, vendor, awaits, tier, state, remindersSent: reminders } = silence;
    await run(tx, stopWatching, [caseId, ticket.now]);
    const { version } = await this.tickets.record(tx, ticket, {
      type: 'vendor-case.overdue',
      by: gateway,
      public: false,
      silent: true,
      data: { caseId, caseNumber, vendorId, vendor, awaits, dueAt: silence.dueAt, reminders },
    });
    const dueAt = silence.dueAt.toISOString();
    const told = state !== 'sending';
    await this.outbox.add(tx, VendorFellSilent, {
      ticketId: ticket.id,
      version,
      tier,
      caseId,
      awaits,
      dueAt,
      told,
      reminders,
    });
  }
}

const selectDue = {
  name: 'vendor-case-silent',
  text: `SELECT vendor_case.id AS "caseId", ticket_id AS "ticketId",
      (SELECT correlation_id FROM vendor_delivery WHERE case_id = vendor_case.id ORDER BY created_at, id LIMIT 1) AS "correlationId"
    FROM vendor_case WHERE watch_at <= now() ORDER BY watch_at LIMIT $1`,
};
const lockSilence = {
  name: 'vendor-case-lock-silent',
  text: `SELECT vendor_case.id AS "caseId", vendor_case.number AS "caseNumber", vendor.id AS "vendorId", vendor.name AS vendor,
      vendor.active, vendor_case.tier, vendor_case.state, vendor_case.subject, awaits, due_at AS "dueAt",
      reminders_sent AS "remindersSent", reminders
    FROM vendor_case JOIN vendor ON vendor.id = vendor_case.vendor_id
    WHERE vendor_case.id = $1 AND watch_at <= clock_timestamp() FOR UPDATE OF vendor_case`,
};
const countReminder = {
  name: 'vendor-case-count-reminder',
  text: `UPDATE vendor_case SET reminders_sent = reminders_sent + 1,
      watch_at = $2::timestamptz + make_interval(secs => vendor.remind_every_seconds)
    FROM vendor WHERE vendor_case.id = $1 AND vendor.id = vendor_case.vendor_id`,
};
const stopWatching = {
  name: 'vendor-case-stop-watching',
  text: `UPDATE vendor_case SET watch_at = NULL, alerted_at = $2 WHERE id = $1`,
};
const postpone = {
  name: 'vendor-case-postpone-watch',
  text: `UPDATE vendor_case SET watch_at = now() + interval '1 minute' WHERE id = $1 AND watch_at IS NOT NULL`,
};
