import { Database } from '../database.js';
import type { Statement } from '../sql.js';
import { readRows, type Reader } from '../views/reader.js';

/** The share of all tickets that have a stem, more than 0 and at most 1. */
export type WordShares = (stem: string) => number;

/** So long PostgreSQL's count is taken for true. */
const KEPT_MS = 600_000;
/** Before it has counted. */
const UNCOUNTED = 0.01;

interface Counted {
  readonly at: number;
  readonly shares: WordShares;
}
const counted = new WeakMap<object, Counted>();

/** The shares of the some hundred most frequent words, as PostgreSQL gathers them for its planner (`ANALYZE`); any other word is rarer. */
export async function wordShares(reader: Reader): Promise<WordShares> {
  const dataSource = reader instanceof Database ? reader.dataSource : reader.connection;
  const known = counted.get(dataSource);
  if (known && performance.now() - known.at < KEPT_MS) return known.shares;
  const rows = await readRows<{ word: string; share: number }>(reader, readShares, []);
  const frequent = new Map(rows.map(({ word, share }) => [word, share]));
  const least = rows.reduce((least, { share }) => Math.min(least, share), 1);
  const rare = rows.length > 0 ? least / 2 : UNCOUNTED;
  const shares = (stem: string): number => frequent.get(stem) ?? rare;
  counted.set(dataSource, { at: performance.now(), shares });
  return shares;
}

const readShares: Statement = {
  name: 'search-word-shares',
  text: `SELECT word, share::float8 FROM pg_stats,
      unnest(most_common_elems::text::text[], most_common_elem_freqs) AS counted (word, share)
    WHERE schemaname = current_schema() AND tablename = 'ticket_search' AND attname = 'words' AND word IS NOT NULL`,
};
