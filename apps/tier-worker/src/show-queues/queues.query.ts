import { brokenClocks, clocksAtRisk, Database, isOpenTicket } from '#database';
import { Injectable } from '@nestjs/common';
import { Remembered } from '../desk/remembered.js';

export interface QueueFigures {
  readonly waiting: number;
  readonly inProgress: number;
  readonly oldest: Date | null;
  readonly atRisk: number;
  readonly breached: number;
}

export interface SectorView extends QueueFigures {
  /** Null: tickets without one. */
  readonly sector: string | null;
}

export interface QueueView extends QueueFigures {
  readonly tier: number;
  readonly name: string;
}

interface Row extends SectorView {
  readonly tier: number;
  readonly name: string;
  /** A tier without open tickets has one row all the same. */
  readonly tickets: number;
}

@Injectable()
export class QueuesQuery {
  private readonly remembered = new Remembered<Row[]>();

  constructor(private readonly database: Database) {}

  /** Every tier, lowest first; with `bySector` also what of it is of which sector. */
  async all(bySector = false): Promise<(QueueView & { readonly sectors?: SectorView[] })[]> {
    const rows = await this.remembered.get('', () => this.database.read<Row>(selectQueues));
    const tiers = new Map<number, Row[]>();
    for (const row of rows) tiers.set(row.tier, [...(tiers.get(row.tier) ?? []), row]);
    return [...tiers.values()].map((ofTier) => {
      const [{ tier, name }] = ofTier as [Row, ...Row[]];
      const sectors = ofTier.filter(({ tickets }) => tickets > 0).map(toSector);
      return { tier, name, ...together(ofTier), ...(bySector && { sectors }) };
    });
  }
}

const toSector = ({ sector, waiting, inProgress, oldest, atRisk, breached }: Row): SectorView => ({
  sector,
  waiting,
  inProgress,
  oldest,
  atRisk,
  breached,
});

const together = (rows: readonly QueueFigures[]): QueueFigures => ({
  waiting: sum(rows, 'waiting'),
  inProgress: sum(rows, 'inProgress'),
  oldest: rows.reduce<Date | null>(
    (first, { oldest }) => (first && (!oldest || first <= oldest) ? first : oldest),
    null,
  ),
  atRisk: sum(rows, 'atRisk'),
  breached: sum(rows, 'breached'),
});

const sum = (rows: readonly QueueFigures[], figure: 'waiting' | 'inProgress' | 'atRisk' | 'breached'): number =>
  rows.reduce((all, row) => all + row[figure], 0);

/**
 * At risk: less than a quarter of the promised time is left. Each ticket counts once, however many promises it has, and as broken
 * when one of them is.
 */
const selectQueues = {
  name: 'desk-queues',
  text: `
    WITH promised AS MATERIALIZED (
      SELECT ticket_id, bool_or(broken) AS broken FROM (
        SELECT ticket_id, true AS broken FROM ${brokenClocks} UNION ALL SELECT ticket_id, false FROM ${clocksAtRisk}
      ) AS one GROUP BY ticket_id
    ), open AS MATERIALIZED (
      SELECT tier, sector, count(*) AS tickets,
        count(*) FILTER (WHERE state = 'queued') AS waiting,
        count(*) FILTER (WHERE state = 'in_progress') AS in_progress,
        min(queued_at) FILTER (WHERE state = 'queued') AS oldest,
        count(*) FILTER (WHERE NOT broken) AS at_risk,
        count(*) FILTER (WHERE broken) AS breached
      FROM ticket LEFT JOIN promised ON promised.ticket_id = ticket.id
      WHERE ${isOpenTicket} AND tier IS NOT NULL GROUP BY tier, sector
    )
    SELECT tier.number AS tier, tier.name, open.sector, coalesce(open.tickets, 0)::int AS tickets,
      coalesce(open.waiting, 0)::int AS waiting, coalesce(open.in_progress, 0)::int AS "inProgress", open.oldest,
      coalesce(open.at_risk, 0)::int AS "atRisk", coalesce(open.breached, 0)::int AS breached
    FROM tier LEFT JOIN open ON open.tier = tier.number ORDER BY tier.number, open.sector NULLS FIRST`,
};
