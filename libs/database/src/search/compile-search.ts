import { searchTerms, type SearchWord } from '#domain';
import { likeLiteral } from '../sql.js';
import { readRows, type Reader } from '../views/reader.js';

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
  const queryOf = new Map(words.map((word, index) => [word, tsquery(word, rows[index])]));
  const said = terms
    .map(({ isNegated, alternatives }) => ({
      isNegated,
      query: alternatives
        .map((word) => queryOf.get(word))
        .filter(Boolean)
        .join(' | '),
    }))
    .filter(({ query }) => query !== '');
  if (said.length === 0) return null;
  const wanted = said
    .filter(({ isNegated }) => !isNegated)
    .map(({ query }) => `(${query})`)
    .join(' & ');
  return {
    query: said.map(({ isNegated, query }) => (isNegated ? `!(${query})` : `(${query})`)).join(' & '),
    wanted: wanted === '' ? null : wanted,
    stems: [...wanted.matchAll(/'((?:[^']|'')*)'/g)].map(([, stem]) => (stem ?? '').replaceAll("''", "'")),
    newest: rows[0]?.newest ?? 0,
  };
}

interface LookedUp {
  readonly phrase: string;
  readonly code: string;
  readonly parts: readonly string[] | null;
  readonly newest: number | null;
}

function tsquery({ isPart }: SearchWord, { phrase, code, parts }: LookedUp = nothing): string {
  const whole = isPart ? [] : [phrase, code].filter((query) => query !== '').map((query) => `(${query})`);
  return (
    [...whole, ...(parts ?? []).map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`)].join(
      ' | ',
    ) || (isPart ? IMPOSSIBLE : '')
  );
}
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
    FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) WITH ORDINALITY AS asked (words, code_text, pattern, is_part, place),
      phraseto_tsquery('ticket_words', asked.words) AS phrase, phraseto_tsquery('ticket_words', asked.code_text) AS code
    ORDER BY asked.place`,
};
