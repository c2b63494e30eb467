import { describe, expect, it } from '@jest/globals';
import { applyAll, inOrder } from './apply-event.js';
import { clockStates, isOver, usedMs, type Clock } from './clock.js';
import { mayHaveRungEarly, reachedBy } from './rang-early.js';
import { ring } from './ring.js';
import { noClocks, type ClockEvent, type ClockRules, type Clocks, type PolicyChange } from './clocks.js';
import { BREACH, clockKinds } from './policy.js';
import { retell } from './retell.js';
import { sameClock, tellClocks } from './spans.js';
import { dice, minute, rulesOf, shuffled, type Random } from './testing/promises.fixture.js';
import { randomHistory, type History } from './testing/random-history.js';

const HISTORIES = 80;
const facts = { organisationId: 'acme', channel: 'email' } as const;

/** Runs a check on many histories and says which one it was that failed. */
function onHistories(check: (history: History, rules: ClockRules, random: Random) => void): void {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const random = dice(seed);
    const history = randomHistory(random);
    try {
      check(history, rulesOf(history.promised, facts), random);
    } catch (error) {
      throw new Error(`history ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

/** `toEqual` is slow on what is large, and nearly always equal. */
function expectSame(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
}
function expectThat(isSo: boolean, what: string, of: unknown): void {
  if (!isSo) throw new Error(`not so: ${what} of ${JSON.stringify(of)}`);
}

const atOnce = ({ events, changes }: History, rules: ClockRules): Clocks => applyAll(noClocks, events, changes, rules);

/** The histories cut into pieces: events and changes are read in order, some of them a second time. */
function pieces(random: Random, { events, changes }: History): [ClockEvent[], PolicyChange[]][] {
  const whole = inOrder(events, changes);
  const cut: [ClockEvent[], PolicyChange[]][] = [];
  for (let from = 0, to = 0; from < whole.length; from = to) {
    to = Math.min(whole.length, from + 1 + random(5));
    const piece = whole.slice(Math.max(0, from - random(4)), to);
    const twice = shuffled(random, [...piece, ...piece.filter(() => random(3) === 0)]);
    cut.push([
      twice.filter((entry): entry is ClockEvent => !('change' in entry)),
      twice.filter((entry): entry is PolicyChange => 'change' in entry),
    ]);
  }
  return cut;
}

describe('the clocks of any history', () => {
  it('are the same however the log and the changes are cut, doubled, overlapped and shuffled', () => {
    onHistories((history, rules, random) => {
      const expected = atOnce(history, rules);
      expectSame(
        pieces(random, history).reduce((known, [events, changes]) => applyAll(known, events, changes, rules), noClocks),
        expected,
      );
      expect(applyAll(expected, history.events, history.changes, rules)).toBe(expected);
    });
  });

  it('told anew at any moment are those that are stored: with their ids, and with what has rung', () => {
    let rings = 0;
    let waiting = 0;
    onHistories((history, rules, random) => {
      const entries = inOrder(history.events, history.changes);
      let ids = 0;
      const numbering = { ...rules, newId: () => `clock-${(ids += 1)}` };
      let known = noClocks;
      entries.forEach((entry, index) => {
        const [events, changes]: [ClockEvent[], PolicyChange[]] = 'change' in entry ? [[], [entry]] : [[entry], []];
        known = applyAll(known, events, changes, numbering);
        if (random(5) > 0) return;
        const now = moment(random, entry.at, entries[index + 1]?.at);
        const rang = known.clocks.map((clock) => listen(clock, now, rules));
        rings += rang.filter(({ rung }, at) => rung > known.clocks[at]!.rung).length;
        known = { ...known, clocks: rang };
        waiting += rang.filter(({ nextAlarmAt }) => nextAlarmAt && nextAlarmAt < now).length;
        const soFar = entries.slice(0, index + 1);
        const log = soFar.filter((one): one is ClockEvent => !('change' in one));
        if (log.length === 0) return;
        const made = soFar.filter((one): one is PolicyChange => 'change' in one);
        expectSame(retell(rang, log, made, rules, now), known);
      });
    });
    expect(rings).toBeGreaterThan(HISTORIES);
    expect(waiting).toBe(0);
  });

  it('have used exactly the open time of the stretches in which they ran, by the hours that held', () => {
    onHistories((history, rules) => {
      const { clocks, known } = tellClocks(history.events, history.changes, rules);
      expectSame(known, atOnce(history, rules));
      const end = new Date(history.events.at(-1)!.at.getTime() + 40 * 86_400_000);
      for (const { clock, spans } of clocks) {
        const counted = spans.map(({ from, to, policyVersion }) =>
          rules.policyOf(policyVersion).calendar.elapsed(from, to ?? end),
        );
        const used = usedMs(clock, end, rules.policyOf(clock.policyVersion));
        expectSame([sameClock(clock), used], [sameClock(clock), counted.reduce((sum, ms) => sum + ms, 0)]);
        spans.forEach(({ from }, index) => {
          const before = spans[index - 1];
          expectThat(!before || (before.to !== null && before.to <= from), 'spans lie in order', { clock, spans });
        });
        const isOpen = spans.at(-1)?.to === null;
        expectThat(isOpen === (clock.state === 'running'), 'the last span is open while it runs', { clock, spans });
      }
    });
  });

  it('are one of each kind and cycle, and of those that follow each other one is open', () => {
    const seen = new Map<string, number>();
    onHistories((history, rules) => {
      let known = noClocks;
      for (const entry of inOrder(history.events, history.changes)) {
        const [events, changes]: [ClockEvent[], PolicyChange[]] = 'change' in entry ? [[], [entry]] : [[entry], []];
        known = applyAll(known, events, changes, rules);
        expectThat(new Set(known.clocks.map(sameClock)).size === known.clocks.length, 'each is one', known);
        const open = known.clocks.filter((clock) => !isOver(clock)).map(({ kind }) => kind);
        expectThat(new Set(open).size === open.length, 'one is open', known);
        for (const clock of known.clocks) {
          expectSound(clock);
          for (const what of [clock.state, ...(clock.cycle > 1 ? ['again'] : [])])
            seen.set(`${clock.kind} ${what}`, (seen.get(`${clock.kind} ${what}`) ?? 0) + 1);
        }
      }
    });
    // It says nothing unless the histories hold what is to be tested.
    const states = clockKinds.flatMap((kind) => clockStates.map((state) => `${kind} ${state}`));
    expect(states.filter((what) => !seen.has(what))).toEqual(['vendor_ack paused']);
    for (const kind of ['next_response', 'periodic_update', 'vendor_ack', 'vendor_resolution'])
      expect(seen.get(`${kind} again`)).toBeGreaterThan(50);
  });

  it('are the same when a change is seen after events that are later than it', () => {
    let late = 0;
    onHistories((history, rules, random) => {
      const { events, changes } = history;
      let known = noClocks;
      let [read, seen] = [0, 0];
      while (read < events.length || seen < changes.length) {
        read = Math.min(events.length, read + 1 + random(4));
        const last = events[read - 1]!;
        const made = changes.filter(({ at }) => read === events.length || at < last.at).length;
        seen = random(3) === 0 || read === events.length ? Math.max(seen, made) : seen;
        const fresh = changes.slice(0, seen).filter(({ change }) => change > known.change);
        const isLate = known.version > 0 && fresh.some(({ at }) => at < events[known.version - 1]!.at);
        late += isLate ? 1 : 0;
        known = isLate
          ? retell(known.clocks, events.slice(0, read), changes.slice(0, seen), rules, beforeAnyAlarm)
          : applyAll(known, events.slice(known.version, read), fresh, rules);
      }
      expectSame(known, atOnce(history, rules));
    });
    expect(late).toBeGreaterThan(HISTORIES / 4);
  });
});

describe('a monitor that learns of the log when its alarms have rung already', () => {
  it('tells every threshold that is reached once, ever, and takes back what was not, and only that', () => {
    let [rings, taken] = [0, 0];
    onHistories((history, rules, random) => {
      const { events, changes } = history;
      const ran = new Map(
        tellClocks(events, changes, rules).clocks.map(({ clock, spans }) => [sameClock(clock), spans]),
      );
      const isReached = (percent: number, clock: Clock, now: Date): boolean =>
        reachedBy(percent, now, ran.get(sameClock(clock)) ?? [], rules.policyOf) === percent;
      /** What each clock told and did not take back, and when. */
      const told = new Map<string, { percent: number; at: Date }[]>();
      let known = noClocks;
      const becomes = (clocks: readonly Clock[], now: Date): void => {
        for (const clock of clocks) {
          const key = sameClock(clock);
          const before = known.clocks.find((one) => sameClock(one) === key)?.rung ?? 0;
          const standing = told.get(key) ?? [];
          const beyond = standing.filter(({ percent }) => percent > clock.rung);
          for (const { percent, at } of beyond)
            expectThat(!isReached(percent, clock, at), 'what is taken back was not reached', { clock, percent, at });
          const kept = standing.filter((one) => !beyond.includes(one));
          if (clock.rung > before) {
            expectThat(
              kept.every(({ percent }) => percent < clock.rung),
              'it rings once',
              { clock, kept },
            );
            kept.push({ percent: clock.rung, at: now });
            rings += 1;
          }
          taken += beyond.length;
          told.set(key, kept);
        }
        known = { ...known, clocks };
      };
      const hear = (now: Date): void => becomes(known.clocks.map((clock) => listen(clock, now, rules)), now); // prettier-ignore
      const end = events.at(-1)!.at.getTime() + 2 * 86_400_000;
      for (let at = events[0]!.at.getTime(); at < end;) {
        at += 1 + random((random(6) === 0 ? 2 * 24 * 60 : 150) * minute);
        for (let next = firstAlarm(known); next < at; next = firstAlarm(known)) hear(new Date(next + 1));
        // Sometimes it is slow to see what has happened by now.
        if (random(3) > 0 && at < end) continue;
        const now = new Date(at);
        const log = events.filter((event) => event.at < now);
        const made = changes.filter((change) => change.at < now);
        const after = learn(known, log, made, rules, now);
        becomes(after.clocks, now);
        known = after;
        hear(now);
        if (random(4) === 0) expectSame(retell(known.clocks, log, made, rules, now), known);
      }
      const now = new Date(end + 60 * 86_400_000);
      const after = learn(known, events, changes, rules, now);
      becomes(after.clocks, now);
      known = after;
      hear(now);
      for (const clock of known.clocks) {
        expectThat(isReached(clock.rung, clock, now), 'what stands was reached', clock);
        const isTold = clock.state !== 'running' || clock.nextAlarmAt !== null || clock.rung >= BREACH;
        expectThat(isTold, 'a broken promise is told, or will be when it is the hour for it', clock);
      }
    });
    expect(rings).toBeGreaterThan(10 * HISTORIES);
    expect(taken).toBeGreaterThan(HISTORIES);
  });
});

const firstAlarm = ({ clocks }: Clocks): number =>
  Math.min(...clocks.map(({ nextAlarmAt }) => nextAlarmAt?.getTime() ?? Infinity));

/** As the handler of events does: by what is new where that will do, and by the whole log where it will not. */
function learn(
  known: Clocks,
  log: readonly ClockEvent[],
  made: readonly PolicyChange[],
  rules: ClockRules,
  now: Date,
): Clocks {
  const news = log.filter(({ version }) => version > known.version);
  const fresh = made.filter(({ change }) => change > known.change);
  const last = log.find(({ version }) => version === known.version);
  const seen = made.findLast(({ change }) => change === known.change);
  const isLate = (last && fresh[0] && fresh[0].at < last.at) || (seen && news[0] && news[0].at <= seen.at);
  const isEarly = known.clocks.some((clock) =>
    [...news, ...fresh].some(({ at }) => mayHaveRungEarly(clock, at, rules.policyOf)),
  );
  return isLate || isEarly ? retell(known.clocks, log, made, rules, now) : applyAll(known, news, fresh, rules);
}

const beforeAnyAlarm = new Date(0);

/** Some moment until the next thing happens. */
function moment(random: Random, from: Date, to: Date | undefined): Date {
  const ms = (to?.getTime() ?? from.getTime() + 3 * 86_400_000) - from.getTime();
  return new Date(from.getTime() + (ms > 0 ? random(ms) : 0));
}

/** What the alarm loop writes by `now`, however often it looks. */
function listen(clock: Clock, now: Date, rules: ClockRules): Clock {
  if (clock.state !== 'running' || clock.nextAlarmAt === null || clock.nextAlarmAt >= now) return clock;
  const { rung, nextAlarmAt, breachedAt, threshold } = ring(clock, now, rules.policyOf(clock.policyVersion));
  if (threshold !== null) expect(rung).toBeGreaterThan(clock.rung);
  // The loop would spin on an alarm that is still due.
  expect(nextAlarmAt === null || nextAlarmAt >= now).toBe(true);
  return { ...clock, rung, nextAlarmAt, breachedAt };
}

function expectSound(clock: Clock): void {
  const { state, resumedAt, endedAt, bankedMs, dueAt, nextAlarmAt } = clock;
  const isRunning = state === 'running';
  expectThat((resumedAt !== null) === isRunning && (endedAt !== null) === isOver(clock), 'state and instants', clock);
  expectThat(bankedMs >= 0 && (isRunning ? dueAt !== null : nextAlarmAt === null), 'due and alarm', clock);
}
