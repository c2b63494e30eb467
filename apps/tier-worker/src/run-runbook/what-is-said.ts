import { readRows, type Reader, type Statement } from '#database';
import { WordSearch, type Fittable } from '#domain';

/** What decides which runbooks fit a ticket: where it is, what it is about, and every word of its request. */
export async function fittable(reader: Reader, ticketId: string): Promise<Fittable> {
  const [ticket] = await readRows<Row>(reader, select, [ticketId]);
  if (!ticket) throw new Error(`Ticket ${ticketId} is gone: none is ever deleted.`);
  const { said, ...of } = ticket;
  return { ...of, text: new WordSearch(said) };
}

type Row = Omit<Fittable, 'text'> & { readonly said: string };

/** Words are looked for in no more of it. */
const select: Statement = {
  name: 'runbooks-fittable',
  text: `SELECT tier, sector, product_id AS "productId", concat_ws(E'\\n', subject, symptom, underlying_problem,
      (SELECT left(body, 100000) FROM post WHERE ticket_id = ticket.id ORDER BY created_at, id LIMIT 1)) AS said
    FROM ticket WHERE id = $1`,
};
