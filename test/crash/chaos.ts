import type { Process } from '../processes/process.js';
import { redisCommand } from '../processes/redis.process.js';
import type { Random } from './random.js';
import type { World } from './world.js';

export interface Blow {
  readonly at: number;
  readonly what: string;
}

/** With more of them down nothing is left that could go wrong; on a busy machine they take their time to come back. */
const DOWN_AT_ONCE = 3;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills something at random moments and brings it back a little later, until it is over; then everything is up again. */
export async function wreak(world: World, random: Random, isOver: () => boolean): Promise<Blow[]> {
  const blows: Blow[] = [];
  const started = Date.now();
  const comingBack = new Map<Victim, Promise<void>>();
  const failures: unknown[] = [];
  const all = victimsOf(world);
  const bringBack = (victim: Victim, what: string, afterMs: number): void => {
    blows.push({ at: Date.now() - started, what });
    const back = pause(afterMs)
      .then(() => victim.restore())
      .finally(() => comingBack.delete(victim));
    back.catch((error: unknown) => failures.push(error));
    comingBack.set(victim, back);
  };
  while (!isOver()) {
    await pause(random.between(500, 4_000));
    for (const victim of downIn(all)) {
      // It should not, yet whoever supervises it starts it again.
      if (!comingBack.has(victim)) bringBack(victim, `${victim.what.replace('kill ', '')} ended by itself`, 0);
    }
    const victims = random.chance(0.2) ? [pick(all, random), pick(all, random)] : [pick(all, random)];
    for (const victim of victims) {
      if (isOver() || comingBack.has(victim) || comingBack.size >= DOWN_AT_ONCE) continue;
      await victim.strike();
      bringBack(victim, victim.what, random.between(0, 2_000));
    }
  }
  await Promise.allSettled(comingBack.values());
  await Promise.all(downIn(all).map((victim) => victim.restore()));
  if (failures.length > 0) throw new AggregateError(failures, 'Something that was killed did not come back');
  return blows;
}

interface Victim {
  readonly what: string;
  /** Only of what may end by itself. */
  readonly isUp?: () => boolean;
  strike(): Promise<void>;
  restore(): Promise<void>;
}

interface Victims {
  readonly services: readonly Victim[];
  readonly others: readonly Victim[];
}

const downIn = ({ services }: Victims): readonly Victim[] => services.filter(({ isUp }) => isUp?.() === false);

const pick = ({ services, others }: Victims, random: Random): Victim =>
  random.pick(random.chance(0.55) ? services : others);

function victimsOf(world: World): Victims {
  const { redis, postgres, vendor } = world;
  return {
    services: world.services.map(({ name, process }) => ({
      what: `kill ${name}`,
      isUp: () => process.isRunning,
      strike: () => process.kill(),
      restore: () => supervise(process),
    })),
    others: [
      { what: 'kill postgres', strike: () => postgres.kill(), restore: () => postgres.isBack() },
      {
        what: 'kill the vendor',
        strike: () => vendor.process.kill(),
        restore: () => vendor.process.start(),
      },
      ...(redis
        ? [
            {
              what: 'kill redis',
              strike: () => redis.process.kill(),
              restore: () => redis.process.start(),
            },
            { what: 'empty redis', strike: () => emptied(redis.port), restore: () => Promise.resolve() },
          ]
        : []),
    ],
  };
}

/** As a supervisor would: what cannot start because PostgreSQL falls again meanwhile is started once more. */
async function supervise(process: Process): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await process.start();
    } catch (error) {
      if (tries === 5) throw error;
      await pause(500);
    }
  }
}

/** A Redis that is down cannot be emptied; it comes back empty anyway. */
const emptied = async (port: number): Promise<void> =>
  void (await redisCommand(port, 'FLUSHALL').catch(() => undefined));
