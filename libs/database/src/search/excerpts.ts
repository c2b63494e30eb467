import { excerptOf } from '#domain';
import { readRows, type Reader } from '../views/reader.js';
import type { SearchMatch } from '../views/ticket-page.js';

interface Written {
  readonly number: number;
  readonly subject: string;
  readonly postId: string;
  readonly body: string;
}

/** Where words begin with these stems, by ticket: in its first post that has one, else in its subject. */
export async function excerptsOf(
  reader: Reader,
  numbers: readonly number[],
  stems: readonly string[],
  internal: boolean,
): Promise<ReadonlyMap<number, SearchMatch>> {
  const matches = new Map<number, SearchMatch>();
  if (numbers.length === 0 || stems.length === 0) return matches;
  const subjects = new Map<number, string>();
  for (const { number, subject, postId, body } of await readRows<Written>(reader, selectPosts, [numbers, internal])) {
    subjects.set(number, subject);
    if (matches.has(number)) continue;
    const excerpt = excerptOf(body, stems);
    if (excerpt) matches.set(number, { postId, ...excerpt });
  }
  for (const [number, subject] of subjects) {
    const excerpt = matches.has(number) ? null : excerptOf(subject, stems);
    if (excerpt) matches.set(number, { postId: null, ...excerpt });
  }
  return matches;
}

const selectPosts = {
  name: 'search-excerpts',
  text: `SELECT ticket.number, ticket.subject, post.id AS "postId", post.body
    FROM unnest((SELECT $1::bigint[])) AS found (number) JOIN ticket ON ticket.number = found.number
    CROSS JOIN LATERAL (
      SELECT id, left(body, 20000) AS body FROM post WHERE post.ticket_id = ticket.id AND (public OR $2::boolean)
      ORDER BY created_at, id LIMIT 20) post`,
};
