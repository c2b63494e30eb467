import { quantile } from '../bench-world.js';
import { atMost, spread, type Figures } from './figures.js';
import { gather, lateness, rung } from './herd.js';
import type { SlaWorld } from './sla-world.js';
import { sizes } from './sizes.js';

const STEADY_EVERY_MS = 5;
const STEADY = (sizes.steadySeconds * 1_000) / STEADY_EVERY_MS;
const WARM_UP = 2_000;

/** Most clocks that are due in one figure. */
export const LARGEST_HERD = Math.max(sizes.herd, STEADY, WARM_UP);

/** Alarms one after the other, beside all the other clocks that run. */
export async function steadyAlarms(figures: Figures, world: SlaWorld): Promise<void> {
  await world.monitors(1);
  await warmUp(world);
  const { late } = await ringing(world, { clocks: STEADY, everyMs: STEADY_EVERY_MS });
  figures.add(
    `${1_000 / STEADY_EVERY_MS} alarms a second for ${sizes.steadySeconds} s, due -> committed`,
    spread(late, 'ms'),
    atMost(quantile(late, 0.99), 50, '50 ms (p99)'),
  );
}

/** Alarms all due at one instant, with so many sla-monitors. */
export async function herdAlarms(figures: Figures, world: SlaWorld, monitors: number): Promise<void> {
  await world.monitors(monitors);
  await warmUp(world);
  const { late, cpu } = await ringing(world, { clocks: sizes.herd, everyMs: 0 });
  figures.add(
    `${sizes.herd} due at one instant, ${monitors} ${monitors === 1 ? 'monitor' : 'monitors'}`,
    `${spread(late, 'ms')}, ${cpu.toFixed(0)} µs of CPU each`,
    atMost(quantile(late, 0.99), 1_500, '1500 ms (p99)'),
  );
}

interface Rung {
  readonly late: readonly number[];
  /** Microseconds of everybody's CPU for each. */
  readonly cpu: number;
}

/** The first ones do not count. */
const warmUp = (world: SlaWorld): Promise<Rung> => ringing(world, { clocks: WARM_UP, everyMs: 0 });

async function ringing(world: SlaWorld, herd: { readonly clocks: number; readonly everyMs: number }): Promise<Rung> {
  await world.sweepUp();
  const last = await gather(world.client, { ...herd, inSeconds: 2 + herd.clocks / 10_000 });
  const before = await world.cpu();
  await rung(world.client, last);
  const cpu = ((await world.cpu()) - before) * (1_000 / herd.clocks);
  return { late: await lateness(world.client), cpu };
}
