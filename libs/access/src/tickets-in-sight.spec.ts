import { describe, expect, test } from '@jest/globals';
import { isOfPartner, type AgentCaller, type Caller } from './caller.js';
import { canRead, readableTickets, seesInternal, type TicketInSight } from './tickets-in-sight.js';

const agent = (over: Partial<AgentCaller> = {}): AgentCaller => ({
  kind: 'agent',
  id: 'me',
  name: 'Kim',
  email: 'kim@example.com',
  role: 'agent',
  desks: [{ teamId: 't', tier: 2, sector: 'network' }],
  ...over,
});
const key = (organisationId: string | null): Caller => ({
  kind: 'api-key',
  id: 'k',
  name: 'k',
  scopes: [],
  organisationId,
});
const customer = (mayReadOrganisation: boolean, organisationId: string | null = 'acme'): Caller => ({
  kind: 'customer',
  id: 'contact',
  name: null,
  email: 'c@example.com',
  organisationId,
  mayReadOrganisation,
});
const ticket = (over: Partial<TicketInSight> = {}): TicketInSight => ({
  requesterId: 'somebody',
  organisationId: 'acme',
  tier: 2,
  sector: 'network',
  assigneeId: null,
  ...over,
});

describe('who reads a ticket', () => {
  test.each<[string, Caller, Partial<TicketInSight>, boolean]>([
    ['an agent of its tier and sector', agent(), {}, true],
    ['an agent of another sector', agent(), { sector: 'billing' }, false],
    ['an agent of another tier', agent(), { tier: 3 }, false],
    ['any agent of its tier, when it has no sector', agent(), { sector: null }, true],
    [
      'an agent who works for all sectors of its tier',
      agent({ desks: [{ teamId: 't', tier: 2, sector: null }] }),
      {},
      true,
    ],
    ['the agent who holds it, wherever it is', agent(), { tier: 3, assigneeId: 'me' }, true],
    [
      'the first tier, before it has one',
      agent({ desks: [{ teamId: 't', tier: 1, sector: null }] }),
      { tier: null },
      true,
    ],
    ['another tier, before it has one', agent(), { tier: null }, false],
    [
      "a partner's agent, by his desk alone",
      agent({ desks: [{ teamId: 't', tier: 2, sector: null, partner: true }] }),
      {},
      false,
    ],
    ['an agent without a desk', agent({ desks: [] }), {}, false],
    ['a lead', agent({ role: 'lead', desks: [] }), { tier: 3 }, true],
    ['an admin', agent({ role: 'admin', desks: [] }), { tier: 3 }, true],
    ['a key of our own', key(null), {}, true],
    ['a key of its organisation', key('acme'), {}, true],
    ['a key of another organisation', key('other'), {}, false],
    ['a key of an organisation, when it has none', key('acme'), { organisationId: null }, false],
    ['who asked', customer(false), { requesterId: 'contact' }, true],
    ['a colleague who may', customer(true), {}, true],
    ['a colleague who may not', customer(false), {}, false],
    ['somebody without an organisation', customer(true, null), { organisationId: null }, false],
  ])('%s', (_, caller, over, expected) => {
    expect(canRead(caller, ticket(over))).toBe(expected);
  });
});

test('parameters are numbered from where they are told, one for each value', () => {
  const partner = agent({ desks: [{ teamId: 't', tier: 2, sector: null, partner: true }] });
  for (const caller of [
    agent(),
    partner,
    agent({ role: 'lead' }),
    key('acme'),
    key(null),
    customer(true),
    customer(false),
  ]) {
    const { sql, values } = readableTickets(caller, 5);
    const numbers = new Set([...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
    expect([...numbers].sort((a, b) => a - b)).toEqual(values.map((_, index) => 5 + index));
  }
});

test('internal posts are for us', () => {
  expect([agent(), key(null), key('acme'), customer(true)].map(seesInternal)).toEqual([true, true, false, false]);
});

test.each<[string, Caller, boolean]>([
  ['who works for partners only', agent({ desks: [{ teamId: 't', tier: 1, sector: null, partner: true }] }), true],
  [
    'who has a desk of ours, too,',
    agent({
      desks: [
        { teamId: 't', tier: 1, sector: null, partner: true },
        { teamId: 'u', tier: 1, sector: null, partner: false },
      ],
    }),
    false,
  ],
  ['who has no desk', agent({ desks: [] }), false],
  ['a lead', agent({ role: 'lead', desks: [{ teamId: 't', tier: 1, sector: null, partner: true }] }), false],
  ['a key', key(null), false],
])('%s is of a partner: %#', (_, caller, is) => expect(isOfPartner(caller)).toBe(is));
