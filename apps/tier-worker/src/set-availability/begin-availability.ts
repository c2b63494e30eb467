import { Database, run, signal } from '#database';
import { Injectable } from '@nestjs/common';

/** Logging in makes an agent available who never said what they are. */
@Injectable()
export class BeginAvailability {
  constructor(private readonly database: Database) {}

  async of(email: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [begun] = await run<{ agentId: string }>(tx, beginAvailability, [email.toLowerCase()]);
      if (begun) await signal(tx, { kind: 'agent-changed', data: { agentId: begun.agentId, state: 'available' } });
    });
  }
}

const beginAvailability = {
  name: 'desk-begin-availability',
  text: `INSERT INTO agent_availability (agent_id, state, since)
    SELECT id, 'available', date_trunc('milliseconds', clock_timestamp()) FROM agent WHERE email = $1 AND active
      AND NOT EXISTS (SELECT FROM agent_availability WHERE agent_id = agent.id)
    ON CONFLICT DO NOTHING RETURNING agent_id AS "agentId"`,
};
