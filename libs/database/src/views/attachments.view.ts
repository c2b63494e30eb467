import type { Actor } from '#domain';
import type { Statement } from '../sql.js';
import { readRows, type Reader } from './reader.js';

/** A file on a post. Names and types are what the sender said, made safe to show; the content is not. */
export interface AttachmentView {
  readonly id: string;
  readonly name: string;
  /** What its first bytes say it is, or else what the sender said. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Shown inside the HTML of its mail. */
  readonly inline: boolean;
  /** What makes it worth a warning: executable, macros, disguised-name ... */
  readonly flags: readonly string[];
  /** Only what is `clean`, or `unscanned` where there is no scanner, can be downloaded. */
  readonly scan: 'unscanned' | 'pending' | 'clean' | 'infected' | 'failed';
  /** Somebody removed it: it cannot be downloaded, either. */
  readonly removed: { readonly at: string; readonly by: Actor } | null;
}

export interface AttachmentOfTicket extends AttachmentView {
  readonly postId: string | null;
  readonly createdAt: Date;
}

const removed = (alias: string): string =>
  `CASE WHEN ${alias}.removed_at IS NOT NULL THEN json_build_object(
    'at', to_char(${alias}.removed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'by', (SELECT json_build_object('kind', 'agent', 'id', agent.id, 'name', agent.name) FROM agent
      WHERE agent.id = ${alias}.removed_by)) END`;

/** JSON of an `AttachmentView` from the table's alias. */
export const attachmentJson = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'type', ${alias}.type, 'size', ${alias}.size,
    'inline', ${alias}.inline, 'flags', to_json(${alias}.flags), 'scan', ${alias}.scan, 'removed', ${removed(alias)})`;

/** A ticket's attachments after that one, oldest first; without uploads that are on no post, and those of internal posts unless `internal`. */
export const attachmentsView = (
  reader: Reader,
  ticketId: string,
  page: {
    readonly after: { readonly createdAt: Date; readonly id: string } | null;
    readonly limit: number;
    readonly internal: boolean;
  },
): Promise<AttachmentOfTicket[]> =>
  readRows<AttachmentOfTicket & Record<string, unknown>>(reader, attachments, [
    ticketId,
    page.after?.createdAt ?? '-infinity',
    page.after?.id ?? NIL,
    page.internal,
    page.limit,
  ]);

const NIL = '00000000-0000-0000-0000-000000000000';

const attachments: Statement = {
  name: 'attachments-view',
  text: `SELECT attachment.id, name, type, size, inline, flags, scan, ${removed('attachment')} AS removed, post_id AS "postId", attachment.created_at AS "createdAt"
    FROM attachment LEFT JOIN post ON post.id = attachment.post_id
    WHERE attachment.ticket_id = $1 AND (attachment.created_at, attachment.id) > ($2::timestamptz, $3::uuid)
      AND (post.public OR $4::boolean) AND (post_id IS NOT NULL OR uploaded_by IS NULL)
    ORDER BY attachment.created_at, attachment.id LIMIT $5`,
};
