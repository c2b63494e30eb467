import type { Outcome } from './outcome.js';

/** What came of it, a line each. */
export function report(outcome: Outcome): string[] {
  const { incidents, moves, wallMs, setUpMs, replayMs } = outcome;
  const sorted = Float64Array.from(moves).sort();
  const quantile = (q: number) => `${(sorted[Math.ceil(sorted.length * q) - 1] ?? 0).toFixed(1)} ms`;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  const against = outcome.byExpectations ? 'the log and expected.json' : 'the log';
  return [
    ...outcome.differences.map((difference) => `differs: ${difference}`),
    line('incidents', `${incidents}${outcome.failures > 0 ? `, ${outcome.failures} of them not to their end` : ''}`),
    line('moves', `${moves.length}`),
    line('level paths', `${outcome.levelPaths} of ${incidents} match ${against}`),
    line('hand-offs', `${outcome.handOffs} of ${incidents} match ${against}`),
    ...(outcome.notExpected > 0 ? [line('not expected', `${outcome.notExpected} are not in expected.json`)] : []),
    line(
      'messages handled',
      `${outcome.messages} at least (from the timelines)${outcome.settled ? '' : '; some are not handled yet'}`,
    ),
    line('dead letters', `${outcome.deadLetters}`),
    line(
      'wall time',
      `${seconds(wallMs)} (${seconds(setUpMs)} to hire everybody, ${seconds(replayMs)} to replay, ${seconds(wallMs - setUpMs - replayMs)} until the queues were empty)`,
    ),
    line('moves per second', (moves.length / (replayMs / 1_000)).toFixed(0)),
    line('a move', `p50 ${quantile(0.5)}, p99 ${quantile(0.99)}`),
    ...(outcome.unknownStatuses.size > 0
      ? [line('unknown statuses', `${[...outcome.unknownStatuses].join(', ')} (the place was followed)`)]
      : []),
  ];
}

const line = (name: string, value: string): string => `${name.padEnd(18)}${value}`;
