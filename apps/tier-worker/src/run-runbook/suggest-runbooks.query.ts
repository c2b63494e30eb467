import type { AgentCaller } from '#access';
import { Database, type Statement } from '#database';
import { fitOf, isAskedFor, type RunbookScope } from '#domain';
import { Injectable } from '@nestjs/common';
import { readableTicket } from '../desk/readable-ticket.js';
import type { Suggestion } from './run.schemas.js';
import { fittable } from './what-is-said.js';

/** Which runbooks may help with a ticket. */
@Injectable()
export class SuggestRunbooks {
  constructor(private readonly database: Database) {}

  /** Those that fit, the best first; of equals the one that must be done, then by title. */
  async on(idOrNumber: string, caller: AgentCaller): Promise<Suggestion[]> {
    const ticket = await readableTicket(this.database, caller, idOrNumber);
    const [all, of] = await Promise.all([
      this.database.read<Candidate>(selectCandidates, [ticket.tier ?? FIRST_TIER, ticket.id]),
      fittable(this.database, ticket.id),
    ]);
    return all
      .flatMap(({ sectors, tiers, productIds, words, isGate, ...shown }): Suggestion[] => {
        const scope: RunbookScope = { sectors, tiers, productIds, words };
        const fit = fitOf(scope, of);
        if (!fit) return [];
        const requiredBeforeEscalation = isGate && isAskedFor(scope, of, null);
        return [{ ...shown, requiredBeforeEscalation, score: fit.score, why: [...fit.why], found: [...fit.found] }];
      })
      .toSorted(
        (one, other) =>
          other.score - one.score ||
          Number(other.requiredBeforeEscalation) - Number(one.requiredBeforeEscalation) ||
          (one.title < other.title ? -1 : 1),
      );
  }
}

const FIRST_TIER = 1;

type Candidate = Omit<Suggestion, 'score' | 'why' | 'found' | 'requiredBeforeEscalation'> &
  RunbookScope & { readonly isGate: boolean };

const selectCandidates: Statement = {
  name: 'runbooks-candidates',
  text: `SELECT runbook.id, version.version, version.title, version.summary, version.language,
      jsonb_array_length(version.steps) AS "stepCount", version.tiers, version.sectors, version.product_ids AS "productIds",
      version.words, version.required_before_escalation AS "isGate",
      (SELECT json_build_object('id', run.id, 'state', run.state, 'version', run.version) FROM runbook_run run
        WHERE run.ticket_id = $2 AND run.runbook_id = runbook.id ORDER BY run.started_at DESC, run.id DESC LIMIT 1) AS run
    FROM runbook JOIN runbook_version version ON version.runbook_id = runbook.id AND version.version = runbook.published
    WHERE runbook.archived_at IS NULL AND $1::int = ANY (version.tiers)`,
};
