import type { LockedTicket, Tx } from '#database';
import { DomainError, tierName } from '#domain';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { Tiers, unknownTier } from '../desk/tiers.js';

export interface UpwardRoute {
  readonly to?: { readonly tier: number; readonly sector?: string };
  /** Needed when tiers are skipped. */
  readonly reason?: string;
}

@Injectable()
export class ChooseTierAbove {
  constructor(private readonly tiers: Tiers) {}

  /**
   * The next tier up, or the one that is named. A sector that is named must have a team there; when none is, the ticket
   * keeps its own if it has one there.
   */
  async above(
    tx: Tx,
    ticket: LockedTicket,
    { to, reason }: UpwardRoute,
  ): Promise<{ tier: number; sector: string | null }> {
    const here = tierOf(ticket);
    const next = await this.tiers.above(tx, here);
    if (!next) throw noneAbove(here);
    const tier = to?.tier ?? next.number;
    if (tier <= here) throw refused('tier.not-above', '/to/tier', `${tierName(tier)} is not above ${tierName(here)}.`);
    if (!(await this.tiers.all(tx)).some(({ number }) => number === tier)) throw unknownTier(tier, '/to/tier');
    if (tier > next.number && !reason?.trim()) {
      const detail = `Say why ${tierName(next.number)} is skipped.`;
      throw refused('escalation.reason-missing', '/reason', detail);
    }
    if (to?.sector === undefined) return { tier, sector: await this.tiers.sectorAt(tx, tier, ticket.sector) };
    await this.tiers.expectSector(tx, tier, to.sector, '/to/sector');
    return { tier, sector: to.sector };
  }
}

const noneAbove = (here: number): DomainError =>
  new DomainError('conflict', 'tier.none-above', `${tierName(here)} is the last tier: nobody is above it.`, {
    tier: here,
  });

const refused = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });
