import { Database, newId, run, signal, type Tx } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import type { Absence, OwnAbsenceBody } from './absence.schemas.js';

/** When somebody is not there, whatever their shift says. */
@Injectable()
export class Absences {
  constructor(
    private readonly database: Database,
    private readonly bell: DispatchBell,
  ) {}

  /** Those that are not over, soonest first. */
  list(): Promise<Absence[]> {
    return this.database.read<Absence>(selectAbsences, [null]);
  }

  async add(agentId: string, body: OwnAbsenceBody): Promise<Absence> {
    const { from, to } = spanOf(body);
    const id = newId();
    await this.changing(async (tx) => {
      if ((await run(tx, knownAgent, [agentId])).length === 0) {
        const detail = 'There is no such agent.';
        throw new DomainError('refused', 'agent.unknown', detail, { errors: [{ pointer: '/agentId', detail }] });
      }
      await run(tx, insertAbsence, [id, agentId, from, to, body.reason ?? null]);
    });
    return this.told(id);
  }

  /** One's own begins now at the earliest. */
  addOwn(agentId: string, body: OwnAbsenceBody): Promise<Absence> {
    expectComing(body);
    const now = new Date().toISOString();
    return this.add(agentId, new Date(body.from) < new Date(now) ? { ...body, from: now } : body);
  }

  /** Of this agent, whoever entered it; what is over stays as it was, and so does the beginning of what has begun. */
  async changeOf(agentId: string, id: string, body: OwnAbsenceBody): Promise<Absence> {
    expectComing(body);
    const { from, to } = spanOf(body);
    await this.changing(async (tx) => {
      const changed = isUuid(id) ? await run(tx, updateAbsence, [id, agentId, from, to, body.reason ?? null]) : [];
      if (changed.length === 0) throw unknown();
    });
    return this.told(id);
  }

  drop(id: string): Promise<void> {
    return this.changing(async (tx) => {
      const gone = isUuid(id) ? await run(tx, dropAbsence, [id]) : [];
      if (gone.length === 0) throw unknown();
    });
  }

  dropOf(agentId: string, id: string): Promise<void> {
    return this.changing(async (tx) => {
      const gone = isUuid(id) ? await run(tx, dropComing, [id, agentId]) : [];
      if (gone.length === 0) throw unknown();
    });
  }

  private async told(id: string): Promise<Absence> {
    const [absence]: (Absence | undefined)[] = await this.database.read<Absence>(selectAbsences, [id]);
    if (!absence) throw new Error(`Absence ${id} is gone.`);
    return absence;
  }

  private changing(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.database.transaction(async (tx) => {
      await work(tx);
      await signal(tx, { kind: 'agent-changed' });
      this.bell.ringAfter(tx);
    });
  }
}

function spanOf(body: OwnAbsenceBody): { from: Date; to: Date } {
  const [from, to] = [new Date(body.from), new Date(body.to)];
  if (to > from) return { from, to };
  throw wrongEnd('absence.ends-first', 'Give an end that is after the beginning.');
}

/** Nobody writes down afterwards that they were not there: that is for leads. */
function expectComing({ to }: OwnAbsenceBody): void {
  if (new Date(to).getTime() <= Date.now()) throw wrongEnd('absence.over-already', 'Give an end in the future.');
}

const wrongEnd = (code: `absence.${string}`, detail: string): DomainError =>
  new DomainError('invalid', 'request.invalid', detail, { errors: [{ pointer: '/to', detail, code }] });
const unknown = (): DomainError => new DomainError('not-found', 'absence.not-found', 'There is no such absence.');

const knownAgent = { name: 'desk-absent-agent', text: `SELECT id FROM agent WHERE id = $1` };
const selectAbsences = {
  name: 'desk-absences',
  text: `SELECT absence.id, agent_id AS "agentId", agent.name, begins_at AS "from", ends_at AS "to", reason
    FROM absence JOIN agent ON agent.id = agent_id
    WHERE CASE WHEN $1::uuid IS NULL THEN ends_at > now() ELSE absence.id = $1 END ORDER BY begins_at, absence.id`,
};
const insertAbsence = {
  name: 'desk-insert-absence',
  text: `INSERT INTO absence (id, agent_id, begins_at, ends_at, reason) VALUES ($1, $2, $3, $4, $5)`,
};
const updateAbsence = {
  name: 'desk-update-absence',
  text: `UPDATE absence SET begins_at = CASE WHEN begins_at < now() THEN begins_at ELSE greatest($3, now()) END, ends_at = $4, reason = $5
    WHERE id = $1 AND agent_id = $2 AND ends_at > now() RETURNING id`,
};
const dropAbsence = { name: 'desk-drop-absence', text: `DELETE FROM absence WHERE id = $1 RETURNING id` };
/* The days on which somebody was not there stay on record. */
const dropComing = {
  name: 'desk-drop-coming-absence',
  text: `WITH ended AS (
      UPDATE absence SET ends_at = now() WHERE id = $1 AND agent_id = $2 AND begins_at < now() AND ends_at > now() RETURNING id
    ), gone AS (
      DELETE FROM absence WHERE id = $1 AND agent_id = $2 AND begins_at >= now() RETURNING id
    )
    SELECT id FROM ended UNION ALL SELECT id FROM gone`,
};
