import { run, type Statement, type Tx } from '#database';
import type { DeliveryReport } from '#mail';
import { cleanLine } from './clean-text.js';
import type { SentMail } from './known.js';
import type { Letter } from './letter.js';
import { messageKey } from './message-key.js';

/** An address that a mail of ours could not be brought to. */
export interface Bounce {
  readonly email: string;
  readonly kind: 'hard' | 'soft';
  readonly reason: string;
  readonly status: string;
}

/**
 * What delivery reports say about addresses we wrote to. Anybody can write a report: it is believed only when it names a mail
 * that is ours, and about the address which that mail went to.
 */
export function bouncesOf({ reading }: Letter, sent: ReadonlyMap<string, SentMail>): Bounce[] {
  const found = new Map<string, Bounce>();
  for (const report of reading.deliveryReports) {
    if (report.action !== 'failed' || report.originalMessageId === null) continue;
    const mail = sent.get(messageKey(report.originalMessageId) ?? '');
    if (mail && !found.get(mail.recipient)?.kind.startsWith('hard')) found.set(mail.recipient, bounceOf(mail, report));
  }
  return [...found.values()];
}

const bounceOf = ({ recipient }: SentMail, { hard, reason, status, diagnostic }: DeliveryReport): Bounce => ({
  email: recipient,
  kind: hard ? 'hard' : 'soft',
  reason: cleanLine(diagnostic === null ? reason : `${reason}: ${diagnostic}`, 500) ?? reason,
  status: cleanLine(status, 20) ?? '',
});

/** What is bad for good stays so until somebody provably writes from the address. */
export async function noteBounces(tx: Tx, bounces: readonly Bounce[]): Promise<void> {
  if (bounces.length === 0) return;
  const sorted = bounces.toSorted((one, other) => (one.email < other.email ? -1 : 1));
  await run(tx, note, [
    sorted.map(({ email }) => email),
    sorted.map(({ kind }) => kind),
    sorted.map(({ reason }) => reason),
  ]);
}

const note: Statement = {
  name: 'intake-mail-bounces',
  text: `
    UPDATE contact SET bounce = said.kind, bounce_reason = said.reason, bounced_at = now()
    FROM unnest($1::text[], $2::text[], $3::text[]) AS said (email, kind, reason)
    WHERE contact.email = said.email AND (contact.bounce IS DISTINCT FROM 'hard' OR said.kind = 'hard')`,
};
