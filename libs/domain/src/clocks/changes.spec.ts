import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../calendar/business-calendar.js';
import { applyAll, applyChange, applyEvent, inOrder } from './apply-event.js';
import type { Clock } from './clock.js';
import { ring } from './ring.js';
import { noClocks, type Clocks, type PolicyChange } from './clocks.js';
import {
  at,
  find,
  happened,
  log,
  minute,
  opened,
  rulesOf,
  warnings,
  type Promised,
  type Step,
} from './testing/promises.fixture.js';

/** The clocks of a ticket by policies that may change on the way. */
const told = (
  promised: readonly Promised[],
  steps: readonly (readonly [number, Step])[],
  ...changes: readonly PolicyChange[]
): Clocks => applyAll(noClocks, log(...opened, ...steps), changes, rulesOf(promised));
const changed = (change: number, minutes: number): PolicyChange => ({ change, at: at(minutes) });
const mornings = calendarOf({ timezone: 'UTC', hours: { sun: [['09:00', '12:00']], mon: [['09:00', '12:00']] } });

describe('a policy that says when it waits', () => {
  const patient: Promised = { kind: 'resolution', minutes: 100, pausedWhile: ['awaiting_vendor'] };

  it('waits in those states and in no others', () => {
    for (const to of ['awaiting_customer', 'awaiting_vendor', 'awaiting_intervention'] as const) {
      const clocks = told([patient], [[20, { to }]]);
      expect(find(clocks, 'resolution').state).toBe(to === 'awaiting_vendor' ? 'paused' : 'running');
    }
  });

  it('may let a first or a next response wait, also when the question comes then', () => {
    const slow = { pausedWhile: ['awaiting_intervention'] } as const;
    const promised: Promised[] = [
      { kind: 'first_response', minutes: 30, ...slow },
      { kind: 'next_response', minutes: 60, ...slow },
    ];
    const first = told(promised, [[10, { to: 'awaiting_intervention' }]]);
    expect(find(first, 'first_response')).toMatchObject({ state: 'paused', bankedMs: 10 * minute });
    const next = told(promised, [
      [5, { answers: true }],
      [10, { to: 'awaiting_intervention' }],
      [20, { asks: true }],
      [50, { to: 'in_progress' }],
    ]);
    expect(find(next, 'next_response')).toMatchObject({ startedAt: at(20), bankedMs: 0, dueAt: at(110) });
  });
});

describe('what a policy is for', () => {
  const promised: Promised[] = [
    { kind: 'tier', minutes: 100 },
    { kind: 'tier', minutes: 60, teamId: 'night', calendar: mornings },
    { kind: 'tier', minutes: 40, entitlement: 'premium' },
    { kind: 'tier', minutes: 20, tier: 2 },
  ];

  it('another team of the same tier: its own policy, and what the first one used stays used', () => {
    const clocks = told(promised, [[30, { to: 'queued', teamId: 'night' }]]);
    expect(find(clocks, 'tier', 1)).toMatchObject({ ownerId: 'night', policyVersion: 2, bankedMs: 30 * minute });
    expect(find(clocks, 'tier', 1).dueAt).toEqual(at(60));
    const back = told(promised, [
      [30, { to: 'queued', teamId: 'night' }],
      [40, { to: 'queued', teamId: 'day' }],
    ]);
    expect(find(back, 'tier', 1)).toMatchObject({ ownerId: 'day', policyVersion: 1, bankedMs: 40 * minute });
  });

  it('a team without a policy of its own only owns it: nothing else of the clock changes', () => {
    const before = find(told(promised, []), 'tier', 1);
    expect(find(told(promised, [[30, { teamId: 'day' }]]), 'tier', 1)).toEqual({ ...before, ownerId: 'day' });
  });

  it('another kind of support counts from when it is known, and what was used stays used', () => {
    const clocks = told(promised, [[30, { entitlement: 'premium' }]]);
    expect(find(clocks, 'tier', 1)).toMatchObject({ policyVersion: 3, bankedMs: 30 * minute, dueAt: at(40) });
  });

  it('the tier that has it', () => {
    expect(find(told(promised, [[30, { to: 'queued', tier: 2 }]]), 'tier', 2).dueAt).toEqual(at(50));
  });

  it('the ticket’s organisation and channel', () => {
    const promised: Promised[] = [
      { kind: 'resolution', minutes: 100 },
      { kind: 'resolution', minutes: 50, organisationId: 'acme' },
      { kind: 'resolution', minutes: 70, channel: 'phone' },
    ];
    const versionFor = (organisationId: string | null, channel: 'phone' | 'email') =>
      applyAll(noClocks, log(...opened), [], rulesOf(promised, { organisationId, channel })).clocks[0]?.policyVersion;
    expect([versionFor(null, 'email'), versionFor('acme', 'email'), versionFor('other', 'phone')]).toEqual([1, 2, 3]);
    expect(versionFor('acme', 'phone')).toBe(2);
  });

  it('nothing: where no policy fits, nothing is promised', () => {
    expect(told([{ kind: 'resolution', minutes: 10, priority: 'P1' }], []).clocks).toEqual([]);
  });
});

