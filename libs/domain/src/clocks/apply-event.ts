import type { Priority } from '../ticket/ticket.js';
import { stateAfter, stateIn } from './behaviour.js';
import { isOver, retarget, run, startClock, stop, type Clock, type ClockState } from './clock.js';
import type { ClockEvent, ClockRules, Clocks, PolicyChange } from './clocks.js';
import { isVendorKind, type ClockKind, type PromiseFacts, type SlaPolicy } from './policy.js';

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

/** The case that a vendor has just been told of; once each. */
const toldOf = ({ vendor }: ClockEvent, { vendorCaseId }: Clocks): ClockEvent['vendor'] =>
  vendor?.news === 'delivered' && vendor.caseId !== vendorCaseId ? vendor : null;

function follow(clock: Clock, event: ClockEvent, before: Clocks, known: Clocks, rules: ClockRules): Clock {
  const policy = rules.policyOf(clock.policyVersion);
  const state = stateAfter(clock, event, before.vendorCaseId, policy);
  const brought = owned(bring(clock, state, event.at, policy), event);
  const isOther = known.priority !== before.priority || known.entitlement !== before.entitlement;
  if (isOver(brought) || !(isOther || isOver(clock) || brought.ownerId !== clock.ownerId)) return brought;
  const settled = settle(brought, known, event.at, rules);
  return isOver(clock) && isOver(settled) ? clock : settled;
}

/** A tier's promise is its team's, once one has the ticket. */
const owned = (clock: Clock, { tier, teamId }: ClockEvent): Clock =>
  clock.kind === 'tier' && clock.tier === tier && !isOver(clock) && clock.ownerId !== teamId
    ? { ...clock, ownerId: teamId }
    : clock;

/** Lets a clock go by the policy that fits now, if that is another one, and pause where that says so. */
function settle(clock: Clock, known: Clocks, at: Date, rules: ClockRules): Clock {
  const from = rules.policyOf(clock.policyVersion);
  const priority = known.priority ?? clock.priority;
  const to = rules.select(clock.kind, factsOf(clock, priority, known, rules), known.change);
  if (!to) return stop(clock, 'cancelled', at, from);
  if (to.version === clock.policyVersion && priority === clock.priority) return clock;
  const settled = retarget(clock, priority, from, to, at);
  if (settled === clock || isVendorKind(clock.kind) || known.state === null) return settled;
  return bring(settled, stateIn(known.state, to), at, to);
}

function factsOf(
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

function bring(clock: Clock, state: ClockState | null, at: Date, policy: SlaPolicy): Clock {
  if (state === null || state === clock.state || (isOver(clock) && state !== 'running')) return clock;
  return state === 'running' ? run(clock, at, policy) : stop(clock, state, at, policy);
}

/**
 * What an event begins. When a ticket first waits at a tier, the promises to the customer run since it was opened and the tier's
 * since now; a question begins the next answer, an answer the next update, a vendor that was told of a case its own two. A promise
 * that nobody had made by then, because its policy is newer, runs from the next event that would begin it, never in hindsight.
 */
function startedBy(known: Clocks, event: ClockEvent, before: Clocks, rules: ClockRules): Clock[] {
  const { openedAt, priority, state } = known;
  const { to, tier, answers, asks } = event;
  const isWorked = isWorkedOn(to);
  const told = toldOf(event, before);
  if (openedAt === null || priority === null || state === null || !(isWorked || answers || asks || told)) return [];

  const started: Clock[] = [];
  const begin = (kind: ClockKind, at: Date, of: Partial<Pick<Clock, 'tier' | 'ownerId' | 'cycle'>> = {}): void => {
    const { tier = null, ownerId = null, cycle = 1 } = of;
    if (known.clocks.some((one) => one.kind === kind && one.tier === tier && one.cycle === cycle)) return;
    const policy = rules.select(kind, factsOf({ kind, tier, ownerId }, priority, known, rules), known.change);
    if (!policy) return;
    const clock = startClock({ id: rules.newId(), kind, tier, cycle, ownerId, priority }, at, policy);
    started.push(isVendorKind(kind) ? clock : bring(clock, stateIn(state, policy), event.at, policy));
  };
  const next = (kind: ClockKind): number => known.clocks.filter((clock) => clock.kind === kind).length + 1;
  const isOpen = (kind: ClockKind): boolean => known.clocks.some((clock) => clock.kind === kind && !isOver(clock));

  const isFirst = before.state === null || before.state === 'received';
  const since = isFirst ? openedAt : event.at;
  if (isWorked && tier !== null) {
    begin('resolution', since);
    if (isFirst && !answers) begin('first_response', openedAt);
    begin('tier', event.at, { tier, ownerId: event.teamId });
  }
  if ((isWorked || answers) && isHeardOf(state) && !isOpen('periodic_update'))
    begin('periodic_update', since, { cycle: next('periodic_update') });
  if (asks && isHeardOf(state) && !isOpen('first_response') && !isOpen('next_response'))
    begin('next_response', event.at, { cycle: next('next_response') });
  if (told && told.vendorId !== null)
    for (const kind of ['vendor_ack', 'vendor_resolution'] as const)
      begin(kind, event.at, { ownerId: told.vendorId, cycle: next(kind) });
  return started;
}

const isWorkedOn = (state: Clocks['state']): boolean => state === 'queued' || state === 'in_progress';

/** Whether somebody still works on it, so that the customer may expect to hear of it. */
const isHeardOf = (state: Clocks['state']): boolean =>
  isWorkedOn(state) || (state !== null && state.startsWith('awaiting_'));
