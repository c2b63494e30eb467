import { actorOf, steers, type AgentCaller } from '#access';
import { newId, run, TicketStore, type LockedTicket, type Tx } from '#database';
import { asItStands, correctionsOf, DomainError, isUuid, type WorkDone, type WorkKind } from '#domain';
import { Injectable } from '@nestjs/common';

export interface Correction {
  readonly seconds?: number | undefined;
  readonly kind?: WorkKind | undefined;
  readonly withCustomer?: boolean | undefined;
  readonly reason: string;
}

/** Nothing that was logged is changed: what it was wrong by is logged too. */
@Injectable()
export class CorrectWorkHandler {
  constructor(private readonly tickets: TicketStore) {}

  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    entryId: string,
    { reason, ...wanted }: Correction,
  ): Promise<LockedTicket> {
    const entries = isUuid(entryId) ? await run<Entry>(tx, selectEntries, [entryId, ticket.id]) : [];
    const first = entries.find(({ id }) => id === entryId.toLowerCase());
    if (!first) throw unknownEntry();
    if (first.corrects !== null) throw isCorrection(first.corrects);
    if (first.agentId !== agent.id && !steers(agent)) throw notYours(first.agentId);
    const before = asItStands(entries);
    const after: WorkDone = {
      kind: wanted.kind ?? before.kind,
      withCustomer: wanted.withCustomer ?? before.withCustomer,
      seconds: wanted.seconds ?? before.seconds,
    };
    const corrections = correctionsOf(entries, after);
    if (corrections.length === 0) throw nothingToCorrect();
    for (const { kind, withCustomer, seconds } of corrections) {
      const values = [newId(), first.id, kind, seconds, withCustomer, ticket.now, agent.id, reason];
      await run(tx, insertCorrection, values);
    }
    return this.tickets.record(tx, ticket, {
      type: 'ticket.work-corrected',
      by: actorOf(agent),
      public: false,
      data: { workLogId: first.id, before, after, reason },
    });
  }
}

interface Entry extends WorkDone {
  readonly id: string;
  readonly corrects: string | null;
  readonly agentId: string;
}

const unknownEntry = (): DomainError =>
  new DomainError('not-found', 'work-log.not-found', 'There is no such entry in the work log of this ticket.');
const isCorrection = (corrects: string): DomainError =>
  new DomainError('refused', 'work-log.is-a-correction', 'This entry corrects another one: correct that one again.', {
    corrects,
  });
const notYours = (agentId: string): DomainError =>
  new DomainError('forbidden', 'work-log.not-yours', 'Only whoever did the work, or a lead, may correct its entry.', {
    agentId,
  });
function nothingToCorrect(): DomainError {
  const detail = 'The entry says that already: give other seconds, another kind, or whether it was with the customer.';
  return new DomainError('refused', 'work-log.nothing-to-correct', detail, { errors: [{ pointer: '', detail }] });
}

const selectEntries = {
  name: 'desk-work-entry',
  text: `SELECT id, corrects, agent_id AS "agentId", kind, seconds, with_customer AS "withCustomer" FROM work_log
    WHERE ticket_id = $2 AND (id = $1 OR corrects = $1) ORDER BY at, id`,
};
/* For the tier and the agent of the entry it corrects. */
const insertCorrection = {
  name: 'desk-insert-correction',
  text: `INSERT INTO work_log (id, ticket_id, tier, agent_id, kind, seconds, with_customer, at, corrects, corrected_by, reason, consultation_id)
    SELECT $1, ticket_id, tier, agent_id, $3, $4, $5, $6, id, $7, $8, consultation_id FROM work_log WHERE id = $2`,
};
