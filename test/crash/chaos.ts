import { redisCommand } from '../processes/redis.process.js';
import type { Random } from './random.js';
import type { World } from './world.js';

export interface Blow {
  readonly at: number;
  readonly what: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills something at random moments and brings it back a little later, until it is over; then everything is up again. */
export async function wreak(world: World, random: Random, isOver: () => boolean): Promise<Blow[]> {
  const blows: Blow[] = [];
  const started = Date.now();
  const strike = async (what: string, how: () => Promise<void>): Promise<void> => {
    blows.push({ at: Date.now() - started, what });
    await how();
  };
  while (!isOver()) {
    await pause(random.between(500, 3_000));
    if (isOver()) break;
    const dice = random.next();
    if (dice < 0.55) {
      const victims = random.chance(0.25)
        ? [random.pick(world.services), random.pick(world.services)]
        : [random.pick(world.services)];
      for (const victim of new Set(victims)) {
        await strike(`kill ${victim.name}`, async () => {
          await victim.process.kill();
        });
      }
      await pause(random.between(0, 1_500));
      await Promise.all([...new Set(victims)].map((victim) => victim.process.start()));
    } else if (world.redis && dice < 0.7) {
      await strike('empty redis', async () => void (await redisCommand(world.redis?.port ?? 0, 'FLUSHALL')));
    } else if (world.redis && dice < 0.85) {
      await strike('kill redis', () => world.redis?.process.kill() ?? Promise.resolve());
      await pause(random.between(0, 2_500));
      await world.redis.process.start();
    } else {
      await strike('kill postgres', () => world.postgres.kill());
      await pause(random.between(0, 2_000));
      await world.postgres.start();
    }
  }
  return blows;
}
