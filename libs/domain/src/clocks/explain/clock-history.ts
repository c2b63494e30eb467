import type { State } from '../../ticket/lifecycle.js';
import type { Clock, PolicyOf } from '../clock.js';
import type { ClockEvent } from '../clocks.js';
import { isVendorKind } from '../policy.js';
import type { Span, ToldClock } from '../spans.js';

/** Open time that counted, by one version of a policy. */
export interface CountedInterval {
  readonly from: Date;
  readonly to: Date;
  readonly policyVersion: number;
}

/** Why a clock stands still: the ticket's state, or that it is elsewhere, or that the vendor waits for us. */
export const pauseReasons = [
  'awaiting_customer',
  'awaiting_vendor',
  'awaiting_intervention',
  'resolved',
  'closed',
  'with-another-tier',
  'vendor-waits-for-us',
  'other',
] as const;
export type PauseReason = (typeof pauseReasons)[number];

export interface ClockPause {
  readonly from: Date;
  /** Null: it still stands still. */
  readonly to: Date | null;
  readonly reason: PauseReason;
  /** Open time that did not count. */
  readonly lostMs: number;
}

/** How a clock came to what it has used. */
export interface ClockHistory {
  /** In order; the newest ones when there are too many. Without truncation their sum is the time used. */
  readonly intervals: readonly CountedInterval[];
  readonly isTruncated: boolean;
  readonly pauses: readonly ClockPause[];
  /** Whether it began with what it promises about, not later, as when the promise itself is newer. */
  readonly isFromStart: boolean;
  /** Since when it goes by another version than before, and which that was. */
  readonly changes: readonly { readonly at: Date; readonly before: number; readonly after: number }[];
}

/** What a clock of the log counted until `now`, at most `most` intervals of it, when it stood still, and by what it went. */
export function clockHistory(
  { clock, spans }: ToldClock,
  events: readonly ClockEvent[],
  policyOf: PolicyOf,
  now: Date,
  most = 200,
): ClockHistory {
  const intervals: CountedInterval[] = [];
  for (const span of spans.toReversed()) {
    if (intervals.length > most) break;
    intervals.push(...newest(span, policyOf, now, most + 1 - intervals.length));
  }
  return {
    intervals: intervals.slice(0, most).reverse(),
    isTruncated: intervals.length > most,
    pauses: pausesOf(clock, spans, events, policyOf, now),
    isFromStart: isFromStart(clock, events[0]?.at ?? null, events),
    changes: spans.flatMap(({ from, policyVersion: after }, index) => {
      const before = spans[index - 1]?.policyVersion ?? after;
      return before === after ? [] : [{ at: from, before, after }];
    }),
  };
}

/** Whether a clock began with the ticket, the question, the last word, the arrival at its tier; without events it is not always known. */
export function isFromStart(
  { kind, tier, cycle, startedAt }: Clock,
  openedAt: Date | null,
  events: readonly ClockEvent[] = [],
): boolean {
  const isAt = (at: Date | undefined): boolean => at?.getTime() === startedAt.getTime();
  switch (kind) {
    case 'next_response':
    case 'vendor_ack':
    case 'vendor_resolution':
      return true;
    case 'tier':
      return isAt(events.find((event) => event.to !== null && event.tier === tier)?.at);
    case 'periodic_update':
      return cycle === 1 ? isAt(openedAt ?? undefined) : events.some(({ at, answers }) => answers && isAt(at));
    case 'first_response':
    case 'resolution':
      return isAt(openedAt ?? undefined);
  }
}

const WINDOW_MS = 28 * 86_400_000;

/** The newest open intervals of a span, the newest first; those that touch are one. Looked for backwards, for a span may be years long. */
function newest({ from, to, policyVersion }: Span, policyOf: PolicyOf, now: Date, most: number): CountedInterval[] {
  const { calendar } = policyOf(policyVersion);
  const found: CountedInterval[] = [];
  let end = to ?? now;
  while (end > from && found.length <= most) {
    const start = new Date(Math.max(from.getTime(), end.getTime() - WINDOW_MS));
    for (const open of calendar.openIntervals(start, end, Infinity).toReversed()) {
      const last = found.at(-1);
      if (last && last.from.getTime() === open.to.getTime())
        found[found.length - 1] = { from: open.from, to: last.to, policyVersion };
      else found.push({ from: open.from, to: open.to, policyVersion });
    }
    end = start;
  }
  return found.slice(0, most);
}

/** The gaps between the stretches in which it ran, and the one it is in. */
function pausesOf(
  clock: Clock,
  spans: readonly Span[],
  events: readonly ClockEvent[],
  policyOf: PolicyOf,
  now: Date,
): ClockPause[] {
  const moves = events.filter(({ to }) => to !== null);
  const pauses: ClockPause[] = [];
  const add = (from: Date, to: Date | null, version: number): void => {
    const lostMs = policyOf(version).calendar.elapsed(from, to ?? now);
    if (to === null || to > from) pauses.push({ from, to, lostMs, reason: reasonOf(clock, from, moves) });
  };
  spans.forEach(({ to, policyVersion }, index) => {
    const next = spans[index + 1];
    if (to && next) add(to, next.from, policyVersion);
  });
  const end = spans.length > 0 ? spans.at(-1)!.to : clock.startedAt;
  if (clock.state === 'paused' && end) add(end, null, clock.policyVersion);
  return pauses;
}

function reasonOf(clock: Clock, from: Date, moves: readonly ClockEvent[]): PauseReason {
  if (isVendorKind(clock.kind)) return 'vendor-waits-for-us';
  const last = moves.findLast(({ at }) => at <= from);
  if (!last) return 'other';
  if (clock.kind === 'tier' && last.tier !== null && last.tier !== clock.tier) return 'with-another-tier';
  return isReason(last.to) ? last.to : 'other';
}

const isReason = (state: State | null): state is State & PauseReason =>
  (pauseReasons as readonly (string | null)[]).includes(state);
