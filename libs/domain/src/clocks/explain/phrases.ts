import type { Channel, Entitlement, Priority } from '../../ticket/ticket.js';
import type { ClockKind } from '../policy.js';
import type { PauseReason } from './clock-history.js';
import type { Language } from './language.js';

/** A promise, its parts told already. */
export interface Promised {
  readonly kind: ClockKind;
  /** Counts the promises of its kind. */
  readonly cycle: number;
  /** "L2"; empty when it is no tier's. */
  readonly tier: string;
  /** The vendor's name; null when it is not known or not asked for. */
  readonly vendor: string | null;
  readonly priority: Priority;
  readonly target: string;
  readonly hours: string;
  readonly since: string;
  /** Whether it counts since what it is about began; else since then, whatever the reason. */
  readonly isFromStart: boolean;
}

/** How often, and how long in all, a clock stood still, and the last times of them. */
export interface Pauses {
  readonly count: number;
  readonly total: string;
  readonly last: readonly { readonly why: string; readonly when: string }[];
}

/** What each language says: the whole table, one for each. Texts are complete sentences unless their name says otherwise. */
export interface Phrases {
  readonly language: Language;

  /* Pieces, without a full stop. */
  date(year: string, month: string, day: string): string;
  dateAndTime(date: string, time: string): string;
  range(from: string, until: string): string;
  always(zone: string): string;
  opening(hours: string, zone: string, hasHolidays: boolean): string;
  /** Why a clock stands still, or stood. `tier`: whose clock it is. */
  reason(reason: PauseReason, tier: string): string;
  readonly priority: (priority: Priority) => string;
  readonly entitlements: Readonly<Record<Entitlement, string>>;
  readonly organisation: string;
  readonly channel: (channel: Channel) => string;
  readonly team: string;
  readonly vendor: string;

  promise(promised: Promised): string;
  /** What the rule is for; nothing named: for every ticket. */
  rule(conditions: readonly string[]): string;
  changed(at: string, target: string, hours: string): string;
  paused(pauses: Pauses): string;

  due(used: string, due: string): string;
  /** `by` is null when no counted time has passed since. */
  late(due: string, by: string | null): string;
  waiting(reason: string | null, used: string, left: string): string;
  waitingLate(reason: string | null, due: string): string;
  kept(used: string): string;
  broken(due: string, used: string, by: string | null): string;
  cancelled(used: string): string;

  /* Whether another's promise is in time for the customer's. */
  inTime(who: string, by: string, due: string): string;
  tooLate(who: string, by: string, due: string, late: string, isOverdue: boolean): string;
  nothingPromisedToCustomer(): string;
  nothingPromisedBy(who: string): string;
  usedUpBy(who: string): string;
  stopsMeanwhile(who: string): string;
}
