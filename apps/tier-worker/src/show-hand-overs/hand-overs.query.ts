import { readableTickets, sightOf, type AgentCaller } from '#access';
import { Database } from '#database';
import { DomainError, isUuid, parseTicketNumber, timePerTier, type HistoryStep } from '#domain';
import { Injectable } from '@nestjs/common';
import type { HandOvers, WorkLog } from './hand-overs.schemas.js';

@Injectable()
export class HandOversQuery {
  constructor(private readonly database: Database) {}

  async workOrders(caller: AgentCaller, idOrNumber: string): Promise<HandOvers> {
    const { id, now } = await this.readable(caller, idOrNumber);
    const [items, history] = await Promise.all([
      this.database.read<HandOvers['items'][number]>(selectWorkOrders, [id]),
      this.database.read<HistoryStep>(selectHistory, [id]),
    ]);
    return { items, timePerTier: timePerTier(history, now) };
  }

  async workLog(caller: AgentCaller, idOrNumber: string): Promise<WorkLog> {
    const { id } = await this.readable(caller, idOrNumber);
    const items = await this.database.read<WorkLog['items'][number]>(selectWorkLog, [id]);
    const sums = new Map<number | null, number>();
    for (const { tier, seconds } of items) sums.set(tier, (sums.get(tier) ?? 0) + seconds);
    return { items, secondsPerTier: [...sums].map(([tier, seconds]) => ({ tier, seconds })) };
  }

  /** The id behind an id or number, and the database's time; 404 `ticket.not-found` when it is not for this agent. */
  private async readable(caller: AgentCaller, idOrNumber: string): Promise<{ id: string; now: Date }> {
    const id = isUuid(idOrNumber) ? idOrNumber : null;
    const number = id === null ? parseTicketNumber(idOrNumber) : null;
    const may = readableTickets(caller, 3);
    const statement = {
      name: `desk-readable-${sightOf(caller)}`,
      text: `SELECT id, clock_timestamp() AS now FROM ticket WHERE (id = $1::uuid OR number = $2::bigint) AND ${may.sql}`,
    };
    const [found] = await this.database.read<{ id: string; now: Date }>(statement, [id, number, ...may.values]);
    if (found) return found;
    throw new DomainError('not-found', 'ticket.not-found', 'There is no such ticket, or it is not for you.');
  }
}

const selectWorkOrders = {
  name: 'desk-work-orders',
  text: `SELECT id, from_tier AS "fromTier", to_tier AS "toTier", situation, tried, hypothesis,
      customer_context AS "customerContext", check_first AS "checkFirst", reason, automatic, complete,
      overridden_by AS "overriddenBy", override_reason AS "overrideReason", time_per_tier AS "timePerTier",
      json_build_object('kind', created_by_kind, 'id', created_by_id) AS "createdBy", created_at AS "createdAt",
      accepted_at AS "acceptedAt", accepted_by AS "acceptedBy", returned_at AS "returnedAt",
      return_reason AS "returnReason", return_note AS "returnNote"
    FROM work_order WHERE ticket_id = $1 ORDER BY created_at, id`,
};
const selectHistory = {
  name: 'desk-history-outside',
  text: `SELECT to_state AS "toState", tier, at FROM ticket_transition WHERE ticket_id = $1 ORDER BY version`,
};
const selectWorkLog = {
  name: 'desk-work-log',
  text: `SELECT work_log.id, tier, json_build_object('id', agent.id, 'name', agent.name) AS agent, kind, seconds,
      with_customer AS "withCustomer", note, at
    FROM work_log JOIN agent ON agent.id = agent_id WHERE ticket_id = $1 ORDER BY at, work_log.id`,
};
