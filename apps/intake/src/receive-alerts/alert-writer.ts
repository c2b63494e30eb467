import { TicketOpened } from '#contracts';
import { newId, TicketIntakeStore, TicketStore, type LockedTicket, type Tx } from '#database';
import { isOpen, ticketNumber } from '#domain';
import { Outbox, type OutboxRow } from '#messaging';
import { Injectable } from '@nestjs/common';
import { AlertFacts } from './alert-facts.js';
import { claim, lock, ticketsOf, timeOf, update, type AlertRow, type AlertsTicket } from './alert-rows.js';
import { countedRow, ended, newRow, newsOf } from './alert-history.js';
import { descriptionOf } from './alert-ticket.js';
import type { Alert } from './alertmanager.js';
import { decide, type Step } from './decide.js';
import type { Delivery } from './delivery.js';
import { findNamed } from './find-named.js';
import { newTicket } from './new-ticket.js';

/** An alert as it came, and how often it was in the request. */
export interface Arrived {
  readonly alert: Alert;
  readonly times: number;
}

export type Outcome = 'opened' | 'repeated' | 'reopened' | 'resolved' | 'ignored';

export interface Settled {
  readonly fingerprint: string;
  readonly outcome: Outcome;
  readonly ticket: string | null;
}

interface Case extends Arrived {
  readonly row: AlertRow | null;
  readonly ticket: AlertsTicket | null;
}

const outcomes: Readonly<Record<Step, Outcome>> = {
  open: 'opened',
  repeat: 'repeated',
  refire: 'repeated',
  reopen: 'reopened',
  end: 'resolved',
  ignore: 'ignored',
};

const SETTLE_AFTER_MS = 1_000;

/** Writes a batch of alerts in one transaction: their rows, the tickets that are new, and what changes on the others. */
@Injectable()
export class AlertWriter {
  constructor(
    private readonly tickets: TicketStore,
    private readonly intake: TicketIntakeStore,
    private readonly outbox: Outbox,
    private readonly facts: AlertFacts,
  ) {}

  /** `batch`: every fingerprint once. `messages` are to be published after the commit. */
  async write(
    tx: Tx,
    delivery: Delivery,
    batch: readonly Arrived[],
  ): Promise<{ readonly settled: readonly Settled[]; readonly messages: readonly OutboxRow[] }> {
    const now = await timeOf(tx);
    const cases = await this.recognise(tx, delivery, batch, now);
    const changed: AlertRow[] = [];
    const opening: Case[] = [];
    const settled: Settled[] = [];
    // In the order of the tickets' ids: two who lock the same tickets wait for each other instead of locking up.
    for (const one of cases.toSorted((a, b) => ((a.ticket?.id ?? '') < (b.ticket?.id ?? '') ? -1 : 1))) {
      const { step, row } = await this.advance(tx, delivery, one, now);
      if (step === 'open') opening.push(one);
      else settled.push(settledAs(step, one));
      if (row) changed.push(row);
    }
    const { rows, messages, numbers } = await this.open(tx, delivery, opening, now);
    await update(tx, [...changed, ...rows]);
    for (const { alert } of opening) {
      const number = numbers.get(alert.fingerprint)!;
      settled.push({ fingerprint: alert.fingerprint, outcome: 'opened', ticket: ticketNumber(number) });
    }
    return { settled, messages };
  }

  /** Claims what is new and locks what is known, so that from here on each alert is ours until the commit. */
  private async recognise(tx: Tx, { source }: Delivery, batch: readonly Arrived[], now: Date): Promise<Case[]> {
    const firing = batch.filter(({ alert }) => alert.status === 'firing');
    const fresh = new Map(firing.map(({ alert, times }) => [alert.fingerprint, newRow(alert, times, now)]));
    const claimed = await claim(tx, source, [...fresh.values()]);
    const others = batch.filter(({ alert }) => !claimed.has(alert.fingerprint));
    const known = await lock(
      tx,
      source,
      others.map(({ alert }) => alert.fingerprint),
    );
    const tickets = await ticketsOf(
      tx,
      [...known.values()].map(({ ticketId }) => ticketId),
    );
    return batch.map(({ alert, times }) => {
      const row = known.get(alert.fingerprint) ?? null;
      const claimedRow = claimed.has(alert.fingerprint) ? fresh.get(alert.fingerprint)! : null;
      return { alert, times, row: row ?? claimedRow, ticket: (row && tickets.get(row.ticketId)) ?? null };
    });
  }

