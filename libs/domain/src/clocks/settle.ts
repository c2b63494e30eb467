import type { Priority } from '../ticket/ticket.js';
import { stateIn } from './behaviour.js';
import { isOver, retarget, run, stop, type Clock, type ClockState } from './clock.js';
import type { ClockRules, Clocks } from './clocks.js';
import { isVendorKind, type PromiseFacts, type SlaPolicy } from './policy.js';

/** Lets a clock go by the policy that fits now, if that is another one, and pause where that says so. */
export function settle(clock: Clock, known: Clocks, at: Date, rules: ClockRules): Clock {
  const from = rules.policyOf(clock.policyVersion);
  const priority = known.priority ?? clock.priority;
  const to = rules.select(clock.kind, factsOf(clock, priority, known, rules), known.change);
  if (!to) return stop(clock, 'cancelled', at, from);
  if (to.version === clock.policyVersion && priority === clock.priority) return clock;
  const settled = retarget(clock, priority, from, to, at);
  if (settled === clock || isVendorKind(clock.kind) || known.state === null) return settled;
  return bring(settled, stateIn(known.state, to), at, to);
}

export function factsOf(
  { kind, tier, ownerId }: Pick<Clock, 'kind' | 'tier' | 'ownerId'>,
  priority: Priority,
  { entitlement }: Clocks,
  { ticket }: ClockRules,
): PromiseFacts {
  return {
    priority,
    entitlement,
    organisationId: ticket.organisationId,
    channel: ticket.channel,
    tier,
    teamId: kind === 'tier' ? ownerId : null,
    vendorId: isVendorKind(kind) ? ownerId : null,
  };
}

export function bring(clock: Clock, state: ClockState | null, at: Date, policy: SlaPolicy): Clock {
  if (state === null || state === clock.state || (isOver(clock) && state !== 'running')) return clock;
  return state === 'running' ? run(clock, at, policy) : stop(clock, state, at, policy);
}
