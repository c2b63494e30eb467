import { readableTickets, sightOf, type AgentCaller } from '#access';
import type { Database } from '#database';
import { wordsOf, type Ticket } from '#domain';
import type { Precedent } from './context.schemas.js';
import { holder, line, lineOf, type LineRow } from './ticket-lists.query.js';

/**
 * Solved tickets that resemble one and that the caller may read, the likest first. Looked at are the latest solved ones of its product, of
 * its sector and of its asset, and of the newest ten or so thousand those that have its most telling words: so that it costs the same
 * however many there are.
 */
export async function precedentsOf(database: Database, caller: AgentCaller, ticket: Ticket): Promise<Precedent[]> {
  const may = readableTickets(caller, 8);
  const solved = `state IN ('resolved', 'closed')`;
  const latest = (condition: string) =>
    `(SELECT id FROM ticket WHERE ${condition} AND ${solved} ORDER BY resolved_at DESC LIMIT ${LOOKED_AT})`;
  const statement = {
    name: `context-precedents-${sightOf(caller)}`,
    text: `
      WITH asked AS MATERIALIZED (
        SELECT plainto_tsquery('ticket_words', $6::text) AS words, (SELECT max(number) FROM ticket_search) >> ${BUCKET_BITS} AS newest
      ), telling AS MATERIALIZED (
        SELECT number FROM ticket_search
        WHERE words @@ (SELECT CASE WHEN numnode(asked.words) > 0 THEN asked.words && (
            SELECT string_agg('''#' || bucket || '''', ' | ')
            FROM generate_series(greatest(newest - ${BUCKETS - 1}, 0), newest) AS bucket)::tsquery END FROM asked)
        LIMIT ${LOOKED_AT}
      ), near AS (
        ${latest('product_id = $2::uuid')}
        UNION ${latest('sector = $3::text')}
        UNION (SELECT id FROM ticket WHERE asset_id = $4::uuid AND ${solved} ORDER BY number DESC LIMIT ${LOOKED_AT})
        UNION (SELECT id FROM telling JOIN ticket USING (number) WHERE ${solved})
      ), judged AS MATERIALIZED (
        SELECT ticket.*, greatest(similarity(subject, $5::text), similarity(left(symptom, 300), left($7::text, 300)), 0) AS likeness,
          array_remove(ARRAY[CASE WHEN asset_id = $4 THEN 'asset' END, CASE WHEN product_id = $2 THEN 'product' END,
            CASE WHEN sector = $3 THEN 'sector' END,
            CASE WHEN number IN (SELECT number FROM telling) THEN 'words' END], NULL) AS why
        FROM near JOIN ticket USING (id)
        WHERE id <> $1::uuid AND solution IS NOT NULL AND ${may.sql}
      )
      SELECT ${line}, solution, solution_code AS "solutionCode", likeness, why,
        (SELECT coalesce(sum(seconds), 0) FROM work_log WHERE ticket_id = ticket.id) AS seconds
      FROM (SELECT *, likeness + 0.15 * cardinality(why) AS score FROM judged
        WHERE likeness >= ${LIKE_ENOUGH} OR why && '{words}' OR (why && '{asset}' AND likeness > 0)
        ORDER BY score DESC, number DESC LIMIT ${SHOWN}) AS ticket ${holder}
      ORDER BY score DESC, number DESC`,
  };
  const { id, productId, sector, assetId, subject, symptom } = ticket;
  const values = [id, productId, sector, assetId, subject, telling(subject, symptom), symptom, ...may.values];
  const rows = await database.read<Omit<Precedent, 'number'> & LineRow>(statement, values);
  return rows.map((row) => ({ ...lineOf(row), likeness: Math.round(row.likeness * 100) / 100 }));
}

/** The longest words say most. */
function telling(subject: string, symptom: string | null): string {
  const words = new Set(wordsOf(`${subject} ${symptom?.slice(0, 500) ?? ''}`).split(' '));
  return [...words]
    .toSorted((one, other) => other.length - one.length)
    .slice(0, TELLING)
    .join(' ');
}

const SHOWN = 8;
const LOOKED_AT = 100;
const LIKE_ENOUGH = 0.25;
const TELLING = 3;
/** As search has them: each holds 4096 neighbouring tickets. */
const BUCKET_BITS = 12;
const BUCKETS = 4;
