import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable } from '#domain';
import { Injectable } from '@nestjs/common';
import { notWaiting, tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { expectSeen } from '../desk/conversation.js';
import { expectHolder } from '../desk/who-may.js';

interface Resolution {
  readonly solution: string;
  readonly code: string;
  readonly l1Capable?: boolean;
  readonly attachmentIds?: readonly string[] | undefined;
  readonly lastSeenPostId?: string;
}

@Injectable()
export class ResolveTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
  ) {}

  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, resolution: Resolution): Promise<LockedTicket> {
    expectMovable(ticket, 'resolve');
    expectHolder(agent, ticket);
    await expectSeen(tx, ticket, agent, resolution.lastSeenPostId);
    const tier = await this.tiers.get(tx, tierOf(ticket));
    if (!tier.mayResolve) throw mayNot(tier.name);
    const { solution, code, l1Capable = null, attachmentIds: ids = [] } = resolution;
    return this.tickets.move(tx, ticket, 'resolve', {
      by: actorOf(agent),
      set: { solution, solutionCode: code, l1Capable, resolvedAt: ticket.now, ...notWaiting },
      data: { code, l1Capable },
      post: { body: solution, public: true, files: { ids, uploaderId: agent.id } },
    });
  }
}

const mayNot = (tier: string): DomainError =>
  new DomainError(
    'conflict',
    'tier.may-not-resolve',
    `${tier} registers and advises, it does not resolve: escalate instead.`,
    {
      tier,
    },
  );
