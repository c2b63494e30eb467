import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectSeen } from '../desk/conversation.js';
import { expectHolder } from '../desk/who-may.js';

interface Words {
  readonly body: string;
  readonly attachmentIds?: readonly string[] | undefined;
  readonly lastSeenPostId?: string;
}

@Injectable()
export class AskCustomerHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { body, attachmentIds = [], lastSeenPostId }: Words,
  ): Promise<LockedTicket> {
    expectMovable(ticket, 'ask-customer');
    expectHolder(agent, ticket);
    await expectSeen(tx, ticket, agent, lastSeenPostId);
    return this.tickets.move(tx, ticket, 'ask-customer', {
      by: actorOf(agent),
      post: { body, public: true, files: { ids: attachmentIds, uploaderId: agent.id } },
    });
  }
}
