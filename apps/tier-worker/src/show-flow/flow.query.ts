import { Database } from '#database';
import { Injectable } from '@nestjs/common';
import { Remembered } from '../desk/remembered.js';

/** What a move means for the flow through the tiers; other moves stay within one. */
export const flowKinds = ['arrived', 'escalated', 'returned', 'reopened', 'solved', 'asked-vendor'] as const;
export type FlowKind = (typeof flowKinds)[number];

export interface FlowStep {
  /** The beginning of the part of the time it happened in. */
  readonly at: Date;
  readonly kind: FlowKind;
  /** Null: from outside. */
  readonly from: number | null;
  readonly to: number;
  readonly count: number;
}

export interface Flow {
  readonly since: Date;
  readonly until: Date;
  readonly partSeconds: number;
  readonly steps: readonly FlowStep[];
}

/** How many parts a time is cut into: as many columns as a chart can show. */
const PARTS = 24;

/** What moved through the tiers in the last hours, from the tickets' history. */
@Injectable()
export class FlowQuery {
  private readonly remembered = new Remembered<Flow>();

  constructor(private readonly database: Database) {}

  last(hours: number): Promise<Flow> {
    return this.remembered.get(String(hours), () => this.read(hours));
  }

  private async read(hours: number): Promise<Flow> {
    const partSeconds = (hours * 3600) / PARTS;
    const rows = await this.database.read<FlowStep & { since: Date; until: Date }>(selectFlow, [hours, partSeconds]);
    const { since, until } = rows[0]!;
    const steps = rows
      .filter(({ kind }) => kind !== null)
      .map(({ at, kind, from, to, count }) => ({ at, kind, from, to, count }));
    return { since, until, partSeconds, steps };
  }
}

/** Whole parts: the first one begins on a multiple of its length, so that columns do not crawl while one looks. */
const selectFlow = {
  name: 'desk-flow',
  text: `
    WITH span AS (
      SELECT date_bin(make_interval(secs => $2::float8), now() - make_interval(hours => $1::int), 'epoch'::timestamptz)
          + make_interval(secs => $2::float8) AS since, now() AS until
    ), step AS (
      SELECT date_bin(make_interval(secs => $2::float8), move.at, span.since) AS at,
        CASE WHEN action = 'route' THEN 'arrived' WHEN action IN ('escalate', 'auto-escalate') THEN 'escalated'
             WHEN action = 'return' THEN 'returned' WHEN action = 'reopen' THEN 'reopened'
             WHEN action = 'ask-vendor' THEN 'asked-vendor' ELSE 'solved' END AS kind,
        CASE WHEN action <> 'route' THEN (
          SELECT before.tier FROM ticket_transition before WHERE before.ticket_id = move.ticket_id
            AND before.version < move.version ORDER BY before.version DESC LIMIT 1) END AS "from",
        move.tier AS "to"
      FROM span JOIN ticket_transition move ON move.at >= span.since
      WHERE action IN ('route', 'escalate', 'auto-escalate', 'return', 'reopen', 'ask-vendor', 'resolve', 'auto-resolve')
        AND move.tier IS NOT NULL
    ), counted AS (
      SELECT at, kind, "from", "to", count(*)::int AS count FROM step GROUP BY 1, 2, 3, 4
    )
    SELECT span.since, span.until, counted.* FROM span LEFT JOIN counted ON true ORDER BY counted.at, kind, "from", "to"`,
};
