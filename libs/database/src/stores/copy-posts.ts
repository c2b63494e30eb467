import { newId } from '../new-id.js';
import { run, unseen, type Statement, type Tx } from '../sql.js';

/** A post that is made new on another ticket. */
export interface PostToCopy {
  readonly id: string;
  readonly ticketId: string;
  readonly authorKind: 'agent' | 'customer' | 'api-key' | 'vendor' | 'system';
  readonly authorId: string;
  readonly authorName: string | null;
  readonly public: boolean;
  readonly body: string;
  readonly createdAt: Date;
}

/** Posts of one ticket, oldest first, of those ids; others are left out. */
export const postsToCopy = (tx: Tx, ticketId: string, ids: readonly string[]): Promise<PostToCopy[]> =>
  run<PostToCopy & Record<string, unknown>>(tx, selectPosts, [ticketId, ids]);

/**
 * The stores' part in splitting a ticket: `posts` stand on the ticket `to` as well, with their authors and times, the mails
 * they came with and their files, which are kept once. The first of them is there already, as the new ticket's first post.
 */
export async function copyPosts(tx: Tx, to: string, firstId: string, posts: readonly PostToCopy[]): Promise<void> {
  const ids = posts.map(({ id }) => id);
  const copies = posts.map((_, index) => (index === 0 ? firstId : newId()));
  await run(tx, dateFirst, [firstId, posts[0]!.createdAt]);
  await run(tx, insertPosts, [to, ids.slice(1), copies.slice(1)]);
  await run(tx, insertMails, [ids, copies]);
  const files = await run<{ id: string }>(tx, selectFiles, [ids]);
  await run(tx, insertFiles, [to, ids, copies, files.map(({ id }) => id), files.map(() => newId())]);
}

const selectPosts: Statement = {
  name: 'posts-to-copy',
  text: `SELECT id, ticket_id AS "ticketId", author_kind AS "authorKind", author_id AS "authorId", author_name AS "authorName",
      public, body, created_at AS "createdAt"
    FROM post WHERE ticket_id = $1 AND id = ANY ($2::uuid[]) ORDER BY created_at, id`,
};
const dateFirst: Statement = { name: 'posts-date-first', text: `UPDATE post SET created_at = $2 WHERE id = $1` };
const copied = (from: string, to: string): string =>
  `unnest(${unseen(`${from}::uuid[]`)}, ${unseen(`${to}::uuid[]`)}) AS copy (old_id, new_id)`;
const insertPosts: Statement = {
  name: 'posts-copy',
  text: `WITH said AS (
      INSERT INTO post (id, ticket_id, author_kind, author_id, author_name, public, body, created_at)
      SELECT new_id, $1::uuid, author_kind, author_id, author_name, public, body, created_at
      FROM ${copied('$2', '$3')} JOIN post ON post.id = old_id RETURNING id, ticket_id
    )
    INSERT INTO post_to_index (post_id, number) SELECT said.id, number FROM said JOIN ticket ON ticket.id = ticket_id`,
};
const insertMails: Statement = {
  name: 'posts-copy-mails',
  text: `INSERT INTO post_mail
      (post_id, mail_id, from_address, from_name, verified, automatic, whole_text, html, blocked_images, notes)
    SELECT new_id, mail_id, from_address, from_name, verified, automatic, whole_text, html, blocked_images, notes
    FROM ${copied('$1', '$2')} JOIN post_mail ON post_id = old_id`,
};
const selectFiles: Statement = {
  name: 'posts-files-to-copy',
  text: `SELECT id FROM attachment WHERE post_id = ANY ($1::uuid[]) ORDER BY id`,
};
const insertFiles: Statement = {
  name: 'posts-copy-files',
  text: `INSERT INTO attachment (id, ticket_id, post_id, mail_id, name, declared_type, type, size, sha256, content_id, inline,
      flags, scan, scan_detail, scan_attempts, scan_after, created_at, removed_at, removed_by)
    SELECT file.new_id, $1::uuid, copy.new_id, mail_id, name, declared_type, type, size, sha256, content_id, inline,
      flags, scan, scan_detail, scan_attempts, scan_after, created_at, removed_at, removed_by
    FROM unnest(${unseen('$4::uuid[]')}, ${unseen('$5::uuid[]')}) AS file (old_id, new_id)
      JOIN attachment ON attachment.id = file.old_id JOIN ${copied('$2', '$3')} ON copy.old_id = attachment.post_id`,
};
