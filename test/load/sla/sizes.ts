/** All sizes times this; to try the bench itself. Its figures only count at 1. */
const SCALE = Number(process.env.BENCH_SCALE ?? 1);
const scaled = (size: number, least: number): number => Math.max(least, Math.round(size * SCALE));

export const sizes = {
  isWhole: SCALE === 1,
  /** Running clocks, three to a ticket. */
  many: scaled(1_000_000, 3_000),
  some: scaled(100_000, 1_500),
  few: scaled(10_000, 900),
  delayedJobs: scaled(100_000, 2_000),
  herd: scaled(50_000, 1_000),
  steadySeconds: scaled(60, 5),
  messages: scaled(1_000, 100),
  requests: scaled(100, 20),
} as const;
