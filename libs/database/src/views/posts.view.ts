import type { Actor } from '#domain';
import type { Statement } from '../sql.js';
import { attachmentJson, type AttachmentView } from './attachments.view.js';
import { readRows, type Reader } from './reader.js';
import { actorOfRow } from './timeline.view.js';

/** What a post that came by mail has beside its new text. */
export interface MailOfPost {
  readonly id: string;
  readonly from: { readonly address: string | null; readonly name: string | null };
  /** False: nobody knows whether the sender is who the mail says, or he takes no part in the ticket. */
  readonly verified: boolean;
  /** What kind of automatic mail it is; null when a person wrote it. */
  readonly automatic: string | null;
  /** Whether quoted text was cut off, or there is HTML: `GET /tickets/:id/posts/:postId/mail` has all of it. */
  readonly hasMore: boolean;
  /** Remote images in the HTML that load only when asked for. */
  readonly blockedImages: number;
  /** What whoever reads it should know; for us only. */
  readonly notes: readonly string[];
}

/** What somebody wrote on a ticket; the first one is its description. */
export interface PostView {
  readonly id: string;
  readonly author: Actor;
  readonly public: boolean;
  readonly body: string;
  readonly createdAt: Date;
  /** Null: it did not come by mail. */
  readonly mail: MailOfPost | null;
  readonly attachments: readonly AttachmentView[];
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
  return rows.map(viewOf);
}

/** These posts with all that is internal, oldest first. */
export async function postsNamed(reader: Reader, ids: readonly string[]): Promise<PostView[]> {
  return (await readRows<PostRow & Record<string, unknown>>(reader, named, [ids, true])).map(viewOf);
}

const viewOf = ({ id, authorKind, authorId, authorName, public: isPublic, ...post }: PostRow): PostView => ({
  id,
  author: actorOfRow(authorKind, authorId, authorName),
  public: isPublic,
  body: post.body,
  createdAt: post.createdAt,
  mail: post.mail,
  attachments: post.attachments,
});

const NIL = '00000000-0000-0000-0000-000000000000';

const selectPosts = (internal: string): string => `
    SELECT id, author_kind AS "authorKind", author_id AS "authorId", author_name AS "authorName", public, body,
      created_at AS "createdAt", (
        SELECT json_build_object('id', mail_id, 'from', json_build_object('address', from_address, 'name', from_name),
          'verified', verified, 'automatic', automatic, 'hasMore', whole_text IS NOT NULL OR html IS NOT NULL,
          'blockedImages', blocked_images, 'notes', CASE WHEN ${internal} THEN to_json(notes) ELSE '[]' END)
        FROM post_mail WHERE post_mail.post_id = post.id) AS mail,
      coalesce((SELECT json_agg(${attachmentJson('attachment')} ORDER BY attachment.id)
        FROM attachment WHERE attachment.post_id = post.id), '[]') AS attachments
    FROM post`;
const posts: Statement = {
  name: 'posts-view',
  text: `${selectPosts('$4::boolean')}
    WHERE ticket_id = $1 AND (created_at, id) > ($2::timestamptz, $3::uuid) AND (public OR $4::boolean)
    ORDER BY created_at, id LIMIT $5`,
};
const named: Statement = {
  name: 'posts-named',
  text: `${selectPosts('$2::boolean')} WHERE id = ANY ($1::uuid[]) ORDER BY created_at, id`,
};
