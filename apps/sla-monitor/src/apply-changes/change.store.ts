import { Database, type Statement } from '#database';
import type { State } from '#domain';
import { Injectable } from '@nestjs/common';

/** The states in which a ticket has clocks that have not ended, in the order in which they are walked through. */
export const openStates = [
  'queued',
  'in_progress',
  'awaiting_customer',
  'awaiting_vendor',
  'awaiting_intervention',
] as const satisfies State[];
export type OpenState = (typeof openStates)[number];

/** How far the walk of a change is: every ticket of the states before, and those of this state down to this number. */
export interface Place {
  readonly state: OpenState;
  readonly number: number;
}

/** Before every ticket of a state. */
export const startOf = (state: OpenState): Place => ({ state, number: Number.MAX_SAFE_INTEGER });
/** Before every ticket. */
export const startOfAll = startOf(openStates[0]);
/** Before every ticket of the next state; null after the last. */
export function afterAllOf(state: OpenState): Place | null {
  const next = openStates[openStates.indexOf(state) + 1];
  return next === undefined ? null : startOf(next);
}

export interface TakenChange {
  readonly id: number;
  readonly tickets: number | null;
  /** Null: not begun. */
  readonly place: Place | null;
}

/** How long a process has a change for itself after each step: when it dies, another goes on after that. */
const LEASE = `interval '10 seconds'`;

/** How far each change is. */
@Injectable()
export class ChangeStore {
  constructor(private readonly database: Database) {}

  /** The oldest change that is not finished, unless another process is at it. */
  async take(worker: string): Promise<TakenChange | null> {
    return (await this.database.read<TakenChange>(take, [worker]))[0] ?? null;
  }

  /** Says how many tickets there are to do. */
  async begin(change: number, worker: string): Promise<void> {
    await this.database.read(begin, [change, worker, openStates]);
  }

  /** Says how far the walk is; false when another process has it. */
  async pass(change: number, worker: string, place: Place, done: number, moved: number): Promise<boolean> {
    const values = [change, worker, place.state, place.number, done, moved];
    return (await this.database.read(pass, values)).length > 0;
  }

  /** Leaves it to others before the lease is over. */
  async leave(change: number, worker: string): Promise<void> {
    await this.database.read(leave, [change, worker]);
  }

  async finish(change: number, worker: string): Promise<void> {
    await this.database.read(finish, [change, worker]);
  }
}

const take: Statement = {
  name: 'change-take',
  text: `UPDATE sla_change SET worker = $1, worker_until = now() + ${LEASE}
    WHERE id = (SELECT id FROM sla_change WHERE finished_at IS NULL ORDER BY id LIMIT 1)
      AND (worker IS NULL OR worker = $1 OR worker_until < now())
    RETURNING id, tickets,
      CASE WHEN last_state IS NOT NULL THEN json_build_object('state', last_state, 'number', last_number) END AS place`,
};
const begin: Statement = {
  name: 'change-begin',
  text: `UPDATE sla_change SET worker_until = clock_timestamp() + ${LEASE},
      tickets = (SELECT count(*) FROM ticket WHERE state = ANY ($3::text[]))
    WHERE id = $1 AND worker = $2`,
};
const pass: Statement = {
  name: 'change-pass',
  text: `UPDATE sla_change SET worker_until = now() + ${LEASE}, last_state = $3, last_number = $4, done = done + $5,
      moved = moved + $6
    WHERE id = $1 AND worker = $2 AND finished_at IS NULL RETURNING id`,
};
const leave: Statement = {
  name: 'change-leave',
  text: `UPDATE sla_change SET worker = NULL, worker_until = NULL WHERE id = $1 AND worker = $2`,
};
const finish: Statement = {
  name: 'change-finish',
  text: `UPDATE sla_change SET finished_at = now(), worker = NULL, worker_until = NULL WHERE id = $1 AND worker = $2`,
};
