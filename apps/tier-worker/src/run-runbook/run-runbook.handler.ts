import { actorOf, type AgentCaller } from '#access';
import { newId, run, signal, TicketStore, type LockedTicket, type Tx } from '#database';
import {
  currentStep,
  DomainError,
  isUuid,
  type FieldProblem,
  judgeResult,
  placeOf,
  ticketNumber,
  type RunbookStep,
  type StepResult,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';
import { expectAtHand } from '../desk/who-may.js';
import type { RunView, StepDoneBody } from './run.schemas.js';
import { pathOf, runsOn, runViewOf, type RunRow } from './runs.query.js';

/** Works through a runbook on a ticket; whoever calls holds the ticket's lock, so two never do a step at once. */
@Injectable()
export class RunRunbookHandler {
  constructor(private readonly tickets: TicketStore) {}

  async start(tx: Tx, ticket: LockedTicket, agent: AgentCaller, runbookId: string): Promise<RunView> {
    expectAtHand(agent, ticket);
    expectOpen(ticket, 'start-runbook');
    const [runbook] = await run<Startable>(tx, selectRunbook, [runbookId]);
    if (!runbook) throw refused('runbook.unknown', '/runbookId', 'There is no such runbook.');
    const { version, title, isArchived } = runbook;
    if (version === null || isArchived) {
      const detail = isArchived ? 'This runbook is archived.' : 'This runbook was not published yet.';
      throw refused('runbook.not-published', '/runbookId', detail);
    }
    const running = (await runsOn(tx, ticket.id)).find((one) => one.runbookId === runbookId && one.state === 'running');
    if (running) throw alreadyRunning(running.id);
    const runId = newId();
    await run(tx, insertRun, [runId, ticket.id, runbookId, version, ticket.tier, agent.id, ticket.now]);
    await this.record(tx, ticket, agent, 'ticket.runbook-started', { runId, runbookId, version, title });
    return runViewOf(await find(tx, ticket, runId));
  }

  /** Does the step it is at, or corrects one that was done; the same result once more changes nothing. */
  async doStep(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { runId, stepId, ...given }: { readonly runId: string; readonly stepId: string } & StepDoneBody,
  ): Promise<RunView> {
    expectAtHand(agent, ticket);
    const before = await find(tx, ticket, runId);
    expectOpen(ticket, 'do-step');
    if (before.state === 'abandoned') throw over('It was abandoned: start the runbook anew.');
    const step = before.steps.find(({ id }) => id === stepId);
    if (!step) throw new DomainError('not-found', 'step.not-found', 'This version of the runbook has no such step.');
    const judged = judgeResult(step, given.result);
    if ('problem' in judged) throw resultRefused(judged.problem);
    const path = pathOf(before);
    const done = placeOf(before.steps, path, { stepId, result: judged.result });
    if (!done) throw notNext(step, currentStep(before.steps, path));
    const earlier = path[done.at];
    const note = given.note ?? null;
    if (earlier && earlier.result === judged.result && earlier.note === note) return runViewOf(before);
    if (done.at >= LONGEST) throw over('It has gone round too often: abandon it, and start the runbook anew.');

    await run(tx, supersede, [done.dropped.map((place) => path[place]!.id), ticket.now]);
    await run(tx, insertStep, [
      newId(),
      runId,
      done.at + 1,
      stepId,
      judged.result === null ? null : JSON.stringify(judged.result),
      note,
      given.seconds ?? null,
      agent.id,
      ticket.now,
    ]);
    const now = await find(tx, ticket, runId);
    const isOver = currentStep(now.steps, pathOf(now)) === null;
    if (isOver !== (before.state === 'finished')) await this.setState(tx, ticket, runId, agent, isOver);
    const corrected = earlier
      ? await this.record(tx, ticket, agent, 'ticket.runbook-corrected', {
          ...about(before),
          ...change(step, earlier.result, judged.result),
        })
      : ticket;
    const after = isOver ? await this.finish(tx, corrected, agent, before, now) : corrected;
    if (after.version === ticket.version)
      await signal(tx, { kind: 'run-changed', ticketId: ticket.id, data: { runId } });
    return runViewOf(await find(tx, ticket, runId));
  }

  async abandon(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { runId, reason }: { readonly runId: string; readonly reason: string },
  ): Promise<RunView> {
    expectAtHand(agent, ticket);
    const before = await find(tx, ticket, runId);
    if (before.state !== 'running') throw over(`It is ${before.state} already.`);
    await run(tx, endRun, [runId, 'abandoned', agent.id, ticket.now, reason]);
    await this.record(tx, ticket, agent, 'ticket.runbook-abandoned', { ...about(before), reason });
    return runViewOf(await find(tx, ticket, runId));
  }

  /** A correction may open a run that was finished, unless another one of the same runbook has begun since. */
  private async setState(tx: Tx, ticket: LockedTicket, runId: string, agent: AgentCaller, isOver: boolean) {
    if (isOver) await run(tx, endRun, [runId, 'finished', agent.id, ticket.now, null]);
    else await refuseDuplicate(run(tx, endRun, [runId, 'running', null, null, null]), alreadyRunning(null));
  }

  private finish(tx: Tx, ticket: LockedTicket, agent: AgentCaller, before: RunRow, now: RunRow): Promise<LockedTicket> {
    if (before.state === 'finished') return Promise.resolve(ticket);
    const path = pathOf(now);
    const failed = path.filter(({ result }) => result === 'fail').length;
    return this.record(tx, ticket, agent, 'ticket.runbook-finished', { ...about(now), steps: path.length, failed });
  }

  private record(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    type: `ticket.runbook-${'started' | 'corrected' | 'finished' | 'abandoned'}`,
    data: Readonly<Record<string, unknown>>,
  ): Promise<LockedTicket> {
    return this.tickets.record(tx, ticket, { type, by: actorOf(agent), public: false, data });
  }
}

interface Startable {
  readonly version: number | null;
  readonly title: string;
  readonly isArchived: boolean;
}

/** Nobody does so many steps but one that goes round in a loop. */
const LONGEST = 500;

const about = ({ id, runbookId, version, title }: RunRow) => ({ runId: id, runbookId, version, title });
const change = ({ id, title }: RunbookStep, before: StepResult, after: StepResult) => ({
  step: { id, title },
  before,
  after,
});

async function find(tx: Tx, ticket: LockedTicket, runId: string): Promise<RunRow> {
  const [found] = isUuid(runId) ? await runsOn(tx, ticket.id, runId) : [];
  if (found) return found;
  throw new DomainError(
    'not-found',
    'run.not-found',
    'No runbook is, or was, worked through on this ticket under this id.',
  );
}

const overStates = new Set<string>(['resolved', 'closed', 'merged', 'rejected']);

function expectOpen({ number, state }: LockedTicket, action: string): void {
  if (!overStates.has(state)) return;
  const detail = `${ticketNumber(number)} is ${state}: nothing is worked through on it any more.`;
  throw new DomainError('conflict', 'ticket.illegal-transition', detail, { state, action });
}

const refused = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });

