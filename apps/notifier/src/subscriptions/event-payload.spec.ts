import type { Ticket } from '#domain';
import { describe, expect, it } from '@jest/globals';
import { eventPayload } from './event-payload.js';

const at = new Date('2026-11-23T05:00:00Z');
const ticket = {
  id: '01a206b4-7a20-70d1-9bca-a905821bf8eb',
  number: 1042,
  state: 'queued',
  version: 7,
  tier: 2,
  priority: 'P2',
  subject: 'The router in the vault reboots',
  symptom: 'It reboots',
  assigneeId: 'agent-1',
  tags: ['vip'],
} as unknown as Ticket;
const escalated = {
  version: 5,
  type: 'ticket.escalated',
  at,
  public: true,
  data: { from: 'in_progress', to: 'queued', tier: 2, reason: 'Beyond me', teamId: 'team-1' },
};

const payload = (internal: boolean) => JSON.parse(eventPayload(ticket, escalated, internal)) as Record<string, never>;

describe('what a subscriber is sent', () => {
  it('names the event, its time, and the ticket as it is now', () => {
    expect(payload(false)).toMatchObject({
      type: 'ticket.escalated',
      timestamp: '2026-11-23T05:00:00.000Z',
      data: { ticket: { number: 'T-1042', version: 7, tier: 2, priority: 'P2' }, event: { version: 5 } },
    });
  });

  it('holds nothing that people wrote, and nothing that customers do not see', () => {
    const text = eventPayload(ticket, escalated, false);
    for (const secret of ['vault', 'reboots', 'Beyond me', 'team-1', 'agent-1', 'vip'])
      expect(text).not.toContain(secret);
  });

  it('holds all that the desk knows of the event when it is for us, but still not the words of the customer', () => {
    expect(payload(true)).toMatchObject({
      data: { ticket: { assigneeId: 'agent-1', tags: ['vip'] }, event: { public: true, data: escalated.data } },
    });
    expect(eventPayload(ticket, escalated, true)).not.toContain('reboots');
  });
});
