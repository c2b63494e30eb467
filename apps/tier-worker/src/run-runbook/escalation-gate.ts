import { run, type LockedTicket, type Tx } from '#database';
import { isAskedFor, missingSteps, type FieldProblem, type RunbookScope, type RunbookStep } from '#domain';
import { Injectable } from '@nestjs/common';
import { pathOf, runsOn } from './runs.query.js';
import { fittable } from './what-is-said.js';

/** A runbook that stands in the way of an escalation. */
export interface MissingRunbook {
  readonly id: string;
  readonly title: string;
  /** The run that is furthest, to go on with; null: it was not begun. */
  readonly runId: string | null;
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

/** What must be done by a runbook before a ticket leaves its tier upwards. */
@Injectable()
export class EscalationGate {
  /**
   * The runbooks that ask for more, with their required steps that are not done. A run counts by the version it began with, also one that
   * was abandoned for another; one that came to its end has done all that was on its way.
   */
  async missing(tx: Tx, ticket: Pick<LockedTicket, 'id' | 'tier'>, toSector: string | null): Promise<MissingRunbook[]> {
    const gates = await run<Gate>(tx, selectGates, [ticket.tier]);
    if (gates.length === 0) return [];
    const of = await fittable(tx, ticket.id);
    const asked = gates.filter((gate) => isAskedFor(gate, of, toSector));
    if (asked.length === 0) return [];
    const runs = await runsOn(tx, ticket.id);
    return asked.flatMap(({ id, title, steps }): MissingRunbook[] => {
      const begun = runs
        .filter(({ runbookId }) => runbookId === id)
        .map((one) => ({ runId: one.id as string | null, left: missingSteps(one.steps, pathOf(one)) }));
      const all = begun.length > 0 ? begun : [{ runId: null, left: missingSteps(steps, []) }];
      const { runId, left } = all.toSorted((one, other) => one.left.length - other.left.length)[0]!;
      return left.length === 0
        ? []
        : [{ id, title, runId, steps: left.map((step) => ({ id: step.id, title: step.title })) }];
    });
  }
}

/** One problem for each step, in words. They are not in the body: they are to be done first. */
export const stepsMissing = (runbooks: readonly MissingRunbook[]): FieldProblem[] =>
  runbooks.flatMap(({ title, steps }) =>
    steps.map((step) => ({
      pointer: '',
      detail: `Do "${step.title}" of the runbook "${title}" first.`,
      code: 'runbook.step-missing',
      values: { step: step.title, runbook: title },
    })),
  );

interface Gate extends RunbookScope {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly RunbookStep[];
}

const selectGates = {
  name: 'runbooks-gates',
  text: `SELECT runbook.id, version.title, version.steps, version.tiers, version.sectors, version.product_ids AS "productIds", version.words
    FROM runbook JOIN runbook_version version ON version.runbook_id = runbook.id AND version.version = runbook.published
    WHERE runbook.archived_at IS NULL AND version.required_before_escalation AND $1::int = ANY (version.tiers)
    ORDER BY version.title, runbook.id`,
};
