import type { AgentCaller } from '#access';
import { Database, readRows, type Reader } from '#database';
import { costOf, rateOf, sumWork, workPerAgent, workPerTier, type PricedWork, type WorkRate } from '#domain';
import { Injectable } from '@nestjs/common';
import { FindTicket } from '../desk/find-ticket.js';
import type { AgentWorkView, WorkLog } from './work-log.schemas.js';

/** The work on a ticket and what it cost. Work on tickets that were merged into it, or hang below it, is not in it. */
@Injectable()
export class WorkLogQuery {
  constructor(
    private readonly database: Database,
    private readonly tickets: FindTicket,
  ) {}

  async ofTicket(caller: AgentCaller, idOrNumber: string): Promise<WorkLog> {
    const { id } = await this.tickets.readable(caller, idOrNumber);
    const priced = await this.priced(this.database, id);
    const perTier = workPerTier(priced);
    return {
      items: priced.map((entry) => ({
        id: entry.id,
        tier: entry.tier,
        agent: entry.agent,
        kind: entry.kind,
        seconds: entry.seconds,
        withCustomer: entry.withCustomer,
        note: entry.note,
        at: entry.at,
        corrects: entry.corrects,
        correctedBy: entry.correctedBy,
        reason: entry.reason,
        consultationId: entry.consultationId,
        cost: costOf(entry),
      })),
      secondsPerTier: perTier.map(({ tier, seconds }) => ({ tier, seconds })),
      perTier,
      perAgent: perAgent(priced),
      total: sumWork(priced),
    };
  }

  /** Who worked on it for how long, of a ticket that may be read. */
  async perAgent(reader: Reader, ticketId: string): Promise<AgentWorkView[]> {
    return perAgent(await this.priced(reader, ticketId));
  }

  /** Every entry, oldest first, at the rate of when the work was done: a correction's is that of the entry it corrects. */
  private async priced(reader: Reader, ticketId: string): Promise<(Row & PricedWork)[]> {
    // One after the other: a reader may be a transaction.
    const rows = await readRows<Row>(reader, selectWorkLog, [ticketId]);
    const rates = await readRows<WorkRate & Record<string, unknown>>(reader, selectRates, [ticketId]);
    return rows.map((row) =>
      Object.assign(row, {
        agentId: row.agent.id,
        rate: rateOf(rates, { tier: row.tier, agentId: row.agent.id, at: row.workedAt }),
      }),
    );
  }
}

type Entry = Omit<WorkLog['items'][number], 'cost'>;
interface Row extends Entry {
  readonly workedAt: Date;
  readonly [name: string]: unknown;
}

const perAgent = (priced: readonly (Row & PricedWork)[]): AgentWorkView[] => {
  const names = new Map(priced.map(({ agent }) => [agent.id, agent]));
  return workPerAgent(priced).map(({ tier, agentId, seconds, withCustomerSeconds }) => ({
    tier,
    agent: names.get(agentId) ?? { id: agentId, name: '' },
    seconds,
    withCustomerSeconds,
  }));
};

const selectWorkLog = {
  name: 'desk-work-log',
  text: `SELECT entry.id, entry.tier, json_build_object('id', agent.id, 'name', agent.name) AS agent, entry.kind, entry.seconds,
      entry.with_customer AS "withCustomer", entry.note, entry.at, coalesce(first.at, entry.at) AS "workedAt", entry.corrects,
      CASE WHEN corrector.id IS NOT NULL THEN json_build_object('id', corrector.id, 'name', corrector.name) END AS "correctedBy",
      entry.reason, entry.consultation_id AS "consultationId"
    FROM work_log entry JOIN agent ON agent.id = entry.agent_id
      LEFT JOIN work_log first ON first.id = entry.corrects
      LEFT JOIN agent corrector ON corrector.id = entry.corrected_by
    WHERE entry.ticket_id = $1 ORDER BY entry.at, entry.id`,
};
const selectRates = {
  name: 'desk-rates-of-ticket',
  text: `SELECT tier, agent_id AS "agentId", hundredths_per_hour AS "hundredthsPerHour", currency, starts_at AS "startsAt", ends_at AS "endsAt"
    FROM work_rate WHERE agent_id IS NULL OR agent_id IN (SELECT agent_id FROM work_log WHERE ticket_id = $1)`,
};
