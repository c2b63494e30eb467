import { setTimeout as pause } from 'node:timers/promises';
import type { Figures } from './figures.js';
import { CALENDAR } from './seed.js';
import type { SlaWorld } from './sla-world.js';

const name = 'Hours of the bench';
const always = { timezone: 'Europe/Berlin', always: true };
const day = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
];
const officeHours = {
  timezone: 'Europe/Berlin',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: ['12-25', '12-26', '01-01'],
};

interface Change {
  readonly moved: number;
  readonly finishedAt: string | null;
}

/**
 * Saves other hours for a calendar by which all running clocks go, and waits until each of them goes by the new ones. Gives clocks a
 * second, from the request to the end of the change as the API tells it.
 */
export async function recalculation(figures: Figures, world: SlaWorld, clocks: number): Promise<number> {
  await world.monitors(1);
  const seconds = await saved(world, officeHours, clocks);
  const rate = clocks / seconds;
  figures.add(
    `other hours of a calendar, ${clocks} clocks that go by it`,
    `${seconds.toFixed(1)} s, ${rate.toFixed(0)} clocks/s`,
  );
  return rate;
}

/** As it was, so that what is due is easily said again. */
export const alwaysOpen = (world: SlaWorld, clocks: number): Promise<number> => saved(world, always, clocks);

interface Preview {
  readonly wouldMove: number;
  readonly complete: boolean;
}

/** What would move and break, told before it is saved. */
export async function dryRun(figures: Figures, world: SlaWorld, clocks: number): Promise<void> {
  await world.monitors(1);
  const began = performance.now();
  const told = await world.call<Preview>('POST', `sla/calendars/${CALENDAR}/preview`, { name, calendar: officeHours });
  const seconds = (performance.now() - began) / 1_000;
  if (told.complete && told.wouldMove !== clocks)
    throw new Error(`Of ${clocks} clocks ${told.wouldMove} are said to move.`);
  const whole = told.complete ? '' : `, its time was up after ${told.wouldMove} that would move`;
  figures.add(`what other hours would do to ${clocks} clocks, told before`, `${seconds.toFixed(2)} s${whole}`);
}

async function saved(world: SlaWorld, calendar: object, clocks: number): Promise<number> {
  const began = performance.now();
  const { changeId } = await world.call<{ changeId: number }>('PUT', `sla/calendars/${CALENDAR}`, { name, calendar });
  const change = await finished(world, changeId, began + 300_000);
  const seconds = (performance.now() - began) / 1_000;
  await expectBrought(world, change, clocks);
  return seconds;
}

async function finished(world: SlaWorld, id: number, deadline: number): Promise<Change> {
  for (;;) {
    const change = await world.call<Change>('GET', `sla/changes/${id}`);
    if (change.finishedAt !== null) return change;
    if (performance.now() > deadline) throw new Error(`Change ${id} does not end: ${JSON.stringify(change)}`);
    await pause(50);
  }
}

/** Every clock goes by a version that is in force, and is due at another time. */
async function expectBrought({ client }: SlaWorld, { moved }: Change, clocks: number): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM clock JOIN sla_policy_version policy ON policy.id = policy_version
     WHERE clock.priority = 'P5' AND clock.state = 'running' AND policy.until IS NULL`,
  );
  if (rows[0]?.n !== clocks || moved !== clocks)
    throw new Error(`Of ${clocks} clocks ${rows[0]?.n} go by the new hours, and ${moved} are said to have moved.`);
}
