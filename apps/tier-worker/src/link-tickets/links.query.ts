import { readableTickets, sightOf, type AgentCaller } from '#access';
import { Database } from '#database';
import { ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { readableTicket } from '../desk/readable-ticket.js';

export interface LinkedTicket {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly tier: number | null;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly linkedAt: Date;
}
export interface Links {
  readonly parent: LinkedTicket | null;
  readonly children: readonly LinkedTicket[];
  readonly unreadable: number;
  readonly bulkAnswers: readonly { readonly id: string; readonly at: Date; readonly isOver: boolean }[];
}

type Row = Omit<LinkedTicket, 'number'> & { readonly number: number; readonly isParent: boolean };

@Injectable()
export class LinksQuery {
  constructor(private readonly database: Database) {}

  async of(caller: AgentCaller, idOrNumber: string): Promise<Links> {
    const { id } = await readableTicket(this.database, caller, idOrNumber);
    const may = readableTickets(caller, 2);
    const [rows, [counted], bulkAnswers] = await Promise.all([
      this.database.read<Row>({ name: `desk-links-${sightOf(caller)}`, text: selectLinked(may.sql) }, [
        id,
        ...may.values,
      ]),
      this.database.read<{ children: number }>(countChildren, [id]),
      this.database.read<Links['bulkAnswers'][number]>(selectBulkAnswers, [id]),
    ]);
    const shown = rows.map(({ isParent, number, ...ticket }) => ({
      isParent,
      ticket: Object.assign(ticket, { number: ticketNumber(number) }),
    }));
    const children = shown.filter(({ isParent }) => !isParent).map(({ ticket }) => ticket);
    return {
      parent: shown.find(({ isParent }) => isParent)?.ticket ?? null,
      children,
      unreadable: (counted?.children ?? 0) - children.length,
      bulkAnswers,
    };
  }

  /** The ticket it is a part of, whoever may read that; null for none. */
  async parentIdOf(caller: AgentCaller, idOrNumber: string): Promise<string | null> {
    const { id } = await readableTicket(this.database, caller, idOrNumber);
    return (await this.database.read<{ id: string }>(selectParent, [id]))[0]?.id ?? null;
  }
}

const selectLinked = (readable: string): string => `
  SELECT ticket.id, number, subject, state, tier, linked_at AS "linkedAt", link.child_id = $1::uuid AS "isParent",
    CASE WHEN assignee.id IS NOT NULL THEN json_build_object('id', assignee.id, 'name', assignee.name) END AS assignee
  FROM ticket_link link
    JOIN ticket ON ticket.id = CASE WHEN link.child_id = $1::uuid THEN link.parent_id ELSE link.child_id END
    LEFT JOIN agent assignee ON assignee.id = ticket.assignee_id
  WHERE (link.child_id = $1::uuid OR link.parent_id = $1::uuid) AND ${readable}
  ORDER BY linked_at, link.child_id`;
const countChildren = {
  name: 'desk-count-children',
  text: `SELECT count(*)::int AS children FROM ticket_link WHERE parent_id = $1`,
};
const selectParent = {
  name: 'desk-parent',
  text: `SELECT parent_id AS id FROM ticket_link WHERE child_id = $1`,
};
const selectBulkAnswers = {
  name: 'desk-bulk-answers-of',
  text: `SELECT id, created_at AS at, NOT EXISTS (
      SELECT FROM bulk_answer_child WHERE bulk_answer_id = bulk_answer.id AND outcome = 'waiting') AS "isOver"
    FROM bulk_answer WHERE ticket_id = $1 ORDER BY created_at DESC, id DESC LIMIT 20`,
};