describe('a change of policies', () => {
  const promised: Promised[] = [
    { kind: 'resolution', minutes: 100, until: 1 },
    { kind: 'resolution', minutes: 200, since: 1, calendar: mornings },
  ];

  it('counts from the moment it was made: what was used by the old hours is banked, then the new ones count', () => {
    const clocks = told(promised, [], changed(1, 40));
    expect(find(clocks, 'resolution')).toMatchObject({ policyVersion: 2, bankedMs: 40 * minute, resumedAt: at(40) });
    // It closes at 12:00, after 140 more minutes; the other 20 are Monday's.
    expect(find(clocks, 'resolution').dueAt).toEqual(at(24 * 60 + 20));
    expect(clocks.change).toBe(1);
  });

  it('lets what waits wait on, by the new promise', () => {
    const clocks = told(promised, [[30, { to: 'awaiting_customer' }]], changed(1, 60));
    expect(find(clocks, 'resolution')).toMatchObject({ state: 'paused', policyVersion: 2, bankedMs: 30 * minute });
    const on = told(
      promised,
      [
        [30, { to: 'awaiting_customer' }],
        [70, { to: 'in_progress' }],
      ],
      changed(1, 60),
    );
    expect(find(on, 'resolution')).toMatchObject({ bankedMs: 30 * minute, resumedAt: at(70) });
  });

  it('of what is waited for stops or starts a clock at that moment', () => {
    const other: Promised[] = [
      { kind: 'resolution', minutes: 100, pausedWhile: [], until: 1 },
      { kind: 'resolution', minutes: 100, since: 1, until: 2 },
      { kind: 'resolution', minutes: 100, since: 2, pausedWhile: [] },
    ];
    const waits = [[10, { to: 'awaiting_customer' }]] as const;
    expect(find(told(other, waits), 'resolution').state).toBe('running');
    const stopped = find(told(other, waits, changed(1, 30)), 'resolution');
    expect(stopped).toMatchObject({ state: 'paused', bankedMs: 30 * minute, dueAt: null });
    const started = find(told(other, waits, changed(1, 30), changed(2, 90)), 'resolution');
    expect(started).toMatchObject({ state: 'running', bankedMs: 30 * minute, resumedAt: at(90), dueAt: at(160) });
  });

  it('leaves a broken promise the one it was, rung or not, running or waiting', () => {
    const broken = find(told(promised, [], changed(1, 101)), 'resolution');
    expect(broken).toMatchObject({ policyVersion: 1, dueAt: at(100), resumedAt: at(0) });
    const waiting = told(promised, [[110, { to: 'awaiting_customer' }]], changed(1, 120));
    expect(find(waiting, 'resolution')).toMatchObject({ policyVersion: 1, breachedAt: at(100), state: 'paused' });
  });

  it('applies to what was broken only by an alarm that was faster than the log', () => {
    const before = told(promised, []);
    const early = { ...before, clocks: before.clocks.map((clock) => ({ ...clock, rung: 100, breachedAt: at(100) })) };
    const after = applyChange(early, changed(1, 99), rulesOf(promised));
    expect(find(after, 'resolution')).toMatchObject({ policyVersion: 2, breachedAt: null, rung: 100 });
  });

  it('to less than is used already is due at that very moment', () => {
    const shorter: Promised[] = [
      { kind: 'resolution', minutes: 100, until: 1 },
      { kind: 'resolution', minutes: 30, since: 1 },
    ];
    expect(find(told(shorter, [], changed(1, 50)), 'resolution').dueAt).toEqual(at(50));
  });

  it('touches nothing that has ended, and nothing that goes by another policy', () => {
    const solved = told(promised, [[20, { to: 'resolved' }]], changed(1, 60));
    expect(find(solved, 'resolution')).toMatchObject({ state: 'met', policyVersion: 1, endedAt: at(20) });
    const before = told([{ kind: 'tier', minutes: 10 }, ...promised], []);
    const after = applyChange(before, changed(1, 60), rulesOf([{ kind: 'tier', minutes: 10 }, ...promised]));
    expect(find(after, 'tier', 1)).toBe(find(before, 'tier', 1));
  });

  it('that was applied is not applied again, and an event that is later goes by it', () => {
    const rules = rulesOf(promised);
    const once = applyChange(told(promised, []), changed(1, 40), rules);
    expect(applyChange(once, changed(1, 40), rules)).toBe(once);
    expect(applyEvent(once, happened(3, 50, { to: 'in_progress' }), rules).clocks).toEqual(once.clocks);
    const late = told(promised, [[90, { priority: 'P1' }]], changed(1, 40));
    expect(find(late, 'resolution')).toMatchObject({ policyVersion: 2, priority: 'P1', bankedMs: 90 * minute });
  });

  it('at the very instant of an event comes after it', () => {
    const [opening, routing, claim] = log(...opened, [40, { to: 'in_progress' }]);
    const change = changed(1, 40);
    expect(inOrder([claim!, routing!, opening!], [change])).toEqual([opening, routing, claim, change]);
    expect(inOrder([claim!], [changed(1, 39)])).toEqual([changed(1, 39), claim]);
  });

  it('before the ticket was there is simply what holds', () => {
    const clocks = told(promised, [], changed(1, -5));
    expect(find(clocks, 'resolution')).toMatchObject({ policyVersion: 2, bankedMs: 0, startedAt: at(0) });
  });
});

