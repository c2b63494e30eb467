import type { AgentCaller, CustomerCaller } from '#access';
import { describe, expect, it } from '@jest/globals';
import { expectHolder, expectLead, expectRequester, expectTier } from './who-may.js';

const agent = (role: AgentCaller['role'], ...desks: [number, string | null][]): AgentCaller => ({
  kind: 'agent',
  id: 'kim',
  name: 'A. Kim',
  email: 'kim@desk.test',
  role,
  desks: desks.map(([tier, sector]) => ({ teamId: 'team', tier, sector })),
});
const ticket = { number: 1042, assigneeId: 'lee', tier: 2, sector: 'network', requesterId: 'customer' };
const refusal = (code: string) => expect.objectContaining({ kind: 'forbidden', code });

describe('who may', () => {
  it("lets the holder, leads and admins act on a ticket in somebody's hands, and nobody else", () => {
    expect(() => expectHolder(agent('agent'), { ...ticket, assigneeId: 'kim' })).not.toThrow();
    expect(() => expectHolder(agent('lead'), ticket)).not.toThrow();
    expect(() => expectHolder(agent('admin'), ticket)).not.toThrow();
    expect(() => expectHolder(agent('agent', [2, 'network']), ticket)).toThrow(refusal('ticket.not-yours'));
    expect(() => expectHolder(agent('agent'), { ...ticket, assigneeId: null })).toThrow(refusal('ticket.not-yours'));
  });

  it.each([
    ['of that tier and sector', agent('agent', [2, 'network']), true],
    ['of that tier, for every sector', agent('agent', [2, null]), true],
    ['who is a lead elsewhere', agent('lead', [1, null]), true],
    ['of another sector', agent('agent', [2, 'storage']), false],
    ['of another tier', agent('agent', [1, null], [3, 'network']), false],
    ['of no team', agent('agent'), false],
  ])('an agent %s: %#', (_who, caller, may) => {
    if (may) expect(() => expectTier(caller, ticket)).not.toThrow();
    else expect(() => expectTier(caller, ticket)).toThrow(refusal('ticket.not-at-your-tier'));
  });

  it('lets every sector of the tier take a ticket that has none', () => {
    expect(() => expectTier(agent('agent', [2, 'storage']), { ...ticket, sector: null })).not.toThrow();
  });

  it('names what only leads may do', () => {
    expect(() => expectLead(agent('agent', [2, null]), 'assign a ticket')).toThrow('Only a lead may assign a ticket.');
    expect(() => expectLead(agent('lead'), 'assign a ticket')).not.toThrow();
  });

  it("lets a customer speak for his own ticket, not for a colleague's", () => {
    const customer = { kind: 'customer', id: 'customer', mayReadOrganisation: true } as CustomerCaller;
    expect(() => expectRequester(customer, ticket)).not.toThrow();
    expect(() => expectRequester({ ...customer, id: 'colleague' }, ticket)).toThrow(refusal('ticket.not-yours'));
  });
});
