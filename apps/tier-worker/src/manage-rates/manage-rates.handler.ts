import { Database, newId, run } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAllKnown } from '../desk/expect-known.js';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';

export interface Rate {
  readonly id: string;
  readonly tier: number | null;
  readonly agent: { readonly id: string; readonly name: string } | null;
  readonly perHour: number;
  readonly currency: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

interface NewRate {
  readonly tier?: number | undefined;
  readonly agentId?: string | undefined;
  readonly perHour: number;
  readonly currency: string;
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | null | undefined;
}

@Injectable()
export class ManageRatesHandler {
  constructor(private readonly database: Database) {}

  async list(after: string | null, limit: number): Promise<Rate[]> {
    return (await this.database.read<Row>(selectRates, [after, limit])).map(toView);
  }

  create({ tier, agentId, perHour, currency, startsAt, endsAt = null }: NewRate): Promise<Rate> {
    if ((tier === undefined) === (agentId === undefined)) throw ofNobody();
    const starts = startsAt ?? new Date().toISOString();
    if (endsAt !== null && Date.parse(endsAt) <= Date.parse(starts)) throw tooEarly();
    return this.database.transaction(async (tx) => {
      await expectAllKnown(tx, 'tier', tier === undefined ? [] : [tier], '/tier');
      await expectAllKnown(tx, 'agent', agentId === undefined ? [] : [agentId], '/agentId');
      const id = newId();
      const values = [id, tier ?? null, agentId ?? null, Math.round(perHour * 100), currency, starts, endsAt];
      await refuseDuplicate(run(tx, insertRate, values), taken);
      return toView((await run<Row>(tx, selectRate, [id]))[0] as Row);
    });
  }

  async end(id: string, endsAt: string | null): Promise<Rate> {
    return this.database.transaction(async (tx) => {
      const [rate] = isUuid(id) ? await run<Row>(tx, selectRate, [id]) : [];
      if (!rate) throw unknownRate();
      if (endsAt !== null && Date.parse(endsAt) <= rate.startsAt.getTime()) throw tooEarly();
      await run(tx, endRate, [id, endsAt]);
      return toView((await run<Row>(tx, selectRate, [id]))[0] as Row);
    });
  }

  async remove(id: string): Promise<void> {
    const removed = isUuid(id) ? await this.database.read(deleteRate, [id]) : [];
    if (removed.length === 0) throw unknownRate();
  }
}

interface Row extends Omit<Rate, 'perHour'> {
  readonly hundredths: number;
  readonly [name: string]: unknown;
}

const toView = ({ id, tier, agent, hundredths, currency, startsAt, endsAt }: Row): Rate => ({
  id,
  tier,
  agent,
  perHour: hundredths / 100,
  currency,
  startsAt,
  endsAt,
});

const unknownRate = (): DomainError => new DomainError('not-found', 'rate.not-found', 'There is no such rate.');
const taken = new DomainError('conflict', 'rate.taken', 'Another rate begins at that very instant.', {
  errors: [{ pointer: '/startsAt', detail: 'Choose another instant, or remove the other rate.' }],
});
function ofNobody(): DomainError {
  const detail = 'Give either the tier or the agent whose hour it is.';
  return new DomainError('refused', 'rate.of-nobody', detail, { errors: [{ pointer: '/tier', detail }] });
}
function tooEarly(): DomainError {
  const detail = 'A rate ends after it began.';
  return new DomainError('refused', 'rate.ends-too-early', detail, { errors: [{ pointer: '/endsAt', detail }] });
}

const select = `SELECT rate.id, rate.tier, CASE WHEN agent.id IS NOT NULL THEN json_build_object('id', agent.id, 'name', agent.name) END AS agent,
    hundredths_per_hour AS hundredths, currency, starts_at AS "startsAt", ends_at AS "endsAt"
  FROM work_rate rate LEFT JOIN agent ON agent.id = rate.agent_id`;
const selectRates = {
  name: 'settings-rates',
  text: `${select} WHERE $1::uuid IS NULL OR rate.id > $1 ORDER BY rate.id LIMIT $2`,
};
const selectRate = { name: 'settings-rate', text: `${select} WHERE rate.id = $1` };
const insertRate = {
  name: 'settings-insert-rate',
  text: `INSERT INTO work_rate (id, tier, agent_id, hundredths_per_hour, currency, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
const endRate = { name: 'settings-end-rate', text: `UPDATE work_rate SET ends_at = $2 WHERE id = $1` };
const deleteRate = { name: 'settings-delete-rate', text: `DELETE FROM work_rate WHERE id = $1 RETURNING id` };
