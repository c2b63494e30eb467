import { describe, expect, it } from '@jest/globals';
import { backInQueue, newStay } from './stay.js';

const now = new Date('2026-03-02T09:12:00Z');

describe('a stay at a tier', () => {
  it('is named by the version of the move that begins it, and starts unclaimed and unreceived', () => {
    expect(newStay({ version: 6 }, now, { tier: 2, sector: 'network', handedOverFrom: 1 })).toEqual({
      tier: 2,
      sector: 'network',
      teamId: null,
      assigneeId: null,
      stayVersion: 7,
      queuedAt: now,
      receivedByTierAt: null,
      handedOverFrom: 1,
    });
  });

  it('forgets the team and the hand-over of the stay before, unless they are named again', () => {
    expect(newStay({ version: 1 }, now, { tier: 1, sector: null })).toMatchObject({
      teamId: null,
      handedOverFrom: null,
    });
    expect(newStay({ version: 1 }, now, { tier: 1, sector: null, teamId: 'a' })).toMatchObject({ teamId: 'a' });
  });

  it('goes on when the ticket goes back to the same queue', () => {
    expect(backInQueue(now)).toEqual({ assigneeId: null, queuedAt: now });
  });
});
