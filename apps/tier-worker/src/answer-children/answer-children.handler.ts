import type { AgentCaller } from '#access';
import { newId, run, type LockedTicket, type Tx } from '#database';
import { DomainError, expectKnownVariables, ticketNumber } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectHolder } from '../desk/who-may.js';

/** Writes down who is to get the answer; giving it is the work of `AnswerNextChild`. */
@Injectable()
export class AnswerChildrenHandler {
  /** The parts the ticket has now: what is linked later gets nothing. Resolves to the id to look it up by. */
  async begin(
    tx: Tx,
    parent: LockedTicket,
    agent: AgentCaller,
    { body, code }: { readonly body: string; readonly code: string | null },
  ): Promise<string> {
    expectHolder(agent, parent);
    expectKnownVariables([{ pointer: '/body', body }]);
    const id = newId();
    await run(tx, insertAnswer, [id, parent.id, agent.id, body, code, parent.now]);
    const children = await run(tx, insertChildren, [id, parent.id]);
    if (children.length > 0) return id;
    const detail = `No ticket is part of ${ticketNumber(parent.number)}: link them first.`;
    throw new DomainError('conflict', 'link.no-children', detail);
  }
}

const insertAnswer = {
  name: 'desk-insert-bulk-answer',
  text: `INSERT INTO bulk_answer (id, ticket_id, agent_id, body, code, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
};
const insertChildren = {
  name: 'desk-insert-bulk-answer-children',
  text: `INSERT INTO bulk_answer_child (bulk_answer_id, ticket_id, due_at)
    SELECT $1::uuid, child_id, now() FROM ticket_link WHERE parent_id = $2::uuid RETURNING ticket_id`,
};
