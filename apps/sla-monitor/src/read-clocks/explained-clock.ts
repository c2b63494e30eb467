import { clockView, type KnownPolicy } from '#database';
import {
  clockHistory,
  isVendorKind,
  type Clock,
  type ClockEvent,
  type Language,
  heardUpTo,
  nextThreshold,
  type ToldClock,
} from '#domain';
import type { ExplainedClock } from './read-clocks.schemas.js';

/** Most intervals, and most pauses, that are listed of one clock. */
const MOST = 200;

/** A clock as it is stored, with its owner's name. */
export type OwnedClock = Clock & { readonly ownerName: string | null };

export interface Circumstances {
  readonly now: Date;
  readonly language: Language;
  /** Whether thresholds, which are our own affair, belong to the answer. */
  readonly internal: boolean;
  readonly events: readonly ClockEvent[];
  readonly toldOf: (version: number) => KnownPolicy;
}

/** A clock with how it came to be where it is; `told` is the same clock as the log tells it. */
export function explainedClock(
  clock: OwnedClock,
  told: ToldClock | undefined,
  { now, language, internal, events, toldOf }: Circumstances,
): ExplainedClock {
  const { kind, ownerId, ownerName, nextAlarmAt } = clock;
  const { policy, policyId, calendar, conditions, hours } = toldOf(clock.policyVersion);
  const { version, targetSeconds, thresholds } = policy;
  const history = isAgreed(clock, told) ? clockHistory(told, events, (each) => toldOf(each).policy, now, MOST) : null;
  const next = nextThreshold(clock, policy);
  return {
    ...clockView(clock, now, toldOf(clock.policyVersion), {
      language,
      vendor: isVendorKind(kind) ? ownerName : null,
      openedAt: events[0]?.at ?? null,
      history: history && { ...history, told: toldOf },
    }),
    owner: ownerId && ownerName !== null ? { kind: isVendorKind(kind) ? 'vendor' : 'team', id: ownerId, name: ownerName } : null, // prettier-ignore
    policy: { id: policyId, version, targetSeconds, calendar, timezone: hours.timezone, conditions },
    ...(internal && {
      thresholds: thresholds.map((threshold) => ({
        percent: threshold.percent,
        notify: threshold.notify,
        action: threshold.action,
        rang: threshold.percent <= heardUpTo(clock),
        ringsAt: threshold === next ? nextAlarmAt : null,
      })),
    }),
    intervals: history && [...history.intervals],
    intervalsTruncated: history?.isTruncated ?? false,
    pauses:
      history &&
      history.pauses
        .slice(-MOST)
        .map(({ from, to, reason, lostMs }) => ({ from, to, reason, lostSeconds: Math.floor(lostMs / 1_000) })),
  };
}

/** Clocks of before policies had versions may be told otherwise than they went: nothing is said rather than something untrue. */
function isAgreed(clock: Clock, told: ToldClock | undefined): told is ToldClock {
  return (
    told !== undefined &&
    told.clock.state === clock.state &&
    told.clock.policyVersion === clock.policyVersion &&
    told.clock.bankedMs === clock.bankedMs &&
    told.clock.resumedAt?.getTime() === clock.resumedAt?.getTime()
  );
}
