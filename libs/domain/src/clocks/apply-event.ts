import type { State } from '../ticket/lifecycle.js';
import type { Entitlement, Priority } from '../ticket/ticket.js';
import type { CalendarOf } from '../calendar/calendar.js';
import {
  retarget,
  run,
  startClock,
  stop,
  type Clock,
  type ClockKind,
  type ClockState,
  type SlaPolicy,
} from './clock.js';

/** What clocks need to know of one event of the ticket's log. */
export interface ClockEvent {
  readonly version: number;
  readonly at: Date;
  /** The state after a move; null when the event is not a move. */
  readonly to: State | null;
  /** The responsible tier after the event. */
  readonly tier: number | null;
  /** The priority, when the event settled it. */
  readonly priority: Priority | null;
  /** The kind of support, when the event settled it. */
  readonly entitlement: Entitlement | null;
  /** Whether an agent said something to the customer with it. */
  readonly answers: boolean;
}

/** All clocks of one ticket, and how much of its log they tell. */
export interface Clocks {
  /** The last event that was applied; 0 for none. */
  readonly version: number;
  readonly openedAt: Date | null;
  readonly priority: Priority | null;
  readonly entitlement: Entitlement | null;
  readonly clocks: readonly Clock[];
}

export const noClocks: Clocks = { version: 0, openedAt: null, priority: null, entitlement: null, clocks: [] };

/** The policy for a clock that starts now; null: nothing is promised. */
export type PolicyOf = (priority: Priority, kind: ClockKind, entitlement: Entitlement | null) => SlaPolicy | null;

export interface ClockRules {
  readonly policyOf: PolicyOf;
  readonly calendarOf: CalendarOf;
  readonly newId: () => string;
}

/** What each clock does while a ticket is in a state; null: nothing starts or changes. */
const behaviour: Readonly<Record<State, Readonly<Record<ClockKind, ClockState | null>>>> = {
  received: { first_response: null, resolution: null, tier: null },
  queued: { first_response: 'running', resolution: 'running', tier: 'running' },
  in_progress: { first_response: 'running', resolution: 'running', tier: 'running' },
  awaiting_customer: { first_response: 'running', resolution: 'paused', tier: 'paused' },
  awaiting_vendor: { first_response: 'running', resolution: 'running', tier: 'paused' },
  awaiting_intervention: { first_response: 'running', resolution: 'running', tier: 'running' },
  resolved: { first_response: 'met', resolution: 'met', tier: 'met' },
  closed: { first_response: 'met', resolution: 'met', tier: 'met' },
  merged: { first_response: 'cancelled', resolution: 'cancelled', tier: 'cancelled' },
  rejected: { first_response: 'cancelled', resolution: 'cancelled', tier: 'cancelled' },
};

/** The clocks after these events, in whatever order and however often they are given. */
export const applyEvents = (before: Clocks, events: readonly ClockEvent[], rules: ClockRules): Clocks =>
  events
    .toSorted((one, other) => one.version - other.version)
    .reduce((clocks, event) => applyEvent(clocks, event, rules), before);

/**
 * The clocks after one more event of the log. Events are applied in the order of their versions; one that is not newer
 * than `before.version` changes nothing, so a log may be read again from anywhere.
 */
export function applyEvent(before: Clocks, event: ClockEvent, rules: ClockRules): Clocks {
  if (event.version <= before.version) return before;
  const known: Clocks = {
    version: event.version,
    openedAt: before.openedAt ?? event.at,
    priority: event.priority ?? before.priority,
    entitlement: event.entitlement ?? before.entitlement,
    clocks: before.clocks,
  };
  const followed = known.clocks.map((clock) => follow(clock, event, known, rules));
  const clocks = event.to === null ? followed : [...followed, ...startedBy(known, event.to, event, rules)];
  return { ...known, clocks };
}

function follow(clock: Clock, event: ClockEvent, known: Clocks, { policyOf, calendarOf }: ClockRules): Clock {
  const brought = bring(clock, stateAfter(clock, event), event.at, calendarOf);
  const counts = brought.state === 'running' || brought.state === 'paused';
  if (!counts || known.priority === null || known.priority === brought.priority) return brought;
  const policy = policyOf(known.priority, clock.kind, known.entitlement);
  return policy ? retarget(brought, known.priority, policy, event.at, calendarOf) : brought;
}

function stateAfter(clock: Clock, { to, tier, answers }: ClockEvent): ClockState | null {
  if (clock.kind === 'first_response') {
    // There is one first answer: no reopening takes it back.
    if (clock.endedAt) return null;
    if (answers) return 'met';
  }
  if (to === null) return null;
  // A tier that the ticket has left owes nothing; when the ticket comes back, its earlier clock goes on.
  return clock.kind === 'tier' && clock.tier !== tier ? 'met' : behaviour[to][clock.kind];
}

function bring(clock: Clock, state: ClockState | null, at: Date, calendarOf: CalendarOf): Clock {
  const ended = clock.state === 'met' || clock.state === 'cancelled';
  if (state === null || state === clock.state || (ended && state !== 'running')) return clock;
  const calendar = calendarOf(clock.calendarVersion);
  return state === 'running' ? run(clock, at, calendar) : stop(clock, state, at, calendar);
}

/** The first time a ticket waits at a tier its promises begin: to the customer since it was opened, the tier's since now. */
function startedBy(known: Clocks, to: State, event: ClockEvent, { policyOf, calendarOf, newId }: ClockRules): Clock[] {
  const { openedAt, priority, entitlement } = known;
  if (openedAt === null || priority === null || event.tier === null) return [];
  const begin = (kind: ClockKind, tier: number | null, at: Date): Clock[] => {
    if (behaviour[to][kind] !== 'running') return [];
    if (known.clocks.some((clock) => clock.kind === kind && clock.tier === tier)) return [];
    const policy = policyOf(priority, kind, entitlement);
    if (!policy) return [];
    return [startClock({ id: newId(), kind, tier, priority, ...policy }, at, calendarOf(policy.calendarVersion))];
  };
  // A ticket that had clocks before a first answer was promised is promised none in hindsight.
  const isNew = known.clocks.length === 0 && !event.answers;
  return [
    ...begin('resolution', null, openedAt),
    ...(isNew ? begin('first_response', null, openedAt) : []),
    ...begin('tier', event.tier, event.at),
  ];
}
