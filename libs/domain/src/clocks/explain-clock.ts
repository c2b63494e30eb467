import { tierName } from '../ticket/ticket.js';
import { isBroken, usedMs, type Clock } from './clock.js';
import type { SlaPolicy } from './policy.js';

/** "Why is this due then?", in one sentence: the promise and its rule, since when it counts, what paused it, and how it stands. */
export function explainClock(clock: Clock, now: Date, policy: SlaPolicy): string {
  const { calendar } = policy;
  const until = clock.endedAt ?? now;
  const used = usedMs(clock, now, policy);
  const paused = calendar.elapsed(clock.startedAt, until) - used;
  const since = clock.kind === 'tier' ? 'since it first received it at' : 'since it was opened at';
  const counted = `counted ${calendar.hours} ${since} ${instant(clock.startedAt)}`;
  const pauses = paused >= 1000 ? `, of which ${duration(paused)} did not count` : '';
  return `${promiseOf(clock, policy)}, ${counted}${pauses}; ${standing(clock, now, used, policy)}.`;
}

function promiseOf({ kind, tier, priority }: Clock, { targetSeconds }: SlaPolicy): string {
  const target = duration(targetSeconds * 1000);
  switch (kind) {
    case 'first_response':
      return `A ${priority} ticket is to get its first answer within ${target}`;
    case 'resolution':
      return `A ${priority} ticket is to be resolved within ${target}`;
    case 'next_response':
      return `A question on a ${priority} ticket is to be answered within ${target}`;
    case 'periodic_update':
      return `The customer of a ${priority} ticket is to hear something every ${target}`;
    case 'vendor_ack':
      return `The vendor is to take up a case of a ${priority} ticket within ${target}`;
    case 'vendor_resolution':
      return `The vendor is to solve a case of a ${priority} ticket within ${target}`;
    case 'tier':
      return `${tier === null ? 'A tier' : tierName(tier)} has ${target} for a ${priority} ticket`;
  }
}

function standing(clock: Clock, now: Date, used: number, { targetSeconds }: SlaPolicy): string {
  const late = used - targetSeconds * 1000;
  const broken = isBroken(clock, now);
  switch (clock.state) {
    case 'running':
      return broken
        ? `it was due at ${instant(clock.dueAt)} and is ${duration(late)} late`
        : `${duration(used)} are used, so it is due at ${instant(clock.dueAt)}`;
    case 'paused':
      return broken
        ? `it was broken at ${instant(clock.breachedAt)} and now waits`
        : `it waits with ${duration(-late)} left, so it has no due time until it goes on`;
    case 'met':
      return broken
        ? `it ended after ${duration(used)}, ${duration(late)} late`
        : `it ended in time, after ${duration(used)}`;
    case 'cancelled':
      return `it was cancelled after ${duration(used)}, because the ticket is no longer ours to solve`;
  }
}

const instant = (at: Date | null): string =>
  at ? `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'no known time';

/** The two largest units that matter: "1 d 4 h", "3 min 20 s", "0 s". */
export function duration(ms: number): string {
  let rest = Math.floor(Math.max(0, ms) / 1000);
  const parts: string[] = [];
  for (const [unit, seconds] of units) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;
