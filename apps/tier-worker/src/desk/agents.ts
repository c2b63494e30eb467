import { run, type Tx } from '#database';
import { DomainError } from '#domain';
import { Injectable } from '@nestjs/common';

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

  /** Refuses an agent who already holds as many tickets as their capacity allows: 409 `agent.at-capacity`. */
  async expectRoom(tx: Tx, id: string): Promise<void> {
    const agent = await this.lock(tx, id);
    if (!agent?.active) throw new DomainError('forbidden', 'agent.inactive', 'This agent is no longer active.');
    if (agent.capacity === null) return;
    const [holding] = await run<{ tickets: number }>(tx, countHeld, [id]);
    if (!holding || holding.tickets < agent.capacity) return;
    throw new DomainError(
      'conflict',
      'agent.at-capacity',
      `You hold ${holding.tickets} tickets and your capacity is ${agent.capacity}: finish or release one first.`,
      { capacity: agent.capacity, holding: holding.tickets },
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
const countHeld = {
  name: 'desk-count-held',
  text: `SELECT count(*)::int AS tickets FROM ticket WHERE assignee_id = $1 AND state = 'in_progress'`,
};
const selectName = { name: 'desk-agent-name', text: `SELECT name FROM agent WHERE id = $1` };