describe('a policy that is taken away', () => {
  const kinds = ['resolution', 'tier', 'first_response', 'periodic_update'] as const;
  const promised = kinds.flatMap((kind): Promised[] => [
    { kind, minutes: 100, until: 1 },
    { kind, minutes: 100, since: 2 },
  ]);
  const taken = changed(1, 30);
  const back = changed(2, 60);

  it('ends what it promised at that moment', () => {
    const clocks = told(promised, [], taken);
    expect(clocks.clocks.map(({ state, endedAt, bankedMs }) => [state, endedAt, bankedMs])).toEqual(
      kinds.map(() => ['cancelled', at(30), 30 * minute]),
    );
  });

  it('hands over to the next one that fits', () => {
    const general: Promised[] = [
      { kind: 'resolution', minutes: 50, priority: 'P3', until: 1 },
      { kind: 'resolution', minutes: 100 },
    ];
    expect(find(told(general, [], taken), 'resolution')).toMatchObject({ policyVersion: 2, dueAt: at(100) });
  });

  it('and comes back: what lasts goes on with the next move, what was used stays used, no time between is counted', () => {
    const moved = told(promised, [[80, { to: 'in_progress' }]], taken, back);
    for (const clock of [find(moved, 'resolution'), find(moved, 'tier', 1)])
      expect(clock).toMatchObject({ state: 'running', bankedMs: 30 * minute, dueAt: at(150), endedAt: null });
    expect(find(moved, 'first_response').state).toBe('cancelled');
    expect(find(moved, 'periodic_update')).toMatchObject({ cycle: 2, startedAt: at(80), dueAt: at(180) });
  });

  it('stays away: no move revives it', () => {
    const moved = told(promised, [[80, { to: 'in_progress' }]], taken);
    expect(moved.clocks.map(({ endedAt }) => endedAt)).toEqual(kinds.map(() => at(30)));
  });
});

