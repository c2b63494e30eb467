import { newId, type Database, type Statement } from '#database';
import type { KnownContact } from './arrivals.js';
import type { TicketDraft } from './ticket-draft.js';

/** Whether writing this draft makes a contact, or gives a known one a name. */
export const bringsNews = ({ arrival: { contact }, request }: TicketDraft): boolean =>
  !contact || (contact.name === null && request.requester.name !== undefined);

/**
 * The contact of every draft, by e-mail address. Who is not known becomes a contact, committed before the tickets are
 * written, so that no batch waits for another's contacts inside its own commit. A known contact without a name gets the
 * one that was given, but not from a caller of another organisation; a name that is known stays.
 */
export async function contactsOf(
  database: Database,
  drafts: readonly TicketDraft[],
): Promise<ReadonlyMap<string, KnownContact>> {
  const known = new Map<string, KnownContact>();
  const missing = new Map<string, TicketDraft>();
  for (const draft of drafts) {
    if (draft.arrival.contact) known.set(draft.email, draft.arrival.contact);
    if (!bringsNews(draft)) continue;
    if (!missing.has(draft.email) || draft.request.requester.name !== undefined) missing.set(draft.email, draft);
  }
  if (missing.size === 0) return known;
  // The same order in every batch: none waits for a contact of another that waits for one of its own.
  const sorted = [...missing.keys()].sort();
  const rows = await database.read<KnownContact & Record<string, unknown>>(findOrInsert, [
    sorted.map(() => newId()),
    sorted,
    sorted.map((email) => missing.get(email)!.request.requester.name ?? null),
    sorted.map((email) => missing.get(email)!.boundTo),
  ]);
  const stillMissing = sorted.filter((email) => !known.has(email) && !rows.some((row) => row.email === email));
  // Inserted by another batch between our look and our insert.
  const others =
    stillMissing.length > 0 ? await database.read<KnownContact & Record<string, unknown>>(find, [stillMissing]) : [];
  return new Map([...known, ...[...rows, ...others].map((contact) => [contact.email, contact] as const)]);
}

const contact = (
  alias: string,
) => `${alias}.id, ${alias}.email, ${alias}.name, ${alias}.organisation_id AS "organisationId",
  organisation.name AS "organisationName"`;

const findOrInsert: Statement = {
  name: 'intake-contacts-insert',
  text: `
    WITH written AS (
      INSERT INTO contact (id, email, name, organisation_id)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[])
      ON CONFLICT (email) DO UPDATE SET name = excluded.name WHERE contact.name IS NULL AND excluded.name IS NOT NULL
        AND coalesce(contact.organisation_id = excluded.organisation_id, true)
      RETURNING *
    )
    SELECT ${contact('written')} FROM written LEFT JOIN organisation ON organisation.id = written.organisation_id`,
};

const find: Statement = {
  name: 'intake-contacts-find',
  text: `SELECT ${contact('contact')} FROM contact LEFT JOIN organisation ON organisation.id = contact.organisation_id
    WHERE contact.email = ANY ($1::text[])`,
};
