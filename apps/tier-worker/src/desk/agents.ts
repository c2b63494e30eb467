import { run, type Tx } from '#database';
import { DomainError, hasRoom } from '#domain';
import { Injectable } from '@nestjs/common';
import { unitsHeld, weightOfTicket } from '../dispatch/dispatch.sql.js';

interface LockedAgent {
  readonly id: string;
  readonly name: string;
  readonly capacity: number | null;
  readonly active: boolean;
}

/** The agents as the desk needs them while it moves a ticket. Lock the ticket first, then the agent. */
@Injectable()
export class Agents {
  /** Locks the agent's row, so that two claims of one agent count after each other, and deactivation waits. */
  async lock(tx: Tx, id: string): Promise<LockedAgent | null> {
    return (await run<LockedAgent>(tx, lockAgent, [id]))[0] ?? null;
  }

  /**
   * Refuses an agent who has no room for this ticket beside what they hold, in units: 409 `agent.at-capacity`. Whoever holds nothing may
   * take any one.
   */
  async expectRoom(tx: Tx, id: string, ticketId: string): Promise<void> {
    const agent = await this.lock(tx, id);
    if (!agent?.active) throw new DomainError('forbidden', 'agent.inactive', 'This agent is no longer active.');
    if (agent.capacity === null) return;
    const [carries] = await run<{ tickets: number; load: number; weight: number }>(tx, selectLoad, [id, ticketId]);
    if (!carries || hasRoom(agent.capacity, carries.load, carries.weight)) return;
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
const selectLoad = {
  name: 'desk-agent-load',
  text: `SELECT (SELECT count(*)::int FROM ticket WHERE assignee_id = $1 AND state = 'in_progress') AS tickets,
    ${unitsHeld('$1::uuid')} AS load, ${weightOfTicket('asked')}::int AS weight FROM ticket asked WHERE asked.id = $2`,
};
const selectName = { name: 'desk-agent-name', text: `SELECT name FROM agent WHERE id = $1` };
