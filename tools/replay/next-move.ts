import type { State } from '#domain';
import type { Wanted } from './wanted-status.js';

/** Where a ticket is now, as its view says. */
export interface Position {
  readonly state: State;
  readonly tier: number | null;
  readonly sector: string | null;
}

/** Where a line of the log has it. */
export interface Target {
  readonly level: number;
  readonly sector: string;
  readonly wanted: Wanted | null;
}

export type MoveName =
  | 'claim'
  | 'assign'
  | 'release'
  | 'transfer'
  | 'escalate'
  | 'return'
  | 'ask-customer'
  | 'wait'
  | 'resume'
  | 'resolve'
  | 'reopen'
  | 'close';

/**
 * The one move that brings a ticket nearer to what the log says; null when it is there. The place comes first, then the
 * status. Asked again after each move, and after an answer that got lost: it only looks at what is.
 */
export function nextMove(now: Position, target: Target): MoveName | null {
  const place = towardsPlace(now, target);
  return place ?? (target.wanted === null ? null : (towardsStatus[target.wanted][now.state] ?? null));
}

function towardsPlace({ state, tier, sector }: Position, { level, sector: wanted }: Target): MoveName | null {
  const here = tier ?? level;
  if (here === level && sector === wanted) return null;
  if (state === 'resolved' || state === 'closed') return 'reopen';
  if (state.startsWith('awaiting_')) return 'resume';
  if (here > level) return 'return';
  if (here === level) return 'transfer';
  return state === 'queued' ? 'claim' : 'escalate';
}

type Moves = Readonly<Partial<Record<State, MoveName>>>;

const resume = { awaiting_customer: 'resume', awaiting_vendor: 'resume', awaiting_intervention: 'resume' } as const;
const reopen = { resolved: 'reopen', closed: 'reopen' } as const;
const resolve = {
  queued: 'claim',
  in_progress: 'resolve',
  awaiting_customer: 'resolve',
  awaiting_vendor: 'resolve',
  awaiting_intervention: 'resolve',
} as const;
const waitElsewhere = {
  ...resume,
  ...reopen,
  queued: 'claim',
  in_progress: 'wait',
  awaiting_intervention: undefined,
} as const;

const towardsStatus: Readonly<Record<Wanted, Moves>> = {
  'wait-in-queue': { ...resume, ...reopen, in_progress: 'release' },
  'be-worked-on': { ...resume, ...reopen, queued: 'claim' },
  'be-assigned': { ...resume, ...reopen, queued: 'assign' },
  'wait-for-customer': {
    ...resume,
    ...reopen,
    queued: 'claim',
    in_progress: 'ask-customer',
    awaiting_customer: undefined,
  },
  'wait-for-implementation': waitElsewhere,
  wait: waitElsewhere,
  // What is closed was resolved: a log that says so again changes nothing.
  'be-resolved': resolve,
  'be-closed': { ...resolve, resolved: 'close' },
};
