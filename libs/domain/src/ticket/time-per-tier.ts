import type { State } from './lifecycle.js';

/** One row of a ticket's history: the state and tier it was in from `at` on. */
export interface HistoryStep {
  readonly toState: State;
  readonly tier: number | null;
  readonly at: Date;
}

/** What a ticket spent at one tier, in whole seconds of wall-clock time. */
export interface TimeAtTier {
  readonly tier: number;
  /** In the queue, with nobody. */
  readonly waitingSeconds: number;
  /** In an agent's hands. */
  readonly workingSeconds: number;
  readonly awaitingCustomerSeconds: number;
  readonly awaitingVendorSeconds: number;
  readonly awaitingInterventionSeconds: number;
}

const counted = {
  queued: 'waitingSeconds',
  in_progress: 'workingSeconds',
  awaiting_customer: 'awaitingCustomerSeconds',
  awaiting_vendor: 'awaitingVendorSeconds',
  awaiting_intervention: 'awaitingInterventionSeconds',
} as const satisfies Partial<Record<State, keyof TimeAtTier>>;

const isCounted = (state: State): state is keyof typeof counted => state in counted;

/** Sums a ticket's history (oldest first) per tier, up to `now`, lowest tier first. Time after it was over is nobody's. */
export function timePerTier(history: readonly HistoryStep[], now: Date): TimeAtTier[] {
  const tiers = new Map<number, Record<keyof TimeAtTier, number>>();
  for (const [index, step] of history.entries()) {
    if (step.tier === null || !isCounted(step.toState)) continue;
    const until = history[index + 1]?.at ?? now;
    const time = tiers.get(step.tier) ?? emptyTime(step.tier);
    time[counted[step.toState]] += Math.max(0, until.getTime() - step.at.getTime());
    tiers.set(step.tier, time);
  }
  return [...tiers.values()].sort((a, b) => a.tier - b.tier).map(inSeconds);
}

const emptyTime = (tier: number): Record<keyof TimeAtTier, number> => ({
  tier,
  waitingSeconds: 0,
  workingSeconds: 0,
  awaitingCustomerSeconds: 0,
  awaitingVendorSeconds: 0,
  awaitingInterventionSeconds: 0,
});

/** Milliseconds are summed first and cut once, so that many short steps do not vanish. */
const inSeconds = ({ tier, ...times }: Record<keyof TimeAtTier, number>): TimeAtTier => ({
  ...(Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, Math.floor(ms / 1000)])) as Omit<
    TimeAtTier,
    'tier'
  >),
  tier,
});
