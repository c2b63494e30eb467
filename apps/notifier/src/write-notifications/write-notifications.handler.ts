import { newId, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError } from '#domain';
import { newMessageId } from '#mail';
import { waitForDisk } from '#messaging';
import { currentCorrelation } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { domainOf, MailSettings } from '../mail-settings.js';
import { mailsFailed, mailsSuppressed } from '../mail-metrics.js';
import { notificationKinds } from '../notification-kinds.js';
import { notifierActor } from '../notifier.actor.js';
import { whenOpen } from '../quiet-hours/when-open.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { compose, isAcknowledged, oneLine } from './compose.js';
import { decide, stillHolds, type Notification } from './decide.js';
import { loopReason, type Earlier } from './loop-limits.js';
import { threadingFor } from './mail-thread.js';
import { NotificationStore, type NewMail, type Surroundings } from './notification.store.js';
import { recipientsOf, type Recipient } from './recipients.js';

/**
 * Writes the mails that a ticket's log calls for, and tells subscribers: of every event after the last one looked at, in order, under the
 * ticket's lock. So late, doubled and reordered messages do no harm, and a lost one is made good by the next.
 */
@Injectable()
export class WriteNotificationsHandler {
  constructor(
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(NotificationStore) private readonly store: NotificationStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(MailSettings) private readonly settings: MailSettings,
  ) {}

  /**
   * Gives the number of mails that wait to be sent now.
   *   locked  the ticket, when the caller has it locked
   */
  async handle(tx: Tx, ticketId: string, locked: LockedTicket | null = null): Promise<number> {
    const ticket = locked ?? (await this.tickets.lock(tx, ticketId));
    if (!ticket) throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${ticketId}.`);
    const { seen, events, rules, hasSubscribers } = await this.store.news(tx, ticketId);
    if (seen >= ticket.version) return 0;

    const told = decide(ticket, events, rules);
    const mails = told.length === 0 ? [] : await this.mailsOf(tx, ticket, told);
    if (hasSubscribers) await this.subscriptions.announce(tx, ticket, events);
    const outdated = notificationKinds.filter((kind) => !stillHolds(kind, ticket.state));
    const written = await this.store.write(tx, ticket, outdated, mails);
    const fresh = mails.filter(({ id }) => written.has(id));
    await this.putOnRecord(tx, ticket, fresh);
    return fresh.filter(({ state }) => state === 'waiting').length;
  }

  private async mailsOf(tx: Tx, ticket: LockedTicket, told: readonly Notification[]): Promise<NewMail[]> {
    const around = await this.store.surroundings(tx, ticket);
    const people = {
      requester: around.requester,
      participants: around.participants,
      ownAddresses: new Set(around.ownAddresses.concat(this.settings.from?.address.toLowerCase() ?? [])),
      reachesExamples: this.settings.smtp?.allowPlain ?? true,
      agentEmails: new Map(around.agentEmails.map(({ id, email }) => [id, email])),
    };
    const letters = told
      .filter(({ kind }) => kind !== 'received' || isAcknowledged(around.opening, around.mailbox))
      .flatMap((notification) => recipientsOf(notification, people).map((recipient) => ({ notification, recipient })));
    if (letters.length === 0) return [];
    const thread = [...around.thread];
    // What leaves by itself goes to the requester alone.
    const earlier = around.earlier.map(({ at, sameTicket }) => ({ at: new Date(at), sameTicket }));
    return letters.map(({ notification, recipient }) => {
      const { email: address } = recipient.person;
      const mail = this.mailOf(ticket, around, { notification, recipient, earlier, thread });
      if (mail.state === 'waiting') {
        const { messageId, automatic } = mail;
        thread.push({ messageId, inbound: false, address, automatic });
        if (automatic) earlier.push({ at: ticket.now, sameTicket: true });
      }
      return mail;
    });
  }

  private mailOf(ticket: LockedTicket, around: Surroundings, letter: Letter): NewMail {
    const { notification, recipient, earlier, thread } = letter;
    const { kind, version, automatic } = notification;
    const { person, hindrance } = recipient;
    const { mailbox, opening } = around;
    const id = newId();
    const from = mailbox ?? this.settings.from;
    const ownTexts = new Map(around.ownTexts.map(({ kind: of, language, body }) => [`${of} ${language}`, body]));
    const senderName = oneLine(from?.name ?? '') || 'Support';
    const text = compose(notification, person, { ticket, opening, mailbox, senderName, ownTexts });
    const domain = this.settings.domain ?? (from ? domainOf(from.address) : 'tierline.invalid');
    const { inReplyTo, references } = threadingFor(person.email, thread);
    const loop = automatic && !hindrance ? loopReason(earlier, ticket.now) : null;
    const { state, reason } = hindrance ?? (loop ? ({ state: 'suppressed', reason: loop } as const) : waiting);
    return {
      id,
      ticketId: ticket.id,
      version,
      kind,
      recipient: person.email,
      recipientName: automatic && !person.verified ? null : person.name,
      mailboxId: mailbox?.id ?? null,
      automatic,
      language: text.language,
      messageId: newMessageId(around.key, { ticketId: ticket.id, mailId: id, domain }),
      inReplyTo,
      thread: references,
      subject: text.subject,
      body: text.body,
      correlationId: currentCorrelation().correlationId,
      createdAt: ticket.now,
      state,
      reason,
      nextAttemptAt: state === 'waiting' ? (automatic ? whenOpen(around.hours, ticket.now) : ticket.now) : null,
    };
  }

  /** What does not arrive is put on the ticket, for agents: every mail that fails, and once for each recipient that one is not sent on purpose. */
  private async putOnRecord(tx: Tx, ticket: LockedTicket, mails: readonly NewMail[]): Promise<void> {
    let latest = ticket;
    for (const { id: mailId, kind, recipient, state, reason } of mails) {
      const data = { mailId, kind, recipient, reason };
      if (state === 'failed') {
        mailsFailed.inc({ kind });
        latest = await this.tickets.record(tx, latest, { ...fact, type: 'mail.not-delivered', data });
      }
      if (state !== 'suppressed') continue;
      mailsSuppressed.inc({ kind });
      if (await this.store.isSuppressionTold(tx, ticket.id, recipient)) continue;
      latest = await this.tickets.record(tx, latest, { ...fact, type: 'mail.suppressed', data });
    }
    if (latest.version > ticket.version) await waitForDisk(tx);
  }
}

interface Letter {
  readonly notification: Notification;
  readonly recipient: Recipient;
  /** The automatic mails that the requester got lately. */
  readonly earlier: readonly Earlier[];
  readonly thread: Parameters<typeof threadingFor>[1];
}

const waiting = { state: 'waiting', reason: null } as const;
const fact = { by: notifierActor, public: false } as const;
