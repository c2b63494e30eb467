import { actorOf, desksOf, isAtDeskOf, readableTickets, sightOf, steers, type AgentCaller } from '#access';
import { Database, isLockTimeout, isOutage, run, signal, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, isOpen, renderMacro, ticketNumber } from '#domain';
import { Injectable, Logger } from '@nestjs/common';
import { Offers } from '../answer-offer/offers.js';
import { macroValuesOf } from '../desk/macro-values.js';
import { WorkOrders } from '../desk/work-orders.js';
import { Overflows } from '../overflow-to-partner/overflows.js';
import { ResolveTicketHandler } from '../resolve-ticket/resolve-ticket.handler.js';

interface Due {
  readonly id: string;
  readonly ticketId: string;
  readonly agentId: string;
  readonly body: string;
  /** Of the solution, when the answer is one. */
  readonly code: string | null;
  readonly failures: number;
}

/** A mistake of ours is tried so often, and then said to whoever looks. */
const MOST_FAILURES = 5;

/**
 * Gives one child its answer, in one transaction with the mark that it has it: whoever is killed in between leaves it as it was,
 * and whoever holds the mark's lock is the only one at it. So any number of processes may do so, and none answers twice.
 */
@Injectable()
export class AnswerNextChild {
  private readonly logger = new Logger(AnswerNextChild.name);

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly workOrders: WorkOrders,
    private readonly resolve: ResolveTicketHandler,
    private readonly offers: Offers,
    private readonly overflows: Overflows,
  ) {}

  /** False when there is nothing to do now. */
  async once(): Promise<boolean> {
    let due: Due | undefined;
    try {
      return await this.database.transaction(async (tx) => {
        [due] = await run<Due>(tx, takeDue, []);
        if (!due) return false;
        await this.answer(tx, due);
        await this.mark(tx, due, 'answered', null);
        return true;
      });
    } catch (error) {
      if (!due || (isOutage(error) && !isLockTimeout(error))) throw error;
      await this.giveUp(due, error);
      return true;
    }
  }

  private async answer(tx: Tx, due: Due): Promise<void> {
    const agent = await this.agent(tx, due.agentId);
    const ticket = await this.tickets.lock(tx, due.ticketId);
    if (!ticket) throw new Error(`Ticket ${due.ticketId} is gone.`);
    await expectMine(tx, ticket, agent);
    const { body } = renderMacro(due.body, await macroValuesOf(tx, ticket, agent));
    if (due.code === null) await this.reply(tx, ticket, agent, due, body);
    else await this.solve(tx, ticket, agent, due.code, body);
  }

  private reply(tx: Tx, ticket: LockedTicket, agent: AgentCaller, { id }: Due, body: string): Promise<LockedTicket> {
    return this.tickets.record(tx, ticket, {
      type: 'ticket.agent-replied',
      by: actorOf(agent),
      data: { bulkAnswerId: id },
      post: { body, public: true },
    });
  }

  /** What nobody has in hand is taken first, as by a claim: somebody solved it. */
  private async solve(tx: Tx, ticket: LockedTicket, agent: AgentCaller, code: string, solution: string) {
    if (ticket.state === 'received') throw skip('not-routed', ticket, 'is not at a tier yet');
    let held: LockedTicket = ticket;
    if (isQueued(ticket)) {
      await this.offers.taken(tx, ticket, agent.id, steers(agent));
      held = await this.tickets.move(tx, ticket, 'assign', { by: actorOf(agent), set: { assigneeId: agent.id } });
      await this.workOrders.accept(tx, held, agent.id);
      held = await this.overflows.taken(tx, held, agent.id);
    }
    return this.resolve.handle(tx, held, agent, { solution, code });
  }

  /** Who asked for it, as they are now. */
  private async agent(tx: Tx, id: string): Promise<AgentCaller> {
    const [agent] = await run<AgentCaller & { active: boolean }>(tx, selectAgent, [id]);
    if (agent?.active) return agent;
    throw new DomainError('forbidden', 'agent.inactive', 'Who asked for it is no longer active.');
  }

  private async giveUp(due: Due, error: unknown): Promise<void> {
    // Somebody has the ticket: the others go first.
    const [isRefusal, isWaiting] = [error instanceof DomainError, isLockTimeout(error)];
    if (!isRefusal && !isWaiting) this.logger.error(`Ticket ${due.ticketId} cannot be answered.`, error);
    await this.database.transaction(async (tx) => {
      if (error instanceof DomainError) await this.mark(tx, due, 'skipped', error);
      else if (!isWaiting && due.failures + 1 >= MOST_FAILURES) await this.mark(tx, due, 'skipped', failed);
      else await run(tx, postpone, [due.id, due.ticketId, isWaiting ? 0 : 1]);
    });
  }

  private async mark(tx: Tx, { id, ticketId, agentId }: Due, outcome: string, why: DomainError | null): Promise<void> {
    await run(tx, markDone, [id, ticketId, outcome, why?.code ?? null, why?.message ?? null]);
    await signal(tx, { kind: 'bulk-answer', agentId, data: { id } });
  }
}

