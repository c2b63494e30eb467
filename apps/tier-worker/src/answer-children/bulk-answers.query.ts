import { readableTickets, sightOf, type AgentCaller } from '#access';
import { Database } from '#database';
import { DomainError, isUuid, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';

export interface BulkAnswer {
  readonly id: string;
  readonly ticket: { readonly id: string; readonly number: string };
  readonly by: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly resolves: string | null;
  readonly at: Date;
  readonly isOver: boolean;
  readonly total: number;
  readonly waiting: number;
  readonly answered: number;
  readonly skipped: number;
  readonly children: readonly {
    readonly id: string;
    readonly number: string;
    readonly subject: string;
    readonly outcome: 'waiting' | 'answered' | 'skipped';
    readonly code: string | null;
    readonly reason: string | null;
    readonly doneAt: Date | null;
  }[];
}

type Head = Omit<BulkAnswer, 'children' | 'isOver' | 'ticket'> & {
  readonly ticket: { readonly id: string; readonly number: number };
};
type Child = Omit<BulkAnswer['children'][number], 'number'> & { readonly number: number };

@Injectable()
export class BulkAnswersQuery {
  constructor(private readonly database: Database) {}

  async get(caller: AgentCaller, id: string): Promise<BulkAnswer> {
    if (!isUuid(id)) throw notFound();
    const may = readableTickets(caller, 2);
    const read = <Row extends Record<string, unknown>>(name: string, text: string) =>
      this.database.read<Row>({ name: `desk-${name}-${sightOf(caller)}`, text }, [id, ...may.values]);
    const [heads, children] = await Promise.all([
      read<Head & Record<string, unknown>>('bulk-answer', selectHead(may.sql)),
      read<Child & Record<string, unknown>>('bulk-answer-children', selectChildren(may.sql)),
    ]);
    const [head] = heads;
    if (!head) throw notFound();
    return Object.assign(head, {
      ticket: { id: head.ticket.id, number: ticketNumber(head.ticket.number) },
      isOver: head.waiting === 0,
      children: children.map((child) => Object.assign(child, { number: ticketNumber(child.number) })),
    });
  }
}

const notFound = (): DomainError =>
  new DomainError('not-found', 'bulk-answer.not-found', 'There is no such answer to many, or it is not for you.');

const count = (outcome: string): string => `(SELECT count(*)::int FROM bulk_answer_child child
  WHERE child.bulk_answer_id = answer.id AND child.outcome = '${outcome}') AS ${outcome}`;
const selectHead = (readable: string): string => `
  SELECT answer.id, json_build_object('id', ticket.id, 'number', ticket.number) AS ticket,
    json_build_object('id', agent.id, 'name', agent.name) AS by, body, answer.code AS resolves, answer.created_at AS at,
    (SELECT count(*)::int FROM bulk_answer_child child WHERE child.bulk_answer_id = answer.id) AS total,
    ${count('waiting')}, ${count('answered')}, ${count('skipped')}
  FROM bulk_answer answer JOIN ticket ON ticket.id = answer.ticket_id JOIN agent ON agent.id = answer.agent_id
  WHERE answer.id = $1::uuid AND ${readable}`;
const selectChildren = (readable: string): string => `
  SELECT ticket.id, number, subject, outcome, child.code, reason, done_at AS "doneAt"
  FROM bulk_answer_child child JOIN ticket ON ticket.id = child.ticket_id
  WHERE child.bulk_answer_id = $1::uuid AND ${readable} ORDER BY ticket.id`;
