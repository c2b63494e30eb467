import { isOrderOfSearch, orderOfSearch, pageQuery, ticketFilterFields, ticketSortField } from '#http';
import { z } from 'zod';

/** `GET /api/v1/tickets`: every filter narrows, none is required. */
export const listTicketsQuery = pageQuery
  .extend({ ...ticketFilterFields, sort: ticketSortField.optional() })
  .refine(isOrderOfSearch, orderOfSearch);

export type ListTicketsQuery = z.output<typeof listTicketsQuery>;

/** `GET /api/v1/tickets/count`: the same filters. */
export const countTicketsQuery = z.strictObject(ticketFilterFields);

export type CountTicketsQuery = z.output<typeof countTicketsQuery>;
