import { isBroken, isOver, usedMs, type Clock } from './clock.js';
import type { Language } from './explain/language.js';
import { phrasesOf } from './explain/speak.js';
import { Teller } from './explain/teller.js';
import { roundTheClockInUtc, type ToldPolicy } from './explain/told-policy.js';

/** A clock with the policy it goes by. */
export interface HeldPromise {
  readonly clock: Clock;
  readonly told: ToldPolicy;
}

/** Who is to get the ticket, and what he promises about tickets like this. */
export interface Taker {
  /** "L2", or the vendor's name. */
  readonly name: string;
  /** What he would go by; null: he promises nothing. */
  readonly told: ToldPolicy | null;
  /** The clock he has on this ticket already, which would go on. */
  readonly clock: Clock | null;
}

/** Whether a promise of another, kept to its last minute, leaves the customer's unbroken. */
export interface Feasibility {
  readonly feasible: boolean;
  /** When the customer's is used up; null: nothing is promised to him, or it stands still meanwhile. */
  readonly customerDueAt: Date | null;
  /** When the other's own promise would be used up, from now on by its calendar; null: there is none that holds. */
  readonly earliestBy: Date | null;
  /** How much later that is, in seconds; 0 when it is not. */
  readonly shortBySeconds: number;
  /** In words. */
  readonly why: string;
}

/**
 * Judges before a ticket goes to a tier or a vendor. Only warns: what is promised need not be used up.
 *   customer  the promise of a solution; null: there is none that counts
 *   pausedBy  whether the customer's promise stands still while the other has the ticket
 */
export function judgeFeasibility(
  customer: HeldPromise | null,
  taker: Taker,
  { pausedBy, now, language }: { readonly pausedBy: boolean; readonly now: Date; readonly language: Language },
): Feasibility {
  const phrases = phrasesOf[language];
  const { name } = taker;
  const earliestBy = usedUpAt(taker, now);
  const fine = (why: string, customerDueAt: Date | null): Feasibility => ({
    feasible: true,
    customerDueAt,
    earliestBy,
    shortBySeconds: 0,
    why,
  });
  if (!customer || isOver(customer.clock)) return fine(phrases.nothingPromisedToCustomer(), null);
  if (pausedBy && !isBroken(customer.clock, now)) return fine(phrases.stopsMeanwhile(name), null);

  const customerDueAt = dueOf(customer, now);
  if (taker.told === null) return fine(phrases.nothingPromisedBy(name), customerDueAt);
  if (earliestBy === null) return fine(phrases.usedUpBy(name), customerDueAt);

  const { hours } = customer.told;
  const teller = Teller.of(phrases, hours.timezone);
  const [by, due] = [teller.instant(earliestBy), teller.instant(customerDueAt)];
  const shortMs = earliestBy.getTime() - customerDueAt.getTime();
  if (shortMs <= 0) return fine(phrases.inTime(name, by, due), customerDueAt);
  const late = teller.duration(shortMs, roundTheClockInUtc);
  const why = phrases.tooLate(name, by, due, late, customerDueAt < now);
  return { feasible: false, customerDueAt, earliestBy, shortBySeconds: Math.ceil(shortMs / 1_000), why };
}

/** A promise that is broken already says nothing about what is to come. */
function usedUpAt({ told, clock }: Taker, now: Date): Date | null {
  if (!told || (clock && isBroken(clock, now))) return null;
  const { targetSeconds, calendar } = told.policy;
  const used = clock ? usedMs(clock, now, told.policy) : 0;
  return calendar.add(now, Math.max(0, targetSeconds * 1_000 - used));
}

/** While it is paused, as if it went on now. */
function dueOf({ clock, told: { policy } }: HeldPromise, now: Date): Date {
  if (clock.dueAt) return clock.dueAt;
  return policy.calendar.add(now, Math.max(0, policy.targetSeconds * 1_000 - usedMs(clock, now, policy)));
}
