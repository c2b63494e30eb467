import { run, type LockedTicket, type Tx } from '#database';
import { DomainError, hasRoom } from '#domain';
import { Injectable } from '@nestjs/common';
import { unitsHeld, weightOfTicket } from '../dispatch/dispatch.sql.js';

interface LockedAgent {
  readonly id: string;
  readonly name: string;
  readonly capacity: number | null;
  readonly active: boolean;
}

/** What stands beside a ticket that an agent is about to take. */
export interface Beside {
  /** Whether it is on offer to somebody. */
  readonly isOnOffer: boolean;
  /** Whether a partner's team sees it too. */
  readonly isOverflowed: boolean;
}

/** The agents as the desk needs them while it moves a ticket. Lock the ticket first, then the agent. */
@Injectable()
export class Agents {
  /** Locks the agent's row, so that two claims of one agent count after each other, and deactivation waits. */
  async lock(tx: Tx, id: string): Promise<LockedAgent | null> {
    return (await run<LockedAgent>(tx, lockAgent, [id]))[0] ?? null;
  }

  /**
   * Locks the agent who takes a locked ticket. Refuses one who has no room for it beside what they hold, in units: 409
   * `agent.at-capacity`. Whoever holds nothing may take any one.
   */
  async expectRoom(tx: Tx, id: string, { id: ticketId, stayVersion }: LockedTicket): Promise<Beside> {
    const [agent] = await run<LockedAgent & Beside>(tx, lockTaker, [id, ticketId, stayVersion]);
    if (!agent?.active) throw new DomainError('forbidden', 'agent.inactive', 'This agent is no longer active.');
    if (agent.capacity === null) return agent;
    const [carries] = await run<{ tickets: number; load: number; weight: number }>(tx, selectLoad, [id, ticketId]);
    if (!carries || hasRoom(agent.capacity, carries.load, carries.weight)) return agent;
    const { tickets: holding, load, weight } = carries;
    throw new DomainError(
      'conflict',
      'agent.at-capacity',
      `You carry ${load} of ${agent.capacity} units and this ticket takes ${weight}: finish or release one first.`,
      { capacity: agent.capacity, holding, load, weight },
    );
  }

  /** Whether a ticket may go back into this agent's hands. */
  async isActive(tx: Tx, id: string | null): Promise<boolean> {
    return id !== null && ((await this.lock(tx, id))?.active ?? false);
  }

  async nameOf(tx: Tx, id: string | null): Promise<string> {
    return (await run<{ name: string }>(tx, selectName, [id]))[0]?.name ?? 'somebody';
  }
}

const lockAgent = {
  name: 'desk-lock-agent',
  text: `SELECT id, name, capacity, active FROM agent WHERE id = $1 FOR NO KEY UPDATE`,
};
/* Under the ticket's lock: nobody makes an offer of it, or shows it to a partner, meanwhile. */
const lockTaker = {
  name: 'desk-lock-taker',
  text: `SELECT id, name, capacity, active,
      EXISTS (SELECT FROM dispatch_offer WHERE ticket_id = $2 AND state = 'offered') AS "isOnOffer",
      EXISTS (SELECT FROM ticket_overflow WHERE ticket_id = $2 AND stay_version = $3 AND ended_at IS NULL) AS "isOverflowed"
    FROM agent WHERE id = $1 FOR NO KEY UPDATE`,
};
const selectLoad = {
  name: 'desk-agent-load',
  text: `SELECT (SELECT count(*)::int FROM ticket WHERE assignee_id = $1 AND state = 'in_progress') AS tickets,
    ${unitsHeld('$1::uuid')} AS load, ${weightOfTicket('asked')}::int AS weight FROM ticket asked WHERE asked.id = $2`,
};
const selectName = { name: 'desk-agent-name', text: `SELECT name FROM agent WHERE id = $1` };
