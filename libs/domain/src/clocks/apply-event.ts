import { startedBy, toldOf } from './begin.js';
import { backWith, stateAfter } from './behaviour.js';
import { isOver, isPartners, type Clock } from './clock.js';
import type { ClockEvent, ClockRules, Clocks, PolicyChange } from './clocks.js';
import { bring, settle } from './settle.js';

/** The clocks after these events and changes of policies, in whatever order and however often they are given. */
export const applyAll = (
  before: Clocks,
  events: readonly ClockEvent[],
  changes: readonly PolicyChange[],
  rules: ClockRules,
): Clocks => inOrder(events, changes).reduce((clocks, entry) => applyEntry(clocks, entry, rules), before);

/** Events in the order of their versions, and each change before the first event that is later. */
export function inOrder(
  events: readonly ClockEvent[],
  changes: readonly PolicyChange[],
): (ClockEvent | PolicyChange)[] {
  const waiting = changes.toSorted((one, other) => one.change - other.change);
  const ordered: (ClockEvent | PolicyChange)[] = [];
  for (const event of events.toSorted((one, other) => one.version - other.version)) {
    while (waiting.length > 0 && waiting[0]!.at < event.at) ordered.push(waiting.shift()!);
    ordered.push(event);
  }
  return [...ordered, ...waiting];
}

export const applyEntry = (before: Clocks, entry: ClockEvent | PolicyChange, rules: ClockRules): Clocks =>
  'change' in entry ? applyChange(before, entry, rules) : applyEvent(before, entry, rules);

/**
 * The clocks after one more event of the log. Events are applied in the order of their versions; one that is not newer
 * than `before.version` changes nothing, so a log may be read again from anywhere.
 */
export function applyEvent(before: Clocks, event: ClockEvent, rules: ClockRules): Clocks {
  if (event.version <= before.version) return before;
  const told = toldOf(event, before);
  const known: Clocks = {
    version: event.version,
    change: before.change,
    openedAt: before.openedAt ?? event.at,
    state: event.to ?? before.state,
    priority: event.priority ?? before.priority,
    entitlement: event.entitlement ?? before.entitlement,
    vendorCaseId: told?.caseId ?? before.vendorCaseId,
    clocks: before.clocks,
  };
  const followed = known.clocks.map((clock) => follow(clock, event, before, known, rules));
  const after = withClocks(known, followed);
  const started = startedBy(after, event, before, rules);
  return started.length > 0 ? withClocks(known, [...followed, ...started]) : after;
}

/** A literal, for a spread takes forty times as long. */
const withClocks = (known: Clocks, clocks: readonly Clock[]): Clocks => ({
  version: known.version,
  change: known.change,
  openedAt: known.openedAt,
  state: known.state,
  priority: known.priority,
  entitlement: known.entitlement,
  vendorCaseId: known.vendorCaseId,
  clocks,
});

/** From the moment of a change on, whatever has not ended goes by the policies it left; what none is for any more is over. */
export function applyChange(before: Clocks, { change, at }: PolicyChange, rules: ClockRules): Clocks {
  if (change <= before.change) return before;
  const known: Clocks = { ...before, change };
  return { ...known, clocks: known.clocks.map((clock) => (isOver(clock) ? clock : settle(clock, known, at, rules))) };
}

function follow(clock: Clock, event: ClockEvent, before: Clocks, known: Clocks, rules: ClockRules): Clock {
  const policy = rules.policyOf(clock.policyVersion);
  const isOther = known.priority !== before.priority || known.entitlement !== before.entitlement;
  const state =
    stateAfter(clock, event, before.vendorCaseId, policy) ??
    (isOther && known.state !== null ? backWith(clock, event, known.state, policy) : null);
  const brought = owned(bring(clock, state, event.at, policy), event);
  if (isOver(brought) || !(isOther || isOver(clock) || brought.ownerId !== clock.ownerId)) return brought;
  const settled = settle(brought, known, event.at, rules);
  return isOver(clock) && isOver(settled) ? clock : settled;
}

/** A tier's promise is its team's, once one has the ticket. */
const owned = (clock: Clock, { tier, teamId }: ClockEvent): Clock =>
  clock.kind === 'tier' && !isPartners(clock) && clock.tier === tier && !isOver(clock) && clock.ownerId !== teamId
    ? { ...clock, ownerId: teamId }
    : clock;
