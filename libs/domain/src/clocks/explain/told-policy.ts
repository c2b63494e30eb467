import type { Hours, Weekday } from '../../calendar/calendar-spec.js';
import type { PolicyConditions, SlaPolicy } from '../policy.js';

/** A calendar as it is told: null `hours` are round the clock. */
export interface ToldHours {
  /** Its IANA zone, in which instants are told too. */
  readonly timezone: string;
  readonly hours: Readonly<Partial<Record<Weekday, Hours>>> | null;
  /** Whether some days are closed that their weekday would open. */
  readonly hasHolidays: boolean;
}

/** A version of a policy with what its explanation needs: what it is for, and its hours. */
export interface ToldPolicy {
  readonly policy: SlaPolicy;
  readonly conditions: PolicyConditions;
  readonly hours: ToldHours;
}

export const roundTheClockInUtc: ToldHours = { timezone: 'UTC', hours: null, hasHolidays: false };
