import type { Api } from './api.js';

interface DeadLetter {
  readonly data: { readonly ticketId?: string } | null;
}

/** How many messages about these tickets were given up. */
export async function deadLettersOf(api: Api, token: string, tickets: ReadonlySet<string>): Promise<number> {
  let count = 0;
  for await (const { data } of api.list<DeadLetter>('desk/dead-letters', token)) {
    if (data?.ticketId !== undefined && tickets.has(data.ticketId)) count += 1;
  }
  return count;
}
