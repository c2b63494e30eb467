import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectMovable, newStay } from '#domain';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { expectHolder } from '../desk/who-may.js';

interface Transfer {
  readonly sector?: string;
  readonly teamId?: string;
  readonly reason: string;
}

@Injectable()
export class TransferTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
  ) {}

  /** Sideways is no hand-over: who handed the ticket to this tier stays known, and it can still be returned there. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, transfer: Transfer): Promise<LockedTicket> {
    expectMovable(ticket, 'transfer');
    expectHolder(agent, ticket);
    const to = await this.destination(tx, ticket, transfer);
    return this.tickets.move(tx, ticket, 'transfer', {
      by: actorOf(agent),
      set: newStay(ticket, ticket.now, { ...to, handedOverFrom: ticket.handedOverFrom }),
      public: false,
      data: { reason: transfer.reason, teamId: to.teamId },
    });
  }

  private async destination(tx: Tx, ticket: LockedTicket, { sector, teamId }: Transfer) {
    const tier = tierOf(ticket);
    if (sector === undefined && teamId === undefined) throw nowhere('Name a sector, a team, or both.');
    if (sector !== undefined) await this.tiers.expectSector(tx, tier, sector, '/sector');
    const team = teamId === undefined ? null : await this.tiers.team(tx, teamId, tier);
    if (team && team.sector !== null && sector !== undefined && team.sector !== sector) {
      throw nowhere(`That team works for the sector "${team.sector}", not for "${sector}".`);
    }
    const to = { tier, sector: sector ?? team?.sector ?? ticket.sector, teamId: team?.id ?? null };
    if (to.sector === ticket.sector && to.teamId === ticket.teamId) throw nowhere('The ticket is there already.');
    return to;
  }
}

const nowhere = (detail: string): DomainError =>
  new DomainError('refused', 'transfer.nowhere', detail, {
    errors: ['/sector', '/teamId'].map((pointer) => ({ pointer, detail })),
  });
