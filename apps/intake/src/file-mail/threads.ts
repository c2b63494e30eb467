import { Database, unseen, type Statement } from '#database';
import type { Thread } from './what-to-do.js';

/** Which ticket is meant, and from whom the mail is. */
export interface AskedThread {
  /** By id or number. */
  readonly ticket: string | number;
  readonly email: string;
}

export interface KnownThread extends Thread {
  /** Whether he is the requester, or a participant of any kind: enough for a number in a subject to count. */
  readonly takesPart: boolean;
}

/** The tickets that are meant, in their order; where one was merged, the one it was merged into. Null: there is none. */
export async function threadsOf(database: Database, asked: readonly AskedThread[]): Promise<(KnownThread | null)[]> {
  if (asked.length === 0) return [];
  const rows = await database.read<KnownThread & Record<string, unknown> & { position: number }>(threads, [
    asked.map(({ ticket }) => (typeof ticket === 'string' ? ticket : null)),
    asked.map(({ ticket }) => (typeof ticket === 'number' ? ticket : null)),
    asked.map(({ email }) => email),
  ]);
  const found = new Map(rows.map((row) => [row.position, row]));
  return asked.map((_, index) => found.get(index + 1) ?? null);
}

/** How often tickets may have been merged into one another. */
const MERGES = 20;

const threads: Statement = {
  name: 'intake-mail-threads',
  text: `
    SELECT asked.position::int, ticket.id AS "ticketId", ticket.number, ticket.state, ticket.closed_at AS "closedAt",
      coalesce(ticket.requester_id = contact.id OR participant.verified, false) AS "knowsSender",
      ticket.requester_id IS NOT DISTINCT FROM contact.id OR participant.verified IS NOT NULL AS "takesPart",
      (SELECT count(*)::int FROM inbound_mail mail WHERE mail.ticket_id = ticket.id AND mail.from_address = asked.email
        AND mail.filed_at > now() - interval '1 hour' AND mail.state <> 'repeated') AS "recentMails"
    FROM unnest(${unseen('$1::uuid[]')}, ${unseen('$2::int[]')}, ${unseen('$3::text[]')}) WITH ORDINALITY AS asked (id, number, email, position)
    CROSS JOIN LATERAL (
      WITH RECURSIVE chain (id, merged_into, depth) AS (
        (SELECT id, merged_into, 0 FROM ticket WHERE ticket.id = asked.id
          UNION ALL SELECT id, merged_into, 0 FROM ticket WHERE ticket.number = asked.number)
        UNION ALL
        SELECT target.id, target.merged_into, chain.depth + 1 FROM chain JOIN ticket target ON target.id = chain.merged_into
        WHERE chain.depth < ${MERGES}
      )
      SELECT id FROM chain ORDER BY depth DESC LIMIT 1) last
    JOIN ticket ON ticket.id = last.id
    LEFT JOIN LATERAL (SELECT id FROM contact WHERE contact.email = asked.email LIMIT 1) contact ON true
    LEFT JOIN ticket_participant participant ON participant.ticket_id = ticket.id AND participant.contact_id = contact.id`,
};