  /** What becomes of an alert that has a ticket, and its row afterwards; null when that stays as it is. */
  private async advance(
    tx: Tx,
    delivery: Delivery,
    one: Case,
    now: Date,
  ): Promise<{ readonly step: Step; readonly row: AlertRow | null }> {
    const { alert, row, ticket } = one;
    if (!row || !ticket) return { step: decide(alert, null, null), row: null };
    const first = decide(alert, row, ticket.state);
    if (first === 'ignore' || first === 'open') return { step: first, row: null };
    const counted = countedRow(one, row, ticket, now);
    const news = first === 'repeat' && isOpen(ticket.state) ? newsOf(alert, row, counted, now) : null;
    if (first === 'repeat' && !news) return { step: first, row: { ...counted, shape: row.shape } };
    const locked = (await this.tickets.lock(tx, ticket.id))!;
    const step = decide(alert, row, locked.state);
    if (step === 'ignore' || step === 'open') return { step, row: null };
    return { step, row: await this.act(tx, delivery, { one, row: counted, locked, step, news }) };
  }

  private async act(
    tx: Tx,
    { by }: Delivery,
    {
      one: { alert },
      row,
      locked,
      step,
      news,
    }: {
      readonly one: Case;
      readonly row: AlertRow;
      readonly locked: LockedTicket;
      readonly step: Step;
      readonly news: 'repeated' | 'changed' | null;
    },
  ): Promise<AlertRow> {
    const data = { fingerprint: alert.fingerprint, seen: row.seen, severity: row.severity };
    const toldAt = locked.now;
    if (step === 'reopen') {
      const note = `The alert fires again.\n\n${descriptionOf(alert)}`;
      await this.facts.reopen(tx, locked as LockedTicket<'resolved'>, { by, data, note });
    } else if (step === 'refire') {
      await this.facts.tell(tx, locked, 'alert.fired-again', { by, data, note: 'The alert fires again.' });
    } else if (step === 'end') {
      const became = await this.facts.end(tx, locked, { by, data, note: ended(alert, row) });
      if (became === 'later') return { ...row, settleAt: new Date(toldAt.getTime() + SETTLE_AFTER_MS) };
    } else if (news === 'changed' && isOpen(locked.state)) {
      const note = `The alert says something else now.\n\n${descriptionOf(alert)}`;
      await this.facts.tell(tx, locked, 'alert.changed', { by, data, note });
    } else if (news === 'repeated' && isOpen(locked.state)) {
      await this.facts.tell(tx, locked, 'alert.repeated', { by, data });
    }
    return { ...row, toldAt };
  }

  private async open(tx: Tx, delivery: Delivery, opening: readonly Case[], now: Date) {
    const named = await findNamed(
      tx,
      delivery,
      opening.map(({ alert }) => alert),
    );
    const messages: OutboxRow[] = [];
    const tickets = [];
    const rows = [];
    for (const { alert, times, row, ticket } of opening) {
      const id = newId();
      const said = this.outbox.rows(TicketOpened, { ticketId: id, version: 1 });
      const { assetTag, product } = named(alert);
      const earlier = ticket && ticketNumber(ticket.number);
      tickets.push(newTicket({ id, alert, delivery, now, messages: said, assetTag, product, earlier }));
      rows.push({ ...newRow(alert, times, now), id: row!.id, ticketId: id });
      messages.push(...said);
    }
    const made = tickets.length > 0 ? await this.intake.insert(tickets, tx) : new Map<string, number>();
    const numbers = new Map(rows.map(({ fingerprint, ticketId }) => [fingerprint, made.get(ticketId)!]));
    return { rows, messages, numbers };
  }
}

const settledAs = (step: Step, { alert, ticket }: Case): Settled => ({
  fingerprint: alert.fingerprint,
  outcome: outcomes[step],
  ticket: ticket && ticketNumber(ticket.number),
});