describe('a policy that is newer than the ticket', () => {
  const kinds = ['resolution', 'first_response', 'periodic_update', 'next_response'] as const;
  const promised = kinds.map((kind): Promised => ({ kind, minutes: 100, since: 1 }));

  it('promises nothing in hindsight: it counts from the next event that begins such a promise', () => {
    const steps = [
      [5, { asks: true }],
      [500, { to: 'in_progress' }],
      [510, { asks: true }],
    ] as const;
    const clocks = told(promised, steps, changed(1, 400));
    expect(clocks.clocks.map(({ kind, startedAt }) => [kind, startedAt])).toEqual([
      ['resolution', at(500)],
      ['periodic_update', at(500)],
      ['next_response', at(510)],
    ]);
  });
});

describe('a promise that is for one priority only', () => {
  const promised: Promised[] = [
    { kind: 'resolution', minutes: 100, priority: 'P3' },
    { kind: 'tier', minutes: 50, priority: 'P3' },
  ];
  const away = [10, { priority: 'P4' }] as const;

  it('ends when the ticket gets another, and goes on at once when that was a mistake', () => {
    const other = told(promised, [away]);
    expect(other.clocks.map(({ state, bankedMs }) => [state, bankedMs])).toEqual([
      ['cancelled', 10 * minute],
      ['cancelled', 10 * minute],
    ]);
    const back = told(promised, [away, [20, { priority: 'P3' }]]);
    expect(find(back, 'resolution')).toMatchObject({ state: 'running', dueAt: at(110), endedAt: null });
    expect(find(back, 'tier', 1)).toMatchObject({ state: 'running', dueAt: at(60) });
  });

  it('stays ended at a tier that the ticket has left, and on a ticket that is over', () => {
    const left = told(promised, [away, [15, { to: 'queued', tier: 2 }], [20, { tier: 2, priority: 'P3' }]]);
    expect(find(left, 'tier', 1).state).toBe('cancelled');
    const merged = told(promised, [away, [15, { to: 'merged' }], [20, { priority: 'P3' }]]);
    expect(find(merged, 'resolution').state).toBe('cancelled');
  });
});

describe('what has rung', () => {
  const thresholds = warnings(50, 75, 100);
  const rules = rulesOf([
    { kind: 'resolution', minutes: 100, thresholds, until: 1 },
    { kind: 'resolution', minutes: 400, since: 1, until: 2, thresholds },
    { kind: 'resolution', minutes: 400, since: 2, thresholds: warnings(60, 80, 100) },
  ]);
  const rung = (clock: Clock, minutes: number): Clock => {
    const { rung, nextAlarmAt, breachedAt } = ring(clock, at(minutes), rules.versionOf(clock));
    return { ...clock, rung, nextAlarmAt, breachedAt };
  };

  it('never rings again, also when a change takes the clock back below it', () => {
    const before = applyAll(noClocks, log(...opened), [], rules);
    const rang = { ...before, clocks: before.clocks.map((clock) => rung(clock, 76)) };
    const relaxed = find(applyChange(rang, changed(1, 80), rules), 'resolution');
    expect(relaxed).toMatchObject({ rung: 75, bankedMs: 80 * minute, nextAlarmAt: at(400) });
    expect(ring(relaxed, at(320), rules.policyOf(2)).threshold).toBeNull();
    const others = find(applyChange({ ...rang, change: 1 }, changed(2, 80), rules), 'resolution');
    expect(others).toMatchObject({ rung: 75, nextAlarmAt: at(320) });
  });
});
