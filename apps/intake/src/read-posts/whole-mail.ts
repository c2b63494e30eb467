import { seesInternal, type Caller } from '#access';
import { named, readRows, type Database } from '#database';
import { DomainError, isUuid } from '#domain';
import { readableTicketId } from '../read-ticket/readable-ticket.js';

interface Inline {
  readonly id: string;
  readonly contentId: string;
}

/** All that a mail said, as far as it is safe to show. */
export interface WholeMail {
  readonly wholeText: string;
  /** Sanitised; null when it has none. */
  readonly html: string | null;
  readonly blockedImages: number;
}

type Row = WholeMail & { readonly inline: Inline[] } & Record<string, unknown>;

/** The mail a post came by. 404 `ticket.not-found`; 404 `post.not-by-mail` also for a post that is not for this caller. */
export async function wholeMail(
  database: Database,
  caller: Caller,
  { idOrNumber, postId }: { readonly idOrNumber: string; readonly postId: string },
): Promise<WholeMail> {
  const ticketId = await readableTicketId(database, caller, idOrNumber);
  const values = [ticketId, postId, seesInternal(caller)];
  const [row] = isUuid(postId) ? await readRows<Row>(database, statement, values) : [];
  if (!row)
    throw new DomainError('not-found', 'post.not-by-mail', 'There is no such post on this ticket that came by mail.');
  const { wholeText, html, blockedImages, inline } = row;
  return { wholeText, html: html === null ? null : withImages(html, inline), blockedImages };
}

/** `cid:` names a part of the same mail: such images come from our own attachments, the others are not there. */
export function withImages(html: string, inline: readonly Inline[]): string {
  const ids = new Map(inline.map(({ id, contentId }) => [contentId.toLowerCase(), id]));
  return html.replace(/(<img\b[^>]*?) src="cid:([^"]*)"/gi, (_, before: string, cid: string) => {
    const id = ids.get(nameOf(cid));
    return id === undefined ? before : `${before} src="/api/v1/attachments/${id}"`;
  });
}

function nameOf(cid: string): string {
  const plain = cid.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  try {
    return decodeURIComponent(plain).replace(/^<|>$/g, '').toLowerCase();
  } catch {
    return plain.toLowerCase();
  }
}

const statement = named(
  'intake-whole-mail',
  `SELECT coalesce(whole_text, body) AS "wholeText", html, blocked_images AS "blockedImages",
      coalesce((SELECT json_agg(json_build_object('id', id, 'contentId', content_id)) FROM attachment
        WHERE attachment.post_id = post.id AND content_id IS NOT NULL AND scan IN ('clean', 'unscanned')
          AND removed_at IS NULL), '[]') AS inline
    FROM post JOIN post_mail ON post_mail.post_id = post.id
    WHERE post.ticket_id = $1 AND post.id = $2 AND (public OR $3::boolean)`,
);
