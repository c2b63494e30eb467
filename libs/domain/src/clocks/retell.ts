import { applyAll } from './apply-event.js';
import { isBroken, run, type Clock } from './clock.js';
import { noClocks, type ClockEvent, type ClockRules, type Clocks, type PolicyChange } from './clocks.js';
import { BREACH } from './policy.js';
import { ring } from './ring.js';
import { sameClock } from './spans.js';

/**
 * A ticket's clocks as its whole log and all changes of policies tell them. What neither knows stays as it is stored: the clocks'
 * ids, and what has rung, for a threshold rings once, ever. A stored clock that the log never began is not among them.
 *   events, changes  all there are, in order
 */
export function retell(
  stored: readonly Clock[],
  events: readonly ClockEvent[],
  changes: readonly PolicyChange[],
  rules: ClockRules,
  now: Date,
): Clocks {
  const [opening] = events;
  // What was changed before the ticket was there is simply what held.
  const held = changes.findLast(({ at }) => opening === undefined || at < opening.at)?.change ?? 0;
  const later = changes.filter(({ change }) => change > held);
  const told = applyAll({ ...noClocks, change: held }, events, later, rules);
  const rows = new Map(stored.map((clock) => [sameClock(clock), clock]));
  const clocks = told.clocks.map((clock) => asRung(clock, rows.get(sameClock(clock)), rules, now));
  return { ...told, clocks };
}

function asRung(told: Clock, row: Clock | undefined, { policyOf }: ClockRules, now: Date): Clock {
  if (!row) return told;
  const clock: Clock = { ...told, id: row.id, rung: row.rung };
  if (told.state !== 'running' || told.resumedAt === null) return clock;
  const policy = policyOf(told.policyVersion);
  // An alarm has told of the breach already, or will.
  const breachedAt = told.breachedAt ?? (row.rung >= BREACH && isBroken(told, now) ? told.dueAt : null);
  const running = run({ ...clock, breachedAt }, told.resumedAt, policy);
  if (running.nextAlarmAt === null || running.nextAlarmAt >= now) return running;
  // It is due, or waits for the calendar to open.
  const { threshold, nextAlarmAt } = ring(running, now, policy);
  return threshold ? running : { ...running, nextAlarmAt };
}
