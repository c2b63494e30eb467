import { run, type Tx } from '#database';
import { DomainError, tierName } from '#domain';
import { Injectable } from '@nestjs/common';

export interface Tier {
  readonly number: number;
  readonly name: string;
  readonly mayResolve: boolean;
  readonly mayAskVendor: boolean;
}

interface Team {
  readonly id: string;
  readonly sector: string | null;
  /** Another company's. */
  readonly partner: boolean;
}

/** The tiers as they are set up, lowest first; gaps between their numbers are allowed. */
@Injectable()
export class Tiers {
  all(tx: Tx): Promise<Tier[]> {
    return run<Tier>(tx, selectTiers, []);
  }

  async get(tx: Tx, number: number): Promise<Tier> {
    const tier = (await this.all(tx)).find((each) => each.number === number);
    if (tier) return tier;
    throw unknownTier(number);
  }

  /** The tier right above, or null when this is the last one. */
  async above(tx: Tx, number: number): Promise<Tier | null> {
    return (await this.all(tx)).find((each) => each.number > number) ?? null;
  }

  /** Refuses a sector that does not exist (422 `sector.unknown`) or that no team of the tier works for (422 `sector.not-at-tier`). */
  async expectSector(tx: Tx, tier: number, sector: string, pointer: string): Promise<void> {
    const [found] = await run<{ exists: boolean; served: boolean }>(tx, selectSector, [sector, tier]);
    if (found?.served) return;
    const detail = found?.exists
      ? `No team of ${tierName(tier)} works for the sector "${sector}".`
      : `There is no sector "${sector}".`;
    const code = found?.exists ? 'sector.not-at-tier' : 'sector.unknown';
    throw new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });
  }

  /**
   * The sector a ticket has at a tier when nobody names one: the one it had, or none when no team there works for that one.
   * Kept all the same, it would hide the ticket from everybody who could take it.
   */
  async sectorAt(tx: Tx, tier: number, sector: string | null): Promise<string | null> {
    if (sector === null) return null;
    const [found] = await run<{ served: boolean }>(tx, selectSector, [sector, tier]);
    return found?.served ? sector : null;
  }

  /** A team of this very tier. Others: 422 `team.unknown` or `team.not-at-tier`. */
  async team(tx: Tx, id: string, tier: number): Promise<Team> {
    const [team] = await run<Team & { tier: number }>(tx, selectTeam, [id]);
    if (team?.tier === tier) return team;
    const detail = team
      ? `That team works at ${tierName(team.tier)}, not at ${tierName(tier)}.`
      : 'There is no such team.';
    const code = team ? 'team.not-at-tier' : 'team.unknown';
    throw new DomainError('refused', code, detail, { errors: [{ pointer: '/teamId', detail }] });
  }
}

export const unknownTier = (number: number, pointer = '/to'): DomainError => {
  const detail = `There is no tier ${tierName(number)}.`;
  return new DomainError('refused', 'tier.unknown', detail, { errors: [{ pointer, detail }] });
};

const selectTiers = {
  name: 'desk-tiers',
  text: `SELECT number, name, may_resolve AS "mayResolve", may_ask_vendor AS "mayAskVendor" FROM tier ORDER BY number`,
};
const selectSector = {
  name: 'desk-sector-at-tier',
  text: `SELECT EXISTS (SELECT FROM sector WHERE code = $1) AS exists,
    EXISTS (SELECT FROM team JOIN sector ON sector.code = $1
            WHERE team.tier = $2 AND (team.sector IS NULL OR team.sector = $1)) AS served`,
};
const selectTeam = { name: 'desk-team', text: `SELECT id, tier, sector, partner FROM team WHERE id = $1` };
