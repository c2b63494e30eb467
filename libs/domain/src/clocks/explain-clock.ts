import { tierName } from '../ticket/ticket.js';
import { isBroken, usedMs, type Clock } from './clock.js';
import { isFromStart, type ClockHistory, type ClockPause } from './explain/clock-history.js';
import type { Language } from './explain/language.js';
import type { Phrases } from './explain/phrases.js';
import { phrasesOf } from './explain/speak.js';
import { Teller } from './explain/teller.js';
import type { ToldPolicy } from './explain/told-policy.js';
import type { PolicyConditions } from './policy.js';

/** What is known of how a clock came to be where it is. */
export interface ToldHistory extends Pick<ClockHistory, 'pauses' | 'changes' | 'isFromStart'> {
  /** Finds what a version of a policy says. */
  readonly told: (version: number) => ToldPolicy;
}

export interface Explained {
  readonly language: Language;
  /** The vendor who owes it. */
  readonly vendor?: string | null;
  /** When the ticket was opened, if it is known. */
  readonly openedAt?: Date | null;
  /** From the ticket's log; without it nothing is said of pauses and changes. */
  readonly history?: ToldHistory | null;
}

/**
 * "Why is this due then?", in words: the promise and its rule, the hours that count and since when, what it went by before and
 * what paused it, and how it stands. Instants are told in the zone of its calendar.
 */
export function explainClock(
  clock: Clock,
  now: Date,
  told: ToldPolicy,
  { language, vendor = null, openedAt = null, history = null }: Explained = { language: 'en' },
): string {
  const phrases = phrasesOf[language];
  const teller = Teller.of(phrases, told.hours.timezone);
  const { kind, cycle, priority, tier } = clock;
  const target = teller.duration(told.policy.targetSeconds * 1_000, told.hours);
  const sentences = [
    phrases.promise({
      kind,
      cycle,
      priority,
      vendor,
      target,
      tier: tier === null ? '' : tierName(tier),
      hours: teller.hours(told.hours),
      since: teller.instant(clock.startedAt),
      isFromStart: history?.isFromStart ?? isFromStart(clock, openedAt),
    }),
    phrases.rule(conditionsIn(told.conditions, phrases)),
    ...(history ? [...changes(history, told, phrases, teller), ...pauses(clock, history, told, phrases, teller)] : []),
    standing(clock, now, told, history?.pauses.at(-1), phrases, teller),
  ];
  return sentences.join(' ');
}

/** What a rule is for, most telling first. */
function conditionsIn(conditions: PolicyConditions, phrases: Phrases): string[] {
  const { vendorId, teamId, tier, organisationId, entitlement, priority, channel } = conditions;
  return [
    ...(vendorId === null ? [] : [phrases.vendor]),
    ...(teamId === null ? [] : [phrases.team]),
    ...(tier === null ? [] : [tierName(tier)]),
    ...(organisationId === null ? [] : [phrases.organisation]),
    ...(entitlement === null ? [] : [phrases.entitlements[entitlement]]),
    ...(priority === null ? [] : [phrases.priority(priority)]),
    ...(channel === null ? [] : [phrases.channel(channel)]),
  ];
}

/** As many of the last ones are told. */
const MOST_TOLD = 3;

/** The promises it went by before, when target or hours were others. */
function changes(history: ToldHistory, now: ToldPolicy, phrases: Phrases, teller: Teller): string[] {
  const promised = (version: number): string => {
    const { policy, hours } = history.told(version);
    return `${teller.duration(policy.targetSeconds * 1_000, hours)} ${teller.hours(hours)}`;
  };
  return history.changes
    .filter(({ before, after }) => promised(before) !== promised(after))
    .slice(-MOST_TOLD)
    .map(({ at, before }) => {
      const { policy, hours } = history.told(before);
      const target = teller.duration(policy.targetSeconds * 1_000, hours);
      return phrases.changed(teller.instant(at), target, teller.hours(hours));
    });
}

/** Those that cost counted time and are over. */
function pauses(
  clock: Clock,
  { pauses: all }: ToldHistory,
  told: ToldPolicy,
  phrases: Phrases,
  teller: Teller,
): string[] {
  const ended = all.filter((pause): pause is ClockPause & { to: Date } => pause.to !== null && pause.lostMs >= 1_000);
  if (ended.length === 0) return [];
  const last = ended.slice(-MOST_TOLD).map(({ from, to, reason }) => ({
    why: phrases.reason(reason, tierOf(clock)),
    when: teller.range(from, to),
  }));
  const total = ended.reduce((sum, { lostMs }) => sum + lostMs, 0);
  return [phrases.paused({ count: ended.length, total: teller.duration(total, told.hours), last })];
}

function standing(
  clock: Clock,
  now: Date,
  { policy, hours }: ToldPolicy,
  lastPause: ClockPause | undefined,
  phrases: Phrases,
  teller: Teller,
): string {
  // To the second, so that what is used and what is left make up the target.
  const usedUntilNow = Math.floor(usedMs(clock, now, policy) / 1_000) * 1_000;
  const overMs = usedUntilNow - policy.targetSeconds * 1_000;
  const used = teller.duration(usedUntilNow, hours);
  const broken = isBroken(clock, now) ? (clock.breachedAt ?? clock.dueAt) : null;
  // What a change breaks at once is late since the change, however much more than is promised now was used by then.
  const sinceMs = broken ? policy.calendar.elapsed(broken, clock.endedAt ?? now) : 0;
  const lateMs = Math.min(overMs, sinceMs);
  const by = lateMs >= 1_000 ? teller.duration(lateMs, hours) : null;
  const due = broken && teller.instant(broken);
  switch (clock.state) {
    case 'running':
      return due === null ? phrases.due(used, teller.instant(clock.dueAt ?? now)) : phrases.late(due, by);
    case 'paused': {
      const reason = lastPause?.to === null ? phrases.reason(lastPause.reason, tierOf(clock)) : null;
      return due === null
        ? phrases.waiting(reason, used, teller.duration(-overMs, hours))
        : phrases.waitingLate(reason, due);
    }
    case 'met':
      return due === null ? phrases.kept(used) : phrases.broken(due, used, by);
    case 'cancelled':
      return phrases.cancelled(used);
  }
}

const tierOf = ({ tier }: Clock): string => (tier === null ? '' : tierName(tier));

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
