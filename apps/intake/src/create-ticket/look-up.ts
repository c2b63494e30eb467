import { ANSWERS_ARE_KEPT, unseen, type Database, type Statement } from '#database';
import { TICKETS_PATH } from './idempotency-key.js';
import type { TicketDraft } from './ticket-draft.js';

export interface KeptAnswer {
  readonly bodyHash: string;
  readonly response: string;
}

/** What the database already knows about drafts that may be repetitions. */
export interface LookedUp {
  /** By `nameOf(draft.createdBy, key)`. */
  readonly answers: ReadonlyMap<string, KeptAnswer>;
  /** Tickets with the same external id of the same caller, by `nameOf(draft.createdBy, externalId)`. */
  readonly duplicates: ReadonlyMap<string, { readonly id: string; readonly number: number }>;
  /** Numbers of the drafts that are tickets already: an earlier try was committed although its answer was lost. */
  readonly made: ReadonlyMap<string, number>;
}

interface Row {
  readonly answers: (KeptAnswer & { readonly caller: string; readonly key: string })[] | null;
  readonly duplicates: { caller: string; externalId: string; id: string; number: number }[] | null;
  readonly made: Record<string, number> | null;
}

/** A key or external id together with whose it is. */
export const nameOf = (createdBy: string, name: string): string => `${createdBy} ${name}`;

const NOTHING: LookedUp = { answers: new Map(), duplicates: new Map(), made: new Map() };

/**
 * Everything about a whole batch in one round trip, and most batches need none. Nearly all idempotency keys are new, and
 * those that are not find out by failing to claim their key; so one is looked up only when its draft was tried before, when
 * it could be taken for a duplicate by its external id, or when that is asked for.
 */
export async function lookUp(
  database: Database,
  drafts: readonly TicketDraft[],
  { allKeys = false }: { readonly allKeys?: boolean } = {},
): Promise<LookedUp> {
  const tried = drafts.filter(({ prepared }) => prepared);
  const external = drafts.filter(({ request }) => request.externalId !== undefined);
  const keyed = drafts.filter(
    ({ idempotency, prepared, request }) => idempotency && (allKeys || prepared || request.externalId !== undefined),
  );
  if (tried.length + external.length + keyed.length === 0) return NOTHING;
  const [row] = await database.read<Row & Record<string, unknown>>(statement, [
    keyed.map(({ createdBy }) => createdBy),
    keyed.map(({ idempotency }) => idempotency!.key),
    external.map(({ createdBy }) => createdBy),
    external.map(({ request }) => request.externalId),
    tried.map(({ id }) => id),
  ]);
  const { answers, duplicates, made } = row!;
  return {
    answers: new Map(answers?.map((answer) => [`${answer.caller} ${answer.key}`, answer])),
    duplicates: new Map(duplicates?.map((ticket) => [`${ticket.caller} ${ticket.externalId}`, ticket])),
    made: new Map(Object.entries(made ?? {})),
  };
}

/* LATERAL with LIMIT: one index probe per name whatever the planner believes about the tables' sizes. */
const statement: Statement = {
  name: 'intake-look-up',
  text: `
    SELECT (SELECT json_agg(json_build_object('caller', asked.caller, 'key', asked.key,
          'bodyHash', encode(kept.body_hash, 'hex'), 'response', kept.response))
        FROM unnest(${unseen('$1::text[]')}, ${unseen('$2::text[]')}) AS asked (caller, key) CROSS JOIN LATERAL (
          SELECT body_hash, response FROM idempotency_key
          WHERE caller = asked.caller AND key = asked.key AND method = 'POST' AND path = '${TICKETS_PATH}'
            AND created_at >= now() - interval '${ANSWERS_ARE_KEPT}' LIMIT 1) kept) AS answers,
      (SELECT json_agg(json_build_object('caller', asked.caller, 'externalId', asked.external_id, 'id', known.id, 'number', known.number))
        FROM unnest(${unseen('$3::text[]')}, ${unseen('$4::text[]')}) AS asked (caller, external_id) CROSS JOIN LATERAL (
          SELECT id, number FROM ticket
          WHERE created_by = asked.caller AND external_id = asked.external_id AND external_id IS NOT NULL LIMIT 1) known) AS duplicates,
      (SELECT json_object_agg(known.id, known.number) FROM unnest(${unseen('$5::uuid[]')}) AS asked (id)
        CROSS JOIN LATERAL (SELECT id, number FROM ticket WHERE id = asked.id LIMIT 1) known) AS made`,
};
