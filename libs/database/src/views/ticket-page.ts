import type { Excerpt } from '#domain';
import { z } from 'zod';
import { joinNextClock, nextClockSchema, toNextClock, type NextClock } from './next-clock.js';
import { named, readRows, type Reader } from './reader.js';
import { ticketSummarySchema } from './ticket.schema.js';
import { fromSummary, selectSummary, toSummary, type TicketRow, type TicketSummary } from './ticket.view.js';

/** Where a search found a ticket; `postId` null: in its subject. */
export interface SearchMatch extends Excerpt {
  readonly postId: string | null;
}

/** A ticket as lists show it. */
export interface TicketListItem extends TicketSummary {
  readonly nextClock: NextClock | null;
  /** Null when nothing was searched for, or when no post has the words as they are. */
  readonly match: SearchMatch | null;
}

export const ticketListItemSchema = ticketSummarySchema.extend({
  nextClock: nextClockSchema,
  match: z
    .object({
      postId: z.uuid().nullable().meta({ description: 'Null: the subject.' }),
      text: z.string().meta({ description: 'A piece of what was written, as it was written: text, never markup.' }),
      marks: z.array(z.tuple([z.int(), z.int()])).meta({ description: 'Where in it the words are: from, to.' }),
    })
    .nullable()
    .meta({ description: 'Where the words of `q` are; null without a search.' }),
});

/** The tickets with these numbers, in this order, as they are now. */
export async function ticketPage(
  reader: Reader,
  numbers: readonly number[],
  internal: boolean,
): Promise<Omit<TicketListItem, 'match'>[]> {
  if (numbers.length === 0) return [];
  const rows = await readRows<TicketRow & { readonly nextClock: NextClock | null }>(
    reader,
    internal ? pageForUs : pageForCustomers,
    [numbers],
  );
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    return row ? [Object.assign(toSummary(row), { nextClock: toNextClock(row.nextClock) })] : [];
  });
}

const selectPage = (internal: boolean) =>
  named(
    'ticket-page',
    `SELECT ${selectSummary}, next_clock.clock AS "nextClock" ${fromSummary} ${joinNextClock(internal)}
    WHERE ticket.number = ANY ($1::bigint[])`,
  );
const pageForUs = selectPage(true);
const pageForCustomers = selectPage(false);
