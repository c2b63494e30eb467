import { Authenticated } from '#access';
import { Database } from '#database';
import { DomainError, returnReasons } from '#domain';
import { Answers } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Remembered } from '../desk/remembered.js';

const instant = z.iso.datetime({ offset: true, error: 'Give an instant such as "2026-03-01T00:00:00Z".' });
const reportQuery = z.strictObject({
  from: instant.optional().meta({ description: 'Thirty days before `to` when left out.' }),
  to: instant.optional().meta({ description: 'Now when left out. At most 366 days after `from`.' }),
});
const count = z.int();
const seconds = z.int().nullable();

const report = z.object({
  from: z.date(),
  to: z.date(),
  pairs: z.array(
    z.object({
      fromTier: z.int(),
      toTier: z.int(),
      handOvers: count.meta({ description: 'Handed over in that time.' }),
      automatic: count,
      incomplete: count.meta({ description: 'A lead let them pass, or the system wrote them.' }),
      accepted: count,
      medianSecondsToAccept: seconds,
      p90SecondsToAccept: seconds,
      returned: count,
      returnedFor: z.array(z.object({ reason: z.enum(returnReasons), count })),
    }),
  ),
  tiers: z.array(
    z.object({
      tier: z.int(),
      resolved: count.meta({ description: 'Resolved there in that time.' }),
      l1Capable: count.meta({ description: 'Of them, marked as something the first line could have solved.' }),
    }),
  ),
  consultations: z.array(
    z.object({
      fromTier: z.int(),
      toTier: z.int(),
      asked: count,
      answered: count,
      withdrawn: count,
      medianSecondsToAnswer: seconds,
    }),
  ),
});
type Report = z.output<typeof report>;

@ApiTags('desk')
@Controller('desk/hand-over-report')
export class ReportHandOversController {
  private readonly remembered = new Remembered<Report>();

  constructor(private readonly database: Database) {}

  /**
   * How the tiers hand over to each other: per pair how many, how soon they were accepted, how many came back and why; what upper tiers
   * solved that the first line could have; and advice that was asked. A moment old at most. For leads and admins.
   */
  @Get()
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, report)
  async report(@Query({ schema: reportQuery }) asked: z.output<typeof reportQuery>): Promise<Report> {
    const to = asked.to === undefined ? new Date() : new Date(asked.to);
    const from = asked.from === undefined ? new Date(to.getTime() - 30 * DAY) : new Date(asked.from);
    if (from >= to || to.getTime() - from.getTime() > 366 * DAY) throw badSpan();
    return this.remembered.get(`${asked.from}, ${asked.to}`, () => this.read(from, to));
  }

  private async read(from: Date, to: Date): Promise<Report> {
    const values = [from, to];
    const [pairs, tiers, consultations] = await Promise.all([
      this.database.read<Report['pairs'][number]>(selectPairs, values),
      this.database.read<Report['tiers'][number]>(selectTiers, values),
      this.database.read<Report['consultations'][number]>(selectConsultations, values),
    ]);
    return { from, to, pairs, tiers, consultations };
  }
}

const DAY = 86_400_000;
function badSpan(): DomainError {
  const detail = 'Give a time that ends after it begins, and at most 366 days later.';
  return new DomainError('invalid', 'request.invalid', detail, { errors: [{ pointer: '/to', detail }] });
}

const toAccept = 'extract(epoch FROM accepted_at - created_at)';
const selectPairs = {
  name: 'desk-report-pairs',
  text: `SELECT from_tier AS "fromTier", to_tier AS "toTier", count(*)::int AS "handOvers",
      count(*) FILTER (WHERE automatic)::int AS automatic, count(*) FILTER (WHERE NOT complete)::int AS incomplete,
      count(accepted_at)::int AS accepted,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${toAccept}))::int AS "medianSecondsToAccept",
      round(percentile_cont(0.9) WITHIN GROUP (ORDER BY ${toAccept}))::int AS "p90SecondsToAccept",
      count(returned_at)::int AS returned,
      (SELECT coalesce(json_agg(json_build_object('reason', reason, 'count', times) ORDER BY times DESC, reason), '[]')
       FROM (SELECT return_reason AS reason, count(*)::int AS times FROM work_order of_pair
             WHERE of_pair.created_at >= $1 AND of_pair.created_at < $2 AND of_pair.from_tier = work_order.from_tier
               AND of_pair.to_tier = work_order.to_tier AND return_reason IS NOT NULL GROUP BY return_reason) AS reasons) AS "returnedFor"
    FROM work_order WHERE created_at >= $1 AND created_at < $2 GROUP BY from_tier, to_tier ORDER BY from_tier, to_tier`,
};
const selectTiers = {
  name: 'desk-report-tiers',
  text: `SELECT tier, count(*)::int AS resolved, count(*) FILTER (WHERE l1_capable)::int AS "l1Capable"
    FROM ticket WHERE state IN ('resolved', 'closed') AND tier IS NOT NULL AND resolved_at >= $1 AND resolved_at < $2
    GROUP BY tier ORDER BY tier`,
};
const selectConsultations = {
  name: 'desk-report-consultations',
  text: `SELECT from_tier AS "fromTier", to_tier AS "toTier", count(*)::int AS asked,
      count(*) FILTER (WHERE state = 'answered')::int AS answered, count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - asked_at))
        FILTER (WHERE state = 'answered'))::int AS "medianSecondsToAnswer"
    FROM consultation WHERE asked_at >= $1 AND asked_at < $2 GROUP BY from_tier, to_tier ORDER BY from_tier, to_tier`,
};
