import type { State } from '#domain';
import type { AutomaticMail } from '#mail';
import type { Sender } from './sender.js';

/** The ticket a mail belongs to by what it names. */
export interface Thread {
  readonly ticketId: string;
  readonly number: number;
  readonly state: State;
  readonly closedAt: Date | null;
  /** Whether the sender is its requester, or a participant we know. */
  readonly knowsSender: boolean;
  /** Mails of this sender that were filed on it within the last hour. */
  readonly recentMails: number;
}

export interface Question {
  readonly sender: Sender;
  readonly automatic: AutomaticMail | null;
  readonly thread: Thread | null;
  readonly spam: boolean;
  readonly virus: boolean;
  /** Somebody wants it filed, whatever it looks like. */
  readonly forced: boolean;
  /** Tickets this sender opened within the last ten minutes. */
  readonly recentTickets: number;
  readonly limits: { readonly mailsOnThread: number; readonly newTickets: number };
  readonly reopenWithinDays: number;
  readonly now: Date;
}

/**
 *   reply  the customer wrote on his ticket
 *   note   kept on the ticket for agents: it moves nothing, and customers do not see it
 *   open   a new ticket; `follows`: instead of that one, which is over
 *   aside  kept for somebody to look at
 */
export type WhatToDo =
  | { readonly do: 'reply'; readonly thread: Thread }
  | { readonly do: 'note'; readonly thread: Thread; readonly verified: boolean }
  | { readonly do: 'open'; readonly follows: Thread | null }
  | { readonly do: 'aside'; readonly why: string; readonly thread: Thread | null };

/** Automatic mail nobody waits for, unless it belongs to a ticket. */
const unwanted: ReadonlySet<AutomaticMail['kind']> = new Set([
  'auto-reply',
  'out-of-office',
  'list',
  'bulk',
  'loop',
  'delivery-report',
  'complaint',
]);

export function whatToDo(question: Question): WhatToDo {
  const { sender, automatic, thread, forced, limits } = question;
  // What names a rejected ticket is a new request: the old one was judged as what it was.
  const live = thread?.state === 'rejected' ? null : thread;
  const verified = isVerified(sender, live);
  if (!forced) {
    const suspicion = suspicionOf(question, verified);
    if (suspicion) return { do: 'aside', why: suspicion, thread: live };
  }
  if (live) {
    if (live.recentMails >= limits.mailsOnThread && !forced) {
      const why = `${sender.email} sent more than ${limits.mailsOnThread} mails on this ticket within an hour.`;
      return { do: 'aside', why, thread: live };
    }
    if (automatic || sender.isOurs) return { do: 'note', thread: live, verified };
    const isOver = live.state === 'resolved' || live.state === 'closed';
    if (verified) return mayGoOn(live, question) ? { do: 'reply', thread: live } : open(question, live);
    // On a ticket that is over nobody would see it, and it is not the sender's to reopen.
    return isOver || live.state === 'merged' ? open(question, live) : { do: 'note', thread: live, verified };
  }
  if (!forced && sender.isOurs) return aside('It comes from one of our own mailboxes and belongs to no ticket.');
  if (!forced && automatic && unwanted.has(automatic.kind)) return aside(`${automatic.why} It belongs to no ticket.`);
  return open(question, thread);
}

/** A token or a Message-ID proves the thread, not the person; and nobody becomes somebody else by a Reply-To. */
export const isVerified = (sender: Sender, thread: Pick<Thread, 'knowsSender'> | null): boolean =>
  sender.authenticity !== 'refuted' && (thread === null || (thread.knowsSender && !sender.isOnlySaid));

function open({ sender, recentTickets, limits, forced }: Question, follows: Thread | null): WhatToDo {
  if (!forced && recentTickets >= limits.newTickets) {
    return aside(`${sender.email} opened more than ${limits.newTickets} tickets within ten minutes.`);
  }
  return { do: 'open', follows };
}

function suspicionOf({ spam, virus, thread }: Question, verified: boolean): string | null {
  if (virus) return 'The mail provider found a virus in it.';
  return spam && !(thread && verified) ? 'The mail provider takes it for spam.' : null;
}

function mayGoOn({ state, closedAt }: Thread, { now, reopenWithinDays }: Question): boolean {
  if (state === 'merged') return false;
  if (state !== 'closed') return true;
  return closedAt !== null && now.getTime() - closedAt.getTime() <= reopenWithinDays * 86_400_000;
}

const aside = (why: string): WhatToDo => ({ do: 'aside', why, thread: null });
