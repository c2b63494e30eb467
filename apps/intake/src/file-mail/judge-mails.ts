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
  | { readonly do: 'wait' };

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

/** Finds out what is to be done with a batch of mails, in two round trips. Writes nothing. */
@Injectable()
export class JudgeMails {
  constructor(
    private readonly database: Database,
    @Inject(FILE_MAIL_SETTINGS) private readonly settings: FileMailSettings,
  ) {}

  async judge(mails: readonly ReadMail[]): Promise<Judgement> {
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
    const early = await this.early(open, threads, known);
    judged.push(...[...early].map((letter) => ({ letter, what: { do: 'wait' } as const })));
    const ready = open.filter((letter) => !early.has(letter));
    return { known, nobodys, judged: [...judged, ...this.decide(ready, threads, known)] };
  }

  /** Answers that overtook what they answer, as after a crash of whoever has that. */
  private async early(
    letters: readonly Letter[],
    threads: ReadonlyMap<Letter, Thread>,
    { at }: Known,
  ): Promise<ReadonlySet<Letter>> {
    const orphans = letters.filter(
      (letter) =>
        !threads.has(letter) &&
        answeredKeys(letter).length > 0 &&
        at.getTime() - letter.taken.receivedAt.getTime() < WAIT_FOR_EARLIER_MS,
    );
    if (orphans.length === 0) return new Set();
    const ids = letters.map(({ taken }) => taken.id);
    const [oldest] = await this.database.read<{ id: string }>(oldestWaiting, [ids]);
    return new Set(orphans.filter(({ taken }) => oldest && oldest.id < taken.id));
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

const oldestWaiting: Statement = {
  name: 'intake-mail-oldest-waiting',
  text: `SELECT id FROM inbound_mail WHERE next_attempt_at IS NOT NULL AND id <> ALL ($1::uuid[]) ORDER BY id LIMIT 1`,
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
