import {
  clockKinds,
  clockStates,
  explainClock,
  priorities,
  usedMs,
  type Calendar,
  type Clock,
  type ClockKind,
  type ClockState,
  type Priority,
} from '#domain';
import { z } from 'zod';

/** One promise on a ticket. Instants are Dates (ISO 8601 in JSON), durations seconds. */
export interface ClockView {
  readonly id: string;
  readonly kind: ClockKind;
  readonly tier: number | null;
  readonly state: ClockState;
  readonly priority: Priority;
  readonly targetSeconds: number;
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  readonly usedSeconds: number;
  readonly remainingSeconds: number;
  readonly rung: number;
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
  readonly why: string;
}

export const clockSchema = z.object({
  id: z.uuid(),
  kind: z.enum(clockKinds),
  tier: z.int().nullable().meta({ description: 'The tier whose promise it is; null for one to the customer.' }),
  state: z.enum(clockStates).meta({ description: '`met`: it ended, in time or not; `breachedAt` says which.' }),
  priority: z.enum(priorities),
  targetSeconds: z.int(),
  startedAt: z.date(),
  dueAt: z.date().nullable().meta({ description: 'Null while the clock is paused.' }),
  usedSeconds: z.int(),
  remainingSeconds: z.int().meta({ description: 'Negative when the target is exceeded.' }),
  rung: z.int().meta({ description: 'The highest threshold that rang, in per cent of the target; 0 for none.' }),
  breachedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  why: z.string().meta({ description: 'Why it is due then, in one sentence.' }),
});

/** A clock as it stands at `now`, by its calendar. */
export function clockView(clock: Clock, now: Date, calendar: Calendar): ClockView {
  const usedSeconds = Math.floor(usedMs(clock, now, calendar) / 1000);
  const { id, kind, tier, state, priority, targetSeconds, startedAt, dueAt, rung, breachedAt, endedAt } = clock;
  return {
    id,
    kind,
    tier,
    state,
    priority,
    targetSeconds,
    startedAt,
    dueAt,
    usedSeconds,
    remainingSeconds: targetSeconds - usedSeconds,
    rung,
    breachedAt,
    endedAt,
    why: explainClock(clock, now, calendar),
  };
}

/** Property of a clock -> its column, and the type of the property. */
export const clockColumns: Readonly<Record<keyof Clock, readonly [column: string, type: string]>> = {
  id: ['id', 'uuid'],
  kind: ['kind', 'text'],
  tier: ['tier', 'integer'],
  state: ['state', 'text'],
  priority: ['priority', 'text'],
  calendarVersion: ['calendar_version', 'integer'],
  targetSeconds: ['target_seconds', 'integer'],
  warnAt: ['warn_at', 'smallint[]'],
  warn: ['warn', 'text'],
  onBreach: ['on_breach', 'text'],
  evenIfHeld: ['even_if_held', 'boolean'],
  startedAt: ['started_at', 'timestamptz'],
  resumedAt: ['resumed_at', 'timestamptz'],
  bankedMs: ['banked_ms', 'bigint'],
  dueAt: ['due_at', 'timestamptz'],
  nextAlarmAt: ['next_alarm_at', 'timestamptz'],
  rung: ['rung', 'smallint'],
  breachedAt: ['breached_at', 'timestamptz'],
  endedAt: ['ended_at', 'timestamptz'],
};

/** Thresholds are an array everywhere but in the row, where an array would weigh too much. */
const read = (column: string): string =>
  column === 'warn_at' ? `string_to_array(clock.warn_at, ',')::smallint[]` : `clock.${column}`;

/** The select list that yields a `Clock`. */
export const selectClock = Object.entries(clockColumns)
  .map(([property, [column]]) => `${read(column)} AS "${property}"`)
  .join(', ');

/** The select list that makes the columns out of a record with a `Clock`'s properties, in the order of `clockColumns`. */
export const clockToColumns = Object.keys(clockColumns)
  .map((property) => (property === 'warnAt' ? `array_to_string("warnAt", ',')` : `"${property}"`))
  .join(', ');

/** The same as one JSON object; its instants are text. */
export const clockJson = `json_build_object(${Object.entries(clockColumns)
  .map(([property, [column]]) => `'${property}', ${read(column)}`)
  .join(', ')})`;
