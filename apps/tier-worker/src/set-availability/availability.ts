import { Database, run, signal, type Tx } from '#database';
import { DomainError, type FieldProblem, isOnShift, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { unitsHeld, unitsOffered, workingTimeOf } from '../dispatch/dispatch.sql.js';
import { workingTime, type StoredTime } from '../dispatch/working-time.js';
import type { AvailabilityBody, AvailabilityView, DeskAgent } from './availability.schemas.js';

type Row = Omit<DeskAgent, 'onShift'> & { readonly time: StoredTime };

/** Whether the people at the desk are there for work, and how much they carry. */
@Injectable()
export class AgentAvailability {
  constructor(
    private readonly database: Database,
    private readonly bell: DispatchBell,
  ) {}

  async of(agentId: string): Promise<AvailabilityView> {
    const [agent] = await this.agents(agentId);
    if (!agent) throw notFound();
    const { state, since, until, reason, onShift } = agent;
    return { state, since, until, reason, onShift };
  }

  /** Everybody active, by name; or one. */
  async agents(agentId: string | null = null): Promise<DeskAgent[]> {
    const rows = await this.database.read<Row>(selectAgents, [agentId]);
    const now = new Date();
    return rows.map(({ time, ...agent }) => ({ ...agent, onShift: isOnShift(workingTime(time), now) }));
  }

  async set(agentId: string, { state, until, reason }: AvailabilityBody, by: string): Promise<AvailabilityView> {
    if (!isUuid(agentId)) throw notFound();
    const at = until === undefined ? null : new Date(until);
    if (at) expectUntil(state, at);
    await this.database.transaction(async (tx) => {
      const written = await run(tx, writeAvailability, [agentId, state, reason ?? null, at, by]);
      if (written.length === 0) throw notFound();
      await this.told(tx, agentId, state);
    });
    return this.of(agentId);
  }

  private async told(tx: Tx, agentId: string, state: string): Promise<void> {
    await signal(tx, { kind: 'agent-changed', data: { agentId, state } });
    this.bell.ringAfter(tx);
  }
}

function expectUntil(state: AvailabilityBody['state'], until: Date): void {
  const wrong: Omit<FieldProblem, 'pointer'> | null =
    state === 'available' || state === 'offline'
      ? { code: 'availability.endless', detail: `"${state}" has no end: leave it out.` }
      : until.getTime() <= Date.now()
        ? { code: 'availability.until-over', detail: 'Give an instant in the future, or leave it out.' }
        : null;
  if (wrong === null) return;
  throw new DomainError('invalid', 'availability.invalid-until', wrong.detail, {
    errors: [{ pointer: '/until', ...wrong }],
  });
}

const notFound = (): DomainError =>
  new DomainError('not-found', 'agent.not-found', 'There is no such agent, or they are no longer active.');

const writeAvailability = {
  name: 'desk-write-availability',
  text: `INSERT INTO agent_availability (agent_id, state, reason, until, since, set_by)
    SELECT id, $2, $3, $4, date_trunc('milliseconds', clock_timestamp()), $5::uuid FROM agent WHERE id = $1 AND active
    ON CONFLICT (agent_id) DO UPDATE SET state = excluded.state, reason = excluded.reason, until = excluded.until,
      since = excluded.since, set_by = excluded.set_by
    RETURNING agent_id`,
};
const selectAgents = {
  name: 'desk-agents',
  text: `SELECT agent.id, agent.name, agent.role, coalesce(availability.state, 'offline') AS state,
      availability.since, availability.until, availability.reason, agent.capacity,
      (SELECT count(*)::int FROM ticket WHERE assignee_id = agent.id AND state = 'in_progress') AS held,
      (SELECT count(*)::int FROM ticket WHERE assignee_id = agent.id
        AND state IN ('awaiting_customer', 'awaiting_vendor', 'awaiting_intervention')) AS waiting,
      ${unitsHeld('agent.id')} AS load, ${unitsOffered('agent.id')} AS offered,
      coalesce((SELECT json_agg(json_build_object('skill', skill, 'level', level) ORDER BY skill)
        FROM agent_skill WHERE agent_id = agent.id), '[]') AS skills,
      coalesce((SELECT json_agg(json_build_object('id', team.id, 'name', team.name, 'tier', team.tier,
          'sector', team.sector, 'partner', team.partner) ORDER BY team.tier, team.name)
        FROM team_member JOIN team ON team.id = team_id WHERE agent_id = agent.id), '[]') AS teams,
      ${workingTimeOf('agent.id')} AS time
    FROM agent LEFT JOIN agent_availability availability ON availability.agent_id = agent.id
    WHERE agent.active AND ($1::uuid IS NULL OR agent.id = $1) ORDER BY agent.name, agent.id`,
};
