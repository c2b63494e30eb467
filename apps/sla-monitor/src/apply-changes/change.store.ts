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
  /** Null: none of this state yet. */
  readonly number: number | null;
}

export interface TakenChange {
  readonly id: number;
  readonly tickets: number | null;
  readonly lastState: OpenState | null;
  readonly lastNumber: number | null;
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
    RETURNING id, tickets, last_state AS "lastState", last_number AS "lastNumber"`,
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
