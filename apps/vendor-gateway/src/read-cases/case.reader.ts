import { readableTickets, type Caller } from '#access';
import { Database, named } from '#database';
import { isUuid, parseTicketNumber, ticketNumber } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import type { CaseDetail, CaseSummary } from './read-cases.schemas.js';

type Row<T extends CaseSummary> = Omit<T, 'ticket'> & {
  readonly ticket: { readonly id: string; readonly number: number };
};

export interface CaseFilter {
  /** A ticket's id or number. */
  readonly ticket: string | null;
  readonly state: string | null;
  /** The number of the last case seen. */
  readonly before: number | null;
  readonly limit: number;
}

/** Vendor cases as those see them who may read the ticket. */
@Injectable()
export class CaseReader {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first. A ticket that is not known, or not the caller's to read, has no cases. */
  async list(caller: Caller, { ticket, state, before, limit }: CaseFilter): Promise<CaseSummary[]> {
    const sight = readableTickets(caller, 6);
    const id = ticket !== null && isUuid(ticket) ? ticket : null;
    const number = ticket === null || id !== null ? null : (parseTicketNumber(ticket) ?? 0);
    const statement = named(
      'vendor-case-list',
      `SELECT ${summary} FROM ${sources}
       WHERE ${sight.sql} AND ($1::uuid IS NULL OR ticket.id = $1::uuid) AND ($2::bigint IS NULL OR ticket.number = $2::bigint)
         AND ($3::text IS NULL OR vendor_case.state = $3::text) AND ($4::bigint IS NULL OR vendor_case.number < $4::bigint)
       ORDER BY vendor_case.number DESC LIMIT $5`,
    );
    const rows = await this.database.read<Row<CaseSummary>>(statement, [
      id,
      number,
      state,
      before,
      limit,
      ...sight.values,
    ]);
    return rows.map(shown);
  }

  /** One case with what was sent and what came back; null when there is none that the caller may read. */
  async find(caller: Caller, id: string): Promise<CaseDetail | null> {
    const sight = readableTickets(caller, 2);
    const statement = named(
      'vendor-case-one',
      `SELECT ${detail} FROM ${sources} WHERE vendor_case.id = $1 AND ${sight.sql}`,
    );
    const [row] = await this.database.read<Row<CaseDetail>>(statement, [id, ...sight.values]);
    return row ? shown(row) : null;
  }
}

const shown = <T extends CaseSummary>(row: Row<T>): T =>
  ({ ...row, ticket: { id: row.ticket.id, number: ticketNumber(row.ticket.number) } }) as unknown as T;

const sources = `vendor_case JOIN ticket ON ticket.id = vendor_case.ticket_id JOIN vendor ON vendor.id = vendor_case.vendor_id`;

const summary = `vendor_case.id, vendor_case.number, vendor_case.tier, vendor_case.state, vendor_case.subject,
  vendor_case.vendor_reference AS reference, vendor_case.created_at AS "createdAt", vendor_case.updated_at AS "updatedAt",
  json_build_object('id', ticket.id, 'number', ticket.number) AS ticket,
  json_build_object('id', vendor.id, 'name', vendor.name) AS vendor, vendor_case.awaits, vendor_case.due_at AS "dueAt",
  vendor_case.reminders_sent AS "remindersSent", vendor_case.alerted_at AS "alertedAt"`;

/** What was said on a case in both directions: our question and messages as they were written, the vendor's as they came. */
const thread = `
  SELECT sent.id::text AS id, sent.created_at AS at, 'us' AS "from", sent.kind, 0 AS place,
    CASE sent.kind WHEN 'case.message' THEN wrote.body WHEN 'case.opened' THEN vendor_case.body END AS body,
    CASE sent.kind
      WHEN 'case.message' THEN json_build_object('id', wrote.author_id, 'name', wrote.author_name)
      WHEN 'case.opened' THEN (SELECT json_build_object('id', asked.actor_id, 'name', asked.actor_name) FROM ticket_event asked
        WHERE asked.ticket_id = vendor_case.ticket_id AND asked.type = 'ticket.vendor-asked'
          AND asked.data->>'caseId' = vendor_case.id::text ORDER BY asked.version LIMIT 1)
    END AS author,
    true AS counted
  FROM vendor_delivery sent LEFT JOIN post wrote ON wrote.id = sent.post_id WHERE sent.case_id = vendor_case.id
  UNION ALL
  SELECT came.message_id, came.received_at, 'vendor', came.kind, 1, came.message,
    json_build_object('id', vendor.id, 'name', vendor.name), came.applied
  FROM vendor_callback came WHERE came.case_id = vendor_case.id`;

const detail = `${summary}, vendor_case.body,
  coalesce((SELECT json_agg(json_build_object('id', sent.id, 'kind', sent.kind, 'attempts', sent.attempts, 'createdAt', sent.created_at,
      'nextAttemptAt', sent.next_attempt_at, 'deliveredAt', sent.delivered_at, 'failedAt', sent.failed_at,
      'lastError', sent.last_error) ORDER BY sent.created_at, sent.id)
    FROM vendor_delivery sent WHERE sent.case_id = vendor_case.id), '[]') AS deliveries,
  coalesce((SELECT json_agg(json_build_object('messageId', came.message_id, 'sequence', came.sequence, 'kind', came.kind,
      'message', came.message, 'reference', came.reference, 'applied', came.applied,
      'receivedAt', came.received_at) ORDER BY came.received_at, came.message_id)
    FROM vendor_callback came WHERE came.case_id = vendor_case.id), '[]') AS callbacks,
  coalesce((SELECT json_agg(json_build_object('id', said.id, 'at', said.at, 'from', said.from, 'kind', said.kind,
      'author', said.author, 'body', said.body, 'counted', said.counted) ORDER BY said.at, said.place, said.id)
    FROM (${thread}) said), '[]') AS thread`;
