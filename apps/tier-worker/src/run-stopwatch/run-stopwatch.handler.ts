import type { AgentCaller } from '#access';
import { Database, run, signal, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, FORGOTTEN_AFTER_SECONDS, ticketNumber, type WorkKind } from '#domain';
import { Injectable } from '@nestjs/common';
import { LogWorkHandler } from '../log-work/log-work.handler.js';
import type { RunningWatch, StopwatchView } from './stopwatch.schemas.js';

export interface NewWatch {
  readonly kind: WorkKind;
  readonly withCustomer: boolean;
  readonly consultationId?: string | undefined;
}

/** How a watch is stopped: as it measured, with other seconds, or without logging anything. */
export interface Stopping {
  readonly note?: string | undefined;
  readonly seconds?: number | undefined;
  readonly discard?: boolean | undefined;
}

type Logged = NonNullable<StopwatchView['logged']>;

/** An agent's one watch. Lock the tickets first, then the watch. */
@Injectable()
export class RunStopwatchHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly work: LogWorkHandler,
  ) {}

  async running(agentId: string): Promise<RunningWatch | null> {
    const [row] = await this.database.read<Row>(selectWatch, [agentId]);
    if (!row) return null;
    const { number, logTo: _logTo, ...watch } = row;
    return {
      ...watch,
      number: ticketNumber(number),
      forgotten: watch.elapsedSeconds > FORGOTTEN_AFTER_SECONDS,
    };
  }

  /** The ticket into whose log the running watch goes: where its own was merged into by now. Null: none runs. */
  async goesTo(agentId: string): Promise<string | null> {
    return (await this.database.read<Row>(selectWatch, [agentId]))[0]?.logTo ?? null;
  }

  /** Both tickets are locked. A watch that runs already is stopped and logged first. */
  async start(tx: Tx, ticket: LockedTicket, agent: AgentCaller, watch: NewWatch): Promise<Logged | null> {
    if (over.has(ticket.state)) throw isOver(ticket);
    const tier = await this.work.tierOf(tx, ticket, agent, watch.consultationId ?? null);
    const earlier = await this.lockWatch(tx, agent.id);
    const logged = earlier && (await this.log(tx, agent, earlier, {}));
    const values = [agent.id, ticket.id, tier, watch.kind, watch.withCustomer, watch.consultationId ?? null];
    const [started] = await run<{ agentId: string }>(tx, startWatch, values);
    if (!started) throw changed();
    await signal(tx, { kind: 'stopwatch', agentId: agent.id });
    return logged;
  }

  /** The watch must run on this ticket. */
  async stop(tx: Tx, ticket: LockedTicket, agent: AgentCaller, how: Stopping): Promise<Logged | null> {
    const watch = await this.lockWatch(tx, agent.id);
    if (watch?.ticketId !== ticket.id) throw notRunning(ticket, watch);
    const logged = await this.log(tx, agent, watch, how);
    await signal(tx, { kind: 'stopwatch', agentId: agent.id });
    return logged;
  }

  private async log(tx: Tx, agent: AgentCaller, watch: Watch, how: Stopping): Promise<Logged | null> {
    const elapsed = Math.max(1, watch.elapsedSeconds);
    if (how.discard !== true && how.seconds === undefined && elapsed > FORGOTTEN_AFTER_SECONDS) throw forgotten(watch);
    if (how.seconds !== undefined && how.seconds > elapsed) throw tooMuch(elapsed);
    await run(tx, endWatch, [agent.id]);
    if (how.discard === true) return null;
    const ticket = await this.tickets.lock(tx, watch.logTo);
    if (!ticket || ticket.state === 'merged') throw changed();
    const seconds = how.seconds ?? elapsed;
    const { kind, withCustomer, tier, consultationId } = watch;
    const measured = { seconds, kind, withCustomer, tier, note: how.note ?? null, consultationId };
    const { id } = await this.work.write(tx, ticket, agent, measured);
    return { workLogId: id, ticketId: ticket.id, number: ticketNumber(ticket.number), seconds };
  }

  private async lockWatch(tx: Tx, agentId: string): Promise<Watch | null> {
    const [watch] = await run<Watch>(tx, lockWatch, [agentId]);
    return watch ?? null;
  }
}

interface Watch extends Omit<RunningWatch, 'number' | 'subject' | 'forgotten'> {
  readonly logTo: string;
  readonly number: number;
}
type Row = Watch & Pick<RunningWatch, 'subject'>;

const over: ReadonlySet<string> = new Set(['merged', 'rejected']);
const isOver = ({ number, state }: LockedTicket): DomainError =>
  new DomainError('conflict', 'ticket.illegal-transition', `${ticketNumber(number)} was ${state}: no work is done there.`, { state, action: 'start a stopwatch' }); // prettier-ignore
function notRunning({ number }: LockedTicket, watch: Watch | null): DomainError {
  const elsewhere = watch ? `: it runs on ${ticketNumber(watch.number)}` : '';
  const detail = `Your stopwatch does not run on ${ticketNumber(number)}${elsewhere}.`;
  return new DomainError('conflict', 'stopwatch.not-running', detail, { runsOn: watch?.ticketId ?? null });
}
const forgotten = ({ number, startedAt, elapsedSeconds, ticketId }: Watch): DomainError =>
  new DomainError(
    'conflict',
    'stopwatch.forgotten',
    `The stopwatch on ${ticketNumber(number)} runs since ${startedAt.toISOString()}: stop it with the \`seconds\` you worked, or with \`discard\`.`,
    { ticketId, startedAt, elapsedSeconds },
  );
function tooMuch(elapsed: number): DomainError {
  const detail = `The stopwatch ran for ${elapsed} seconds: give at most that, and log the rest by hand.`;
  return new DomainError('refused', 'stopwatch.too-much', detail, { errors: [{ pointer: '/seconds', detail }] });
}
const changed = (): DomainError =>
  new DomainError(
    'conflict',
    'stopwatch.changed',
    'Your stopwatch was changed at the same moment: look, and try again.',
  );

const watchColumns = `watch.ticket_id AS "ticketId", watch.tier, watch.kind, watch.with_customer AS "withCustomer",
    watch.consultation_id AS "consultationId", watch.started_at AS "startedAt",
    ceil(extract(epoch FROM clock_timestamp() - watch.started_at))::int AS "elapsedSeconds",
    (WITH RECURSIVE merged (id, into_id) AS (
       SELECT id, merged_into FROM ticket first WHERE first.id = watch.ticket_id
       UNION SELECT next.id, next.merged_into FROM ticket next JOIN merged ON next.id = merged.into_id
     ) SELECT id FROM merged WHERE into_id IS NULL LIMIT 1) AS "logTo"`;
const selectWatch = {
  name: 'desk-stopwatch',
  text: `SELECT ${watchColumns}, ticket.number, ticket.subject FROM stopwatch watch JOIN ticket ON ticket.id = watch.ticket_id
    WHERE agent_id = $1`,
};
const lockWatch = {
  name: 'desk-lock-stopwatch',
  text: `SELECT ${watchColumns}, (SELECT number FROM ticket WHERE id = watch.ticket_id) AS number
    FROM stopwatch watch WHERE agent_id = $1 FOR UPDATE`,
};
const startWatch = {
  name: 'desk-start-stopwatch',
  text: `INSERT INTO stopwatch (agent_id, ticket_id, tier, kind, with_customer, consultation_id, started_at)
    VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING agent_id AS "agentId"`,
};
const endWatch = { name: 'desk-end-stopwatch', text: `DELETE FROM stopwatch WHERE agent_id = $1` };
