import { Database, type Statement } from '#database';
import { ticketOfMessageId } from '#mail';
import { Inject, Injectable } from '@nestjs/common';
import { FILE_MAIL_SETTINGS, type FileMailSettings } from './file-mail.settings.js';
import { knownOf, nameAtProvider, type Known } from './known.js';
import { keyOf, letterOf, providedNameOf, type Letter, type ReadMail } from './letter.js';
import { cluesOf } from './thread-of.js';
import { threadsOf, type KnownThread } from './threads.js';
import { answeredKeys } from './wave.js';
import { whatToDo, type Thread, type WhatToDo } from './what-to-do.js';

export type Verdict =
  | WhatToDo
  /** A second copy of a mail that is known. */
  | { readonly do: 'repeat'; readonly of: string }
  /** A mail of ours that came back: what it says is on the ticket already. */
  | { readonly do: 'echo'; readonly ticketId: string }
  /** It answers a mail that nobody knows yet, and an earlier one is still on its way. */
  | { readonly do: 'wait'; readonly seconds: number };

export interface Judged<What = Verdict> {
  readonly letter: Letter;
  readonly what: What;
}

export interface Judgement {
  readonly known: Known;
  readonly judged: readonly Judged[];
  /** Mails that nobody can have sent. */
  readonly nobodys: readonly ReadMail[];
}

interface Named {
  readonly letter: Letter;
  readonly by: string;
  readonly ticket: string | number;
}

interface Waiting {
  readonly id: string;
  readonly receivedAt: Date;
}

/** Finds out what is to be done with a batch of mails, in a few round trips. Writes nothing. */
@Injectable()
export class JudgeMails {
  /** Answers that wait for an earlier mail, and since when. In the order of the latter. */
  private readonly waitingSince = new Map<string, number>();

  constructor(
    private readonly database: Database,
    @Inject(FILE_MAIL_SETTINGS) private readonly settings: FileMailSettings,
  ) {}

  async judge(mails: readonly ReadMail[]): Promise<Judgement> {
    // Before anything else is looked up: what is filed from here on is known below, what is not is still on its way.
    const oldest = await this.oldestWaiting(mails);
    const known = await knownOf(this.database, {
      messageIds: [...new Set(mails.flatMap((mail) => [keyOf(mail), ...answeredKeys(mail)]))],
      senders: [...new Set(mails.flatMap(sendersOf))],
      provided: mails.flatMap((mail) => providedNameOf(mail) ?? []),
    });
    const nobodys: ReadMail[] = [];
    const judged: Judged[] = [];
    const open: Letter[] = [];
    for (const mail of mails) {
      const letter = letterOf(mail, known);
      const over = letter && knownAlready(letter, known);
      if (!letter) nobodys.push(mail);
      else if (over) judged.push({ letter, what: over });
      else open.push(letter);
    }
    const threads = await this.threads(open, known);
    const early = this.early(open, threads, oldest);
    judged.push(...[...early].map(([letter, seconds]) => ({ letter, what: { do: 'wait', seconds } as const })));
    const ready = open.filter((letter) => !early.has(letter));
    return { known, nobodys, judged: [...judged, ...this.decide(ready, threads, known)] };
  }

  /** The mail that came in first of those that others have in hand, or that are not taken yet. */
  private async oldestWaiting(mails: readonly ReadMail[]): Promise<Waiting | null> {
    if (!mails.some((mail) => answeredKeys(mail).length > 0)) return null;
    const ids = mails.map(({ taken }) => taken.id);
    return (await this.database.read<Waiting & Record<string, unknown>>(oldestWaiting, [ids]))[0] ?? null;
  }

  /** Answers that overtook what they answer, as after a crash of whoever has that; for how many seconds they wait. */
  private early(
    letters: readonly Letter[],
    threads: ReadonlyMap<Letter, Thread>,
    oldest: Waiting | null,
  ): ReadonlyMap<Letter, number> {
    const now = performance.now();
    for (const [id, since] of this.waitingSince) {
      if (now - since < 2 * WAIT_FOR_EARLIER_MS) break;
      this.waitingSince.delete(id);
    }
    const early = new Map<Letter, number>();
    for (const letter of oldest ? letters : []) {
      const { taken } = letter;
      if (threads.has(letter) || answeredKeys(letter).length === 0 || !cameBefore(oldest!, taken)) continue;
      // From its first look on: it may have come in long ago, when nobody was there to file it.
      const since = this.waitingSince.get(taken.id) ?? now;
      this.waitingSince.set(taken.id, since);
      const waited = now - since;
      if (waited < WAIT_FOR_EARLIER_MS) early.set(letter, Math.min(5, Math.max(0.5, waited / 4_000)));
    }
    return early;
  }

