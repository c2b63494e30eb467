import { calendarOf } from '../../calendar/business-calendar.js';
import { roundTheClock } from '../../calendar/calendar.js';
import { lifecycle, type State } from '../../ticket/lifecycle.js';
import { entitlements, priorities } from '../../ticket/ticket.js';
import type { ClockEvent, PolicyChange, VendorNews } from '../clocks.js';
import { BREACH, clockKinds, waitingStates, type ClockKind } from '../policy.js';
import { minute, warnings, type Promised, type Random, type Step } from './promises.fixture.js';

export interface History {
  readonly events: readonly ClockEvent[];
  readonly changes: readonly PolicyChange[];
  readonly promised: readonly Promised[];
}

const week = 7 * 24 * 60;
const office = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
] as const;
const night = [
  ['00:00', '06:00'],
  ['22:00', '24:00'],
] as const;
/** Two whose clocks change while the histories run, one of them in the middle of what is open. */
const calendars = [
  roundTheClock,
  calendarOf({ timezone: 'Europe/Berlin', hours: { mon: office, tue: office, thu: office, fri: office, sun: night } }),
  calendarOf({
    timezone: 'America/New_York',
    hours: { sun: night, wed: night, sat: office },
    holidays: ['2026-03-11'],
  }),
];

const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)]!;
const oneIn = (random: Random, many: number): boolean => random(many) === 0;

/** A legal walk through the lifecycle with everything that touches clocks, and policies that change beside it. */
export function randomHistory(random: Random, length = 45): History {
  // Some minutes before the clocks change in New York, or some weeks later in Berlin.
  const start = Date.UTC(2026, 2, pick(random, [7, 27]), 20);
  const at = (minutes: number): Date => new Date(start + minutes * minute);
  const events = randomLog(random, length, at);
  const last = events.at(-1)!.at.getTime();
  const changes = Array.from({ length: random(6) }, () =>
    // Some at the very instant of an event.
    oneIn(random, 3) ? pick(random, events).at : at(random((last - start) / minute + 600) - 300),
  )
    .toSorted((one, other) => one.getTime() - other.getTime())
    .map((instant, index): PolicyChange => ({ change: index + 1, at: instant }));
  return { events, changes, promised: randomPolicies(random, changes.length) };
}

function randomLog(random: Random, length: number, at: (minutes: number) => Date): ClockEvent[] {
  const events: ClockEvent[] = [];
  let [state, tier, teamId, minutes]: [State, number, string | null, number] = ['received', 1, null, 0];
  let cases = 0;
  let isTold = true;
  const add = (step: Step): void => {
    const { to = null, priority = null, entitlement = null, vendor = null, answers = false, asks = false } = step;
    const isRouted = state !== 'received';
    events.push({
      version: events.length + 1,
      at: at(minutes),
      to,
      tier: isRouted ? tier : null,
      teamId: isRouted ? teamId : null,
      priority,
      entitlement,
      answers,
      asks,
      vendor,
    });
  };
  add({ to: 'received' });
  minutes += random(10);
  state = 'queued';
  add({ to: 'queued', priority: pick(random, priorities), entitlement: pick(random, entitlements) });
  while (events.length < length) {
    minutes += oneIn(random, 12) ? random(week) : random(90);
    if (state === 'awaiting_vendor' && oneIn(random, 2)) {
      const caseId = `case-${oneIn(random, 6) ? random(cases + 1) : cases}`;
      const news = isTold || oneIn(random, 6) ? pick(random, newsOfVendors) : 'delivered';
      isTold = true;
      add({ vendor: { caseId, vendorId: `vendor-${random(2)}`, news } });
    } else if (oneIn(random, 3)) {
      add({
        answers: oneIn(random, 3),
        asks: oneIn(random, 3),
        ...(oneIn(random, 8) && { priority: pick(random, priorities) }),
        ...(oneIn(random, 12) && { entitlement: pick(random, entitlements) }),
      });
    } else {
      const isNearEnd = events.length > length - 3;
      const moves = Object.entries(lifecycle[state]).filter(([, to]) => isNearEnd || !isLast(to));
      if (moves.length === 0) break;
      const asked = state === 'in_progress' && oneIn(random, 4) && (['ask-vendor', 'awaiting_vendor'] as const);
      const [action, to] = (asked || pick(random, moves)) as [string, State];
      if (['escalate', 'auto-escalate', 'return'].includes(action)) [tier, teamId] = [1 + random(3), null];
      if (oneIn(random, 5)) teamId = pick(random, [null, 'team-a', 'team-b']);
      if (action === 'ask-vendor' && !oneIn(random, 4)) [cases, isTold] = [cases + 1, false];
      state = to;
      add({ to, answers: action === 'resolve' || action === 'ask-customer', asks: action === 'reopen' });
    }
  }
  return events;
}

const newsOfVendors: readonly VendorNews[] = [
  'delivered',
  'acknowledged',
  'progressed',
  'info-needed',
  'message-delivered',
  'resolved',
  'rejected',
  'undeliverable',
];
const isLast = (to: State): boolean => to === 'merged' || to === 'rejected';

/** For every kind one policy for all at the most times, and some for few; each from some change until another. */
function randomPolicies(random: Random, changes: number): Promised[] {
  const promised: Promised[] = [];
  for (const kind of clockKinds) {
    let since = oneIn(random, 6) ? random(changes + 1) : 0;
    while (since <= changes) {
      const until = since + 1 + random(changes + 2);
      promised.push({ ...randomPolicy(random, kind), since, until });
      since = until + (oneIn(random, 3) ? 1 : 0);
    }
    for (let few = random(4); few > 0; few -= 1) {
      const from = random(changes + 1);
      promised.push({
        ...randomPolicy(random, kind),
        since: from,
        until: from + 1 + random(changes + 1),
        ...(oneIn(random, 2) && { priority: pick(random, priorities) }),
        ...(oneIn(random, 3) && { entitlement: pick(random, entitlements) }),
        ...(kind === 'tier' && { tier: 1 + random(3) }),
        ...(kind === 'tier' && oneIn(random, 2) && { teamId: 'team-a' }),
        ...(kind.startsWith('vendor_') && { vendorId: 'vendor-0' }),
      });
    }
  }
  return promised;
}

const randomPolicy = (random: Random, kind: ClockKind): Promised => ({
  kind,
  minutes: 5 + random(oneIn(random, 3) ? 3_000 : 300),
  calendar: pick(random, calendars),
  thresholds: warnings(
    ...[50, 75, 90].filter(() => oneIn(random, 2)),
    BREACH,
    ...[150, 200].filter(() => oneIn(random, 2)),
  ),
  outsideHours: oneIn(random, 2),
  ...(oneIn(random, 2) && { pausedWhile: waitingStates.filter(() => oneIn(random, 2)) }),
});
