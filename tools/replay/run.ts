import { randomBytes } from 'node:crypto';
import type { Api } from './api.js';
import { Company, type Admin } from './company.js';
import { compare, type Expected } from './compare.js';
import { deadLettersOf } from './dead-letters.js';
import { inLanes } from './in-lanes.js';
import type { Incident } from './incident.js';
import { ReplayIncident } from './replay-incident.js';
import { Outcome } from './outcome.js';
import { untilSettled } from './settle.js';
import { wantedBy } from './wanted-status.js';

/** So many failures in a row say that it is not the incident. */
const HOPELESS = 50;

interface Run {
  readonly incidents: readonly Incident[];
  /** From `expected.json`; null when there is none. */
  readonly expected: ReadonlyMap<string, Expected> | null;
  readonly api: Api;
  readonly admin: Admin;
  readonly atOnce: number;
  readonly say: (line: string) => void;
}

/** Replays all incidents, compares each as soon as it is through, and tells what came of it. */
export async function run({ incidents, expected, api, admin, atOnce, say }: Run): Promise<Outcome> {
  const preparing = performance.now();
  const company = await Company.of(incidents, api, admin);
  const outcome = new Outcome(incidents.length, expected !== null);
  outcome.setUpMs = performance.now() - preparing;
  say(`${company.size} agents are at their desks (${seconds(outcome.setUpMs)}); ${incidents.length} incidents follow.`);

  const replaying = new ReplayIncident(api, admin, company, `replay-${randomBytes(6).toString('hex')}`, (_, ms) =>
    outcome.moves.push(ms),
  );
  const tickets = new Set<string>();
  let failedInARow = 0;
  let through = 0;
  const startedAt = performance.now();
  await inLanes(atOnce, incidents, async (incident) => {
    try {
      const ticketId = await replaying.replay(incident);
      tickets.add(ticketId);
      const wanted = expected?.get(incident.id) ?? null;
      if (expected && !wanted) outcome.notExpected += 1;
      outcome.add(await compare(api, admin.token, ticketId, incident, wanted));
      failedInARow = 0;
    } catch (error) {
      outcome.fail(`${incident.id}: ${(error as Error).message}`);
      if ((failedInARow += 1) >= HOPELESS) throw error;
    }
    noteUnknown(incident, outcome);
    if ((through += 1) % 500 === 0) say(`${through} of ${incidents.length} incidents are through.`);
  });
  outcome.replayMs = performance.now() - startedAt;
  say('Every incident is through; now what is still in the queues.');
  outcome.settled = await untilSettled(api, admin.token, [...tickets]);
  outcome.deadLetters = await deadLettersOf(api, admin.token, tickets);
  outcome.wallMs = performance.now() - preparing;
  return outcome;
}

function noteUnknown({ rows }: Incident, outcome: Outcome): void {
  for (const row of rows) {
    if (wantedBy(row) === null) outcome.unknownStatuses.add(`${row.status}/${row.subStatus}`.slice(0, 100));
  }
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
