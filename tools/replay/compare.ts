import type { Api } from './api.js';
import { sectorOf } from './company.js';
import { path, wayOf, type Incident } from './incident.js';

interface TimelineEvent {
  readonly type: string;
  readonly data: { readonly tier?: number | null; readonly sector?: string | null };
}

/** What somebody else computed of the log, when a file with it lies beside it. */
export interface Expected {
  readonly levels: readonly string[];
  readonly handOffs: number;
}

export interface Verdict {
  readonly levelsMatch: boolean;
  readonly handOffsMatch: boolean;
  /** In words, when something does not match. */
  readonly difference: string | null;
  /** Events on the timeline, and how often the ticket came into a queue: what messages there were can be told from that. */
  readonly events: number;
  readonly arrivals: number;
}

/** Holds a ticket's timeline against its lines of the log, and against what is expected of them. */
export async function compare(
  api: Api,
  token: string,
  ticketId: string,
  incident: Incident,
  expected: Expected | null,
): Promise<Verdict> {
  const stops: { level: number; team: string }[] = [];
  let events = 0;
  let arrivals = 0;
  for await (const { type, data } of api.list<TimelineEvent>(`tickets/${ticketId}/timeline`, token)) {
    // The leads are told in the transaction of the move that made it necessary: one message says both.
    if (type !== 'ticket.leads-alerted') events += 1;
    if (arriving.has(type)) arrivals += 1;
    if (data.tier) stops.push({ level: data.tier, team: data.sector ?? '' });
  }
  const was = wayOf(stops);
  const log = wayOf(incident.rows.map(({ level, team }) => ({ level, team: sectorOf(team) })));
  const wanted = expected ?? { levels: log.levels.map(levelName), handOffs: log.handOffs };
  const levelsMatch = same(was.levels, log.levels) && same(was.levels.map(levelName), wanted.levels);
  const handOffsMatch = same(was.places, log.places) && was.handOffs === wanted.handOffs;
  return {
    levelsMatch,
    handOffsMatch,
    difference: levelsMatch && handOffsMatch ? null : differenceOf(incident, ticketId, was, wanted),
    events,
    arrivals,
  };
}

/** Reads `expected.json`: a list of `{id, level_path, team_handoffs}`; what else is in it is not looked at. */
export function expectations(json: unknown): ReadonlyMap<string, Expected> {
  const list = json as { id: string; level_path: string[]; team_handoffs: number }[];
  return new Map(
    list.map((each) => [each.id, { levels: path(each.level_path), handOffs: each.team_handoffs }] as const),
  );
}

const arriving = new Set(
  ['routed', 'escalated', 'auto-escalated', 'returned', 'transferred', 'reopened', 'released', 'requeued'].map(
    (event) => `ticket.${event}`,
  ),
);
const levelName = (level: number): string => `L${level}`;
const same = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

function differenceOf(incident: Incident, ticketId: string, was: ReturnType<typeof wayOf>, wanted: Expected): string {
  const said = (levels: readonly string[], handOffs: number) => `${levels.join(' ')} with ${handOffs} hand-offs`;
  return `${incident.id} (${ticketId}) went ${said(was.levels.map(levelName), was.handOffs)}; the log has ${said(wanted.levels, wanted.handOffs)}`;
}
