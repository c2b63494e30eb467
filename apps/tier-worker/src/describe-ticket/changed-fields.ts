import type { TicketChanges } from '#database';
import type { Ticket } from '#domain';

export type Changed = Readonly<
  Partial<Record<keyof TicketChanges, { readonly before: unknown; readonly after: unknown }>>
>;

/** What of `set` is not so yet, with how it was. The order of tags says nothing. */
export function changedFields(ticket: Ticket, set: TicketChanges): Changed {
  const fields = Object.keys(set) as (keyof TicketChanges)[];
  return Object.fromEntries(
    fields
      .map((field) => [field, { before: ticket[field], after: set[field] }] as const)
      .filter(([, { before, after }]) => comparable(before) !== comparable(after)),
  );
}

const comparable = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? (value as string[]).toSorted() : (value ?? null));
