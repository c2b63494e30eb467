import { actorOf, type AgentCaller } from '#access';
import { TicketStore, type LockedTicket, type Tx } from '#database';
import {
  BOUNCES_THAT_ALERT,
  DomainError,
  expectMovable,
  newStay,
  ticketNumber,
  tierName,
  type ReturnReason,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { LeadAlerts } from '../desk/lead-alerts.js';
import { tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { expectHolder, expectTier } from '../desk/who-may.js';
import { WorkOrders } from '../desk/work-orders.js';

interface Return {
  readonly reasonCode: ReturnReason;
  readonly note: string;
  readonly to?: { readonly tier: number; readonly sector?: string };
  readonly betterSector?: string;
}

@Injectable()
export class ReturnTicketHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
    private readonly workOrders: WorkOrders,
    private readonly leads: LeadAlerts,
  ) {}

  /**
   * The ticket goes back into the sector it had there, as handed over by whoever had handed it to that tier. One that
   * began at this tier was handed over by nobody below: it goes down only to a tier that is named.
   */
  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { reasonCode, note, to, betterSector }: Return,
  ): Promise<LockedTicket> {
    expectMovable(ticket, 'return');
    if (ticket.state === 'in_progress') expectHolder(agent, ticket);
    else expectTier(agent, ticket);
    const fromTier = tierOf(ticket);
    const below = to?.tier ?? ticket.handedOverFrom;
    if (below === null) throw notHandedOver(ticket);
    const toTier = await this.tierBelow(tx, fromTier, below);
    if (to?.sector !== undefined) await this.tiers.expectSector(tx, toTier, to.sector, '/to/sector');
    if (betterSector !== undefined) await this.expectBetterSector(tx, ticket, reasonCode, betterSector);
    const earlier = await this.workOrders.earlierStay(tx, ticket, toTier);
    await this.workOrders.markReturned(tx, ticket, { by: agent.id, reasonCode, note, betterSector });
    const returned = await this.tickets.move(tx, ticket, 'return', {
      by: actorOf(agent),
      set: {
        ...newStay(ticket, ticket.now, {
          tier: toTier,
          sector: to?.sector ?? (earlier ? earlier.sector : await this.tiers.sectorAt(tx, toTier, ticket.sector)),
          handedOverFrom: earlier?.handedOverFrom ?? null,
        }),
        bounces: ticket.bounces + 1,
      },
      public: false,
      data: { reasonCode, note, fromTier, toTier, betterSector },
    });
    return returned.bounces === BOUNCES_THAT_ALERT ? this.alertLeads(tx, returned) : returned;
  }

  /** Whoever sends a ticket back for the wrong sector may name the right one: another one that a team of his tier works for. */
  private async expectBetterSector(
    tx: Tx,
    ticket: LockedTicket,
    reasonCode: ReturnReason,
    sector: string,
  ): Promise<void> {
    const pointer = '/betterSector';
    if (reasonCode !== 'wrong-sector' || sector === ticket.sector) {
      const detail =
        reasonCode === 'wrong-sector'
          ? `The ticket is in the sector "${sector}": name another one.`
          : 'A better sector is named only when the reason is "wrong-sector".';
      throw new DomainError('refused', 'return.no-better-sector', detail, { errors: [{ pointer, detail }] });
    }
    await this.tiers.expectSector(tx, tierOf(ticket), sector, pointer);
  }

  private async tierBelow(tx: Tx, here: number, tier: number): Promise<number> {
    if (tier < here) return (await this.tiers.get(tx, tier)).number;
    const detail = `${tierName(tier)} is not below ${tierName(here)}.`;
    throw new DomainError('refused', 'tier.not-below', detail, { errors: [{ pointer: '/to/tier', detail }] });
  }

  private alertLeads(tx: Tx, ticket: LockedTicket): Promise<LockedTicket> {
    const detail = `${ticketNumber(ticket.number)} was returned ${ticket.bounces} times: it goes back and forth.`;
    return this.leads.alert(tx, ticket, 'bouncing', { detail, facts: { bounces: ticket.bounces } });
  }
}

const notHandedOver = ({ number, tier }: LockedTicket): DomainError =>
  new DomainError(
    'conflict',
    'ticket.not-handed-over',
    `${ticketNumber(number)} was not handed over to ${tier === null ? 'this tier' : tierName(tier)}: name in \`to\` the tier below that is to have it.`,
  );
