import type { State } from '../ticket/lifecycle.js';
import type { Priority } from '../ticket/ticket.js';
import type { Calendar } from './calendar.js';
import { run, startClock, stop, type Clock, type ClockKind, type ClockState, type SlaPolicy } from './clock.js';

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
}

/** All clocks of one ticket, and how much of its log they tell. */
export interface Clocks {
  /** The last event that was applied; 0 for none. */
  readonly version: number;
  readonly openedAt: Date | null;
  readonly priority: Priority | null;
  readonly clocks: readonly Clock[];
}

export const noClocks: Clocks = { version: 0, openedAt: null, priority: null, clocks: [] };

export interface ClockRules {
  readonly policyOf: (priority: Priority, kind: ClockKind) => SlaPolicy | null;
  readonly calendar: Calendar;
  readonly newId: () => string;
}

/** What each clock does while a ticket is in a state; null: nothing starts or changes. */
const behaviour: Readonly<Record<State, Readonly<Record<ClockKind, ClockState | null>>>> = {
  received: { resolution: null, tier: null },
  queued: { resolution: 'running', tier: 'running' },
  in_progress: { resolution: 'running', tier: 'running' },
  awaiting_customer: { resolution: 'paused', tier: 'paused' },
  awaiting_vendor: { resolution: 'running', tier: 'paused' },
  awaiting_intervention: { resolution: 'running', tier: 'running' },
  resolved: { resolution: 'met', tier: 'met' },
  closed: { resolution: 'met', tier: 'met' },
  merged: { resolution: 'cancelled', tier: 'cancelled' },
  rejected: { resolution: 'cancelled', tier: 'cancelled' },
};

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
    clocks: before.clocks,
  };
  const { to } = event;
  if (to === null) return known;
  const moved = known.clocks.map((clock) => bring(clock, stateAfter(clock, to, event.tier), event.at, rules.calendar));
  return { ...known, clocks: [...moved, ...startedBy(known, to, event, rules)] };
}

/** A tier that the ticket has left owes nothing; when the ticket comes back, its earlier clock goes on. */
const stateAfter = (clock: Clock, to: State, tier: number | null): ClockState | null =>
  clock.kind === 'tier' && clock.tier !== tier ? 'met' : behaviour[to][clock.kind];

function bring(clock: Clock, state: ClockState | null, at: Date, calendar: Calendar): Clock {
  const ended = clock.state === 'met' || clock.state === 'cancelled';
  if (state === null || state === clock.state || (ended && state !== 'running')) return clock;
  return state === 'running' ? run(clock, at, calendar) : stop(clock, state, at, calendar);
}

/** The first time a ticket waits at a tier its promises begin: to the customer since it was opened, the tier's since now. */
function startedBy(known: Clocks, to: State, event: ClockEvent, { policyOf, calendar, newId }: ClockRules): Clock[] {
  const { openedAt, priority } = known;
  if (openedAt === null || priority === null || event.tier === null) return [];
  const begin = (kind: ClockKind, tier: number | null, at: Date): Clock[] => {
    if (behaviour[to][kind] !== 'running') return [];
    if (known.clocks.some((clock) => clock.kind === kind && clock.tier === tier)) return [];
    const policy = policyOf(priority, kind);
    return policy ? [startClock({ id: newId(), kind, tier, priority, ...policy }, at, calendar)] : [];
  };
  return [...begin('resolution', null, openedAt), ...begin('tier', event.tier, event.at)];
}
