import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskWorld, type Person } from '../testing/desk-world.js';

const workOrder = {
  situation: 'The router reboots every hour.',
  tried: [{ action: 'Changed the power supply', result: 'It still reboots' }],
  hypothesis: 'A watchdog fires.',
  customerContext: 'A warehouse that ships at noon.',
  checkFirst: 'The watchdog counter.',
};

describe('what goes with a ticket from tier to tier', () => {
  let desk: DeskWorld;
  let l1: Person, otherL1: Person, network: Person, storage: Person, lead: Person, admin: Person;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    [l1, otherL1] = [await desk.agent('agent', [[1, null]]), await desk.agent('agent', [[1, null]])];
    [network, storage] = [await desk.agent('agent', [[2, 'network']]), await desk.agent('agent', [[2, 'storage']])];
    [lead, admin] = [await desk.agent('lead'), await desk.agent('admin')];
  });
  afterAll(() => desk.close());

  const refusal = (status: number, code: string) => ({ status, body: expect.objectContaining({ status, code }) });
  const get = (by: Person, path: string) => desk.request(by, 'GET', path);
  const post = (by: Person, path: string, body: object = {}) => desk.request(by, 'POST', path, body);
  const ok = async (answer: ReturnType<typeof post>, status = 200) => {
    const { status: got, body } = await answer;
    expect([got, body]).toEqual([status, body]);
    return body;
  };

  describe('a consultation', () => {
    const asked = async (body: object = {}) => {
      const id = await desk.held(l1, { sector: 'network' });
      return { id, made: await desk.expectOk(l1, id, 'consult', { question: 'Seen before?', ...body }) };
    };

    it('lets those who are asked read the ticket while nobody has answered, and moves nothing', async () => {
      const id = await desk.held(l1, { sector: 'network' });
      expect(await post(network, `/tickets/${id}/note`, { body: 'x' })).toEqual(refusal(404, 'ticket.not-found'));
      const made = await desk.expectOk(l1, id, 'consult', { question: 'Seen before?' });
      expect(made).toMatchObject({
        state: 'open',
        fromTier: 1,
        toTier: 2,
        sector: 'network',
        question: 'Seen before?',
      });
      expect(await desk.ticket(id)).toMatchObject({ state: 'in_progress', tier: 1, assigneeId: l1.id });
      expect((await ok(get(network, '/desk/consultations'))).items).toContainEqual(expect.objectContaining({ id: made.id, waitingSeconds: 0 })); // prettier-ignore
      expect((await ok(get(storage, '/desk/consultations'))).items).toEqual([]);
      expect(await get(storage, `/tickets/${id}/hand-overs`)).toEqual(refusal(404, 'ticket.not-found'));
      await ok(get(network, `/tickets/${id}/hand-overs`));
      await desk.expectOk(l1, id, 'escalate', { workOrder, to: { tier: 2, sector: 'storage' } });
      await ok(get(network, `/tickets/${id}/hand-overs`));
      await ok(post(lead, `/desk/consultations/${made.id}/withdraw`, { reason: 'Handed over.' }));
      expect(await get(network, `/tickets/${id}/hand-overs`)).toEqual(refusal(404, 'ticket.not-found'));
    });

    it('is taken, put back, answered with an internal post, and asked again of the same place', async () => {
      const { id, made } = await asked();
      const path = `/desk/consultations/${made.id}`;
      expect(await post(storage, `${path}/take`)).toEqual(refusal(404, 'consultation.not-found'));
      expect(await post(l1, `${path}/take`)).toEqual(refusal(403, 'consultation.not-yours'));
      expect(await ok(post(network, `${path}/take`))).toMatchObject({ state: 'taken', takenBy: { id: network.id } });
      expect(await post(network, `${path}/take`)).toEqual(refusal(409, 'consultation.not-open'));
      expect(await ok(post(network, `${path}/release`))).toMatchObject({ state: 'open', takenBy: null });
      await ok(post(network, `${path}/take`));
      const time = { seconds: 300, kind: 'research', withCustomer: false, consultationId: made.id };
      await desk.expectOk(network, id, 'log-work', time);
      expect(await desk.act(otherL1, id, 'log-work', time)).toEqual(refusal(422, 'consultation.not-yours'));
      expect(await ok(post(network, `${path}/answer`, { body: 'With firmware 4.' }))).toMatchObject({
        state: 'answered',
        answer: 'With firmware 4.',
        loggedSeconds: 300,
      });
      expect(await post(network, `${path}/answer`, { body: 'x' })).toEqual(refusal(409, 'consultation.not-open'));
      expect((await ok(get(l1, '/desk/inbox?kind=consultation-answered'))).items).toMatchObject([
        { event: 'ticket.consultation-answered', ticket: { id }, by: { id: network.id }, readAt: null },
      ]);
      expect((await desk.posts(id)).slice(1)).toEqual([
        { body: 'Seen before?', public: false },
        { body: 'With firmware 4.', public: false },
      ]);
      expect((await ok(get(l1, `/tickets/${id}/work-log`))).perTier).toEqual([
        expect.objectContaining({ tier: 2, seconds: 300 }),
      ]);
      const again = await desk.expectOk(l1, id, 'consult', { question: 'And 5?', follows: made.id });
      expect(again).toMatchObject({ toTier: 2, sector: 'network', follows: made.id, state: 'open' });
      expect(await desk.act(l1, id, 'consult', { question: '?', follows: again.id })).toEqual(
        refusal(422, 'consultation.still-open'),
      );
      expect((await ok(get(l1, `/tickets/${id}/consultations`))).items.map((each: { id: string }) => each.id)).toEqual([
        made.id,
        again.id,
      ]);
      expect((await desk.said(id)).every(({ message }) => message === 'ticket.changed')).toBe(true);
    });

    it('of a team is for that team to read and to answer, and for nobody else there', async () => {
      const [member, other] = [await desk.agent('agent', [[3, null]]), await desk.agent('agent', [[3, null]])];
      const [row] = await desk.rows<{ team_id: string }>('SELECT team_id FROM team_member WHERE agent_id = $1', [
        member.id,
      ]);
      const { id, made } = await asked({ tier: 3, teamId: row!.team_id });
      expect((await ok(get(other, '/desk/consultations'))).items).toEqual([]);
      expect(await get(other, `/tickets/${id}/hand-overs`)).toEqual(refusal(404, 'ticket.not-found'));
      expect(await post(other, `/desk/consultations/${made.id}/take`)).toEqual(refusal(404, 'consultation.not-found'));
      await ok(get(member, `/tickets/${id}/hand-overs`));
      expect((await ok(get(member, '/desk/consultations'))).items).toMatchObject([{ id: made.id }]);
      await desk.write('UPDATE team SET partner = true WHERE id = $1', [row!.team_id]);
      expect(await desk.act(l1, id, 'consult', { question: '?', tier: 3, teamId: row!.team_id })).toEqual(
        refusal(422, 'consultation.nobody-else'),
      );
    });

    it('is asked by the holder only, of another place that is not below', async () => {
      const { id } = await asked();
      expect(await desk.act(otherL1, id, 'consult', { question: '?' })).toEqual(refusal(403, 'ticket.not-yours'));
      expect(await desk.act(l1, id, 'consult', { question: '?', tier: 9 })).toEqual(refusal(422, 'tier.unknown'));
      expect(await desk.act(l1, id, 'consult', { question: '?', tier: 1 })).toEqual(
        refusal(422, 'consultation.nobody-else'),
      );
      expect(await desk.act(lead, await desk.queued(), 'consult', { question: '?' })).toEqual(
        refusal(409, 'ticket.illegal-transition'),
      );
    });
  });

  describe('a ticket that is raised to management', () => {
    const why = {
      reason: 'customer-deadline',
      requestedBy: 'customer',
      justification: 'Ships at noon.',
      severity: 'high',
    };

    it('stays where it is, alerts the hierarchy once, and is decided on by leads', async () => {
      const id = await desk.held(l1);
      const made = await desk.expectOk(l1, id, 'raise-to-management', why);
      expect(made).toMatchObject({ ...why, state: 'requested', raisedBy: { id: l1.id } });
      expect(await desk.act(otherL1, id, 'raise-to-management', why)).toEqual(
        refusal(409, 'hierarchical-escalation.already-raised'),
      );
      const path = `/desk/hierarchical-escalations/${made.id}`;
      expect(await post(l1, `${path}/approve`)).toEqual(refusal(403, 'caller.forbidden'));
      expect(await post(lead, `${path}/de-escalate`, { reason: '?' })).toEqual(
        refusal(409, 'hierarchical-escalation.illegal-transition'),
      );
      await ok(post(lead, `${path}/approve`, { note: 'I call them.' }));
      await ok(post(otherL1, `${path}/note`, { trend: 'improving', note: 'A spare is on its way.' }));
      expect(await post(storage, `${path}/note`, { trend: 'steady', note: '?' })).toEqual(
        refusal(404, 'hierarchical-escalation.not-found'),
      );
      const ended = await ok(post(lead, `${path}/de-escalate`, { reason: 'Delivered.' }));
      expect(ended).toMatchObject({
        state: 'ended',
        trend: 'improving',
        decisionNote: 'I call them.',
        endReason: 'Delivered.',
        notes: [{ agent: { id: otherL1.id }, trend: 'improving', note: 'A spare is on its way.' }],
      });
      expect(await desk.ticket(id)).toMatchObject({ tier: 1, state: 'in_progress', assigneeId: l1.id });
      const list = async (by: Person) =>
        (await ok(get(by, `/desk/hierarchical-escalations?ticketId=${id}&state=ended`))).items.length;
      expect([await list(lead), await list(otherL1), await list(storage)]).toEqual([1, 1, 0]);
      const alerts = await ok(get(lead, '/desk/alerts?audience=hierarchy'));
      expect(alerts.items).toEqual([expect.objectContaining({ kind: 'hierarchical-escalation', ticketId: id })]);
      expect((await desk.events(id)).filter((event) => event.public && /hierarchical|leads/.test(event.type))).toEqual(
        [],
      );
      await desk.expectOk(l1, id, 'raise-to-management', why);
    });
  });

  describe('a stopwatch', () => {
    const call = { kind: 'call', withCustomer: true };
    const turnBack = (by: Person, seconds: number) =>
      desk.write(`UPDATE stopwatch SET started_at = started_at - $2 * interval '1 second' WHERE agent_id = $1`, [
        by.id,
        seconds,
      ]);
    const logOf = async (id: string) => (await ok(get(l1, `/tickets/${id}/work-log`))).items;

    it('runs once per agent: starting another stops and logs the first', async () => {
      const [first, second] = [await desk.held(l1), await desk.held(l1)];
      await ok(post(l1, `/tickets/${first}/stopwatch/start`, call));
      expect(await ok(get(l1, '/desk/me/stopwatch'))).toMatchObject({ running: { ticketId: first, forgotten: false } });
      await turnBack(l1, 600);
      const { logged } = await ok(post(l1, `/tickets/${second}/stopwatch/start`, { ...call, kind: 'remote' }));
      expect(logged).toMatchObject({ ticketId: first });
      expect(logged.seconds - 600).toBeLessThan(30);
      expect(await post(l1, `/tickets/${first}/stopwatch/stop`)).toEqual(refusal(409, 'stopwatch.not-running'));
      await ok(post(l1, `/tickets/${second}/stopwatch/stop`, { note: 'Looked at it' }));
      expect(await logOf(second)).toEqual([expect.objectContaining({ kind: 'remote', tier: 1, note: 'Looked at it' })]);
      expect(await ok(get(l1, '/desk/me/stopwatch'))).toEqual({ running: null, logged: null });
      expect((await desk.said(first)).at(-1)).toMatchObject({ message: 'ticket.changed', queue: 'sla' });
    });

    it('that was forgotten asks what to log', async () => {
      const [id, other] = [await desk.held(l1), await desk.held(l1)];
      await ok(post(l1, `/tickets/${id}/stopwatch/start`, call));
      await turnBack(l1, 13 * 3600);
      expect(await post(l1, `/tickets/${id}/stopwatch/stop`)).toEqual(refusal(409, 'stopwatch.forgotten'));
      expect(await post(l1, `/tickets/${other}/stopwatch/start`, call)).toEqual(refusal(409, 'stopwatch.forgotten'));
      expect(await post(l1, `/tickets/${id}/stopwatch/stop`, { seconds: 80_000 })).toEqual(
        refusal(422, 'stopwatch.too-much'),
      );
      await ok(post(l1, `/tickets/${id}/stopwatch/stop`, { seconds: 1800 }));
      expect((await logOf(id)).map(({ seconds }: { seconds: number }) => seconds)).toEqual([1800]);
      await ok(post(l1, `/tickets/${id}/stopwatch/start`, call));
      expect((await ok(post(l1, `/tickets/${id}/stopwatch/stop`, { discard: true }))).logged).toBeNull();
      expect(await logOf(id)).toHaveLength(1);
    });

    it('goes with a ticket that is merged, and counts for the tier at which it was started', async () => {
      const [id, into] = [await desk.held(l1), await desk.held(l1)];
      await ok(post(l1, `/tickets/${id}/stopwatch/start`, call));
      await desk.expectOk(l1, into, 'escalate', { workOrder });
      await desk.expectOk(lead, id, 'merge', { into });
      expect((await ok(post(l1, `/tickets/${id}/stopwatch/stop`))).logged).toMatchObject({ ticketId: into });
      expect(await logOf(into)).toEqual([expect.objectContaining({ tier: 1 })]);
    });
  });

  it('prices work per tier by the rates of its time, and keeps what was corrected', async () => {
    const rate = (by: Person, body: object) => post(by, '/desk/rates', { currency: 'EUR', perHour: 24, ...body });
    expect(await rate(lead, { tier: 1 })).toEqual(refusal(403, 'caller.forbidden'));
    expect(await get(l1, '/desk/rates')).toEqual(refusal(403, 'caller.forbidden'));
    expect(await rate(admin, {})).toEqual(refusal(422, 'rate.of-nobody'));
    expect(await rate(admin, { tier: 1, perHour: 1.234 })).toEqual(refusal(400, 'request.invalid'));
    const startsAt = '2026-01-01T00:00:00Z';
    const made = await ok(rate(admin, { tier: 1, startsAt }), 201);
    expect(await rate(admin, { tier: 1, startsAt })).toEqual(refusal(409, 'rate.taken'));
    expect(await rate(admin, { tier: 2, startsAt, endsAt: startsAt })).toEqual(refusal(422, 'rate.ends-too-early'));

    const id = await desk.held(l1);
    const work = { seconds: 3600, kind: 'call', withCustomer: true, note: 'Restarted the connector' };
    await desk.expectOk(l1, id, 'log-work', work);
    await desk.expectOk(otherL1, id, 'log-work', { ...work, seconds: 1800, kind: 'research', withCustomer: false });
    const log = () => ok(get(l1, `/tickets/${id}/work-log`));
    expect(await log()).toMatchObject({
      secondsPerTier: [{ tier: 1, seconds: 5400 }],
      total: { seconds: 5400, withCustomerSeconds: 3600, cost: [{ currency: 'EUR', amount: 36 }], unpricedSeconds: 0 },
    });
    await ok(rate(admin, { agentId: otherL1.id, perHour: 30, startsAt }), 201);
    expect((await log()).perTier).toEqual([
      expect.objectContaining({ tier: 1, cost: [{ currency: 'EUR', amount: 39 }] }),
    ]);

    const [entry] = (await log()).items;
    const correct = (by: Person, body: object, of = entry.id) =>
      post(by, `/tickets/${id}/work-log/${of}/correct`, body);
    expect(await correct(otherL1, { seconds: 60, reason: 'x' })).toEqual(refusal(403, 'work-log.not-yours'));
    expect(await correct(l1, { seconds: 60 })).toEqual(refusal(400, 'request.invalid'));
    expect(await correct(l1, { seconds: 60, reason: 'x' }, id)).toEqual(refusal(404, 'work-log.not-found'));
    expect(await correct(l1, { seconds: 3600, reason: 'x' })).toEqual(refusal(422, 'work-log.nothing-to-correct'));
    await ok(correct(l1, { seconds: 600, reason: 'Forgot to stop.' }));
    const corrected = await ok(correct(lead, { kind: 'remote', reason: 'It was no call.' }));
    expect(corrected.items.map((each: { seconds: number; kind: string }) => [each.kind, each.seconds])).toEqual([
      ['call', 3600],
      ['research', 1800],
      ['call', -3000],
      ['call', -600],
      ['remote', 600],
    ]);
    expect(corrected.items.at(-1)).toMatchObject({
      corrects: entry.id,
      correctedBy: { id: lead.id },
      agent: { id: l1.id },
    });
    expect(await correct(l1, { seconds: 1, reason: 'x' }, corrected.items.at(-1).id)).toEqual(
      refusal(422, 'work-log.is-a-correction'),
    );
    expect(corrected.total).toMatchObject({
      seconds: 2400,
      secondsPerKind: { call: 0, remote: 600, research: 1800 },
      cost: [{ currency: 'EUR', amount: 19 }],
    });

    await ok(desk.request(admin, 'PATCH', `/desk/rates/${made.id}`, { endsAt: '2026-01-02T00:00:00Z' }));
    expect((await log()).total).toMatchObject({ cost: [{ currency: 'EUR', amount: 15 }], unpricedSeconds: 600 });
  });

  it('drafts a work order from what is on record, and tells the next tier everything first', async () => {
    const id = await desk.held(l1, { sector: 'network' });
    const draft = (by: Person, query = '') => get(by, `/tickets/${id}/work-order-draft${query}`);
    expect(await draft(storage)).toEqual(refusal(404, 'ticket.not-found'));
    expect(await draft(l1, '?to=1')).toEqual(refusal(422, 'tier.not-above'));
    expect(await draft(l1, '?to=L9')).toEqual(refusal(422, 'tier.unknown'));
    await desk.expectOk(l1, id, 'note', { body: 'Odd log.' });
    await desk.expectOk(l1, id, 'log-work', { seconds: 900, kind: 'call', withCustomer: true, note: 'Reset it' });
    await desk.write(
      `INSERT INTO clock (id, ticket_id, kind, state, priority, policy_version, started_at, due_at)
       VALUES (gen_random_uuid(), $1, 'resolution', 'running', 'P3', 1, now(), '2030-01-01T12:00:00Z')`,
      [id],
    );
    expect(await ok(draft(l1))).toMatchObject({
      to: { tier: 2, name: 'L2', sector: 'network' },
      workOrder: {
        situation: 'Reported: The router reboots\nEvery hour.',
        customerContext: 'Customer: C. Ustomer <customer@example.test>\nPromises: resolution by 2030-01-01 12:00 UTC',
      },
      missing: [
        { pointer: '/workOrder/tried' },
        { pointer: '/workOrder/hypothesis' },
        { pointer: '/workOrder/checkFirst' },
      ],
      unfinished: [
        { source: 'note', text: 'Odd log.' },
        { source: 'work-log', text: 'Reset it' },
      ],
      workPerAgent: [{ tier: 1, agent: { id: l1.id }, seconds: 900 }],
      timePerTier: [{ tier: 1 }],
    });
    expect((await ok(draft(l1, '?language=ko&to=3'))).workOrder.situation).toMatch(/^접수 내용: /);

    await desk.expectOk(l1, id, 'escalate', { workOrder });
    await desk.expectOk(network, id, 'claim');
    const back = { reasonCode: 'wrong-sector', note: 'It is the disk.' };
    expect(await desk.act(network, id, 'return', { ...back, betterSector: 'moon' })).toEqual(
      refusal(422, 'sector.not-at-tier'),
    );
    expect(await desk.act(network, id, 'return', { ...back, reasonCode: 'other', betterSector: 'storage' })).toEqual(
      refusal(422, 'return.no-better-sector'),
    );
    await desk.expectOk(network, id, 'return', { ...back, betterSector: 'storage' });
    await desk.expectOk(l1, id, 'claim');
    const again = await ok(draft(l1));
    expect(again).toMatchObject({ to: { tier: 2, sector: 'storage' }, missing: [] });
    expect(again.workOrder).toMatchObject({ tried: workOrder.tried, hypothesis: workOrder.hypothesis });
    const { to, workOrder: drafted } = again;
    await desk.expectOk(l1, id, 'escalate', { workOrder: drafted, to: { tier: to.tier, sector: to.sector } });
    expect(await ok(get(storage, `/tickets/${id}/hand-overs`))).toMatchObject({
      bounces: 1,
      items: [
        {
          handedOverBy: { id: l1.id },
          tried: workOrder.tried,
          acceptedBy: { id: network.id },
          secondsToAccept: expect.any(Number),
          returnReason: 'wrong-sector',
          returnedBy: { id: network.id },
          betterSector: 'storage',
          runbookSteps: [],
          override: null,
        },
        { toTier: 2, acceptedAt: null, secondsToAccept: null, complete: true },
      ],
      workPerAgent: [{ agent: { id: l1.id }, seconds: 900 }],
    });
    expect(await get(l1, '/desk/hand-over-report')).toEqual(refusal(403, 'caller.forbidden'));
    expect(await get(lead, '/desk/hand-over-report?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).toEqual(
      refusal(400, 'request.invalid'),
    );
    const { pairs, consultations } = await ok(get(lead, '/desk/hand-over-report'));
    expect(pairs).toEqual([
      expect.objectContaining({ fromTier: 1, toTier: 2, returnedFor: [{ reason: 'wrong-sector', count: 1 }] }),
    ]);
    expect(consultations).toEqual([
      expect.objectContaining({ fromTier: 1, toTier: 2, answered: 1 }),
      expect.objectContaining({ fromTier: 1, toTier: 3, answered: 0 }),
    ]);
  });
});
