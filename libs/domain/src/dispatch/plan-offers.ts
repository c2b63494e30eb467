import { hasRoom, weightOf, type Weights } from './capacity.js';
import type { DispatchRule } from './dispatch-rule.js';
import { countOf, has, hasAll, needsOf, tellSkill, type Skills } from './skills.js';
import { byUrgency, type Waiting } from './waiting-order.js';

export const offerStates = ['offered', 'accepted', 'declined', 'timed-out', 'withdrawn'] as const;
export type OfferState = (typeof offerStates)[number];

export const declineReasons = ['busy', 'wrong-skills', 'break', 'conflict-of-interest', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Why this agent and no other: skills, knows ticket or customer, carries least, waited longest. */
export type OfferBecause = 'skills' | 'affinity' | 'load' | 'turn' | 'only-one';

/** A ticket that waits in a queue that is pushed, and is on offer to nobody. */
export interface WaitingTicket extends Waiting {
  readonly rule: DispatchRule;
  readonly tier: number;
  readonly sector: string | null;
  readonly language: string | null;
  readonly product: string | null;
  /** The partner team that sees it too. */
  readonly overflowTeamId: string | null;
  /** Agents who were asked during this wait and did not take it. */
  readonly asked: ReadonlySet<string>;
  /** Agents who had the ticket or its customer before. */
  readonly knownTo: ReadonlySet<string>;
}

/** An agent who is there: active, available and on shift. */
export interface ReadyAgent {
  readonly id: string;
  /** Units; null: no limit. */
  readonly capacity: number | null;
  /** Units in hand and on offer. */
  readonly load: number;
  readonly lastOfferedAt: Date | null;
  readonly skills: Skills;
  readonly desks: readonly {
    readonly teamId: string;
    readonly tier: number;
    readonly sector: string | null;
    readonly partner: boolean;
  }[];
}

export interface PlannedOffer {
  readonly ticketId: string;
  readonly agentId: string;
  readonly weight: number;
  readonly because: OfferBecause;
  readonly droppedSkills: readonly string[];
}

export interface Plan {
  readonly offers: readonly PlannedOffer[];
  /** The tickets that everybody there was asked for in vain: these are for whoever takes them. */
  readonly open: readonly string[];
  /** When there is something to do though nothing happens: skills are asked for no longer. */
  readonly nextLookAt: Date | null;
}

interface Seat extends ReadyAgent {
  load: number;
  lastOfferedAt: Date | null;
}

/**
 * Who is to be asked to take what. Most urgent first; each ticket goes to the best of those who may have it, and every offer counts as
 * load at once, so that no plan asks more of an agent than they can carry. Only tickets nobody may have any more are opened to all;
 * those whose agents are all busy wait for them.
 */
export function planOffers(
  waiting: readonly WaitingTicket[],
  agents: readonly ReadyAgent[],
  weights: Weights,
  now: Date,
): Plan {
  const seats: Seat[] = agents.map((agent) => ({ ...agent }));
  const offers: PlannedOffer[] = [];
  const open: string[] = [];
  const looks: Date[] = [];
  for (const ticket of waiting.toSorted(byUrgency)) {
    const atDesk = seats.filter((seat) => worksFor(seat, ticket));
    const notAsked = atDesk.filter(({ id }) => !ticket.asked.has(id));
    if (notAsked.length === 0) {
      // Nobody there at all is another thing: the first who comes is asked.
      if (ticket.asked.size > 0) open.push(ticket.id);
      continue;
    }
    const { required, preferred } = needsOf(ticket.rule, ticket);
    let candidates = notAsked.filter(({ skills }) => hasAll(skills, required));
    let droppedSkills: string[] = [];
    if (candidates.length === 0) {
      const dropAt = new Date(ticket.queuedAt.getTime() + ticket.rule.skillWaitSeconds * 1_000);
      if (dropAt > now) {
        looks.push(dropAt);
        continue;
      }
      const most = Math.max(...notAsked.map(({ skills }) => countOf(skills, required)));
      candidates = notAsked.filter(({ skills }) => countOf(skills, required) === most);
      droppedSkills = required.filter((need) => !candidates.every(({ skills }) => has(skills, need))).map(tellSkill);
    }
    const weight = weightOf(weights, ticket.priority);
    const withRoom = candidates.filter(({ capacity, load }) => hasRoom(capacity, load, weight));
    const best = bestOf(withRoom, ticket, preferred);
    if (!best) continue;
    const { seat, because } = best;
    offers.push({ ticketId: ticket.id, agentId: seat.id, weight, because, droppedSkills });
    seat.load += weight;
    seat.lastOfferedAt = now;
  }
  return { offers, open, nextLookAt: looks.length === 0 ? null : new Date(Math.min(...looks.map(Number))) };
}

type Compared = 'skills' | 'affinity' | 'load' | 'turn';

/** More preferred skills, then who knows the ticket or its customer, then who carries least for what they can, then whose turn it is. */
function bestOf(
  seats: readonly Seat[],
  ticket: WaitingTicket,
  preferred: Parameters<typeof countOf>[1],
): { seat: Seat; because: OfferBecause } | null {
  const better: readonly (readonly [Compared, (seat: Seat) => number])[] = [
    ['skills', ({ skills }) => -countOf(skills, preferred)],
    ['affinity', ({ id }) => (ticket.rule.affinity && ticket.knownTo.has(id) ? 0 : 1)],
    ['load', ({ load, capacity }) => load / (capacity ?? UNLIMITED)],
    ['turn', ({ lastOfferedAt }) => lastOfferedAt?.getTime() ?? 0],
  ];
  let left = [...seats].sort((one, other) => (one.id < other.id ? -1 : 1));
  let because: OfferBecause = 'only-one';
  for (const [name, score] of better) {
    if (left.length <= 1) break;
    const least = Math.min(...left.map(score));
    const next = left.filter((seat) => score(seat) === least);
    if (next.length < left.length) because = name;
    left = next;
  }
  const [seat] = left;
  return seat ? { seat, because } : null;
}

/** What an agent without a limit is taken to carry with ease, in units. */
const UNLIMITED = 20;

/** Whether the ticket is at one of the agent's desks; at a partner's only when it overflowed to them. */
export const worksFor = (
  { desks }: Pick<ReadyAgent, 'desks'>,
  { tier, sector, overflowTeamId }: Pick<WaitingTicket, 'tier' | 'sector' | 'overflowTeamId'>,
): boolean =>
  desks.some((desk) =>
    desk.partner
      ? desk.teamId === overflowTeamId
      : desk.tier === tier && (desk.sector === null || sector === null || desk.sector === sector),
  );
