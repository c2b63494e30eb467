import { describe, expect, it } from '@jest/globals';
import type { Priority } from '../ticket/ticket.js';
import { calendarOf } from '../calendar/business-calendar.js';
import type { Calendar } from '../calendar/calendar.js';
import { isOnShift } from './availability.js';
import { defaultWeights, weightOf } from './capacity.js';
import { noRule, type DispatchRule } from './dispatch-rule.js';
import { planOffers, type ReadyAgent, type WaitingTicket } from './plan-offers.js';
import { byUrgency } from './waiting-order.js';

const MINUTE = 60_000;
const rule: DispatchRule = {
  ...noRule,
  tier: 1,
  sector: null,
  mode: 'push',
  languageSkill: 'required',
  skillWaitSeconds: 600,
};

interface Person {
  readonly id: string;
  readonly capacity: number;
  readonly skills: ReadonlyMap<string, number>;
  readonly shift: Calendar;
  readonly absences: readonly { from: Date; to: Date }[];
  readonly declines: number;
  readonly held: Map<string, { readonly weight: number; readonly until: number }>;
  readonly offered: Map<string, { readonly weight: number; readonly until: number; readonly answersAt: number }>;
  lastOfferedAt: Date | null;
  offers: number;
  worked: number;
  carried: number;
  minutes: number;
}

type Queued = WaitingTicket & { readonly asked: Set<string> };

