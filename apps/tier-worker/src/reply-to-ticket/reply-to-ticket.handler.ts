import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, ticketNumber, type State } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectSeen } from '../desk/conversation.js';
import { expectHolder } from '../desk/who-may.js';

const answerable: readonly State[] = [
  'in_progress',
  'awaiting_customer',
  'awaiting_vendor',
  'awaiting_intervention',
  'resolved',
];

interface Words {
  readonly body: string;
  readonly attachmentIds?: readonly string[] | undefined;
  readonly lastSeenPostId?: string;
}

@Injectable()
export class ReplyToTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { body, attachmentIds = [], lastSeenPostId }: Words,
  ): Promise<LockedTicket> {
    if (!answerable.includes(ticket.state)) throw notInHand(ticket);
    expectHolder(agent, ticket);
    await expectSeen(tx, ticket, agent, lastSeenPostId);
    return this.tickets.record(tx, ticket, {
      type: 'ticket.agent-replied',
      by: actorOf(agent),
      post: { body, public: true, files: { ids: attachmentIds, uploaderId: agent.id } },
    });
  }
}

const notInHand = ({ number, state }: LockedTicket): DomainError =>
  new DomainError(
    'conflict',
    'ticket.illegal-transition',
    `${ticketNumber(number)} is ${state}; reply while somebody works on it, while it waits, or once it is resolved.`,
    { state, action: 'reply' },
  );
