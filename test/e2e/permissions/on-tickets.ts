import type { Who } from './permissions.world.js';

/**
 * What those who may call an operation on a ticket may do with this one or that one: DESIGN §4 and §6, docs/working-together.md,
 * docs/hand-over.md, docs/runbooks.md, docs/dispatch.md; written down by hand.
 */

/**
 * Where a ticket is: in the first tier's queue; in an agent's hands at L2 network, where he waits for the customer or has solved it; of
 * another organisation; at a partner's, too.
 */
export type Place = (typeof places)[number];

/**
 * What somebody is to a ticket. `-`: nothing, he cannot tell that it is there. `reads`: it was his, or he was named on it; `desk`: it is
 * at his tier and sector; `partner`: it overflowed to his team.
 */
export type Relation = '-' | 'key' | 'reads' | 'desk' | 'holds' | 'partner' | 'leads';

export const places = ['first', 'held', 'waiting', 'resolved', 'foreign', 'overflowed'] as const;
const sight: Readonly<Record<string, readonly Relation[]>> = {
  //               first    held    waiting  resolved foreign  overflowed
  customer: ['key', 'key', 'key', 'key', '-', 'key'],
  'tickets:read': ['key', 'key', 'key', 'key', 'key', 'key'],
  'tickets:write': ['key', 'key', 'key', 'key', 'key', 'key'],
  l1: ['desk', 'reads', 'reads', 'reads', 'desk', 'desk'],
  l2: ['-', '-', '-', '-', '-', '-'],
  colleague: ['-', 'desk', 'desk', 'desk', '-', '-'],
  holder: ['-', 'holds', 'holds', 'holds', '-', '-'],
  partner: ['-', '-', '-', '-', '-', 'partner'],
  lead: ['leads', 'leads', 'leads', 'leads', 'leads', 'leads'],
  admin: ['leads', 'leads', 'leads', 'leads', 'leads', 'leads'],
};
export const relationOf = (who: Who, place: Place): Relation => sight[who]![places.indexOf(place)]!;
export const seers = Object.keys(sight) as Who[];

/** Which relations are enough; the others get 403, but for `-`, which gets 404. */
export const enough = {
  everybody: ['key', 'reads', 'desk', 'holds', 'partner', 'leads'],
  'any agent': ['reads', 'desk', 'holds', 'partner', 'leads'],
  'its tier': ['desk', 'holds', 'leads'],
  'its tier, or its partner': ['desk', 'partner', 'leads'],
  holder: ['holds', 'leads'],
  leads: ['leads'],
  "the customer's side": ['key'],
  "the customer's side, or leads": ['key', 'leads'],
} as const satisfies Readonly<Record<string, readonly Relation[]>>;
export type Enough = keyof typeof enough;

export interface Rule {
  readonly may: Enough;
  /** The ticket on which it is tried; sight is tried on all of them. */
  readonly on: Place;
  /** Fields that the schema alone does not get right; left out where undefined. In braces: what the test made. */
  readonly with?: Readonly<Record<string, unknown>>;
}

const held = (may: Enough, given?: Rule['with']): Rule => ({ may, on: 'held', ...(given && { with: given }) });

const ACTIONS = '~/tickets/{}';
const tomorrow = '2099-01-01T00:00:00Z';

