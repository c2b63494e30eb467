import type { QueueSettings } from '#contracts';
import type { Database } from '#database';
import { DomainError } from '#domain';
import type { DeadLetterError } from './dead-letters.js';
import { InvalidPayload } from './invalid-payload.js';

/** Counted in a transaction of its own: the handler's was rolled back. */
const count = {
  name: 'outbox_failure',
  text: `UPDATE outbox
         SET failures = failures + 1,
             error = $2::jsonb,
             dead_at = CASE WHEN failures + 1 >= $3 THEN now() END,
             next_sweep_at = now() + interval '10 seconds' + least($4 * 2 ^ failures, $5) * interval '1 millisecond'
         WHERE id = $1 AND dead_at IS NULL
         RETURNING failures, dead_at IS NOT NULL AS dead`,
};

/** `settled`: nothing is left to do with this delivery. Otherwise it is to be tried again after so long. */
export type Verdict =
  | { readonly settled: true; readonly dead: boolean }
  | { readonly settled: false; readonly retryInMs: number; readonly outage: boolean };

/** Decides what a failed delivery means. */
export class Verdicts {
  constructor(private readonly database: Database) {}

  /** The handler's own error: one attempt, or the end of the message. */
  async onFailure(id: string, error: unknown, settings: QueueSettings): Promise<Verdict> {
    const attempts = isHopeless(error) ? 0 : settings.attempts;
    const [row] = await this.database.read<{ failures: number; dead: boolean }>(count, [
      id,
      JSON.stringify(described(error)),
      attempts,
      settings.backoffMs,
      settings.maxBackoffMs,
    ]);
    if (!row || row.dead) return { settled: true, dead: row?.dead ?? false };
    return { settled: false, outage: false, retryInMs: backoff(row.failures, settings) };
  }

  /** Something we depend on is away: not an attempt, and not for long. */
  onOutage(starts: number, settings: QueueSettings): Verdict {
    return {
      settled: false,
      outage: true,
      retryInMs: backoff(starts, { ...settings, maxBackoffMs: Math.min(settings.maxBackoffMs, 5_000) }),
    };
  }
}

/** What no further try can heal. */
const isHopeless = (error: unknown): boolean =>
  error instanceof DomainError ||
  error instanceof InvalidPayload ||
  (error instanceof Error && error.name === 'ZodError');

const backoff = (failures: number, { backoffMs, maxBackoffMs }: QueueSettings): number => {
  const full = Math.min(backoffMs * 2 ** Math.min(failures - 1, 30), maxBackoffMs);
  return Math.round(full * (0.5 + Math.random() / 2));
};

function described(error: unknown): DeadLetterError {
  if (!(error instanceof Error)) return { name: 'Error', message: storable(String(error)) };
  const { code, issues } = error as { code?: unknown; issues?: unknown };
  return {
    name: storable(error.name),
    message: storable(error.message),
    ...(typeof code === 'string' && { code: storable(code) }),
    ...(Array.isArray(issues) && { issues: issues.slice(0, 20).map(issue) }),
  };
}

function issue(found: { readonly code?: unknown; readonly path?: readonly PropertyKey[]; readonly message?: unknown }) {
  return {
    code: found.code,
    path: found.path?.map((key) => storable(String(key))),
    message: storable(String(found.message)),
  };
}

/** PostgreSQL's jsonb takes neither NUL nor lone surrogates. */
const storable = (text: string): string =>
  text
    .slice(0, 2_000)
    .replaceAll('\0', '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD');
