import { Database, newId, unseen, type Statement } from '#database';
import type { KnownContact } from '../create-ticket/arrivals.js';

/** Somebody a mail names. */
export interface Named {
  /** In lower case. */
  readonly email: string;
  readonly name: string | null;
  /** His mail server vouched for it that he wrote this: then the address is his. */
  readonly isProven: boolean;
  /** He wrote, so mail to him may well arrive again. */
  readonly wrote: boolean;
}

type Row = KnownContact & { readonly isVerified: boolean; readonly bounce: 'hard' | 'soft' | null } & Record<
    string,
    unknown
  >;

/**
 * The contact of everybody these mails name, by address. Who is not known becomes one, before anything is filed. A known
 * one gets the name his own proven mail gives when he has none, is verified by such a mail, and no longer bounces.
 */
export async function contactsOf(
  database: Database,
  named: readonly Named[],
): Promise<ReadonlyMap<string, KnownContact>> {
  const merged = new Map<string, Named>();
  for (const one of named) {
    const before = merged.get(one.email);
    merged.set(one.email, {
      email: one.email,
      name: before?.name ?? one.name,
      isProven: one.isProven || (before?.isProven ?? false),
      wrote: one.wrote || (before?.wrote ?? false),
    });
  }
  if (merged.size === 0) return new Map();
  const emails = [...merged.keys()].sort();
  const rows = await database.read<Row>(find, [emails]);
  const known = new Map(rows.map((row) => [row.email, row]));
  const news = emails.filter((email) => isNews(merged.get(email)!, known.get(email)));
  if (news.length === 0) return known;
  await database.read(write, [
    news.map(() => newId()),
    news,
    news.map((email) => merged.get(email)!.name),
    news.map((email) => merged.get(email)!.isProven),
    news.map((email) => merged.get(email)!.wrote),
  ]);
  const written = await database.read<Row>(find, [news]);
  return new Map([...known, ...written.map((row) => [row.email, row] as const)]);
}

function isNews({ name, isProven, wrote }: Named, known: Row | undefined): boolean {
  if (!known) return true;
  if (wrote && (known.bounce === 'soft' || (isProven && known.bounce === 'hard'))) return true;
  return isProven && (!known.isVerified || (known.name === null && name !== null));
}

const find: Statement = {
  name: 'intake-mail-contacts',
  text: `
    SELECT contact.id, contact.email, contact.name, contact.organisation_id AS "organisationId",
      (SELECT name FROM organisation WHERE id = contact.organisation_id) AS "organisationName",
      contact.verified_at IS NOT NULL AS "isVerified", contact.bounce
    FROM unnest(${unseen('$1::text[]')}) AS asked (email)
    CROSS JOIN LATERAL (SELECT * FROM contact WHERE email = asked.email LIMIT 1) contact`,
};

/* Addresses come sorted: no batch waits for a contact of another that waits for one of its own. */
const write: Statement = {
  name: 'intake-mail-contacts-write',
  text: `
    INSERT INTO contact (id, email, name, verified_at)
    SELECT id, email, name, CASE WHEN proven THEN now() END
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::boolean[]) AS named (id, email, name, proven, wrote)
    ON CONFLICT (email) DO UPDATE SET
      name = CASE WHEN excluded.verified_at IS NOT NULL THEN coalesce(contact.name, excluded.name) ELSE contact.name END,
      verified_at = coalesce(contact.verified_at, excluded.verified_at),
      bounce = CASE WHEN contact.bounce = 'hard' AND excluded.verified_at IS NULL THEN contact.bounce END,
      bounce_reason = CASE WHEN contact.bounce = 'hard' AND excluded.verified_at IS NULL THEN contact.bounce_reason END,
      bounced_at = CASE WHEN contact.bounce = 'hard' AND excluded.verified_at IS NULL THEN contact.bounced_at END`,
};
