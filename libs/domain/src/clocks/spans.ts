import type { Clock } from './clock.js';
import { applyEntry, inOrder } from './apply-event.js';
import { noClocks, type ClockEvent, type ClockRules, type PolicyChange } from './clocks.js';

/** A stretch in which a clock ran without a break, by one version of a policy. */
export interface Span {
  readonly from: Date;
  /** Null: it still runs. */
  readonly to: Date | null;
  readonly policyVersion: number;
}

/** A clock as the log tells it, with the stretches in which it ran, in order. */
export interface ToldClock {
  readonly clock: Clock;
  readonly spans: readonly Span[];
}

/** Tells a ticket's clocks from its whole log: what they are, and when they ran. */
export function tellClocks(
  events: readonly ClockEvent[],
  changes: readonly PolicyChange[],
  rules: ClockRules,
): { readonly clocks: readonly ToldClock[]; readonly known: typeof noClocks } {
  const spans = new Map<string, Span[]>();
  let known = noClocks;
  for (const entry of inOrder(events, changes)) {
    const before = new Map(known.clocks.map((clock) => [sameClock(clock), clock]));
    known = applyEntry(known, entry, rules);
    for (const clock of known.clocks) {
      const key = sameClock(clock);
      const was = before.get(key);
      if (was && isSameRun(was, clock)) continue;
      const ran = spans.get(key) ?? [];
      spans.set(key, ran);
      close(ran, entry.at);
      if (clock.resumedAt) ran.push({ from: clock.resumedAt, to: null, policyVersion: clock.policyVersion });
      else if (!was && clock.bankedMs > 0)
        ran.push({ from: clock.startedAt, to: entry.at, policyVersion: clock.policyVersion });
    }
  }
  return { known, clocks: known.clocks.map((clock) => ({ clock, spans: spans.get(sameClock(clock)) ?? [] })) };
}

const isSameRun = (was: Clock, is: Clock): boolean =>
  was.resumedAt?.getTime() === is.resumedAt?.getTime() && was.policyVersion === is.policyVersion;

function close(ran: Span[], at: Date): void {
  const last = ran.at(-1);
  if (last?.to === null) ran[ran.length - 1] = { from: last.from, to: at, policyVersion: last.policyVersion };
}

/** What tells a ticket's clocks apart. */
export const sameClock = ({ kind, tier, cycle }: Pick<Clock, 'kind' | 'tier' | 'cycle'>): string =>
  `${kind} ${tier ?? ''} ${cycle}`;
