import { ticketSchema, ticketView } from '#database';
import { openApi } from '#http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskWorld, type Person } from '../testing/desk-world.js';

const workOrder = {
  situation: 'The router reboots every hour.',
  tried: [{ action: 'Changed the power supply', result: 'It still reboots' }],
  hypothesis: 'A watchdog fires: the log stops without a crash.',
  customerContext: 'A warehouse that ships at noon.',
  checkFirst: 'The watchdog counter.',
};
const handBack = { reasonCode: 'l1-capable', note: 'A reset is in the runbook.' };

describe('the actions on a ticket', () => {
  let desk: DeskWorld;
  let l1: Person,
    otherL1: Person,
    l2: Person,
    storage: Person,
    l3: Person,
    lead: Person,
    client: Person,
    reader: Person;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    [l1, otherL1] = [await desk.agent('agent', [[1, null]]), await desk.agent('agent', [[1, null]])];
    [l2, storage] = [await desk.agent('agent', [[2, 'network']]), await desk.agent('agent', [[2, 'storage']])];
    [l3, lead] = [await desk.agent('agent', [[3, null]]), await desk.agent('lead')];
    [client, reader] = [await desk.apiKey(['tickets:read', 'tickets:write']), await desk.apiKey(['tickets:read'])];
  });
  afterAll(() => desk.close());

  const refusal = (status: number, code: string) => ({ status, body: expect.objectContaining({ status, code }) });
  /** Escalates a ticket of L1 to L2's network sector; it waits there. */
  const atL2 = async (): Promise<string> => {
    const id = await desk.held(l1, { sector: 'network' });
    await desk.expectOk(l1, id, 'escalate', { workOrder });
    return id;
  };

  describe('every one of them', () => {
    const bodies: Record<string, object> = {
      claim: {},
      assign: { agentId: '0197a7a5-0000-7000-8000-000000000000' },
      release: {},
      transfer: { sector: 'storage', reason: 'It is the disk.' },
      reply: { body: 'Hello' },
      note: { body: 'Hm' },
      'log-work': { seconds: 60, kind: 'call', withCustomer: true },
      'ask-customer': { body: 'Since when?' },
      wait: { for: 'intervention' },
      resume: {},
      escalate: { workOrder },
      return: handBack,
      'ask-vendor': { vendorId: '0197a7a5-0000-7000-8000-000000000000', subject: 'Reboots', body: 'Why?' },
      resolve: { solution: 'Reset it.', code: 'reset' },
      reopen: { reason: 'Again.' },
      close: {},
      merge: { into: 'T-1' },
      reject: { reason: 'spam' },
    };

    it.each(Object.entries(bodies))(
      '%s refuses strangers, wrong bodies, unknown tickets and stale versions',
      async (action, body) => {
        const id = await desk.queued();
        const before = await desk.ticket(id);
        expect(await desk.request(null, 'POST', `/tickets/${id}/${action}`, body)).toEqual(
          refusal(401, 'caller.unauthenticated'),
        );
        expect(await desk.act(reader, id, action, body)).toEqual(refusal(403, 'caller.forbidden'));
        const unknownField = await desk.act(lead, id, action, { ...body, surprise: 1 });
        expect(unknownField).toEqual(refusal(400, 'request.invalid'));
        expect(unknownField.body.errors).toEqual([expect.objectContaining({ pointer: '/surprise' })]);
        expect(await desk.act(lead, id, action, { ...body, expectedVersion: 'new' })).toEqual(
          refusal(400, 'request.invalid'),
        );
        for (const nobody of ['T-999999', '0197a7a5-0000-7000-8000-000000000000', 'nonsense', '%00']) {
          expect(await desk.act(lead, nobody, action, body)).toEqual(refusal(404, 'ticket.not-found'));
        }
        expect(await desk.act(lead, id, action, { ...body, expectedVersion: 1 })).toEqual({
          status: 409,
          body: expect.objectContaining({ code: 'ticket.stale-version', currentVersion: before.version }),
        });
        expect(await desk.ticket(id)).toMatchObject({ version: before.version, state: before.state });
      },
    );

    it('is documented with the ticket it answers with, and answers with what is documented', async () => {
      const { paths } = openApi(desk.app, 'tier-worker');
      const documented = Object.keys(bodies).map((action) => {
        const answer = paths[`/api/v1/tickets/{id}/${action}`]?.post?.responses['200'];
        return answer && 'content' in answer ? answer.content?.['application/json']?.schema : undefined;
      });
      for (const schema of documented)
        expect(schema).toMatchObject({ type: 'object', required: expect.arrayContaining(['where', 'clocks']) });

      const id = await atL2();
      await desk.write(
        `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, due_at)
         VALUES (gen_random_uuid(), $1, 'tier', 2, 'running', 'P3', 1, now(), now())`,
        [id],
      );
      await desk.expectOk(l2, id, 'claim');
      const view = await ticketView(desk.database, id, { internal: true });
      expect([view?.clocks, view?.workOrders].map((list) => list?.length)).toEqual([1, 1]);
      expect(ticketSchema.parse(view)).toEqual(view);
    });

    it('hides a ticket of another tier from an agent who never had to do with it', async () => {
      const id = await desk.queued({ tier: 3 });
      expect(await desk.act(l1, id, 'claim')).toEqual(refusal(404, 'ticket.not-found'));
    });

    it('takes a number instead of the id, and works without a body', async () => {
      const id = await desk.queued();
      const { number } = await desk.ticket(id);
      const answer = await desk.request(l1, 'POST', `/tickets/t-${number}/claim`);
      expect(answer).toMatchObject({ status: 200, body: { id, number: `T-${number}`, state: 'in_progress' } });
    });

    it.each(['merged', 'rejected'])('leaves a %s ticket alone', async (over) => {
      const id = await desk.queued();
      if (over === 'merged') await desk.expectOk(lead, id, 'merge', { into: await desk.queued() });
      else await desk.expectOk(lead, id, 'reject', { reason: 'spam' });
      await desk.said(id);
      const { version } = await desk.ticket(id);
      const still = over === 'merged' ? ['note'] : ['note', 'log-work'];
      for (const action of Object.keys(bodies).filter((name) => !still.includes(name))) {
        expect([action, await desk.act(lead, id, action, bodies[action])]).toEqual([
          action,
          refusal(409, 'ticket.illegal-transition'),
        ]);
      }
      expect((await desk.ticket(id)).version).toBe(version);
      expect(await desk.said(id)).toEqual([]);
    });
  });

  describe('claim', () => {
    it('puts a waiting ticket into the hands of an agent of its tier, and says so', async () => {
      const id = await desk.queued({ tier: 2, sector: 'network' });
      const { version } = await desk.ticket(id);
      const claimed = await desk.expectOk(l2, id, 'claim', { expectedVersion: version });
      expect(claimed).toMatchObject({ state: 'in_progress', assignee: { id: l2.id }, version: version + 1 });
      expect(claimed.where).toMatch(/^with Agent .{4} \(L2\)$/);
      expect(await desk.said(id)).toEqual([
        { message: 'ticket.changed', queue: 'sla', data: { ticketId: id, version: version + 1 } },
      ]);
    });

    it('names the holder to those who come later', async () => {
      const id = await desk.held(l1);
      expect(await desk.act(otherL1, id, 'claim')).toEqual({
        status: 409,
        body: expect.objectContaining({ code: 'ticket.already-claimed', assigneeId: l1.id }),
      });
    });

    it('is not for an agent who may read the ticket but works elsewhere', async () => {
      const id = await atL2();
      expect(await desk.act(l1, id, 'claim')).toEqual(refusal(403, 'ticket.not-at-your-tier'));
      expect(await desk.act(client, id, 'claim')).toEqual(refusal(403, 'caller.forbidden'));
    });

    it('is for leads everywhere', async () => {
      expect(await desk.expectOk(lead, await desk.queued({ tier: 3 }), 'claim')).toMatchObject({ tier: 3 });
    });

    it('accepts the work order of the hand-over', async () => {
      const id = await atL2();
      await desk.expectOk(l2, id, 'claim');
      const { body } = await desk.request(l2, 'GET', `/desk/tickets/${id}/work-orders`);
      expect(body.items).toEqual([
        expect.objectContaining({
          fromTier: 1,
          toTier: 2,
          acceptedBy: l2.id,
          acceptedAt: expect.any(String),
          complete: true,
        }),
      ]);
    });

    it("respects the agent's capacity", async () => {
      const busy = await desk.agent('agent', [[1, null]], 1);
      await desk.held(busy);
      expect(await desk.act(busy, await desk.queued(), 'claim')).toEqual(refusal(409, 'agent.at-capacity'));
    });
  });

  describe('assign', () => {
    it('gives a waiting or a held ticket to an agent', async () => {
      const id = await desk.queued();
      await desk.expectOk(lead, id, 'assign', { agentId: l1.id });
      expect(await desk.expectOk(lead, id, 'assign', { agentId: l2.id })).toMatchObject({
        state: 'in_progress',
        assignee: { id: l2.id },
      });
    });

    it('is for leads, and for agents who exist and are active', async () => {
      const id = await desk.queued();
      const gone = await desk.agent('agent');
      await desk.write(`UPDATE agent SET active = false WHERE id = $1`, [gone.id]);
      expect(await desk.act(l1, id, 'assign', { agentId: l1.id })).toEqual(refusal(403, 'caller.forbidden'));
      expect(await desk.act(lead, id, 'assign', { agentId: gone.id })).toEqual(refusal(422, 'agent.inactive'));
      expect(await desk.act(lead, id, 'assign', { agentId: id })).toEqual(refusal(422, 'agent.unknown'));
      expect(await desk.stateOf(id)).toBe('queued');
    });
  });

  describe('release', () => {
    it('puts the ticket back in its queue; its stay goes on', async () => {
      const id = await desk.held(l1);
      const { stayVersion } = await desk.ticket(id);
      await desk.said(id);
      const released = await desk.expectOk(l1, id, 'release', { reason: 'My shift ends.' });
      expect(released).toMatchObject({ state: 'queued', assignee: null, tier: 1 });
      expect((await desk.ticket(id)).stayVersion).toBe(stayVersion);
      expect((await desk.said(id)).map(({ message, queue, data }) => [message, queue, data['version']])).toEqual([
        ['ticket.routed', 'tier-1', released.version],
        ['ticket.routed', 'sla', released.version],
      ]);
    });

    it('is for whoever holds it', async () => {
      const id = await desk.held(l1);
      expect(await desk.act(otherL1, id, 'release')).toEqual(refusal(403, 'ticket.not-yours'));
      expect(await desk.act(l1, await desk.queued(), 'release')).toEqual(refusal(409, 'ticket.illegal-transition'));
      await desk.expectOk(lead, id, 'release');
    });
  });

  describe('transfer', () => {
    it('begins a new stay in another sector of the same tier, still as handed over', async () => {
      const id = await atL2();
      await desk.expectOk(l2, id, 'claim');
      await desk.said(id);
      const moved = await desk.expectOk(l2, id, 'transfer', { sector: 'storage', reason: 'It is the disk.' });
      expect(moved).toMatchObject({ state: 'queued', tier: 2, sector: 'storage', assignee: null, handedOverFrom: 1 });
      expect((await desk.ticket(id)).stayVersion).toBe(moved.version);
      expect((await desk.said(id))[0]).toEqual({
        message: 'ticket.routed',
        queue: 'tier-2',
        data: { ticketId: id, version: moved.version, tier: 2 },
      });
      await desk.expectOk(storage, id, 'claim');
    });

    it('takes the sector of the team it names', async () => {
      const id = await desk.queued({ tier: 2, sector: 'network' });
      const teamId = await desk.team(2, 'storage');
      expect(await desk.expectOk(lead, id, 'transfer', { teamId, reason: 'Theirs.' })).toMatchObject({
        sector: 'storage',
        team: { id: teamId },
      });
    });

    it.each([
      ['nowhere', {}, 'transfer.nowhere'],
      ['where it is already', { sector: 'network' }, 'transfer.nowhere'],
      ['to a sector that does not exist', { sector: 'mars' }, 'sector.unknown'],
      ['to a sector nobody works for at that tier', { sector: 'moon' }, 'sector.not-at-tier'],
      ['to a team that does not exist', { teamId: '0197a7a5-0000-7000-8000-000000000000' }, 'team.unknown'],
    ])('does not go %s', async (_where, to, code) => {
      const id = await desk.queued({ tier: 2, sector: 'network' });
      expect(await desk.act(lead, id, 'transfer', { ...to, reason: 'Why not.' })).toEqual(refusal(422, code));
    });

    it('does not go to a team of another tier, and not from a queue by an agent', async () => {
      const id = await desk.queued({ tier: 2, sector: 'network' });
      const teamId = await desk.team(3, null);
      expect(await desk.act(lead, id, 'transfer', { teamId, reason: 'Up.' })).toEqual(refusal(422, 'team.not-at-tier'));
      expect(await desk.act(l2, id, 'transfer', { sector: 'storage', reason: 'No.' })).toEqual(
        refusal(403, 'ticket.not-yours'),
      );
    });
  });

  describe('what is written', () => {
    it('reply is a public post of whoever holds the ticket, also when it is resolved', async () => {
      const id = await desk.held(l1);
      await desk.said(id);
      const replied = await desk.expectOk(l1, id, 'reply', { body: 'Please reset it. \u{1F44B}' });
      expect(replied).toMatchObject({ state: 'in_progress' });
      expect(await desk.posts(id)).toContainEqual({ body: 'Please reset it. \u{1F44B}', public: true });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
      expect(await desk.act(otherL1, id, 'reply', { body: 'Me too' })).toEqual(refusal(403, 'ticket.not-yours'));
      await desk.expectOk(l1, id, 'resolve', { solution: 'Reset.', code: 'reset' });
      await desk.expectOk(l1, id, 'reply', { body: 'Did it help?' });
      await desk.expectOk(lead, id, 'close');
      expect(await desk.act(lead, id, 'reply', { body: 'Bye' })).toEqual(refusal(409, 'ticket.illegal-transition'));
    });

    it('is refused when somebody else has written what its author has not seen, with what is new', async () => {
      const id = await desk.held(l1);
      const seen = (await desk.rows<{ id: string }>(`SELECT id FROM post WHERE ticket_id = $1`, [id]))[0]!.id;
      const reply = (lastSeenPostId: string) => desk.act(l1, id, 'reply', { body: 'Hello', lastSeenPostId });
      await desk.expectOk(l1, id, 'note', { body: 'My own.' });
      expect((await reply(seen)).status).toBe(200);

      await desk.expectOk(otherL1, id, 'note', { body: 'Wait, I know this one.' });
      const refused = await reply(seen);
      expect(refused).toEqual(refusal(409, 'ticket.conversation-moved'));
      const [post] = refused.body.newPosts;
      expect(refused.body).toMatchObject({ newPosts: [{ body: 'Wait, I know this one.', public: false }], omitted: 0 });
      expect(refused.body.lastPostId).toBe(post.id);
      for (const [action, body] of [
        ['ask-customer', { body: 'Since when?' }],
        ['resolve', { solution: 'Reset it.', code: 'reset' }],
      ] as const)
        expect(await desk.act(l1, id, action, { ...body, lastSeenPostId: seen })).toEqual(
          refusal(409, 'ticket.conversation-moved'),
        );
      expect((await reply(post.id)).status).toBe(200);
      const unknown = await reply('0197a7a5-0000-7000-8000-000000000000');
      expect(unknown).toEqual(refusal(422, 'post.unknown'));
      expect(unknown.body.errors).toMatchObject([{ pointer: '/lastSeenPostId' }]);
    });

    it('note is an internal post of any agent who may read the ticket', async () => {
      const id = await atL2();
      await desk.expectOk(l1, id, 'note', { body: 'He calls himself Bob.' });
      expect(await desk.posts(id)).toContainEqual({ body: 'He calls himself Bob.', public: false });
      expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.noted', public: false });
    });

    it('log-work is an entry for the tier, and its sum is told', async () => {
      const id = await desk.held(l1);
      await desk.expectOk(l1, id, 'log-work', { seconds: 90, kind: 'call', withCustomer: true, note: 'Long' });
      await desk.expectOk(otherL1, id, 'log-work', { seconds: 30, kind: 'research', withCustomer: false });
      const { body } = await desk.request(l1, 'GET', `/desk/tickets/${id}/work-log`);
      expect(body.secondsPerTier).toEqual([{ tier: 1, seconds: 120 }]);
      expect(body.items[0]).toMatchObject({ kind: 'call', note: 'Long', agent: { id: l1.id } });
      for (const seconds of [0, -1, 1.5, 86_401]) {
        const answer = await desk.act(l1, id, 'log-work', { seconds, kind: 'call', withCustomer: true });
        expect(answer).toEqual(refusal(400, 'request.invalid'));
      }
    });

    it.each(['reply', 'note', 'ask-customer'])('%s refuses what cannot be stored', async (action) => {
      const id = await desk.held(l1);
      for (const body of ['', 'a\0b', 'a\ud800b', 1, null]) {
        expect(await desk.act(l1, id, action, { body })).toEqual(refusal(400, 'request.invalid'));
      }
    });
  });

  describe('waiting', () => {
    it('ask-customer posts the question and waits; resume goes on with the same agent', async () => {
      const id = await desk.held(l1);
      await desk.said(id);
      expect(await desk.expectOk(l1, id, 'ask-customer', { body: 'Since when?' })).toMatchObject({
        state: 'awaiting_customer',
        where: 'waiting for the customer',
      });
      expect(await desk.posts(id)).toContainEqual({ body: 'Since when?', public: true });
      expect(await desk.act(otherL1, id, 'resume')).toEqual(refusal(403, 'ticket.not-yours'));
      expect(await desk.expectOk(l1, id, 'resume')).toMatchObject({ state: 'in_progress', assignee: { id: l1.id } });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed', 'ticket.changed']);
    });

    it('wait remembers what for and until when', async () => {
      const id = await desk.held(l1);
      const past = await desk.act(l1, id, 'wait', { for: 'intervention', until: '2020-01-01T00:00:00Z' });
      expect(past).toEqual(refusal(422, 'wait.over-already'));
      const wait = { for: 'intervention', until: '2099-01-01T01:00:00+01:00', note: 'Kim drives there.' };
      expect(await desk.expectOk(l1, id, 'wait', wait)).toMatchObject({
        state: 'awaiting_intervention',
        waitFor: 'intervention',
        waitUntil: '2099-01-01T00:00:00.000Z',
      });
      expect(await desk.posts(id)).toContainEqual({ body: 'Kim drives there.', public: false });
      expect(await desk.expectOk(l1, id, 'resume')).toMatchObject({ waitFor: null, waitUntil: null });
    });

    it.each([
      ['ask-customer', { body: '?' }],
      ['wait', { for: 'other' }],
    ])('%s is for whoever holds the ticket, while it is worked on', async (action, body) => {
      const id = await desk.held(l1);
      expect(await desk.act(otherL1, id, action, body)).toEqual(refusal(403, 'ticket.not-yours'));
      expect(await desk.act(l1, await desk.queued(), action, body)).toEqual(refusal(409, 'ticket.illegal-transition'));
    });
  });

  describe('escalate', () => {
    it('hands the ticket to the next tier with a work order that knows the time spent', async () => {
      const id = await desk.held(l1, { sector: 'network' });
      await desk.said(id);
      const up = await desk.expectOk(l1, id, 'escalate', { workOrder });
      expect(up).toMatchObject({ state: 'queued', tier: 2, sector: 'network', assignee: null, handedOverFrom: 1 });
      expect((await desk.said(id)).map(({ queue, data }) => [queue, data])).toEqual([
        ['tier-2', { ticketId: id, version: up.version, tier: 2 }],
        ['sla', { ticketId: id, version: up.version, tier: 2 }],
      ]);
      const { body } = await desk.request(l1, 'GET', `/desk/tickets/${id}/work-orders`);
      expect(body.items).toEqual([
        expect.objectContaining({
          ...workOrder,
          fromTier: 1,
          toTier: 2,
          automatic: false,
          complete: true,
          acceptedAt: null,
        }),
      ]);
      expect(body.items[0].timePerTier).toEqual([
        expect.objectContaining({ tier: 1, workingSeconds: expect.any(Number) }),
      ]);
    });

    it('names every field the work order lacks, and changes nothing', async () => {
      const id = await desk.held(l1);
      const { version } = await desk.ticket(id);
      const answer = await desk.act(l1, id, 'escalate', { workOrder: { ...workOrder, tried: [], checkFirst: '  ' } });
      expect(answer).toEqual(refusal(422, 'work-order.incomplete'));
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/workOrder/tried',
        '/workOrder/checkFirst',
      ]);
      expect((await desk.act(l1, id, 'escalate')).body.errors).toHaveLength(5);
      expect((await desk.ticket(id)).version).toBe(version);
    });

    it('lets a lead override what is missing, and keeps that on record', async () => {
      const id = await desk.held(l1);
      const override = { reason: 'The warehouse burns.' };
      expect(await desk.act(l1, id, 'escalate', { workOrder: {}, override })).toEqual(
        refusal(403, 'work-order.override-not-yours'),
      );
      const up = await desk.expectOk(lead, id, 'escalate', { workOrder: { situation: 'Fire' }, override });
      const ticket = await desk.ticket(id);
      expect([up.tier, ticket.stayVersion]).toEqual([2, up.version]);
      expect(await desk.events(id)).toContainEqual(
        expect.objectContaining({
          type: 'ticket.work-order-overridden',
          public: false,
          data: expect.objectContaining({
            reason: 'The warehouse burns.',
            missing: expect.arrayContaining(['/workOrder/tried']),
          }),
        }),
      );
      const { body } = await desk.request(lead, 'GET', `/desk/tickets/${id}/work-orders`);
      expect(body.items[0]).toMatchObject({
        complete: false,
        overriddenBy: lead.id,
        overrideReason: 'The warehouse burns.',
      });
    });

    it('skips a tier only for a reason', async () => {
      const id = await desk.held(l1);
      const to = { tier: 'L3', sector: 'storage' };
      expect(await desk.act(l1, id, 'escalate', { workOrder, to })).toEqual(refusal(422, 'escalation.reason-missing'));
      const reason = 'L2 is at the conference.';
      expect(await desk.expectOk(l1, id, 'escalate', { workOrder, to, reason })).toMatchObject({
        tier: 3,
        sector: 'storage',
      });
      expect(await desk.expectOk(l3, id, 'claim')).toMatchObject({ handedOverFrom: 1 });
    });

    it('keeps its sector only where a team works for it, so that somebody sees it', async () => {
      const id = await desk.held(l1, { sector: 'moon' });
      const up = await desk.expectOk(l1, id, 'escalate', { workOrder });
      expect(up).toMatchObject({ tier: 2, sector: null });
      expect((await desk.request(storage, 'GET', `/desk/tickets/${id}/work-orders`)).status).toBe(200);
      await desk.expectOk(storage, id, 'claim');
      const wide = await desk.held(lead, { tier: 2, sector: 'moon' });
      // L3's only team works for every sector.
      expect(await desk.expectOk(lead, wide, 'escalate', { workOrder })).toMatchObject({ tier: 3, sector: 'moon' });
    });

    it('names the field when a named sector has no team there, and changes nothing', async () => {
      const id = await desk.held(l1, { sector: 'moon' });
      const { version } = await desk.ticket(id);
      const answer = await desk.act(l1, id, 'escalate', { workOrder, to: { tier: 2, sector: 'moon' } });
      expect(answer).toEqual(refusal(422, 'sector.not-at-tier'));
      expect(answer.body.errors).toMatchObject([
        {
          pointer: '/to/sector',
          code: 'sector.not-at-tier',
          detail: 'No team of L2 works for the sector "moon".',
        },
      ]);
      expect((await desk.ticket(id)).version).toBe(version);
    });

    it('takes the next tier by number as well', async () => {
      const id = await desk.held(l1);
      expect(await desk.expectOk(l1, id, 'escalate', { workOrder, to: { tier: 2 } })).toMatchObject({ tier: 2 });
    });

    it.each([
      ['downwards', 2, { tier: 1 }, 422, 'tier.not-above'],
      ['to where it is', 2, { tier: 2 }, 422, 'tier.not-above'],
      ['to a tier that does not exist', 2, { tier: 9 }, 422, 'tier.unknown'],
      ['to a sector nobody works for there', 2, { tier: 3, sector: 'mars' }, 422, 'sector.unknown'],
      ['beyond the last tier', 3, undefined, 409, 'tier.none-above'],
    ])('does not go %s', async (_where, from, to, status, code) => {
      const id = await desk.queued({ tier: from });
      await desk.expectOk(lead, id, 'claim');
      expect(await desk.act(lead, id, 'escalate', { workOrder, to, reason: 'Just so.' })).toEqual(
        refusal(status, code),
      );
    });

    it('is for whoever holds the ticket', async () => {
      const id = await desk.held(l1);
      expect(await desk.act(otherL1, id, 'escalate', { workOrder })).toEqual(refusal(403, 'ticket.not-yours'));
      expect(await desk.act(l1, await desk.queued(), 'escalate', { workOrder })).toEqual(
        refusal(409, 'ticket.illegal-transition'),
      );
    });
  });

  describe('return', () => {
    it('sends the ticket back to the tier and sector it came from, and marks the work order', async () => {
      const id = await atL2();
      await desk.said(id);
      const back = await desk.expectOk(l2, id, 'return', handBack);
      expect(back).toMatchObject({ state: 'queued', tier: 1, sector: 'network', bounces: 1, handedOverFrom: null });
      expect((await desk.said(id))[0]).toMatchObject({ queue: 'tier-1', data: { version: back.version, tier: 1 } });
      const { body } = await desk.request(l1, 'GET', `/desk/tickets/${id}/work-orders`);
      expect(body.items[0]).toMatchObject({ returnReason: 'l1-capable', returnNote: handBack.note, acceptedAt: null });
      expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.returned', public: false });
    });

    it("works from an agent's hands, for that agent", async () => {
      const id = await atL2();
      await desk.expectOk(l2, id, 'claim');
      const colleague = await desk.agent('agent', [[2, 'network']]);
      expect(await desk.act(colleague, id, 'return', handBack)).toEqual(refusal(403, 'ticket.not-yours'));
      await desk.expectOk(l2, id, 'return', handBack);
    });

    it('is not for the tier that handed it over, nor for a ticket nobody handed over', async () => {
      expect(await desk.act(l1, await atL2(), 'return', handBack)).toEqual(refusal(403, 'ticket.not-at-your-tier'));
      expect(await desk.act(l1, await desk.held(l1), 'return', handBack)).toEqual(
        refusal(409, 'ticket.not-handed-over'),
      );
    });

    it('sends down what began above, to the tier that is named: it is as new there', async () => {
      const id = await desk.queued({ tier: 2, sector: 'network' });
      expect(await desk.act(l1, id, 'return', { ...handBack, to: 1 })).toEqual(refusal(404, 'ticket.not-found'));
      expect(await desk.act(l2, id, 'return', handBack)).toEqual(refusal(409, 'ticket.not-handed-over'));
      expect(await desk.act(l2, id, 'return', { ...handBack, to: 2 })).toEqual(refusal(422, 'tier.not-below'));
      const down = await desk.expectOk(l2, id, 'return', { ...handBack, to: 1 });
      expect(down).toMatchObject({ state: 'queued', tier: 1, sector: 'network', handedOverFrom: null, bounces: 1 });
      expect((await desk.said(id))[0]).toMatchObject({ queue: 'tier-1', data: { version: down.version, tier: 1 } });
      await desk.expectOk(l1, id, 'claim');
      expect(await desk.expectOk(l1, id, 'escalate', { workOrder })).toMatchObject({ tier: 2, handedOverFrom: 1 });
      expect(await desk.expectOk(l2, id, 'return', handBack)).toMatchObject({ tier: 1 });
    });

    it('knows, after two hand-overs, who handed it to the tier in between', async () => {
      const id = await atL2();
      await desk.expectOk(l2, id, 'claim');
      await desk.expectOk(l2, id, 'escalate', { workOrder });
      expect(await desk.expectOk(l3, id, 'return', handBack)).toMatchObject({ tier: 2, handedOverFrom: 1 });
      expect(await desk.expectOk(l2, id, 'return', handBack)).toMatchObject({
        tier: 1,
        bounces: 2,
        handedOverFrom: null,
      });
    });

    it('takes no sector along that nobody works for at a tier it never was at', async () => {
      await desk.write(`UPDATE team SET sector = 'network' WHERE tier = 1`);
      try {
        const id = await desk.queued({ tier: 2, sector: 'storage' });
        await desk.expectOk(storage, id, 'claim');
        await desk.expectOk(storage, id, 'escalate', { workOrder });
        expect(await desk.expectOk(l3, id, 'return', { ...handBack, to: 'L1' })).toMatchObject({ sector: null });
      } finally {
        await desk.write(`UPDATE team SET sector = NULL WHERE tier = 1`);
      }
    });

    it('goes to another lower tier when told to, never up', async () => {
      const id = await atL2();
      await desk.expectOk(l2, id, 'claim');
      await desk.expectOk(l2, id, 'escalate', { workOrder });
      expect(await desk.act(l3, id, 'return', { ...handBack, to: 'L3' })).toEqual(refusal(422, 'tier.not-below'));
      expect(await desk.expectOk(l3, id, 'return', { ...handBack, to: { tier: 1 } })).toMatchObject({ tier: 1 });
    });

    it('needs a reason of the list', async () => {
      const answer = await desk.act(l2, await atL2(), 'return', { reasonCode: 'bored', note: 'No.' });
      expect(answer).toEqual(refusal(400, 'request.invalid'));
    });

    it('calls the leads at the third bounce, and only then', async () => {
      const id = await desk.held(l1, { sector: 'network' });
      const alerts = () => desk.rows(`SELECT kind FROM lead_alert WHERE ticket_id = $1`, [id]);
      for (const expected of [0, 0, 1, 1]) {
        await desk.expectOk(l1, id, 'escalate', { workOrder });
        const back = await desk.expectOk(l2, id, 'return', handBack);
        expect(await alerts()).toHaveLength(expected);
        const routed = (await desk.said(id)).filter(({ queue }) => queue === 'tier-1').at(-1);
        expect(routed?.data['version']).toBe((await desk.ticket(id)).stayVersion);
        expect(back.state).toBe('queued');
        await desk.expectOk(l1, id, 'claim');
      }
      const { body } = await desk.request(lead, 'GET', '/desk/alerts');
      expect(body.items).toContainEqual(
        expect.objectContaining({
          ticketId: id,
          kind: 'bouncing',
          facts: expect.objectContaining({ bounces: 3, vendor: null }),
        }),
      );
    });
  });

  describe('whoever hands a ticket on', () => {
    it('is warned when a tier or vendor promises it for later than it is promised to the customer, in his language', async () => {
      const change = `INSERT INTO sla_change (at, actor_kind, actor_id, what) VALUES (now(), 'system', 'test', 't') RETURNING id`;
      const policies = await desk.rows<{ id: number; kind: string }>(
        `WITH change AS (${change}) INSERT INTO sla_policy_version (policy_id, kind, channel, target_seconds, thresholds, paused_while, since)
         SELECT gen_random_uuid(), kind, 'api', hours * 3600, '[]', '{}', change.id
         FROM change, (VALUES ('resolution', 5), ('tier', 10), ('vendor_resolution', 20)) AS promise (kind, hours) RETURNING id, kind`,
      );
      const version = policies.find(({ kind }) => kind === 'resolution')!.id;
      const id = await desk.held(l1, { sector: 'network' });
      const unpromised = await desk.held(l1, { sector: 'network' });
      await desk.write(
        `INSERT INTO clock (id, ticket_id, kind, cycle, state, priority, policy_version, started_at, resumed_at, banked_ms, due_at, rung)
         VALUES (gen_random_uuid(), $1, 'resolution', 1, 'running', 'P3', $2, now(), now(), 0, now() + interval '5 h', 0)`,
        [id, version],
      );
      const up = await desk.expectOk(l1, id, 'escalate?language=ru', { workOrder });
      expect(up).toMatchObject({ state: 'queued', tier: 2, warnings: [{ code: 'feasibility.short', detail: expect.stringMatching(/^Собственный срок L2: .* Опоздание: 5 часов.*\.$/) }] }); // prettier-ignore
      expect(up.clocks[0].why).toContain('Срок решения обращения');
      expect(Math.abs(up.warnings[0].shortBySeconds - 5 * 3_600)).toBeLessThan(60);
      await desk.expectOk(l2, id, 'claim');
      const asked = await desk.expectOk(l2, id, 'ask-vendor', { vendorId: await desk.vendor(), subject: 'Reboots', body: 'Why?' }); // prettier-ignore
      expect(asked).toMatchObject({ state: 'awaiting_vendor', warnings: [{ detail: expect.stringMatching(/ 15 hours .*too late /) }] }); // prettier-ignore
      expect((await desk.expectOk(l1, unpromised, 'escalate', { workOrder })).warnings).toEqual([]);
      expect(await desk.act(l1, unpromised, 'escalate?language=xx', { workOrder })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/language' }] } }); // prettier-ignore
    });
  });

  describe('ask-vendor', () => {
    it('opens a case under an id of ours and waits', async () => {
      const id = await desk.held(l2, { tier: 2, sector: 'network' });
      const vendorId = await desk.vendor();
      await desk.said(id);
      const question = { vendorId, subject: 'Reboots', body: 'Why does it reboot?' };
      const { version: expectedVersion } = await desk.ticket(id);
      const asked = await desk.expectOk(l2, id, 'ask-vendor', { ...question, expectedVersion });
      expect(asked).toMatchObject({ state: 'awaiting_vendor', vendorCaseId: expect.any(String) });
      expect(await desk.said(id)).toEqual([
        { message: 'ticket.changed', queue: 'sla', data: { ticketId: id, version: asked.version } },
        {
          message: 'vendor.asked',
          queue: 'vendor',
          data: { ...question, ticketId: id, version: asked.version, tier: 2, caseId: asked.vendorCaseId },
        },
      ]);
    });

    it('is for tiers that may, and for vendors we work with', async () => {
      const question = { subject: 'Reboots', body: 'Why?' };
      const active = await desk.vendor();
      const first = await desk.held(l1);
      expect(await desk.act(l1, first, 'ask-vendor', { ...question, vendorId: active })).toEqual(
        refusal(409, 'tier.may-not-ask-vendors'),
      );
      const id = await desk.held(l2, { tier: 2, sector: 'network' });
      expect(await desk.act(l2, id, 'ask-vendor', { ...question, vendorId: id })).toEqual(
        refusal(422, 'vendor.unknown'),
      );
      const vendorId = await desk.vendor(false);
      expect(await desk.act(l2, id, 'ask-vendor', { ...question, vendorId })).toEqual(refusal(422, 'vendor.inactive'));
      const colleague = await desk.agent('agent', [[2, 'network']]);
      expect(await desk.act(colleague, id, 'ask-vendor', { ...question, vendorId: active })).toEqual(
        refusal(403, 'ticket.not-yours'),
      );
    });
  });

  describe('the end', () => {
    const resolution = { solution: 'Reset the watchdog.', code: 'reset', l1Capable: true };

    it('resolve posts the solution to the customer', async () => {
      const id = await desk.held(l1);
      await desk.expectOk(l1, id, 'ask-customer', { body: 'Still?' });
      expect(await desk.expectOk(l1, id, 'resolve', resolution)).toMatchObject({
        state: 'resolved',
        solution: 'Reset the watchdog.',
        solutionCode: 'reset',
        l1Capable: true,
        resolvedAt: expect.any(String),
      });
      expect(await desk.posts(id)).toContainEqual({ body: 'Reset the watchdog.', public: true });
      expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.resolved', public: true });
    });

    it('resolve is for whoever holds the ticket, at a tier that may', async () => {
      const id = await desk.held(l1);
      expect(await desk.act(otherL1, id, 'resolve', resolution)).toEqual(refusal(403, 'ticket.not-yours'));
      expect(await desk.act(l1, await desk.queued(), 'resolve', resolution)).toEqual(
        refusal(409, 'ticket.illegal-transition'),
      );
      await desk.write(`UPDATE tier SET may_resolve = false WHERE number = 1`);
      try {
        expect(await desk.act(l1, id, 'resolve', resolution)).toEqual(refusal(409, 'tier.may-not-resolve'));
      } finally {
        await desk.write(`UPDATE tier SET may_resolve = true WHERE number = 1`);
      }
    });

    it("reopen puts it back in the queue of the tier that resolved it, for customers' keys and agents", async () => {
      const id = await desk.held(l2, { tier: 2, sector: 'network' });
      await desk.expectOk(l2, id, 'resolve', resolution);
      await desk.said(id);
      const reopened = await desk.expectOk(client, id, 'reopen', { reason: 'It reboots again.' });
      expect(reopened).toMatchObject({ state: 'queued', tier: 2, sector: 'network', solution: null, resolvedAt: null });
      expect((await desk.said(id))[0]).toMatchObject({ message: 'ticket.routed', queue: 'tier-2' });
      expect((await desk.ticket(id)).stayVersion).toBe(reopened.version);
      expect(await desk.posts(id)).toContainEqual({ body: 'It reboots again.', public: true });
      await desk.expectOk(l2, id, 'claim');
      await desk.expectOk(l2, id, 'resolve', resolution);
      await desk.expectOk(lead, id, 'close');
      await desk.expectOk(l2, id, 'reopen', { reason: 'The customer called.' });
      expect(await desk.posts(id)).toContainEqual({ body: 'The customer called.', public: false });
      expect(await desk.act(l2, id, 'reopen', { reason: 'Twice' })).toEqual(refusal(409, 'ticket.illegal-transition'));
    });

    it("close is for the customer's side and leads", async () => {
      const id = await desk.held(l1);
      expect(await desk.act(lead, id, 'close')).toEqual(refusal(409, 'ticket.illegal-transition'));
      await desk.expectOk(l1, id, 'resolve', resolution);
      expect(await desk.act(l1, id, 'close')).toEqual(refusal(403, 'agent.not-a-lead'));
      expect(await desk.expectOk(client, id, 'close')).toMatchObject({ state: 'closed', closedAt: expect.any(String) });
    });

    it('merge makes a ticket part of an open one, and tells both', async () => {
      const [id, into] = [await desk.queued(), await desk.held(l1)];
      const target = await desk.ticket(into);
      await Promise.all([desk.said(id), desk.said(into)]);
      expect(await desk.expectOk(otherL1, id, 'merge', { into: `T-${target.number}` })).toMatchObject({
        state: 'merged',
        mergedInto: into,
        where: `merged into T-${target.number}`,
      });
      expect((await desk.events(into)).at(-1)).toMatchObject({ type: 'ticket.absorbed', public: false });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
      expect((await desk.said(into)).map(({ message }) => message)).toEqual(['ticket.changed']);
    });

    it('merge refuses itself, what is over, and what the agent may not read', async () => {
      const [id, hidden, over] = [await desk.queued(), await desk.queued({ tier: 3 }), await desk.queued()];
      await desk.expectOk(l1, over, 'reject', { reason: 'spam' });
      expect(await desk.act(l1, id, 'merge', { into: id })).toEqual(refusal(422, 'merge.into-itself'));
      expect(await desk.act(l1, id, 'merge', { into: hidden })).toEqual(refusal(422, 'merge.target-unknown'));
      expect(await desk.act(l1, id, 'merge', { into: 'T-999999' })).toEqual(refusal(422, 'merge.target-unknown'));
      expect(await desk.act(l1, id, 'merge', { into: over })).toEqual(refusal(409, 'merge.target-not-open'));
      expect(await desk.act(l1, hidden, 'merge', { into: id })).toEqual(refusal(404, 'ticket.not-found'));
      expect(await desk.stateOf(id)).toBe('queued');
    });

    it('reject is for what waits: by its tier, or by the first while it has none', async () => {
      expect(await desk.expectOk(l1, await desk.received(), 'reject', { reason: 'scam' })).toMatchObject({
        state: 'rejected',
      });
      expect(await desk.expectOk(l1, await desk.queued(), 'reject', { reason: 'spam' })).toMatchObject({
        state: 'rejected',
      });
      expect(await desk.act(l1, await atL2(), 'reject', { reason: 'spam' })).toEqual(
        refusal(403, 'ticket.not-at-your-tier'),
      );
      expect(await desk.act(l1, await desk.held(l1), 'reject', { reason: 'spam' })).toEqual(
        refusal(409, 'ticket.illegal-transition'),
      );
    });
  });
});
