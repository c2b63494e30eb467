import { codesOf, wordsOf } from '#domain';
import type { Database } from '../database.js';
import { run, type Tx } from '../sql.js';

/** Tickets in so many neighbouring numbers share a word of their own, `#17`: a search looks into few of them at a time. */
export const BUCKET_BITS = 12;

/** One round takes so many posts. */
export const POSTS_AT_ONCE = 300;

/** A ticket is found by so many of its words, the newest left out: what is more would not fit into a `tsvector`. */
const MOST_WORDS = 30_000;
const MOST_CHARACTERS = 100_000;

/**
 * Makes tickets findable by posts that were written since, the newest first; gives how many posts that was. One process
 * does it at a time, so that the words of a ticket are always those of all its posts.
 */
export const indexPosts = (database: Database): Promise<number> =>
  database.transaction(async (tx) => {
    const [turn] = await run<{ mine: boolean }>(tx, takeTurn, []);
    if (!turn?.mine) return 0;
    const posts = await run<{ number: number }>(tx, takePosts, [POSTS_AT_ONCE]);
    if (posts.length > 0) await index(tx, [...new Set(posts.map(({ number }) => number))]);
    return posts.length;
  });

interface Said {
  readonly number: number;
  readonly subject: string;
  readonly public: boolean | null;
  readonly body: string | null;
}

async function index(tx: Tx, numbers: readonly number[]): Promise<void> {
  const texts = new Map<number, Record<'customer' | 'internal', string[]>>();
  for (const said of await run<Said>(tx, selectPosts, [numbers, MOST_CHARACTERS])) {
    let text = texts.get(said.number);
    if (!text)
      texts.set(said.number, (text = { customer: [wordsOf(said.subject), codesOf(said.subject)], internal: [] }));
    if (said.body !== null) text[said.public ? 'customer' : 'internal'].push(wordsOf(said.body), codesOf(said.body));
  }
  const found = [...texts.values()];
  await run(tx, writeWords, [
    [...texts.keys()],
    found.map(({ customer }) => joined(customer)),
    found.map(({ internal }) => joined(internal)),
  ]);
}

/** At most as many words as fit. */
const joined = (words: readonly string[]): string =>
  words
    .filter((some) => some !== '')
    .join(' ')
    .split(' ', MOST_WORDS / 2)
    .join(' ')
    .slice(0, MOST_CHARACTERS * 2);

const takeTurn = {
  name: 'search-take-turn',
  text: `SELECT pg_try_advisory_xact_lock(hashtext('tierline search')) AS mine`,
};
const takePosts = {
  name: 'search-take-posts',
  text: `DELETE FROM post_to_index WHERE post_id = ANY (ARRAY(
      SELECT post_id FROM post_to_index ORDER BY post_id DESC LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING number`,
};
const selectPosts = {
  name: 'search-select-posts',
  text: `SELECT ticket.number, ticket.subject, post.public, left(post.body, $2::integer) AS body
    FROM ticket LEFT JOIN post ON post.ticket_id = ticket.id
    WHERE ticket.number = ANY ($1::bigint[]) ORDER BY ticket.number, post.created_at, post.id`,
};
const writeWords = {
  name: 'search-write-words',
  text: `
    WITH made AS MATERIALIZED (
      SELECT number, setweight(to_tsvector('ticket_words', customer), 'A') || to_tsvector('ticket_words', internal)
        || array_to_tsvector(ARRAY['#' || (number >> ${BUCKET_BITS})]) AS words
      FROM unnest($1::bigint[], $2::text[], $3::text[]) AS said (number, customer, internal)
    ), new_word AS (
      INSERT INTO search_word (word)
      SELECT word FROM (SELECT DISTINCT unnest(tsvector_to_array(words)) AS word FROM made) AS said
      WHERE word NOT LIKE '#%' AND NOT EXISTS (SELECT FROM search_word known WHERE known.word = said.word)
      ON CONFLICT DO NOTHING
    )
    INSERT INTO ticket_search (number, words) SELECT number, words FROM made
    ON CONFLICT (number) DO UPDATE SET words = excluded.words`,
};
