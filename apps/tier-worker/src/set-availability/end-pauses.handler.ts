import { Database, run, signal } from '#database';
import { Injectable } from '@nestjs/common';

/** Who said until when they are busy or away is available again then. */
@Injectable()
export class EndPausesHandler {
  constructor(private readonly database: Database) {}

  /** Gives the milliseconds until the next pause ends; null for none. */
  async round(): Promise<number | null> {
    const [next] = await this.database.read<{ ms: number | null }>(selectNext);
    if (!next || next.ms === null || next.ms > 0) return next?.ms ?? null;
    await this.database.transaction(async (tx) => {
      for (const { agentId } of await run<{ agentId: string }>(tx, endPauses, []))
        await signal(tx, { kind: 'agent-changed', data: { agentId, state: 'available' } });
    });
    return 0;
  }
}

const selectNext = {
  name: 'dispatch-next-pause-end',
  text: `SELECT (extract(epoch FROM least(min(until), now() + interval '1 hour') - clock_timestamp()) * 1000)::int AS ms
    FROM agent_availability WHERE until IS NOT NULL HAVING min(until) IS NOT NULL`,
};
const endPauses = {
  name: 'dispatch-end-pauses',
  text: `UPDATE agent_availability SET state = 'available', reason = NULL, since = date_trunc('milliseconds', until),
      until = NULL, set_by = NULL
    WHERE agent_id IN (SELECT agent_id FROM agent_availability WHERE until <= clock_timestamp()
      ORDER BY until LIMIT 500 FOR UPDATE SKIP LOCKED) RETURNING agent_id AS "agentId"`,
};
