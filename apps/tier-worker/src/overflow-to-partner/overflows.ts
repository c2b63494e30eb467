import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { TIER_WORKER_ACTOR } from '../desk/lead-alerts.js';

/** Tickets that a partner team sees too, while it is so. */
@Injectable()
export class Overflows {
  constructor(private readonly tickets: TicketStore) {}

  /** Whether the ticket overflowed to a team of this agent. */
  async isFor(tx: Tx, ticket: LockedTicket, agentId: string): Promise<boolean> {
    return (await run(tx, selectFor, [ticket.id, ticket.stayVersion, agentId])).length > 0;
  }

  /** An own agent has the ticket: the partner sees it no longer. When the partner's has it, it stays so. */
  async taken(tx: Tx, ticket: LockedTicket, agentId: string): Promise<LockedTicket> {
    const [ended] = await run<{ teamId: string }>(tx, endUnlessPartner, [
      ticket.id,
      ticket.stayVersion,
      agentId,
      ticket.now,
    ]);
    if (!ended) return ticket;
    return this.tickets.record(tx, ticket, {
      type: 'ticket.overflow-ended',
      by: TIER_WORKER_ACTOR,
      public: false,
      data: { partnerTeamId: ended.teamId, takenBy: agentId },
    });
  }
}

const selectFor = {
  name: 'overflow-for-agent',
  text: `SELECT 1 FROM ticket_overflow JOIN team_member USING (team_id)
    WHERE ticket_id = $1 AND stay_version = $2 AND ended_at IS NULL AND agent_id = $3`,
};
const endUnlessPartner = {
  name: 'overflow-end',
  text: `UPDATE ticket_overflow SET ended_at = $4 WHERE ticket_id = $1 AND stay_version = $2 AND ended_at IS NULL
      AND NOT EXISTS (SELECT FROM team_member WHERE team_id = ticket_overflow.team_id AND agent_id = $3)
    RETURNING team_id AS "teamId"`,
};
