import type { Actor } from '#domain';
import type { Statement } from '../sql.js';
import { readRows, type Reader } from './reader.js';
import { actorOfRow } from './timeline.view.js';

/** What somebody wrote on a ticket; the first one is its description. */
export interface PostView {
  readonly id: string;
  readonly author: Actor;
  readonly public: boolean;
  readonly body: string;
  readonly createdAt: Date;
}

interface PostRow extends Omit<PostView, 'author'> {
  readonly authorKind: Actor['kind'];
  readonly authorId: string;
  readonly authorName: string | null;
}

export interface PostKey {
  readonly createdAt: Date;
  readonly id: string;
}

/** The posts of one ticket after the one named by `after`, oldest first; without the internal ones unless `internal`. */
export async function postsView(
  reader: Reader,
  ticketId: string,
  page: { readonly after: PostKey | null; readonly limit: number; readonly internal: boolean },
): Promise<PostView[]> {
  const values = [ticketId, page.after?.createdAt ?? '-infinity', page.after?.id ?? NIL, page.internal, page.limit];
  const rows = await readRows<PostRow & Record<string, unknown>>(reader, posts, values);
  return rows.map(({ authorKind, authorId, authorName, ...post }) => ({
    id: post.id,
    author: actorOfRow(authorKind, authorId, authorName),
    public: post.public,
    body: post.body,
    createdAt: post.createdAt,
  }));
}

const NIL = '00000000-0000-0000-0000-000000000000';

const posts: Statement = {
  name: 'posts-view',
  text: `SELECT id, author_kind AS "authorKind", author_id AS "authorId", author_name AS "authorName", public, body,
      created_at AS "createdAt"
    FROM post WHERE ticket_id = $1 AND (created_at, id) > ($2::timestamptz, $3::uuid) AND (public OR $4::boolean)
    ORDER BY created_at, id LIMIT $5`,
};
