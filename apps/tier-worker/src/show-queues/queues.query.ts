import { Database } from '#database';
import { Injectable } from '@nestjs/common';

export interface QueueView {
  readonly tier: number;
  readonly name: string;
  readonly waiting: number;
  readonly inProgress: number;
  readonly oldest: Date | null;
  readonly atRisk: number;
  readonly breached: number;
}

@Injectable()
export class QueuesQuery {
  constructor(private readonly database: Database) {}

  all(): Promise<QueueView[]> {
    return this.database.read<QueueView>(selectQueues);
  }
}

/** At risk: less than a quarter of the promised time is left. Each ticket counts once, however many promises it has. */
const selectQueues = {
  name: 'desk-queues',
  text: `
    WITH open AS (
      SELECT id, tier, state, queued_at FROM ticket WHERE tier IS NOT NULL AND state IN
        ('queued', 'in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention')
    ), promise AS (
      SELECT ticket_id, bool_or(breached_at IS NOT NULL) AS breached,
        bool_or(breached_at IS NULL AND state = 'running'
          AND due_at - make_interval(secs => target_seconds / 4.0) <= now()) AS at_risk
      FROM clock JOIN sla_policy_version policy ON policy.id = policy_version
      WHERE state IN ('running', 'paused') GROUP BY ticket_id
    )
    SELECT tier.number AS tier, tier.name,
      count(*) FILTER (WHERE open.state = 'queued')::int AS waiting,
      count(*) FILTER (WHERE open.state = 'in_progress')::int AS "inProgress",
      min(open.queued_at) FILTER (WHERE open.state = 'queued') AS oldest,
      count(*) FILTER (WHERE promise.at_risk AND NOT promise.breached)::int AS "atRisk",
      count(*) FILTER (WHERE promise.breached)::int AS breached
    FROM tier LEFT JOIN open ON open.tier = tier.number LEFT JOIN promise ON promise.ticket_id = open.id
    GROUP BY tier.number ORDER BY tier.number`,
};
