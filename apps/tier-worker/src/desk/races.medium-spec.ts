import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskWorld, type Person } from '../testing/desk-world.js';

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const statuses = (answers: readonly { readonly status: number }[]): number[] =>
  answers.map(({ status }) => status).sort((a, b) => a - b);

describe('many at the same moment', () => {
  let desk: DeskWorld;
  let lead: Person;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    lead = await desk.agent('lead');
  });
  afterAll(() => desk.close());

  it('one of twenty agents who claim a ticket gets it, and the others hear who', async () => {
    const agents = await times(20, () => desk.agent('agent', [[1, null]]));
    const id = await desk.queued();
    const answers = await Promise.all(agents.map((agent) => desk.act(agent, id, 'claim')));
    expect(statuses(answers)).toEqual([200, ...Array<number>(19).fill(409)]);
    const winner = agents[answers.findIndex(({ status }) => status === 200)];
    const codes = answers.filter(({ status }) => status === 409).map(({ body }) => [body.code, body.assigneeId]);
    expect(codes).toEqual(Array(19).fill(['ticket.already-claimed', winner?.id]));
    expect((await desk.events(id)).filter(({ type }) => type === 'ticket.claimed')).toHaveLength(1);
    expect((await desk.ticket(id)).assigneeId).toBe(winner?.id);
  });

  it('an agent with room for two gets two of ten tickets', async () => {
    const agent = await desk.agent('agent', [[1, null]], 2);
    const tickets = await times(10, () => desk.queued());
    const answers = await Promise.all(tickets.map((id) => desk.act(agent, id, 'claim')));
    expect(statuses(answers)).toEqual([200, 200, ...Array<number>(8).fill(409)]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array(8).fill('agent.at-capacity'),
    );
  });

  it('of two who act on one version one is told that it is stale', async () => {
    const id = await desk.queued();
    await desk.expectOk(lead, id, 'claim');
    const { version } = await desk.ticket(id);
    const answers = await times(6, () => desk.act(lead, id, 'note', { body: 'Me!', expectedVersion: version }));
    expect(statuses(answers)).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await desk.ticket(id)).version).toBe(version + 1);
  });

  it('two merges that cross each other: one wins, none hangs', async () => {
    for (const [a, b] of await times(5, () => times(2, () => desk.queued()))) {
      if (!a || !b) throw new Error('Two tickets were asked for.');
      const answers = await Promise.all([
        desk.act(lead, a, 'merge', { into: b }),
        desk.act(lead, b, 'merge', { into: a }),
      ]);
      expect(statuses(answers)).toEqual([200, 409]);
      expect([await desk.stateOf(a), await desk.stateOf(b)].sort()).toEqual(['merged', 'queued']);
    }
  });

  it('a claim while the agent is deactivated leaves no ticket with somebody who was gone before', async () => {
    const agent = await desk.agent('agent', [[1, null]]);
    const id = await desk.queued();
    const admin = await desk.agent('admin');
    const [claim, change] = await Promise.all([
      desk.act(agent, id, 'claim'),
      desk.request(admin, 'PATCH', `/agents/${agent.id}`, { active: false }),
    ]);
    expect(change.status).toBe(200);
    expect([200, 401, 403]).toContain(claim.status);
    expect((await desk.ticket(id)).assigneeId).toBe(claim.status === 200 ? agent.id : null);
  });
});
