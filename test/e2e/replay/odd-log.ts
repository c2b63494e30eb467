import { Random } from '../../crash/random.js';

const HEADER = 'SR Number,Change Date+Time,Status,Sub Status,Involved ST,ST Level,SR Latest Impact,Product,Country';

type Step = readonly [team: string, level: number, status: string, subStatus: string];

/** Ways that real incidents take, in our own words: each is one that a simpler machine would trip over. */
const told: Readonly<Record<string, readonly Step[]>> = {
  'up-and-up': [
    ['Desk', 1, 'Accepted', 'In Progress'],
    ['Desk', 1, 'Accepted', 'In Progress'],
    ['Net', 2, 'Queued', 'Awaiting Assignment'],
    ['Net', 2, 'Accepted', 'Assigned'],
    ['Lab', 3, 'Accepted', 'In Progress'],
    ['Lab', 3, 'Completed', 'Resolved'],
    ['Lab', 3, 'Completed', 'Closed'],
  ],
  'down from where it began': [
    ['Lab', 3, 'Queued', 'Awaiting Assignment'],
    ['Net', 2, 'Accepted', 'In Progress'],
    ['Desk', 1, 'Queued', 'Awaiting Assignment'],
    ['Lab', 3, 'Accepted', 'Wait - Vendor'],
    ['Net', 2, 'Accepted', 'Wait - User'],
    ['Desk', 1, 'Completed', 'In Call'],
  ],
  'back and forth': [
    ['Net', 2, 'Accepted', 'In Progress'],
    ...[1, 2, 1, 2, 1, 2].map((level): Step => [level === 1 ? 'Desk' : 'Net', level, 'Queued', 'Awaiting Assignment']),
    ['Net', 2, 'Completed', 'Cancelled'],
  ],
  'one team at every level': [
    ['Everywhere', 1, 'Accepted', 'In Progress'],
    ['Everywhere', 2, 'Accepted', 'Wait'],
    ['Everywhere', 3, 'Accepted', 'Wait - Implementation'],
    ['Everywhere', 1, 'Completed', 'Resolved'],
  ],
  'sideways, also while it waits for nobody': [
    ['Desk', 1, 'Queued', 'Awaiting Assignment'],
    ['desk', 1, 'Queued', 'Awaiting Assignment'],
    ['Désk "north", floor 2', 1, 'Accepted', 'Wait - Customer'],
    ['Desk', 1, 'Accepted', 'Wait - Customer'],
  ],
  'solved, and not solved': [
    ['Desk', 1, 'Completed', 'Closed'],
    ['Desk', 1, 'Accepted', 'In Progress'],
    ['Desk', 1, 'Completed', 'Resolved'],
    ['Net', 2, 'Completed', 'Resolved'],
    ['Net', 2, 'Completed', 'Closed'],
    ['Net', 2, 'Completed', 'Resolved'],
    ['Desk', 1, 'Queued', 'Awaiting Assignment'],
  ],
  'a status nobody knows': [
    ['Desk', 1, 'Unmatched', 'Unmatched'],
    ['Net', 2, 'Unmatched', 'Unmatched'],
    ['Net', 2, '', ''],
  ],
};

const statuses: readonly (readonly [string, string])[] = [
  ['Accepted', 'In Progress'],
  ['Accepted', 'In Progress'],
  ['Queued', 'Awaiting Assignment'],
  ['Queued', 'Awaiting Assignment'],
  ['Accepted', 'Assigned'],
  ['Accepted', 'Wait - User'],
  ['Accepted', 'Wait - Implementation'],
  ['Accepted', 'Wait'],
  ['Completed', 'Resolved'],
  ['Completed', 'In Call'],
  ['Completed', 'Closed'],
  ['Unmatched', 'Unmatched'],
];

/**
 * A log of so many incidents as CSV with CRLF: first those told above, then some made up from the seed, of which every fifth line has
 * nothing but its number and what changed. The lines of all incidents are mixed, and many have the same time.
 */
export function oddLog({ incidents, teams, seed }: { incidents: number; teams: number; seed: number }): string {
  const random = new Random(seed);
  const all = Object.entries(told).map(([id, steps]) => steps.map((step) => [id, step] as const));
  while (all.length < incidents) {
    const id = `made-up-${all.length}`;
    all.push(madeUp(random, teams).map((step) => [id, step] as const));
  }
  const lines: string[] = [];
  for (let minute = 0; all.some((steps) => minute < steps.length); minute += 1) {
    for (const steps of all) {
      const [id, step] = steps[minute] ?? [];
      if (id !== undefined && step) lines.push(lineOf(id, Math.floor(minute / 2), step));
    }
  }
  return [HEADER, ...lines].join('\r\n');
}

function madeUp(random: Random, teams: number): Step[] {
  const steps: Step[] = [];
  let place: readonly [string, number] = ['', 0];
  for (let left = 1 + Math.floor(random.next() ** 3 * 30); left > 0; left -= 1) {
    const stays = steps.length > 0 && random.chance(0.6);
    if (!stays) place = [`Team ${Math.floor(random.next() * teams)}`, 1 + Math.floor(random.next() * 3)];
    steps.push(
      steps.length > 0 && stays && random.chance(0.2)
        ? ['', 0, ...random.pick(statuses)]
        : [...place, ...random.pick(statuses)],
    );
  }
  return steps;
}

function lineOf(id: string, minute: number, [team, level, status, subStatus]: Step): string {
  const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return [id, at, status, subStatus, team, level === 0 ? '' : `L${level}`, 'Medium', 'Label "printer", old', '']
    .map((value) => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',');
}