export const onTickets: Readonly<Record<string, Rule>> = {
  // What is read.
  [`GET ${ACTIONS}`]: held('everybody'),
  [`GET ${ACTIONS}/timeline`]: held('everybody'),
  [`GET ${ACTIONS}/posts`]: held('everybody'),
  [`GET ${ACTIONS}/posts/{}/mail`]: held('everybody'),
  [`GET ${ACTIONS}/posts/{}/mail/document`]: held('everybody'),
  [`GET ${ACTIONS}/attachments`]: held('everybody'),
  [`GET ${ACTIONS}/clocks`]: held('everybody'),
  [`GET ${ACTIONS}/context`]: held('any agent'),
  [`GET ${ACTIONS}/consultations`]: held('any agent'),
  [`GET ${ACTIONS}/feasibility`]: held('any agent'),
  [`GET ${ACTIONS}/hand-overs`]: held('any agent'),
  [`GET ${ACTIONS}/hypotheses`]: held('any agent'),
  [`GET ${ACTIONS}/links`]: held('any agent'),
  [`GET ${ACTIONS}/macros`]: held('any agent'),
  [`GET ${ACTIONS}/presence`]: held('any agent'),
  [`GET ${ACTIONS}/runbooks`]: held('any agent'),
  [`GET ${ACTIONS}/runs`]: held('any agent'),
  [`GET ${ACTIONS}/runs/{}`]: held('any agent'),
  [`GET ${ACTIONS}/watchers`]: held('any agent'),
  [`GET ${ACTIONS}/work-log`]: held('any agent'),
  [`GET ${ACTIONS}/work-order-draft`]: held('any agent'),
  'GET ~/desk/tickets/{}/work-log': held('any agent'),
  'GET ~/desk/tickets/{}/work-orders': held('any agent'),

  // In a queue.
  [`POST ${ACTIONS}/claim`]: { may: 'its tier, or its partner', on: 'overflowed' },
  [`POST ${ACTIONS}/reject`]: { may: 'its tier', on: 'overflowed' },
  [`POST ${ACTIONS}/assign`]: { may: 'leads', on: 'first', with: { agentId: '{holder}' } },

  // In somebody's hands.
  [`POST ${ACTIONS}/ask-customer`]: held('holder', { attachmentIds: [] }),
  [`POST ${ACTIONS}/ask-vendor`]: held('holder', { vendorId: '{vendor}' }),
  [`POST ${ACTIONS}/consult`]: held('holder', { tier: 3, sector: undefined, teamId: undefined, follows: undefined }),
  [`POST ${ACTIONS}/escalate`]: held('holder', { to: undefined, override: undefined }),
  [`POST ${ACTIONS}/release`]: held('holder'),
  [`POST ${ACTIONS}/reply`]: held('holder', { attachmentIds: [] }),
  [`POST ${ACTIONS}/resolve`]: held('holder', { attachmentIds: [] }),
  [`POST ${ACTIONS}/resume`]: { may: 'holder', on: 'waiting' },
  [`POST ${ACTIONS}/return`]: held('holder'),
  [`POST ${ACTIONS}/split`]: held('holder'),
  [`POST ${ACTIONS}/transfer`]: held('holder', { teamId: undefined }),
  [`POST ${ACTIONS}/wait`]: held('holder', { until: tomorrow }),
  [`POST ${ACTIONS}/answer-children`]: held('holder'),

  // Whoever is at its desk.
  [`POST ${ACTIONS}/describe`]: held('its tier'),
  [`POST ${ACTIONS}/hypotheses`]: held('its tier'),
  [`PATCH ${ACTIONS}/hypotheses/{}`]: held('its tier'),
  [`POST ${ACTIONS}/runs`]: held('its tier', { runbookId: '{runbook}' }),
  [`POST ${ACTIONS}/runs/{}/abandon`]: held('its tier'),
  [`POST ${ACTIONS}/runs/{}/steps/{}`]: held('its tier'),

  // Whoever reads it.
  [`POST ${ACTIONS}/attachments`]: held('everybody'),
  [`POST ${ACTIONS}/link`]: held('any agent', { parent: '{anotherTicket}' }),
  [`POST ${ACTIONS}/log-work`]: held('any agent', { consultationId: undefined }),
  [`POST ${ACTIONS}/macros/{}/preview`]: held('any agent'),
  [`POST ${ACTIONS}/merge`]: held('any agent', { into: '{anotherTicket}' }),
  [`POST ${ACTIONS}/note`]: held('any agent', { attachmentIds: [], mentions: [] }),
  [`POST ${ACTIONS}/raise-to-management`]: held('any agent'),
  [`POST ${ACTIONS}/stopwatch/start`]: held('any agent', { consultationId: undefined }),
  [`POST ${ACTIONS}/stopwatch/stop`]: held('any agent'),
  [`POST ${ACTIONS}/unlink`]: held('any agent'),
  [`POST ${ACTIONS}/unwatch`]: held('any agent', { agentId: undefined }),
  [`POST ${ACTIONS}/watch`]: held('any agent', { agentId: undefined }),

  // A macro that answers the customer and one that changes tags, as by hand.
  [`POST ${ACTIONS}/macros/{}/apply`]: held('holder'),
  // The difference to one's own entry; somebody else's is a lead's to correct.
  [`POST ${ACTIONS}/work-log/{}/correct`]: held('holder'),

  // The customer's side.
  [`POST ${ACTIONS}/posts`]: held("the customer's side", { attachmentIds: [] }),
  [`POST ${ACTIONS}/close`]: { may: "the customer's side, or leads", on: 'resolved' },
  [`POST ${ACTIONS}/reopen`]: { may: 'everybody', on: 'resolved' },

  [`POST ${ACTIONS}/clocks/rebuild`]: held('leads'),
};
