import type { operations } from '../../api/schema';

/** A ticket as lists have it: with the promise that matters next and, in a search, where the words are. */
export type TicketSummary =
  operations['ListTickets.list']['responses'][200]['content']['application/json']['items'][number];