const resultRefused = (problem: Omit<FieldProblem, 'pointer'>): DomainError =>
  new DomainError('refused', 'step.result-refused', problem.detail, { errors: [{ pointer: '/result', ...problem }] });

const over = (detail: string): DomainError => new DomainError('conflict', 'run.over', detail);

const alreadyRunning = (runId: string | null): DomainError =>
  new DomainError('conflict', 'run.already-running', 'This runbook is being worked through on this ticket.', { runId });

function notNext(asked: RunbookStep, current: RunbookStep | null): DomainError {
  const detail = current
    ? `"${asked.title}" is not to be done now: do "${current.title}" first.`
    : `"${asked.title}" is not on the way that was gone, and the runbook is at its end.`;
  return new DomainError('conflict', 'step.not-next', detail, {
    current: current && { id: current.id, title: current.title },
  });
}

const selectRunbook = {
  name: 'runs-startable',
  text: `SELECT runbook.published AS version, version.title, runbook.archived_at IS NOT NULL AS "isArchived"
    FROM runbook LEFT JOIN runbook_version version ON version.runbook_id = runbook.id AND version.version = runbook.published
    WHERE runbook.id = $1`,
};
const insertRun = {
  name: 'runs-insert',
  text: `INSERT INTO runbook_run (id, ticket_id, runbook_id, version, state, tier, started_by, started_at)
    VALUES ($1, $2, $3, $4, 'running', $5, $6, $7)`,
};
const endRun = {
  name: 'runs-end',
  text: `UPDATE runbook_run SET state = $2, ended_by = $3, ended_at = $4, abandon_reason = $5 WHERE id = $1`,
};
const supersede = {
  name: 'runs-supersede',
  text: `UPDATE runbook_step SET superseded_at = $2 WHERE id = ANY ($1::uuid[])`,
};
const insertStep = {
  name: 'runs-insert-step',
  text: `INSERT INTO runbook_step (id, run_id, position, step_id, result, note, seconds, agent_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
