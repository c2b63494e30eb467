import { Database, TicketStore, type Tx } from '#database';
import type { Actor } from '#domain';
import type { DeliveryEvent } from '#mail';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { noteBounces, type Bounce } from '../file-mail/bounces.js';
import { bounced } from '../file-mail/mail-metrics.js';
import { meaningOf, type Meaning } from './meaning.js';
import { clearSoft, newOnes, sentTo } from './delivery-events.store.js';

interface Meant {
  readonly event: DeliveryEvent;
  readonly recipient: string;
  readonly meaning: Meaning;
  readonly token: string;
  readonly hash: Buffer;
}

export interface Applied {
  readonly events: number;
  readonly applied: number;
}

const MACHINE: Actor = { kind: 'system', id: 'intake' };

/** Remembers what providers say about addresses we wrote to, and tells the tickets of the mails that did not arrive. */
@Injectable()
export class DeliveryEventsHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
  ) {}

  /** Each event counts once, however often it is told. */
  async apply(provider: string, events: readonly DeliveryEvent[]): Promise<Applied> {
    const meant = new Map(events.flatMap((event) => meantBy(event)).map((one) => [one.token, one]));
    if (meant.size === 0) return { events: events.length, applied: 0 };
    const fresh = await this.database.transaction(async (tx) => {
      const seen = await newOnes(tx, provider, [...meant.values()]);
      const news = [...meant.values()].filter(({ token }) => seen.has(token));
      await this.note(tx, provider, news);
      return news;
    });
    for (const { meaning } of fresh) if (meaning.kind !== 'delivered') bounced.inc({ kind: meaning.kind });
    return { events: events.length, applied: fresh.length };
  }

  private async note(tx: Tx, provider: string, news: readonly Meant[]): Promise<void> {
    const failures = news.flatMap(({ event, recipient, meaning }) =>
      meaning.kind === 'delivered' ? [] : [{ event, bounce: { email: recipient, ...meaning } satisfies Bounce }],
    );
    const delivered = news.filter(({ meaning }) => meaning.kind === 'delivered').map(({ recipient }) => recipient);
    // Each address once: of two failures the one for good counts.
    const byAddress = new Map(failures.toSorted(hardLast).map(({ bounce }) => [bounce.email, bounce]));
    await clearSoft(
      tx,
      delivered.filter((recipient) => !byAddress.has(recipient)),
    );
    await noteBounces(tx, [...byAddress.values()]);
    const mails = await sentTo(
      tx,
      failures.map(({ event, bounce }) => ({
        recipient: bounce.email,
        messageIds: [event.originalMessageId, event.messageId],
      })),
    );
    const told = new Map<
      string,
      { readonly ticketId: string; readonly bounce: Bounce; readonly event: DeliveryEvent; readonly messageId: string }
    >();
    for (const [index, { event, bounce }] of failures.entries()) {
      const mail = mails.get(index);
      if (mail) told.set(`${mail.ticketId} ${bounce.email}`, { ...mail, bounce, event });
    }
    for (const one of [...told.values()].toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1)))
      await this.tell(tx, provider, one);
  }

  /** For agents: the customer did not get what was written to him. */
  private async tell(
    tx: Tx,
    provider: string,
    {
      ticketId,
      bounce,
      event,
      messageId,
    }: {
      readonly ticketId: string;
      readonly bounce: Bounce;
      readonly event: DeliveryEvent;
      readonly messageId: string;
    },
  ): Promise<void> {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (!ticket) return;
    await this.tickets.record(tx, ticket, {
      type: 'mail.bounced',
      by: MACHINE,
      public: false,
      silent: true,
      data: { bounces: [bounce], provider, event: event.eventType, messageId },
      post: { body: inWords(bounce, event), public: false },
    });
  }
}

const hardLast = (one: { readonly bounce: Bounce }, other: { readonly bounce: Bounce }): number =>
  Number(one.bounce.kind === 'hard') - Number(other.bounce.kind === 'hard');

function inWords({ email, kind, reason }: Bounce, { eventType }: DeliveryEvent): string {
  if (eventType === 'complained') return `${email} called a mail of ours spam.`;
  return kind === 'hard'
    ? `Mail to ${email} cannot be delivered (${reason}): no more mail goes there.`
    : `Mail to ${email} did not arrive for now (${reason}).`;
}

function meantBy(event: DeliveryEvent): Meant[] {
  const meaning = meaningOf(event);
  const recipient = event.recipient?.trim().toLowerCase() ?? '';
  if (!meaning || recipient === '' || recipient.length > 254 || recipient.includes('\0') || !recipient.isWellFormed())
    return [];
  const { eventType, eventId, messageId, timestamp, mtaResponse } = event;
  // Some providers give several events of one notification the same id; others give none.
  const text = JSON.stringify([
    eventId ?? [messageId, timestamp?.toISOString() ?? null, mtaResponse],
    eventType,
    recipient,
  ]);
  const hash = createHash('sha256').update(text).digest();
  return [{ event, recipient, meaning, token: hash.toString('base64url'), hash }];
}
