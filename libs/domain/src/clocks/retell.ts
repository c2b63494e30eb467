import { applyAll } from './apply-event.js';
import { isBroken, run, type Clock } from './clock.js';
import { noClocks, type ClockEvent, type ClockRules, type Clocks, type PolicyChange } from './clocks.js';
import { BREACH } from './policy.js';
import { rungInTruth } from './rang-early.js';
import { ring } from './ring.js';
import { sameClock, tellClocks } from './spans.js';

/**
 * A ticket's clocks as its whole log and all changes of policies tell them. What neither knows stays as it is stored: the clocks'
 * ids, and what has rung, as far as it was reached. A stored clock that the log never began is not among them.
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
  // Mostly nothing has rung, and when it ran need not be told.
  const ran = stored.some(({ rung }) => rung > 0) ? tellClocks(events, changes, rules).clocks : [];
  const spans = new Map(ran.map(({ clock, spans: each }) => [sameClock(clock), each]));
  const clocks = told.clocks.map((clock) => {
    const row = rows.get(sameClock(clock));
    if (!row) return clock;
    const rung = rungInTruth(row, spans.get(sameClock(clock)) ?? [], rules.policyOf, now);
    return asRung({ ...clock, id: row.id, rung }, rules, now);
  });
  return { ...told, clocks };
}

function asRung(clock: Clock, { policyOf }: ClockRules, now: Date): Clock {
  if (clock.state !== 'running' || clock.resumedAt === null) return clock;
  const policy = policyOf(clock.policyVersion);
  // An alarm has told of the breach already, or will.
  const breachedAt = clock.breachedAt ?? (clock.rung >= BREACH && isBroken(clock, now) ? clock.dueAt : null);
  const running = run({ ...clock, breachedAt }, clock.resumedAt, policy);
  if (running.nextAlarmAt === null || running.nextAlarmAt >= now) return running;
  // It is due, or waits for the calendar to open.
  const { threshold, nextAlarmAt } = ring(running, now, policy);
  return threshold ? running : { ...running, nextAlarmAt };
}
