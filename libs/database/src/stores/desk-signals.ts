import { run, type Statement, type Tx } from '../sql.js';

/** What screens can be told beside the events of tickets: clients know them, so they are never renamed. Add yours. */
export const signalKinds = [
  'agent-changed',
  'bulk-answer',
  'clocks-changed',
  'consultation',
  'files-scanned',
  'hierarchical-escalation',
  'inbox',
  'mail-review',
  'offer-ended',
  'offer-made',
  'queues-changed',
  'run-changed',
  'settings-changed',
  'stopwatch',
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** Told by the live stream itself, as an event of its own. */
export const PRESENCE = 'presence';

export interface Signal {
  readonly kind: SignalKind | typeof PRESENCE;
  /** Told only to those who may read it. */
  readonly ticketId?: string;
  /** Of several tickets: everybody is told those he may read. */
  readonly ticketIds?: readonly string[];
  /** Told only to this agent's screens. */
  readonly agentId?: string;
  /** A few words for whoever is told: ids and numbers, never what people wrote. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Tells screens, once this transaction is committed, of something that is not in a ticket's log. Without ticket and agent
 * everybody signed in is told: then `data` must hold nothing that is not for all of them.
 */
export async function signal(tx: Tx, { kind, ticketId, ticketIds, agentId, data }: Signal): Promise<void> {
  const tickets = ticketIds ?? (ticketId === undefined ? null : [ticketId]);
  if (tickets?.length === 0) return;
  await run(tx, writeSignal, [kind, tickets, agentId ?? null, data ? JSON.stringify(data) : null]);
}

const writeSignal: Statement = {
  name: 'desk-signal-write',
  text: `INSERT INTO desk_signal (kind, ticket_ids, agent_id, data) VALUES ($1, $2::uuid[], $3::uuid, $4::jsonb)`,
};

/**
 * A statement that writes settings and gives what it wrote, with the signal for it: screens hear of `what` when it gives a
 * row, and not when nothing was written.
 */
export const tellSettings = (what: string, text: string): string =>
  `WITH written AS (${text}), told AS (INSERT INTO desk_signal (kind, data)
      SELECT 'settings-changed', '{"what": "${what}"}'::jsonb WHERE EXISTS (SELECT FROM written))
    SELECT * FROM written`;

/**
 * The same as a part of a statement that writes many rows anyway: `INSERT` for the tickets whose ids `ticketIds` (an
 * expression over `from`) gathers; nothing for none.
 */
export const tellOf = (kind: SignalKind, ticketIds: string, from: string): string =>
  `INSERT INTO desk_signal (kind, ticket_ids) SELECT '${kind}', told.ids FROM (SELECT ${ticketIds} AS ids ${from}) told WHERE told.ids IS NOT NULL`;
