import { stateIn } from './behaviour.js';
import { isOver, isPartners, startClock, type Clock } from './clock.js';
import type { ClockEvent, ClockRules, Clocks } from './clocks.js';
import { isVendorKind, type ClockKind } from './policy.js';
import { bring, factsOf } from './settle.js';

/** The case that a vendor has just been told of; once each. */
export const toldOf = ({ vendor }: ClockEvent, { vendorCaseId }: Clocks): ClockEvent['vendor'] =>
  vendor?.news === 'delivered' && vendor.caseId !== vendorCaseId ? vendor : null;

/**
 * What an event begins. When a ticket first waits at a tier, the promises to the customer run since it was opened and the tier's
 * since now, and a partner team's since it overflowed to them; a question begins the next answer, an answer the next update, a vendor that was told of a case its own two. A promise
 * that nobody had made by then, because its policy is newer, runs from the next event that would begin it, never in hindsight.
 */
export function startedBy(known: Clocks, event: ClockEvent, before: Clocks, rules: ClockRules): Clock[] {
  const { openedAt, priority, state } = known;
  const { to, tier, answers, asks } = event;
  const partner = event.overflow?.teamId ?? null;
  const isWorked = isWorkedOn(to);
  const told = toldOf(event, before);
  if (openedAt === null || priority === null || state === null || !(isWorked || answers || asks || told || partner))
    return [];

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
  if (partner && tier !== null && isWorkedOn(state)) {
    const earlier = known.clocks.filter((clock) => isPartners(clock) && clock.tier === tier);
    begin('tier', event.at, { tier, ownerId: partner, cycle: 2 + earlier.length });
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
