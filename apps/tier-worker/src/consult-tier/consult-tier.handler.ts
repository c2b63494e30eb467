import { actorOf, steers, type AgentCaller } from '#access';
import { newId, run, signal, tellInbox, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, ticketNumber, tierName } from '#domain';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { expectHolder } from '../desk/who-may.js';
import { unknownConsultation } from './consultations.query.js';

export interface Question {
  readonly tier?: number | undefined;
  readonly sector?: string | undefined;
  readonly teamId?: string | undefined;
  readonly follows?: string | undefined;
  readonly question: string;
}

interface Row {
  readonly id: string;
  readonly state: 'open' | 'taken' | 'answered' | 'withdrawn';
  readonly toTier: number;
  readonly sector: string | null;
  readonly teamId: string | null;
  readonly askedBy: string;
  readonly takenBy: string | null;
}

/** Advice of another tier, while the ticket stays where it is and with whom it is. */
@Injectable()
export class ConsultTierHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
  ) {}

  async ask(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    asked: Question,
  ): Promise<{ id: string; after: LockedTicket }> {
    if (!askable.has(ticket.state)) throw notInHand(ticket);
    expectHolder(agent, ticket);
    const to = await this.placeOf(tx, ticket, asked);
    const id = newId();
    const after = await this.tickets.record(tx, ticket, {
      type: 'ticket.consultation-asked',
      by: actorOf(agent),
      public: false,
      data: { consultationId: id, toTier: to.tier, toSector: to.sector },
      post: { body: asked.question, public: false },
    });
    await run(tx, insertConsultation, [
      id,
      ticket.id,
      tierOf(ticket),
      to.tier,
      to.sector,
      to.teamId,
      asked.follows ?? null,
      after.postId,
      agent.id,
      ticket.now,
    ]);
    await this.tell(tx, ticket, id, 'open', null);
    return { id, after };
  }

  async take(tx: Tx, ticket: LockedTicket, agent: AgentCaller, id: string): Promise<LockedTicket> {
    const consultation = await this.lock(tx, ticket, id, ['open']);
    await this.expectAsked(tx, agent, consultation);
    await run(tx, takeConsultation, [id, agent.id, ticket.now]);
    return this.note(tx, ticket, agent, consultation, 'taken');
  }

  /** Puts it back: another one may take it. */
  async release(tx: Tx, ticket: LockedTicket, agent: AgentCaller, id: string): Promise<LockedTicket> {
    const consultation = await this.lock(tx, ticket, id, ['taken']);
    expectTaker(agent, consultation);
    await run(tx, releaseConsultation, [id]);
    return this.note(tx, ticket, agent, consultation, 'released');
  }

  /** The answer is an internal post. One that nobody took is taken by it. */
  async answer(tx: Tx, ticket: LockedTicket, agent: AgentCaller, id: string, body: string): Promise<LockedTicket> {
    const consultation = await this.lock(tx, ticket, id, ['open', 'taken']);
    if (consultation.takenBy === null) await this.expectAsked(tx, agent, consultation);
    else expectTaker(agent, consultation);
    const after = await this.note(tx, ticket, agent, consultation, 'answered', body);
    await run(tx, answerConsultation, [id, agent.id, ticket.now, after.postId]);
    const { id: ticketId, version, now: at, postId = null } = after;
    const answered = { ticketId, version, type: 'ticket.consultation-answered', by: actorOf(agent), at, postId };
    await tellInbox(tx, answered, 'consultation-answered', [consultation.askedBy]);
    return after;
  }

  /** By whoever asked or holds the ticket, or a lead. */
  async withdraw(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    id: string,
    reason: string | null,
  ): Promise<LockedTicket> {
    const consultation = await this.lock(tx, ticket, id, ['open', 'taken']);
    if (consultation.askedBy !== agent.id) expectHolder(agent, ticket);
    await run(tx, withdrawConsultation, [id, agent.id, ticket.now, reason]);
    return this.note(tx, ticket, agent, consultation, 'withdrawn');
  }

  private async note(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { id, askedBy, takenBy }: Row,
    what: 'taken' | 'released' | 'answered' | 'withdrawn',
    body?: string,
  ): Promise<LockedTicket> {
    const after = await this.tickets.record(tx, ticket, {
      type: `ticket.consultation-${what}`,
      by: actorOf(agent),
      public: false,
      data: { consultationId: id },
      ...(body !== undefined && { post: { body, public: false } }),
    });
    await this.tell(tx, ticket, id, what === 'released' ? 'open' : what, what === 'withdrawn' ? takenBy : askedBy);
    return after;
  }

  /** Every screen that may read the ticket hears of it; who asked, or had taken it, also when he may not any more. */
  private async tell(tx: Tx, ticket: LockedTicket, id: string, state: string, agentId: string | null): Promise<void> {
    const data = { consultationId: id, state };
    await signal(tx, { kind: 'consultation', ticketId: ticket.id, data });
    if (agentId !== null) await signal(tx, { kind: 'consultation', agentId, data: { ...data, ticketId: ticket.id } });
  }

  private async lock(tx: Tx, ticket: LockedTicket, id: string, states: readonly Row['state'][]): Promise<Row> {
    const [found] = await run<Row>(tx, lockConsultation, [id, ticket.id]);
    if (!found) throw unknownConsultation();
    if (states.includes(found.state)) return found;
    const detail =
      found.state === 'taken' ? 'Somebody has taken it already.' : `This consultation is ${found.state}: ask again.`;
    throw new DomainError('conflict', 'consultation.not-open', detail, { state: found.state, takenBy: found.takenBy });
  }

  /** The next tier above unless another place is named; never one below. Asked again, it goes where it went before. */
  private async placeOf(
    tx: Tx,
    ticket: LockedTicket,
    { tier, sector, teamId, follows }: Question,
  ): Promise<{ tier: number; sector: string | null; teamId: string | null }> {
    const here = tierOf(ticket);
    const before = follows === undefined ? undefined : await this.before(tx, ticket, follows);
    const to = tier ?? before?.toTier ?? (await this.tiers.above(tx, here))?.number;
    if (to === undefined) throw noneAbove(here);
    if (to < here) throw refused('tier.not-above', '/tier', `${tierName(to)} is below ${tierName(here)}.`);
    await this.tiers.get(tx, to).catch((error: unknown) => {
      throw error instanceof DomainError ? refused('tier.unknown', '/tier', error.message) : error;
    });
    const again = before && before.toTier === to && sector === undefined && teamId === undefined ? before : undefined;
    if (to === here && !again && sector === undefined && teamId === undefined) {
      throw refused(
        'consultation.nobody-else',
        '/tier',
        `The ticket is at ${tierName(here)}: name a sector or a team.`,
      );
    }
    if (teamId !== undefined) {
      const team = await this.tiers.team(tx, teamId, to);
      if (!team.partner) return { tier: to, sector: team.sector, teamId };
      throw refused('consultation.nobody-else', '/teamId', "That team is a partner's: it is asked nothing.");
    }
    if (again) return { tier: to, sector: again.sector, teamId: again.teamId };
    if (sector !== undefined) await this.tiers.expectSector(tx, to, sector, '/sector');
    return { tier: to, sector: sector ?? (await this.tiers.sectorAt(tx, to, ticket.sector)), teamId: null };
  }

  private async before(tx: Tx, ticket: LockedTicket, id: string): Promise<Row> {
    const [found] = await run<Row>(tx, lockConsultation, [id, ticket.id]);
    if (found && (found.state === 'answered' || found.state === 'withdrawn')) return found;
    const detail = found ? 'That one is still open: wait for its answer, or withdraw it.' : 'The ticket has no such consultation.'; // prettier-ignore
    throw refused(found ? 'consultation.still-open' : 'consultation.unknown', '/follows', detail);
  }

  /** An agent of the tier, sector and team that was asked, or a lead. */
  private async expectAsked(tx: Tx, agent: AgentCaller, { toTier, sector, teamId, askedBy }: Row): Promise<void> {
    if (steers(agent)) return;
    const isThere = agent.desks.some(
      (desk) =>
        !desk.partner &&
        desk.tier === toTier &&
        (teamId === null ? desk.sector === null || sector === null || desk.sector === sector : desk.teamId === teamId),
    );
    if (isThere && agent.id !== askedBy) return;
    const place = [tierName(toTier), sector].filter(Boolean).join(' ');
    const detail = `Only another agent of ${place}${teamId === null ? '' : ' in the team that was asked'}, or a lead, may do this.`;
    throw new DomainError('forbidden', 'consultation.not-yours', detail);
  }
}