/** An agent answers what they hold and what lies at their desk in nobody's hands; a lead everything that is open. */
async function expectMine(tx: Tx, ticket: LockedTicket, agent: AgentCaller): Promise<void> {
  const may = readableTickets(agent, 2);
  const statement = {
    name: `desk-may-answer-${sightOf(agent)}`,
    text: `SELECT FROM ticket WHERE id = $1 AND ${may.sql}`,
  };
  if ((await run(tx, statement, [ticket.id, ...may.values])).length === 0)
    throw new DomainError('not-found', 'ticket.not-found', 'It is not for you.');
  if (!isOpen(ticket.state)) throw skip('over', ticket, `is ${ticket.state}`);
  if (steers(agent) || ticket.assigneeId === agent.id) return;
  if (ticket.assigneeId !== null) throw skip('not-yours', ticket, 'is in somebody else’s hands');
  if (!isAtDeskOf(agent, ticket)) throw skip('not-at-your-tier', ticket, 'waits at another desk than yours');
}

const isQueued = (ticket: LockedTicket): ticket is LockedTicket<'queued'> => ticket.state === 'queued';
const skip = (why: string, { number, state }: LockedTicket, is: string): DomainError =>
  new DomainError('conflict', `ticket.${why}`, `${ticketNumber(number)} ${is}.`, { state });
const failed = new DomainError(
  'conflict',
  'ticket.not-answered',
  'It failed several times by a mistake of ours; answer it by hand.',
);

/* Whoever has the row is at it. */
const takeDue = {
  name: 'desk-take-due-answer',
  text: `SELECT bulk_answer_id AS id, child.ticket_id AS "ticketId", agent_id AS "agentId", body, answer.code, failures
    FROM bulk_answer_child child JOIN bulk_answer answer ON answer.id = bulk_answer_id
    WHERE outcome = 'waiting' AND due_at <= now()
    ORDER BY due_at, bulk_answer_id, child.ticket_id LIMIT 1 FOR UPDATE OF child SKIP LOCKED`,
};
const markDone = {
  name: 'desk-mark-answered',
  text: `UPDATE bulk_answer_child SET outcome = $3, code = $4, reason = $5, done_at = now()
    WHERE bulk_answer_id = $1 AND ticket_id = $2 AND outcome = 'waiting'`,
};
const postpone = {
  name: 'desk-postpone-answer',
  text: `UPDATE bulk_answer_child SET failures = failures + $3::int, due_at = now() + interval '5 seconds' * 2 ^ failures
    WHERE bulk_answer_id = $1 AND ticket_id = $2 AND outcome = 'waiting'`,
};
const selectAgent = {
  name: 'desk-agent-as-caller',
  text: `SELECT 'agent' AS kind, id, name, email, role, active, ${desksOf('agent.id')} AS desks
    FROM agent WHERE id = $1`,
};
