import { desksOf } from '#access';
import { Database } from '#database';
import {
  isOnShift,
  nextShiftChange,
  type DispatchRule,
  type ReadyAgent,
  type WaitingTicket,
  type Weights,
} from '#domain';
import { Injectable } from '@nestjs/common';
import {
  overflowOfTicket,
  ruleColumns,
  ruleOfTicket,
  soonestDue,
  unitsHeld,
  unitsOffered,
  workingTimeOf,
} from '../dispatch/dispatch.sql.js';
import { workingTime, type StoredTime } from '../dispatch/working-time.js';

/** Everything that decides who is offered what, at one moment. */
export interface Board {
  readonly now: Date;
  readonly waiting: readonly WaitingTicket[];
  readonly agents: readonly ReadyAgent[];
  readonly weights: Weights;
  /** When somebody next comes on shift or goes off it. */
  readonly shiftChangeAt: Date | null;
}

interface WaitingRow extends DispatchRule {
  readonly id: string;
  readonly ticketTier: number;
  readonly ticketSector: string | null;
  readonly priority: WaitingTicket['priority'];
  readonly queuedAt: Date;
  readonly dueAt: Date | null;
  readonly language: string | null;
  readonly product: string | null;
  readonly overflowTeamId: string | null;
  readonly asked: readonly string[];
  readonly knownTo: readonly string[];
}

interface AgentRow extends Omit<ReadyAgent, 'skills'> {
  readonly skills: readonly { readonly skill: string; readonly level: number }[];
  readonly time: StoredTime;
  readonly now: Date;
}

@Injectable()
export class BoardQuery {
  constructor(private readonly database: Database) {}

  /** Null when nothing waits to be offered. */
  async read(): Promise<Board | null> {
    const rows = await this.database.read<WaitingRow>(selectWaiting);
    if (rows.length === 0) return null;
    const [agents, weights] = await Promise.all([
      this.database.read<AgentRow>(selectAgents),
      this.database.read<{ priority: keyof Weights; weight: number }>(selectWeights),
    ]);
    const now = agents[0]?.now ?? new Date();
    const timed = agents.map((row) => ({ row, time: workingTime(row.time) }));
    const changes = timed.flatMap(({ time }) => nextShiftChange(time, now) ?? []);
    return {
      now,
      waiting: rows.map(waitingOf),
      agents: timed.filter(({ time }) => isOnShift(time, now)).map(({ row }) => readyOf(row)),
      weights: Object.fromEntries(weights.map(({ priority, weight }) => [priority, weight])) as Record<
        keyof Weights,
        number
      >,
      shiftChangeAt: changes.length === 0 ? null : new Date(Math.min(...changes.map(Number))),
    };
  }
}

const waitingOf = (row: WaitingRow): WaitingTicket => ({
  id: row.id,
  rule: row,
  tier: row.ticketTier,
  sector: row.ticketSector,
  priority: row.priority,
  queuedAt: row.queuedAt,
  dueAt: row.dueAt,
  language: row.language,
  product: row.product,
  overflowTeamId: row.overflowTeamId,
  asked: new Set(row.asked),
  knownTo: new Set(row.knownTo),
});

const readyOf = ({ id, capacity, load, lastOfferedAt, skills, desks }: AgentRow): ReadyAgent => ({
  id,
  capacity,
  load,
  lastOfferedAt,
  skills: new Map(skills.map(({ skill, level }) => [skill, level])),
  desks,
});

/** The most urgent of each place: a queue of which nobody can take anything keeps no other from its agents. */
const MOST_OF_A_PLACE = 100;
const selectWaiting = {
  name: 'dispatch-waiting',
  text: `SELECT waiting.*,
      array(SELECT agent_id FROM dispatch_offer WHERE ticket_id = waiting.id AND offered_at >= waiting."queuedAt"
        AND state IN ('declined', 'timed-out')) AS asked,
      array(SELECT actor_id FROM ticket_transition WHERE ticket_id = waiting.id AND actor_kind = 'agent'
        UNION (SELECT assignee_id::text FROM ticket earlier WHERE earlier.requester_id = waiting."requesterId"
          AND assignee_id IS NOT NULL ORDER BY number DESC LIMIT 5)) AS "knownTo"
    FROM (
      SELECT ticket.id, ticket.tier AS "ticketTier", ticket.sector AS "ticketSector", ticket.priority,
        ticket.queued_at AS "queuedAt", ticket.language, ticket.product, ticket.requester_id AS "requesterId",
        due.at AS "dueAt", overflow.team_id AS "overflowTeamId", ${ruleColumns},
        row_number() OVER (PARTITION BY ticket.tier, ticket.sector
          ORDER BY due.at NULLS LAST, ticket.priority NULLS LAST, ticket.queued_at) AS place
      FROM ticket JOIN ${ruleOfTicket} ON rule.mode = 'push'
        LEFT JOIN ${soonestDue} ON TRUE LEFT JOIN ${overflowOfTicket}
      WHERE ticket.state = 'queued' AND ticket.tier IN (SELECT tier FROM dispatch_rule WHERE mode = 'push')
        AND NOT EXISTS (SELECT FROM dispatch_offer live WHERE live.ticket_id = ticket.id AND live.state = 'offered')
        AND NOT EXISTS (SELECT FROM dispatch_opened opened WHERE opened.ticket_id = ticket.id
          AND opened.queued_at = ticket.queued_at)
    ) waiting WHERE place <= ${MOST_OF_A_PLACE}`,
};
const selectAgents = {
  name: 'dispatch-agents',
  text: `SELECT agent.id, agent.capacity, ${unitsHeld('agent.id')} + ${unitsOffered('agent.id')} AS load,
      (SELECT max(offered_at) FROM dispatch_offer WHERE agent_id = agent.id) AS "lastOfferedAt",
      coalesce((SELECT json_agg(json_build_object('skill', skill, 'level', level)) FROM agent_skill
        WHERE agent_id = agent.id), '[]') AS skills,
      ${desksOf('agent.id')} AS desks,
      ${workingTimeOf('agent.id')} AS time, clock_timestamp() AS now
    FROM agent JOIN agent_availability availability ON availability.agent_id = agent.id
    WHERE agent.active AND availability.state = 'available'`,
};
const selectWeights = { name: 'dispatch-weights', text: `SELECT priority, weight FROM priority_weight` };