const askable: ReadonlySet<string> = new Set(['in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention']); // prettier-ignore

function expectTaker(agent: AgentCaller, { takenBy }: Row): void {
  if (steers(agent) || takenBy === agent.id) return;
  const detail = 'Only the agent who took it, or a lead, may do this.';
  throw new DomainError('forbidden', 'consultation.not-yours', detail, { takenBy });
}

const notInHand = ({ number, state }: LockedTicket): DomainError =>
  new DomainError(
    'conflict',
    'ticket.illegal-transition',
    `${ticketNumber(number)} is ${state.replace('_', ' ')}: advice is asked by whoever has it in hand.`,
    { state, action: 'consult' },
  );
const noneAbove = (here: number): DomainError =>
  new DomainError('conflict', 'tier.none-above', `${tierName(here)} is the last tier: nobody is above it.`, {
    tier: here,
  });
const refused = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });

const insertConsultation = {
  name: 'desk-insert-consultation',
  text: `INSERT INTO consultation (id, ticket_id, state, from_tier, to_tier, sector, team_id, follows, question_post_id, asked_by, asked_at)
    VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const lockConsultation = {
  name: 'desk-lock-consultation',
  text: `SELECT id, state, to_tier AS "toTier", sector, team_id AS "teamId", asked_by AS "askedBy", taken_by AS "takenBy"
    FROM consultation WHERE id = $1 AND ticket_id = $2 FOR UPDATE`,
};
const takeConsultation = {
  name: 'desk-take-consultation',
  text: `UPDATE consultation SET state = 'taken', taken_by = $2, taken_at = $3 WHERE id = $1`,
};
const releaseConsultation = {
  name: 'desk-release-consultation',
  text: `UPDATE consultation SET state = 'open', taken_by = NULL, taken_at = NULL WHERE id = $1`,
};
const answerConsultation = {
  name: 'desk-answer-consultation',
  text: `UPDATE consultation SET state = 'answered', ended_by = $2, ended_at = $3, answer_post_id = $4,
      taken_by = coalesce(taken_by, $2), taken_at = coalesce(taken_at, $3) WHERE id = $1`,
};
const withdrawConsultation = {
  name: 'desk-withdraw-consultation',
  text: `UPDATE consultation SET state = 'withdrawn', ended_by = $2, ended_at = $3, withdraw_reason = $4 WHERE id = $1`,
};
