import { readRows, type Reader, type Statement } from '#database';
import { currentStep, missingSteps, resultInWords, type RunbookStep, type RunState, type StepResult } from '#domain';
import type { RunView } from './run.schemas.js';

type Person = RunView['startedBy'];

/** One step as it was done; instants inside JSON are text. */
export interface StepRow {
  readonly id: string;
  readonly stepId: string;
  readonly position: number;
  readonly result: StepResult;
  readonly note: string | null;
  readonly seconds: number | null;
  readonly agent: Person;
  readonly at: string;
  readonly supersededAt: string | null;
}

/** A run with all that was ever done in it. */
export interface RunRow {
  readonly id: string;
  readonly runbookId: string;
  readonly version: number;
  readonly title: string;
  readonly state: RunState;
  readonly tier: number | null;
  readonly startedBy: Person;
  readonly startedAt: Date;
  readonly endedBy: Person | null;
  readonly endedAt: Date | null;
  readonly abandonReason: string | null;
  readonly steps: readonly RunbookStep[];
  readonly done: readonly StepRow[];
}

/** The runs on a ticket, oldest first; of one that is named, only that. */
export const runsOn = (reader: Reader, ticketId: string, runId: string | null = null): Promise<RunRow[]> =>
  readRows<RunRow>(reader, selectRuns, [ticketId, runId]);

/** What holds of what was done, in order. */
export const pathOf = ({ done }: RunRow): StepRow[] => done.filter(({ supersededAt }) => supersededAt === null);

export function runViewOf(run: RunRow): RunView {
  const { id, runbookId, version, title, state, tier, startedBy, startedAt, endedBy, endedAt, abandonReason } = run;
  const path = pathOf(run);
  const isOver = state !== 'running';
  const view = (row: StepRow): RunView['path'][number] => {
    const step = run.steps.find((one) => one.id === row.stepId);
    return {
      stepId: row.stepId,
      title: step?.title ?? row.stepId,
      kind: step?.kind ?? 'check',
      position: row.position,
      result: row.result,
      inWords: resultInWords(step, row.result),
      note: row.note,
      seconds: row.seconds,
      agent: row.agent,
      at: new Date(row.at),
      supersededAt: row.supersededAt === null ? null : new Date(row.supersededAt),
    };
  };
  return {
    id,
    runbookId,
    version,
    title,
    state,
    tier,
    startedBy,
    startedAt,
    endedBy,
    endedAt,
    abandonReason,
    seconds: run.done.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    current: isOver ? null : currentStep(run.steps, path),
    path: path.map(view),
    corrected: run.done
      .filter(({ supersededAt }) => supersededAt !== null)
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .map(view),
    missing: missingSteps(run.steps, path).map((step) => ({ id: step.id, title: step.title })),
    steps: [...run.steps],
  } as RunView;
}

const selectRuns: Statement = {
  name: 'runs-on-ticket',
  text: `SELECT run.id, run.runbook_id AS "runbookId", run.version, version.title, run.state, run.tier,
      json_build_object('id', starter.id, 'name', starter.name) AS "startedBy", run.started_at AS "startedAt",
      CASE WHEN ender.id IS NOT NULL THEN json_build_object('id', ender.id, 'name', ender.name) END AS "endedBy",
      run.ended_at AS "endedAt", run.abandon_reason AS "abandonReason", version.steps,
      (SELECT coalesce(json_agg(json_build_object('id', done.id, 'stepId', done.step_id, 'position', done.position,
          'result', done.result, 'note', done.note, 'seconds', done.seconds,
          'agent', json_build_object('id', agent.id, 'name', agent.name), 'at', done.at,
          'supersededAt', done.superseded_at) ORDER BY done.position, done.at), '[]')
        FROM runbook_step done JOIN agent ON agent.id = done.agent_id WHERE done.run_id = run.id) AS done
    FROM runbook_run run JOIN runbook_version version USING (runbook_id, version)
      JOIN agent starter ON starter.id = run.started_by LEFT JOIN agent ender ON ender.id = run.ended_by
    WHERE run.ticket_id = $1 AND ($2::uuid IS NULL OR run.id = $2) ORDER BY run.started_at, run.id`,
};
