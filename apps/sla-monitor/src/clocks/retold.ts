import type { Promises } from '#database';
import { applyAll, BREACH, isBroken, noClocks, run, sameClock } from '#domain';
import type { Clock, ClockEvent, ClockRules, Clocks } from '#domain';

/**
 * A ticket's clocks as its log and the changes of policies tell them. What the log does not know stays as it is stored: the
 * clocks' ids, and what has rung, for a threshold rings once, ever.
 */
export function retold(
  stored: Clocks,
  events: readonly ClockEvent[],
  promises: Promises,
  rules: ClockRules,
  now: Date,
): Clocks {
  const began = events[0]?.at;
  const changes = promises.changesAfter(0);
  // What was changed before the ticket was there is simply what held.
  const before = changes.filter(({ at }) => began === undefined || at < began).at(-1)?.change ?? 0;
  const told = applyAll({ ...noClocks, change: before }, events, promises.changesAfter(before), rules);
  const rows = new Map(stored.clocks.map((clock) => [sameClock(clock), clock]));
  const clocks = told.clocks.map((clock) => withRow(clock, rows.get(sameClock(clock)), rules, now));
  return { ...told, clocks };
}

function withRow(told: Clock, row: Clock | undefined, { policyOf }: ClockRules, now: Date): Clock {
  if (!row) return told;
  const rung = { ...told, id: row.id, rung: row.rung };
  if (told.state !== 'running' || told.resumedAt === null) return rung;
  // An alarm has told of the breach already, or will.
  const breachedAt = told.breachedAt ?? (row.rung >= BREACH && isBroken(told, now) ? told.dueAt : null);
  const { nextAlarmAt } = run(rung, told.resumedAt, policyOf(told.policyVersion));
  return { ...rung, breachedAt, nextAlarmAt };
}
