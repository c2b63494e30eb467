import { searchTerms, type SearchWord } from '#domain';
import { likeLiteral, unseen } from '../sql.js';
import { readRows, type Reader } from '../views/reader.js';
import { wordShares, type WordShares } from './word-shares.js';

/** A search as PostgreSQL looks for it. */
export interface CompiledSearch {
  /** A `tsquery`. */
  readonly query: string;
  /** The same without what must not be there; null when nothing must be there. */
  readonly wanted: string | null;
  /** What words begin with that are wanted, for excerpts. */
  readonly stems: readonly string[];
  /** The newest ticket that can be found. */
  readonly newest: number;
  /** About the share of all tickets that have what is wanted; more than 0. */
  readonly share: number;
}

/** A part of a word stands for so many words at most, the shortest. */
export const MOST_WORDS_OF_A_PART = 100;

/** What a person typed as a `tsquery`; null when there is no word in it. Looks up which words there are. */
export async function compileSearch(reader: Reader, q: string): Promise<CompiledSearch | null> {
  const terms = searchTerms(q);
  const words = terms.flatMap(({ alternatives }) => alternatives);
  const rows = await readRows<LookedUp>(reader, lookUp, [
    words.map((word) => word.words),
    words.map((word) => word.code),
    words.map(({ part }) => part && pattern(part)),
    words.map(({ isPart }) => isPart),
  ]);
  const shares = await wordShares(reader);
  const queriesOf = new Map(words.map((word, index) => [word, tsqueries(word, rows[index])]));
  const said = terms
    .map(({ isNegated, alternatives }) => ({
      isNegated,
      queries: alternatives.flatMap((word) => queriesOf.get(word) ?? []),
    }))
    .filter(({ queries }) => queries.length > 0);
  if (said.length === 0) return null;
  const wanted = said.filter(({ isNegated }) => !isNegated);
  const query = (queries: readonly string[]): string => `(${queries.join(' | ')})`;
  return {
    query: said.map(({ isNegated, queries }) => `${isNegated ? '!' : ''}${query(queries)}`).join(' & '),
    wanted: wanted.length > 0 ? wanted.map(({ queries }) => query(queries)).join(' & ') : null,
    stems: wanted.flatMap(({ queries }) => queries.flatMap(stemsOf)),
    newest: rows[0]?.newest ?? 0,
    share: shareOfAll(wanted.map(({ queries }) => shareOf(queries, shares))),
  };
}

const stemsOf = (query: string): string[] =>
  [...query.matchAll(/'((?:[^']|'')*)'/g)].map(([, stem]) => (stem ?? '').replaceAll("''", "'"));

/** Words are seldom independent of each other, and seldom always together: in the middle between the two. */
const shareOfAll = (shares: readonly number[]): number =>
  Math.sqrt(shares.reduce((all, share) => all * share, 1) * Math.min(1, ...shares));

/** Of what has one of these queries; each is a word, or words that stand together. */
const shareOf = (queries: readonly string[], shares: WordShares): number =>
  Math.min(
    1,
    queries.reduce((sum, query) => sum + Math.min(1, ...stemsOf(query).map((stem) => shares(stem))), 0),
  );

interface LookedUp {
  readonly phrase: string;
  readonly code: string;
  readonly parts: readonly string[] | null;
  readonly newest: number | null;
}

/** A ticket has the word when it has one of these. */
function tsqueries({ isPart }: SearchWord, { phrase, code, parts }: LookedUp = nothing): string[] {
  const whole = isPart ? [] : [phrase, code].filter((query) => query !== '').map((query) => `(${query})`);
  const some = [...whole, ...(parts ?? []).map(quoted)];
  return some.length === 0 && isPart ? [IMPOSSIBLE] : some;
}
const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const nothing: LookedUp = { phrase: '', code: '', parts: null, newest: null };
/** No text has it: signs are never words. */
const IMPOSSIBLE = `'#'`;

function pattern({ text, at }: NonNullable<SearchWord['part']>): string | null {
  const literal = likeLiteral(text);
  if (at === 'start') return `${literal}%`;
  // Two letters in the middle of a word are in no index.
  if (Array.from(text).length < 3) return null;
  return at === 'end' ? `%${literal}` : `%${literal}%`;
}

const lookUp = {
  name: 'search-look-up',
  text: `
    SELECT phrase::text AS phrase, code::text AS code, (SELECT max(number) FROM ticket_search) AS newest,
      CASE WHEN asked.pattern IS NOT NULL AND (asked.is_part OR EXISTS (
          SELECT FROM unnest(tsvector_to_array(to_tsvector('ticket_words', asked.words))) AS lexeme
          WHERE NOT EXISTS (SELECT FROM search_word WHERE word = lexeme)))
        THEN (SELECT array_agg(word) FROM (
          SELECT word FROM (SELECT word FROM search_word WHERE word LIKE asked.pattern LIMIT 5000) AS candidate
          ORDER BY length(word), word LIMIT ${MOST_WORDS_OF_A_PART}) AS shortest) END AS parts
    FROM unnest(${unseen('$1::text[]')}, ${unseen('$2::text[]')}, ${unseen('$3::text[]')}, ${unseen('$4::boolean[]')}) WITH ORDINALITY AS asked (words, code_text, pattern, is_part, place),
      phraseto_tsquery('ticket_words', asked.words) AS phrase, phraseto_tsquery('ticket_words', asked.code_text) AS code
    ORDER BY asked.place`,
};
