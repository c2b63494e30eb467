import { actorOf, type AgentCaller } from '#access';
import { newId, run, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, ticketNumber, type Evidence } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAtHand } from '../desk/who-may.js';
import { pathOf, runsOn } from '../run-runbook/runs.query.js';
import { hypothesesOn } from './hypotheses.query.js';
import type { HypothesisChangeBody, HypothesisView, NewHypothesisBody } from './hypothesis.schemas.js';

/** Likely causes on a ticket, whose lock the caller holds. */
@Injectable()
export class WeighHypothesesHandler {
  constructor(private readonly tickets: TicketStore) {}

  async add(tx: Tx, ticket: LockedTicket, agent: AgentCaller, given: NewHypothesisBody): Promise<HypothesisView> {
    expectWeighable(ticket, agent);
    const others = await hypothesesOn(tx, ticket.id);
    if (others.length >= MOST) throw refused('hypothesis.too-many', '/cause', `A ticket has at most ${MOST} of them.`);
    const { cause, likelihood, state, evidence, position = others.length + 1 } = given;
    await this.expectSources(tx, ticket, evidence);
    const id = newId();
    await run(tx, insertHypothesis, [
      id,
      ticket.id,
      others.length + 1,
      cause,
      likelihood,
      state,
      JSON.stringify(evidence),
      agent.id,
      ticket.now,
    ]);
    await this.place(tx, ticket, [...others.map((other) => other.id), id], id, position);
    const set = this.problemOf(given, { cause, state });
    await this.tickets.record(tx, ticket, {
      type: 'ticket.hypothesis-added',
      by: actorOf(agent),
      public: false,
      set,
      data: { hypothesisId: id, cause, likelihood, state, ...set },
    });
    return this.view(tx, ticket, id);
  }

  async change(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    hypothesisId: string,
    given: HypothesisChangeBody,
  ): Promise<HypothesisView> {
    expectWeighable(ticket, agent);
    const all = await hypothesesOn(tx, ticket.id);
    const before = all.find(({ id }) => id === hypothesisId.toLowerCase());
    if (!before)
      throw new DomainError('not-found', 'hypothesis.not-found', 'There is no such hypothesis on this ticket.');
    const { cause = before.cause, likelihood = before.likelihood, state = before.state } = given;
    const { evidence = before.evidence, position = before.position } = given;
    if (given.evidence) await this.expectSources(tx, ticket, given.evidence);
    const asked = { cause, likelihood, state, evidence, position: Math.min(position, all.length) };
    const changes = Object.fromEntries(
      (Object.keys(asked) as (keyof typeof asked)[])
        .filter((field) => JSON.stringify(asked[field]) !== JSON.stringify(before[field]))
        .map((field) => [field, { before: before[field], after: asked[field] }]),
    );
    const set = this.problemOf(given, { cause, state });
    const isNews = set.underlyingProblem !== undefined && set.underlyingProblem !== ticket.underlyingProblem;
    if (Object.keys(changes).length === 0 && !isNews) return before;
    const values = [before.id, cause, likelihood, state, JSON.stringify(evidence), agent.id, ticket.now];
    await run(tx, updateHypothesis, values);
    const ids = all.map(({ id }) => id);
    if ('position' in changes) await this.place(tx, ticket, ids, before.id, asked.position);
    await this.tickets.record(tx, ticket, {
      type: 'ticket.hypothesis-changed',
      by: actorOf(agent),
      public: false,
      set,
      data: { hypothesisId: before.id, cause, changes, ...set },
    });
    return this.view(tx, ticket, before.id);
  }

  /** Evidence names steps that were done on this very ticket: 422 `evidence.source-unknown`. */
  private async expectSources(tx: Tx, ticket: LockedTicket, evidence: readonly Evidence[]): Promise<void> {
    if (evidence.every(({ source }) => source === undefined)) return;
    const runs = await runsOn(tx, ticket.id);
    for (const [index, { source }] of evidence.entries()) {
      if (!source) continue;
      const of = runs.find(({ id }) => id === source.runId.toLowerCase());
      if (of && pathOf(of).some(({ stepId }) => stepId === source.stepId)) continue;
      throw refused('evidence.source-unknown', `/evidence/${index}/source`, 'This step was not done on this ticket.');
    }
  }

  private problemOf(
    { setUnderlyingProblem }: { readonly setUnderlyingProblem: boolean },
    { cause, state }: Pick<HypothesisView, 'cause' | 'state'>,
  ): { readonly underlyingProblem?: string } {
    if (!setUnderlyingProblem) return {};
    if (state === 'confirmed') return { underlyingProblem: cause };
    throw refused(
      'hypothesis.not-confirmed',
      '/setUnderlyingProblem',
      'Only a confirmed cause is the underlying problem.',
    );
  }

  /** Puts one of them at a place, the others around it in the order they had. */
  private async place(tx: Tx, ticket: LockedTicket, ids: readonly string[], id: string, position: number) {
    const order = ids.filter((other) => other !== id).toSpliced(position - 1, 0, id);
    await run(tx, orderHypotheses, [ticket.id, order]);
  }

  private async view(tx: Tx, ticket: LockedTicket, id: string): Promise<HypothesisView> {
    return (await hypothesesOn(tx, ticket.id)).find((one) => one.id === id)!;
  }
}

const MOST = 50;

function expectWeighable(ticket: LockedTicket, agent: AgentCaller): void {
  expectAtHand(agent, ticket);
  if (ticket.state !== 'merged' && ticket.state !== 'rejected') return;
  const detail = `${ticketNumber(ticket.number)} was ${ticket.state}: nothing is looked for on it any more.`;
  throw new DomainError('conflict', 'ticket.illegal-transition', detail, { state: ticket.state, action: 'hypotheses' });
}

const refused = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });

const insertHypothesis = {
  name: 'hypotheses-insert',
  text: `INSERT INTO hypothesis (id, ticket_id, position, cause, likelihood, state, evidence, created_by, created_at, changed_by, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)`,
};
const updateHypothesis = {
  name: 'hypotheses-update',
  text: `UPDATE hypothesis SET cause = $2, likelihood = $3, state = $4, evidence = $5, changed_by = $6, changed_at = $7
    WHERE id = $1`,
};
const orderHypotheses = {
  name: 'hypotheses-order',
  text: `UPDATE hypothesis SET position = wanted.place
    FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
    WHERE hypothesis.id = wanted.id AND ticket_id = $1 AND position <> wanted.place`,
};
