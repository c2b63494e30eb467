import type { Priority, State } from '#domain';
import { readRows, type Reader, type Visibility } from './reader.js';
import { fromSummary, selectSummary, toSummary, type TicketRow, type TicketSummary } from './ticket.view.js';

/** What narrows a list of tickets; what is left out does not. Ids are UUIDs. */
export interface TicketFilters {
  readonly tier?: number | undefined;
  readonly states?: readonly State[] | undefined;
  /** An agent's id, or null for tickets nobody holds. */
  readonly assigneeId?: string | null | undefined;
  readonly organisationId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly requesterEmail?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly sector?: string | undefined;
  /** Words in the subject or in a post, as a person types them: `printer -paper "no ink"`. */
  readonly search?: string | undefined;
}

export interface ListPage {
  readonly visible: Visibility;
  /** Whether the search looks into internal posts: never for whoever may not read them. */
  readonly internal: boolean;
  /** The number of the last ticket of the page before. */
  readonly before: number | null;
  readonly limit: number;
}

/** Tickets, newest number first. */
export async function ticketListView(reader: Reader, filters: TicketFilters, page: ListPage): Promise<TicketSummary[]> {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const conditions = conditionsOf(filters, page, parameter);
  const may = page.visible(values.length + 1);
  values.push(...may.values);
  const limit = parameter(page.limit);
  // Not prepared: there are too many combinations of filters, and each deserves a plan for its own values.
  const text = `SELECT ${selectSummary} ${fromSummary}
    WHERE ${[...conditions, `(${may.sql})`].join(' AND ')} ORDER BY ticket.number DESC LIMIT ${limit}`;
  return (await readRows<TicketRow & Record<string, unknown>>(reader, { name: '', text }, values)).map(toSummary);
}

function conditionsOf(filters: TicketFilters, page: ListPage, parameter: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  const equals = (column: string, value: unknown, type: string): void => {
    if (value !== undefined) conditions.push(`ticket.${column} = ${parameter(value)}::${type}`);
  };
  equals('tier', filters.tier, 'integer');
  equals('organisation_id', filters.organisationId, 'uuid');
  equals('requester_id', filters.requesterId, 'uuid');
  equals('priority', filters.priority, 'text');
  equals('sector', filters.sector, 'text');
  if (filters.assigneeId === null) conditions.push('ticket.assignee_id IS NULL');
  else equals('assignee_id', filters.assigneeId, 'uuid');
  if (filters.states) conditions.push(`ticket.state = ANY (${parameter(filters.states)}::text[])`);
  if (filters.requesterEmail !== undefined) {
    conditions.push(
      `ticket.requester_id = (SELECT id FROM contact WHERE email = ${parameter(filters.requesterEmail)}::text)`,
    );
  }
  if (page.before !== null) conditions.push(`ticket.number < ${parameter(page.before)}::bigint`);
  if (filters.search !== undefined) conditions.push(found(parameter(filters.search), page.internal));
  return conditions;
}

const found = (words: string, internal: boolean): string => `ticket.id IN (
    SELECT id FROM ticket WHERE search @@ websearch_to_tsquery('simple', ${words}::text)
    UNION SELECT ticket_id FROM post WHERE search @@ websearch_to_tsquery('simple', ${words}::text) ${internal ? '' : 'AND public'})`;
