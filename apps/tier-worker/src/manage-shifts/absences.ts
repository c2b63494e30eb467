import { Database, newId, run, signal, type Tx } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { spanOf, unknownAbsence, type AbsenceWriter, type Span } from './absence-rules.js';
import type { Absence, AbsenceBody } from './absence.schemas.js';

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

  async add(writer: AbsenceWriter, agentId: string, body: AbsenceBody): Promise<Absence> {
    const asked = spanOf(body);
    const id = newId();
    await this.changing(async (tx) => {
      const [agent] = await run<{ now: Date }>(tx, knownAgent, [agentId]);
      if (!agent) {
        const detail = 'There is no such agent.';
        throw new DomainError('refused', 'agent.unknown', detail, { errors: [{ pointer: '/agentId', detail }] });
      }
      const { from, to } = writer.written(null, asked, agent.now);
      await run(tx, insertAbsence, [id, agentId, from, to, body.reason ?? null]);
    });
    return this.told(id);
  }

  async change(writer: AbsenceWriter, id: string, body: AbsenceBody): Promise<Absence> {
    const asked = spanOf(body);
    await this.changing(async (tx) => {
      const was = await lock(tx, writer, id);
      const { from, to } = writer.written(was, asked, was.now);
      await run(tx, updateAbsence, [id, from, to, body.reason ?? null]);
    });
    return this.told(id);
  }

  takeBack(writer: AbsenceWriter, id: string): Promise<void> {
    return this.changing(async (tx) => {
      const was = await lock(tx, writer, id);
      const left = writer.takenBack(was, was.now);
      if (left) await run(tx, updateAbsence, [id, left.from, left.to, was.reason]);
      else await run(tx, dropAbsence, [id]);
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

interface LockedAbsence extends Span {
  readonly reason: string | null;
  /** The database's time. */
  readonly now: Date;
}

async function lock(tx: Tx, { onlyOf }: AbsenceWriter, id: string): Promise<LockedAbsence> {
  const [absence] = isUuid(id) ? await run<LockedAbsence>(tx, lockAbsence, [id, onlyOf]) : [];
  if (!absence) throw unknownAbsence();
  return absence;
}

const knownAgent = { name: 'desk-absent-agent', text: `SELECT now() FROM agent WHERE id = $1` };
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
const lockAbsence = {
  name: 'desk-lock-absence',
  text: `SELECT begins_at AS "from", ends_at AS "to", reason, now() FROM absence
    WHERE id = $1 AND ($2::uuid IS NULL OR agent_id = $2) FOR UPDATE`,
};
const updateAbsence = {
  name: 'desk-update-absence',
  text: `UPDATE absence SET begins_at = $2, ends_at = $3, reason = $4 WHERE id = $1`,
};
const dropAbsence = { name: 'desk-drop-absence', text: `DELETE FROM absence WHERE id = $1` };
