import { newId, run, type Database, type Tx } from '#database';
import type { Priority, State } from '#domain';

/** One event of a ticket's log, as tests write it down. */
export interface Step {
  /** ISO 8601. */
  readonly at: string;
  /** A move and where it leads; left out: the ticket stays where it is. */
  readonly move?: readonly [action: string, to: State];
  /** Left out: a move's own name. */
  readonly type?: string;
  readonly by?: 'customer' | 'agent' | 'system' | 'vendor';
  /** Whether it is a public post. */
  readonly says?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Past {
  readonly priority: Priority;
  readonly organisationId?: string;
  readonly teamId?: string;
  /** When it was opened, and routed to L1 at the same moment. */
  readonly openedAt: string;
  readonly steps: readonly Step[];
}

/** Tickets whose log says what happened to them long ago, written as the ticket store would have. */
export class History {
  private number = 0;
  private readonly contactId = newId();
  private readonly agentId = newId();

  constructor(private readonly database: Database) {}

  async begin(): Promise<void> {
    await this.database.pool.query(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, [this.contactId]);
    await this.database.pool.query(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'l1@acme.example', 'L1', 'agent', '')`,
      [this.agentId],
    );
  }

  /** Gives the ticket's id. */
  async write({ priority, organisationId, teamId, openedAt, steps }: Past): Promise<string> {
    const id = newId();
    const route: Step = { at: openedAt, move: ['route', 'queued'], by: 'system', data: { priority } };
    const log = [{ at: openedAt, type: 'ticket.opened', by: 'customer' } as Step, route, ...steps];
    const state = log.findLast(({ move }) => move)!.move![1];
    this.number += 1;
    await this.database.transaction(async (tx) => {
      await run(tx, insertTicket, [id, this.number, state, log.length, this.contactId, organisationId ?? null, openedAt, this.agentId]); // prettier-ignore
      let from: State = 'received';
      for (const [index, step] of log.entries()) {
        await this.event(tx, id, index + 1, step, { tier: 1, teamId });
        if (!step.move) continue;
        const [action, to] = step.move;
        await run(tx, insertMove, [id, index + 1, from, action, to, step.at]);
        from = to;
      }
    });
    return id;
  }

  private async event(tx: Tx, ticketId: string, version: number, step: Step, where: object): Promise<void> {
    const { at, move, by = 'agent', says = false, data = {} } = step;
    const postId = newId();
    if (says) await run(tx, insertPost, [postId, ticketId, by, at]);
    const type = step.type ?? (move ? `ticket.${move[0]}` : 'ticket.replied');
    await run(tx, insertEvent, [ticketId, version, type, at, by, { ...where, ...data, ...(says && { postId }) }]);
  }
}

const insertTicket = {
  name: 'history-ticket',
  text: `INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, created_by, impact, urgency,
      tier, assignee_id, created_at, updated_at)
    VALUES ($1, $2, $3, $4, 'No light', $5, $6, 'api', 'test', 'low', 'low', 1, $8, $7, $7)`,
};
const insertEvent = {
  name: 'history-event',
  text: `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
    VALUES ($1, $2, $3, $4, $5, 'test', true, $6)`,
};
const insertMove = {
  name: 'history-move',
  text: `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, tier, actor_kind, actor_id, at)
    VALUES ($1, $2, $3, $4, $5, 1, 'agent', 'test', $6)`,
};
const insertPost = {
  name: 'history-post',
  text: `INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at) VALUES ($1, $2, $3, 'test', true, '…', $4)`,
};
