import { clockKinds, clockStates, priorities, type Clock } from '#domain';
import { z } from 'zod';

/** A clock as its row says it. Instants are Dates (ISO 8601 in JSON), durations seconds. */
const storedClock = z.object({
  id: z.uuid(),
  kind: z.enum(clockKinds),
  tier: z.int().nullable(),
  cycle: z.int(),
  ownerId: z.uuid().nullable(),
  state: z.enum(clockStates),
  priority: z.enum(priorities),
  policyVersion: z.int(),
  startedAt: z.date(),
  resumedAt: z.date().nullable(),
  bankedSeconds: z.number(),
  dueAt: z.date().nullable(),
  nextAlarmAt: z.date().nullable(),
  rung: z.int().meta({
    description:
      'The highest threshold that rang, in per cent of the target; 0 for none. One that the log proves not to have been reached is taken back.',
  }),
  breachedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
});

const rebuiltClock = z.object({
  before: storedClock.nullable().meta({ description: 'Null: there was no such clock.' }),
  after: storedClock.nullable().meta({ description: 'Null: the log never began it, so it is gone.' }),
});
export type RebuiltClock = z.output<typeof rebuiltClock>;

export const rebuiltClocks = z.object({
  changed: z.int(),
  clocks: z.array(rebuiltClock).meta({ description: 'Those that were not what the log says.' }),
});
export type RebuiltClocks = z.output<typeof rebuiltClocks>;

/** What telling the clocks anew has changed; a clock is the same as long as its id is. */
export function rebuiltView(before: readonly Clock[], after: readonly Clock[]): RebuiltClocks {
  const now = new Map(after.map((clock) => [clock.id, clock]));
  const known = new Set(before.map(({ id }) => id));
  const pairs = [
    ...before.map((clock) => ({ before: view(clock), after: view(now.get(clock.id)) })),
    ...after.filter(({ id }) => !known.has(id)).map((clock) => ({ before: null, after: view(clock) })),
  ];
  const clocks = pairs.filter((pair) => JSON.stringify(pair.before) !== JSON.stringify(pair.after));
  return { changed: clocks.length, clocks };
}

function view(clock: Clock | undefined): RebuiltClock['before'] {
  if (!clock) return null;
  const { bankedMs, id, kind, tier, cycle, ownerId, state, priority, policyVersion } = clock;
  const { startedAt, resumedAt, dueAt, nextAlarmAt, rung, breachedAt, endedAt } = clock;
  const bankedSeconds = bankedMs / 1000;
  const facts = { id, kind, tier, cycle, ownerId, state, priority, policyVersion, startedAt, resumedAt, bankedSeconds };
  return { ...facts, dueAt, nextAlarmAt, rung, breachedAt, endedAt };
}
