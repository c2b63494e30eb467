import { readRows, type Reader, type Statement } from '#database';
import { WordSearch, type Fittable, type Ticket } from '#domain';

/** What decides which runbooks fit a ticket: where it is, what it is about, and every word of its request. */
export async function fittable(reader: Reader, ticket: Ticket): Promise<Fittable> {
  const [post] = await readRows<{ body: string }>(reader, selectFirstPost, [ticket.id]);
  const { subject, symptom, underlyingProblem, tier, sector, productId } = ticket;
  const said = [subject, symptom, underlyingProblem, post?.body].filter(Boolean).join('\n');
  return { tier, sector, productId, text: new WordSearch(said) };
}

/** Words are looked for in no more of it. */
const selectFirstPost: Statement = {
  name: 'runbooks-first-post',
  text: `SELECT left(body, 100000) AS body FROM post WHERE ticket_id = $1 ORDER BY created_at, id LIMIT 1`,
};
