import { spread, type Figures } from './figures.js';
import { seedEnded } from './seed.js';
import { sizes } from './sizes.js';
import type { SlaWorld } from './sla-world.js';

const DAY_MS = 86_400_000;

/** How long reports take of clocks that have ended over the last 90 days, asked one after the other. */
export async function attainment(figures: Figures, world: SlaWorld): Promise<void> {
  await world.monitors(0);
  await seedEnded(world.client, sizes.many);
  await world.monitors(1);
  const told = async (days: number, groupBy: string, times: number): Promise<void> => {
    const now = Date.now();
    const from = new Date(now - days * DAY_MS).toISOString();
    const ask = () =>
      world.call('GET', `sla/attainment?groupBy=${groupBy}&from=${from}&to=${new Date(now).toISOString()}`);
    await ask();
    const took: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const began = performance.now();
      await ask();
      took.push(performance.now() - began);
    }
    figures.add(`attainment of ${days} of 90 days by ${groupBy}, ${sizes.many} clocks ended`, spread(took, 'ms'));
  };
  await told(1, 'team', sizes.requests);
  await told(30, 'policy', sizes.requests / 10);
  await told(90, 'week', sizes.requests / 20);
}
