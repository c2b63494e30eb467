import { ownDesks, steers, type AgentCaller } from '#access';
import { Database, lockedTicketView, run, TicketStore, type LockedTicket, type TicketView, type Tx } from '#database';
import { hasAll, needsOf, noRule, type DispatchRule, type NeededSkill } from '#domain';
import { Injectable } from '@nestjs/common';
import { ClaimTicketHandler } from '../claim-ticket/claim-ticket.handler.js';
import { overflowOfTicket, ruleColumns, ruleOfTicket, soonestDue } from '../dispatch/dispatch.sql.js';

interface Candidate extends Omit<DispatchRule, 'tier' | 'sector' | 'mode'> {
  readonly id: string;
  readonly mode: DispatchRule['mode'] | null;
  readonly language: string | null;
  readonly product: string | null;
  readonly waitedSeconds: number;
}

@Injectable()
export class TakeNextHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly claims: ClaimTicketHandler,
  ) {}

  /** Of many who take at once each gets another ticket: nobody waits for what somebody else is taking. */
  take(
    caller: AgentCaller,
    { tier, sector }: { tier?: number | undefined; sector?: string | undefined },
  ): Promise<TicketView | null> {
    return this.database.transaction(async (tx) => {
      const own = ownDesks(caller);
      const everywhere = steers(caller) && own.length === 0;
      const candidates = await run<Candidate>(tx, selectCandidates, [
        caller.id,
        everywhere,
        own.map((desk) => desk.tier),
        own.map((desk) => desk.sector),
        caller.desks.filter(({ partner }) => partner).map(({ teamId }) => teamId),
        tier ?? null,
        sector ?? null,
      ]);
      const can = new Map(
        (await run<{ skill: string; level: number }>(tx, selectSkills, [caller.id])).map((row) => [
          row.skill,
          row.level,
        ]),
      );
      for (const candidate of candidates) {
        if (!hasAll(can, requiredOf(candidate))) continue;
        const taken = await this.claim(tx, candidate.id, caller);
        if (taken) return lockedTicketView(tx, taken, { internal: true });
      }
      return null;
    });
  }

  private async claim(tx: Tx, id: string, caller: AgentCaller): Promise<LockedTicket | null> {
    const [free] = await run(tx, lockFree, [id, caller.id]);
    const ticket = free ? await this.tickets.lock(tx, id) : null;
    return ticket && this.claims.handle(tx, ticket, caller);
  }
}

/** Skills are not asked for once a ticket has waited for them long enough. */
const requiredOf = (candidate: Candidate): readonly NeededSkill[] => {
  if (candidate.mode === null) return noRule.requiredSkills;
  return candidate.waitedSeconds >= candidate.skillWaitSeconds ? [] : needsOf(candidate, candidate).required;
};

const notOnOfferToOthers = `NOT EXISTS (SELECT FROM dispatch_offer live WHERE live.ticket_id = ticket.id
  AND live.state = 'offered' AND live.agent_id <> $AGENT::uuid AND live.expires_at > now())`;
const selectCandidates = {
  name: 'take-next-candidates',
  text: `SELECT ticket.id, ticket.language, ticket.product, ${ruleColumns},
      extract(epoch FROM now() - ticket.queued_at)::float8 AS "waitedSeconds"
    FROM ticket LEFT JOIN ${ruleOfTicket} ON TRUE LEFT JOIN ${soonestDue} ON TRUE LEFT JOIN ${overflowOfTicket}
      LEFT JOIN dispatch_offer mine ON mine.ticket_id = ticket.id AND mine.state = 'offered' AND mine.agent_id = $1::uuid
    WHERE ticket.state = 'queued' AND ($6::int IS NULL OR ticket.tier = $6) AND ($7::text IS NULL OR ticket.sector = $7)
      AND ($2::boolean OR overflow.team_id = ANY ($5::uuid[])
        OR EXISTS (SELECT FROM unnest($3::int[], $4::text[]) AS desk (tier, sector) WHERE desk.tier = ticket.tier
          AND (desk.sector IS NULL OR ticket.sector IS NULL OR desk.sector = ticket.sector)))
      AND ${notOnOfferToOthers.replace('$AGENT', '$1')}
    ORDER BY mine.expires_at NULLS LAST, due.at NULLS LAST, ticket.priority NULLS LAST, ticket.queued_at, ticket.id
    LIMIT 200`,
};
const lockFree = {
  name: 'take-next-lock',
  text: `SELECT id FROM ticket WHERE id = $1 AND state = 'queued' AND ${notOnOfferToOthers.replace('$AGENT', '$2')}
    FOR UPDATE SKIP LOCKED`,
};
const selectSkills = { name: 'take-next-skills', text: `SELECT skill, level FROM agent_skill WHERE agent_id = $1` };
