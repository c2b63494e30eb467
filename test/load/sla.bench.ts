import { say } from './bench-world.js';
import { calendarBench } from './calendar-add.bench.js';
import { attainment } from './sla/attainment.js';
import { herdOfJobs, weightOfJobs } from './sla/delayed-jobs.js';
import { Figures } from './sla/figures.js';
import { seedHerd } from './sla/herd.js';
import { herdAlarms, LARGEST_HERD, steadyAlarms } from './sla/lateness.js';
import { messageCost } from './sla/message-cost.js';
import { seedPromises, seedRunning } from './sla/seed.js';
import { SlaWorld } from './sla/sla-world.js';
import { sizes } from './sla/sizes.js';
import { alwaysOpen, dryRun, recalculation } from './sla/recalculation.js';
import { redisMemory, weight } from './sla/weight.js';

/** A change that would take longer than this is measured with fewer clocks only. */
const LONGEST_CHANGE_S = 60;

/**
 * What promises cost and how late they are told, next to the same alarms as delayed jobs of BullMQ: with a million clocks that
 * run, on a PostgreSQL that flushes, all on this machine.
 */
export async function slaBench(): Promise<void> {
  say('Promises, each figure as it is measured, and all of them in a table at the end');
  const figures = new Figures();
  await businessTime(figures);
  const world = await SlaWorld.begin();
  try {
    await measure(figures, world);
  } finally {
    await world.stop();
    figures.print();
  }
}

async function measure(figures: Figures, world: SlaWorld): Promise<void> {
  const { client } = world;
  await seedPromises(client);
  await seedRunning(client, sizes.few);
  const beside = await messageCost(figures, world, sizes.few);

  await seedRunning(client, sizes.some);
  const rate = await recalculation(figures, world, sizes.some);
  await alwaysOpen(world, sizes.some);

  await world.sweepUp();
  const redisBefore = await redisMemory(world);
  await seedRunning(client, sizes.many);
  await weight(figures, world, redisBefore);
  await weightOfJobs(figures, world);
  await world.monitors(0);

  const besideMany = await messageCost(figures, world, sizes.many);
  for (const kind of ['start', 'pause'] as const) {
    const ratio = besideMany[kind] / beside[kind];
    figures.add(`  ${kind}: beside ${sizes.many} to beside ${sizes.few}`, `${ratio.toFixed(2)} x`, {
      text: 'same order',
      isKept: ratio < 3,
    });
  }

  await seedHerd(client, LARGEST_HERD);
  await steadyAlarms(figures, world);
  await herdAlarms(figures, world, 1);
  await herdAlarms(figures, world, 2);
  await herdOfJobs(figures, world);

  await dryRun(figures, world, sizes.many);
  if (sizes.many / rate < LONGEST_CHANGE_S) await recalculation(figures, world, sizes.many);
  else say(`  (with ${sizes.many} clocks that would take more than ${LONGEST_CHANGE_S} s: left out)`);

  await attainment(figures, world);
}

/** What every alarm and every change of hours comes down to. */
async function businessTime(figures: Figures): Promise<void> {
  for (const { hours, ours, moment, dayjs } of await calendarBench()) {
    const [overMoment, overDayjs] = [ours / moment, ours / dayjs];
    figures.add(
      `one addition of ${hours} h of business time`,
      `${(1e6 / ours).toFixed(2)} µs, ${overMoment.toFixed(0)} x moment-, ${overDayjs.toFixed(0)} x dayjs-business-time`,
      { text: 'ahead of both', isKept: Math.min(overMoment, overDayjs) > 1 },
    );
  }
}