  /** The first ticket a mail names that there is. Somebody who takes no part in a ticket cannot reach it by its number. */
  private async threads(letters: readonly Letter[], known: Known): Promise<ReadonlyMap<Letter, Thread>> {
    const stored = ticketsOfMessages(known);
    const named = letters.flatMap((letter): Named[] => {
      const { taken, reading } = letter;
      if (taken.ticketId !== null) return [{ letter, by: 'retry', ticket: taken.ticketId }];
      const clues = cluesOf(known.mailKey, reading, { envelope: taken.envelope, stored });
      return clues.map(({ by, ticket }) => ({ letter, by, ticket }));
    });
    const asked = named.map(({ letter, ticket }) => ({ ticket, email: letter.sender.email }));
    const found: readonly (KnownThread | null)[] = await threadsOf(this.database, asked);
    const threads = new Map<Letter, Thread>();
    for (const [index, { letter, by }] of named.entries()) {
      const thread = found[index];
      if (thread && !threads.has(letter) && (by !== 'subject' || thread.takesPart)) threads.set(letter, thread);
    }
    return threads;
  }

  private decide(letters: readonly Letter[], threads: ReadonlyMap<Letter, Thread>, known: Known): Judged[] {
    const opening = new Map(known.recentTickets);
    const writing = new Map<string, number>();
    return letters.map((letter) => {
      const { sender, reading, mailbox, taken } = letter;
      const thread = threads.get(letter) ?? null;
      const place = `${thread?.ticketId} ${sender.email}`;
      const what = whatToDo({
        sender,
        automatic: reading.automatic,
        thread: thread && withEarlier(thread, writing.get(place) ?? 0),
        spam: reading.spam === true,
        virus: reading.virus === true,
        forced: taken.forced,
        recentTickets: opening.get(sender.email) ?? 0,
        limits: this.settings.limits,
        reopenWithinDays: mailbox?.reopenWithinDays ?? REOPEN_WITHIN_DAYS,
        now: known.at,
      });
      writing.set(place, (writing.get(place) ?? 0) + 1);
      if (what.do === 'open') opening.set(sender.email, (opening.get(sender.email) ?? 0) + 1);
      return { letter, what };
    });
  }
}

/** What came before it in the same batch counts too. */
const withEarlier = (thread: Thread, mails: number): Thread =>
  mails === 0 ? thread : Object.assign({}, thread, { recentMails: thread.recentMails + mails });

/** How long an answer waits for an earlier mail that is not filed yet: longer than a lease. */
const WAIT_FOR_EARLIER_MS = 120_000;

/** By the database's clock: those of the servers that gave them their ids differ. */
const cameBefore = (one: Waiting, other: Waiting): boolean =>
  one.receivedAt < other.receivedAt || (one.receivedAt.getTime() === other.receivedAt.getTime() && one.id < other.id);

const oldestWaiting: Statement = {
  name: 'intake-mail-oldest-waiting',
  text: `SELECT id, received_at AS "receivedAt" FROM inbound_mail
    WHERE next_attempt_at IS NOT NULL AND id <> ALL ($1::uuid[]) ORDER BY received_at, id LIMIT 1`,
};

/** Where no mailbox says so. */
const REOPEN_WITHIN_DAYS = 14;

function knownAlready(
  { taken, messageId, providerMessageId }: Letter,
  { mails, atProviders, mailKey }: Known,
): Verdict | null {
  const provided = providerMessageId && { provider: taken.provider, name: providerMessageId };
  const before = mails.get(messageId) ?? (provided ? atProviders.get(nameAtProvider(provided)) : undefined);
  if (before && before.id !== taken.id) return { do: 'repeat', of: before.id };
  const ticketId = ticketOfMessageId(mailKey, messageId);
  return ticketId !== null && !taken.forced ? { do: 'echo', ticketId } : null;
}

const sendersOf = ({ reading: { from, replyTo } }: ReadMail): string[] =>
  [from, ...replyTo.slice(0, 1)].flatMap((each) => (each ? [plain(each.address)] : []));

const plain = (address: string): string => address.trim().toLowerCase().replaceAll('\0', '').toWellFormed();

function ticketsOfMessages({ mails, sent }: Known): ReadonlyMap<string, string> {
  const tickets = new Map<string, string>();
  for (const { messageId, ticketId } of [...mails.values(), ...sent.values()]) {
    if (ticketId !== null) tickets.set(messageId, ticketId);
  }
  return tickets;
}
