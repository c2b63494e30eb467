import { readRows, type Reader, type Statement } from '#database';
import { resultInWords, type Language, type RunbookStep, type StepKind, type StepResult } from '#domain';

/** A step of a runbook that was done on a ticket, as a work order tells it. */
export interface RunbookStepDone {
  /** Titles, as they were in the version that was worked through. */
  readonly runbook: string;
  readonly step: string;
  readonly kind: StepKind;
  /** In words: `passed`, `41.5 ms`, `passed over`. */
  readonly result: string;
  readonly note: string | null;
  /** The agent's name. */
  readonly agent: string;
  /** Null when nobody measured. */
  readonly seconds: number | null;
  readonly at: Date;
}

/** The steps of runbooks that were done on a ticket and hold, run by run, in the order of the path; also of abandoned runs. */
export async function runbookSteps(
  reader: Reader,
  ticketId: string,
  language: Language = 'en',
): Promise<RunbookStepDone[]> {
  const rows = await readRows<Row>(reader, selectSteps, [ticketId]);
  return rows.map(({ runbook, definition, given, note, agent, seconds, at }) => ({
    runbook,
    step: definition.title,
    kind: definition.kind,
    result: resultInWords(definition, given, language),
    note,
    agent,
    seconds,
    at,
  }));
}

interface Row extends Pick<RunbookStepDone, 'runbook' | 'note' | 'agent' | 'seconds' | 'at'> {
  readonly definition: RunbookStep;
  readonly given: StepResult;
}

const selectSteps: Statement = {
  name: 'runbook-steps-of-ticket',
  text: `SELECT version.title AS runbook, definition, done.result AS given, done.note, agent.name AS agent, done.seconds, done.at
    FROM runbook_run run JOIN runbook_version version USING (runbook_id, version)
      JOIN runbook_step done ON done.run_id = run.id AND done.superseded_at IS NULL
      JOIN agent ON agent.id = done.agent_id
      CROSS JOIN LATERAL (SELECT step FROM jsonb_array_elements(version.steps) AS step
        WHERE step->>'id' = done.step_id LIMIT 1) AS of (definition)
    WHERE run.ticket_id = $1 ORDER BY run.started_at, run.id, done.position`,
};