/** A mulberry: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A working day of a tier, a minute a step. Everything a plan promises is checked at every step. */
function simulate(seed: number, perMinute: number) {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const begin = new Date('2026-03-02T06:00:00Z').getTime();
  const shifts = (
    [
      [
        ['07:00', '11:00'],
        ['11:30', '15:00'],
      ],
      [
        ['09:00', '13:00'],
        ['14:00', '18:00'],
      ],
      [['12:00', '20:00']],
    ] as const
  ).map((hours) => calendarOf({ timezone: 'UTC', hours: { mon: hours, tue: hours } }));
  const people: Person[] = Array.from({ length: 12 }, (_, index) => ({
    id: `agent-${String(index).padStart(2, '0')}`,
    capacity: [6, 8, 10][index % 3]!,
    skills: new Map(['lang:en', ...(index % 4 === 0 ? ['lang:ru'] : [])].map((skill) => [skill, 1])),
    shift: shifts[index % 3]!,
    absences: index === 5 ? [{ from: new Date(begin), to: new Date(begin + 86_400_000) }] : [],
    declines: index % 5 === 0 ? 0.3 : 0.05,
    held: new Map(),
    offered: new Map(),
    lastOfferedAt: null,
    offers: 0,
    worked: 0,
    carried: 0,
    minutes: 0,
  }));
  const queue = new Map<string, Queued>();
  const open = new Map<string, Queued>();
  const done = new Set<string>();
  const broken: string[] = [];
  let arrived = 0;
  const loadOf = ({ held, offered }: Person): number =>
    [...held.values(), ...offered.values()].reduce((sum, { weight }) => sum + weight, 0);

  for (let minute = 0; minute < 16 * 60; minute += 1) {
    const now = new Date(begin + minute * MINUTE);
    const isDay = minute < 13 * 60;
    for (let left = isDay ? perMinute : 0; left > 0 && random() < left; left -= 1) {
      const id = `ticket-${String((arrived += 1)).padStart(5, '0')}`;
      const priority = pick<Priority>(['P1', 'P2', 'P3', 'P3', 'P4', 'P4', 'P5']);
      const dueAt = random() < 0.3 ? null : new Date(now.getTime() + (30 + random() * 400) * MINUTE);
      const language = random() < 0.2 ? 'ru' : random() < 0.02 ? 'ko' : 'en';
      queue.set(id, { id, rule, tier: 1, sector: null, priority, queuedAt: now, dueAt, language, product: null, overflowTeamId: null, asked: new Set(), knownTo: new Set() }); // prettier-ignore
    }
    const onShift = people.filter(({ shift, absences }) => isOnShift({ shifts: [shift], absences }, now));
    for (const person of people) {
      for (const [id, { until }] of person.held)
        if (until <= minute) {
          person.held.delete(id);
          done.add(id);
        }
      for (const [id, { weight, answersAt, until }] of person.offered) {
        if (answersAt > minute && until > minute) continue;
        person.offered.delete(id);
        const ticket = queue.get(id)!;
        if (answersAt <= minute && random() >= person.declines) {
          queue.delete(id);
          person.held.set(id, { weight, until: minute + 10 + Math.floor(random() * 40) });
          person.worked += 1;
        } else ticket.asked.add(person.id);
      }
      if (onShift.includes(person)) {
        person.minutes += 1;
        person.carried += loadOf(person) / person.capacity;
      }
    }
    const onOffer = new Set(people.flatMap(({ offered }) => [...offered.keys()]));
    const waiting = [...queue.values()].filter(({ id }) => !onOffer.has(id));
    const ready: ReadyAgent[] = onShift.map((person) => ({
      id: person.id,
      capacity: person.capacity,
      load: loadOf(person),
      lastOfferedAt: person.lastOfferedAt,
      skills: person.skills,
      desks: [{ teamId: 'first-line', tier: 1, sector: null, partner: false }],
    }));
    const plan = planOffers(waiting, ready, defaultWeights, now);
    for (const id of plan.open) {
      open.set(id, queue.get(id)!);
      queue.delete(id);
    }
    for (const { ticketId, agentId, weight, droppedSkills } of plan.offers) {
      const person = people.find(({ id }) => id === agentId)!;
      const ticket = queue.get(ticketId)!;
      const load = loadOf(person);
      if (onOffer.has(ticketId)) broken.push(`${ticketId} is on offer twice`);
      if (!onShift.includes(person)) broken.push(`${agentId} is asked off shift`);
      if (load > 0 && load + weight > person.capacity) broken.push(`${agentId} is asked for more than they can carry`);
      if (ticket.asked.has(agentId)) broken.push(`${agentId} is asked again for ${ticketId}`);
      if (droppedSkills.length === 0 && !person.skills.has(`lang:${ticket.language}`))
        broken.push(`${agentId} lacks a skill`);
      if (droppedSkills.length > 0 && now.getTime() - ticket.queuedAt.getTime() < 600_000)
        broken.push('a skill is dropped early');
      onOffer.add(ticketId);
      person.offered.set(ticketId, { weight, until: minute + 1, answersAt: minute + (random() < 0.1 ? 5 : 0) });
      person.lastOfferedAt = new Date(now.getTime() + person.offers / 1_000);
      person.offers += 1;
    }
    if (minute % 5 > 0) continue;
    // Nobody who waits less urgently goes first where both could have been offered to the same agent.
    for (const late of waiting.filter(({ id }) => !onOffer.has(id) && !open.has(id)))
      for (const { ticketId, agentId, weight } of plan.offers) {
        const early = queue.get(ticketId)!;
        const person = people.find(({ id }) => id === agentId)!;
        const couldHave =
          weightOf(defaultWeights, late.priority) <= weight &&
          person.skills.has(`lang:${late.language}`) &&
          !late.asked.has(agentId);
        if (couldHave && byUrgency(late, early) < 0) broken.push(`${ticketId} goes before ${late.id}`);
      }
  }
  const places = people.flatMap(({ held }) => [...held.keys()]);
  return { people, arrived, broken, places, done, waiting: queue, open };
}

describe('the days of a tier, simulated', () => {
  it.each([
    [1, 0.4],
    [7, 0.9],
    [42, 1.3],
  ])(
    'seed %i, %d tickets a minute: nothing is lost, doubled or too much, and the urgent go first',
    (seed, perMinute) => {
      const { broken, arrived, places, done, waiting, open } = simulate(seed, perMinute);
      expect(broken).toEqual([]);
      const everywhere = [...places, ...done, ...waiting.keys(), ...open.keys()];
      expect(everywhere).toHaveLength(arrived);
      expect(new Set(everywhere).size).toBe(arrived);
    },
  );

  it('nobody who is there goes without, and what people carry is alike', () => {
    for (const seed of [3, 99]) {
      const { people } = simulate(seed, 0.9);
      expect(people.filter(({ offers, minutes }) => minutes > 0 && offers === 0)).toEqual([]);
      const carried = people.filter(({ minutes }) => minutes > 0).map(({ carried: sum, minutes }) => sum / minutes);
      expect(Math.max(...carried) - Math.min(...carried)).toBeLessThan(0.35);
    }
  });

  it('tells the same story for the same seed', () => {
    const tell = () => simulate(5, 0.9).people.map(({ id, worked }) => [id, worked]);
    expect(tell()).toEqual(tell());
  });
});
