import { newId } from '#database';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskWorld, type Person } from '../testing/desk-world.js';

describe("the desk's settings", () => {
  let desk: DeskWorld;
  let admin: Person, lead: Person, agent: Person;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    [admin, lead, agent] = [await desk.agent('admin'), await desk.agent('lead'), await desk.agent('agent')];
  });
  afterAll(() => desk.close());

  const refusal = (status: number, code: string) => ({ status, body: expect.objectContaining({ status, code }) });
  const kim = { email: 'Kim@Desk.test', name: 'A. Kim', password: 'correct horse' };
  const login = (email: string, password: string) => desk.request(null, 'POST', '/auth/login', { email, password });

  it.each([
    ['agents', kim],
    ['teams', { name: 'T', tier: 1 }],
    ['sectors', { code: 's', name: 'S' }],
    ['tiers', { number: 9, name: 'L9' }],
  ])('%s are read by agents and written by admins only', async (path, body) => {
    expect((await desk.request(agent, 'GET', `/${path}`)).status).toBe(200);
    expect(await desk.request(null, 'GET', `/${path}`)).toEqual(refusal(401, 'caller.unauthenticated'));
    for (const person of [agent, lead]) {
      expect(await desk.request(person, 'POST', `/${path}`, body)).toEqual(refusal(403, 'caller.forbidden'));
      expect(await desk.request(person, 'PATCH', `/${path}/1`, {})).toEqual(refusal(403, 'caller.forbidden'));
    }
    expect(await desk.request(admin, 'POST', `/${path}`, { ...body, surprise: 1 })).toEqual(
      refusal(400, 'request.invalid'),
    );
    expect((await desk.request(admin, 'PATCH', `/${path}/nobody`, { name: 'X' })).status).toBe(404);
  });

  it('an agent who was made can log in, and works where the teams are', async () => {
    const teamId = await desk.team(2, 'network');
    const made = await desk.request(admin, 'POST', '/agents', { ...kim, teams: [teamId], capacity: 3 });
    expect(made).toMatchObject({
      status: 201,
      body: { email: 'kim@desk.test', role: 'agent', capacity: 3, teams: [teamId] },
    });
    expect(JSON.stringify(made.body)).not.toContain('password');
    expect(await desk.request(admin, 'POST', '/agents', { ...kim, email: 'KIM@desk.test' })).toEqual(
      refusal(409, 'agent.email-taken'),
    );
    const { body } = await login('kim@desk.test', kim.password);
    const token = { id: made.body.id, token: body.accessToken };
    await desk.expectOk(token, await desk.queued({ tier: 2, sector: 'network' }), 'claim');
  });

  it('deactivating an agent ends the sessions at once; the tickets stay for a lead to assign', async () => {
    const person = await desk.agent('agent', [[1, null]]);
    const id = await desk.held(person);
    const changed = await desk.request(admin, 'PATCH', `/agents/${person.id}`, { active: false });
    expect(changed).toMatchObject({ status: 200, body: { active: false } });
    expect(await desk.act(person, id, 'release')).toEqual(refusal(401, 'caller.unauthenticated'));
    expect(await desk.ticket(id)).toMatchObject({ state: 'in_progress', assigneeId: person.id });
    await desk.expectOk(lead, id, 'assign', { agentId: agent.id });
  });

  it('a new password ends the sessions of the old one', async () => {
    const person = await desk.agent('agent');
    await desk.request(admin, 'PATCH', `/agents/${person.id}`, { password: 'battery staple' });
    expect((await desk.request(person, 'GET', '/agents')).status).toBe(401);
    expect((await login(`${person.id}@desk.test`, 'battery staple')).status).toBe(200);
  });

  it('keeps at least one active admin, also when two remove each other', async () => {
    const other = await desk.agent('admin');
    const answers = await Promise.all([
      desk.request(admin, 'PATCH', `/agents/${other.id}`, { role: 'agent' }),
      desk.request(other, 'PATCH', `/agents/${other.id}`, { active: false }),
    ]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(await desk.request(admin, 'PATCH', `/agents/${admin.id}`, { active: false })).toEqual(
      refusal(409, 'agent.last-admin'),
    );
    expect(await desk.request(admin, 'PATCH', `/agents/${admin.id}`, { role: 'lead' })).toEqual(
      refusal(409, 'agent.last-admin'),
    );
    const second = await desk.agent('admin');
    const crossing = await Promise.all([
      desk.request(admin, 'PATCH', `/agents/${second.id}`, { role: 'agent' }),
      desk.request(second, 'PATCH', `/agents/${admin.id}`, { role: 'agent' }),
    ]);
    expect(crossing.filter(({ status }) => status === 200)).toHaveLength(1);
    const [left] = await desk.rows<{ admins: string }>(
      `SELECT count(*) AS admins FROM agent WHERE role = 'admin' AND active`,
    );
    expect(Number(left?.admins)).toBe(1);
    await desk.write(`UPDATE agent SET role = 'admin' WHERE id = $1`, [admin.id]);
  });

  it('a team has members of its own choosing, and refuses what does not exist', async () => {
    const team = { name: 'Network night', tier: 2, sector: 'network', members: [agent.id] };
    const made = await desk.request(admin, 'POST', '/teams', team);
    expect(made).toMatchObject({ status: 201, body: team });
    expect(await desk.request(admin, 'POST', '/teams', team)).toEqual(refusal(409, 'team.name-taken'));
    const changed = await desk.request(admin, 'PATCH', `/teams/${made.body.id}`, { members: [lead.id], sector: null });
    expect(changed.body).toEqual({ ...made.body, members: [lead.id], sector: null });
    for (const [field, value, code] of [
      ['tier', 77, 'tier.unknown'],
      ['sector', 'mars', 'sector.unknown'],
      ['members', [newId()], 'agent.unknown'],
    ] as const) {
      const answer = await desk.request(admin, 'POST', '/teams', { ...team, name: 'Other', [field]: value });
      expect(answer).toEqual(refusal(422, code));
      expect(answer.body.errors[0].pointer).toBe(`/${field}`);
    }
  });

  it('a team is given an agent while the agent is given the team', async () => {
    const [person, teamId] = [await desk.agent('agent'), await desk.team(2, 'network')];
    const stalled = await desk.database.pool.connect();
    // The team's change stops halfway, where it looks whether there is such a sector.
    await stalled.query('BEGIN; LOCK TABLE sector IN ACCESS EXCLUSIVE MODE');
    const ofTeam = desk.request(admin, 'PATCH', `/teams/${teamId}`, { members: [person.id] });
    await eventually(async () => {
      expect(await desk.rows(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'sector'::regclass`)).toHaveLength(
        1,
      );
    });
    const ofAgent = await desk.request(admin, 'PATCH', `/agents/${person.id}`, { teams: [teamId] });
    await stalled.query('ROLLBACK');
    stalled.release();
    expect(ofAgent).toMatchObject({ status: 200, body: { teams: [teamId] } });
    expect(await ofTeam).toMatchObject({ status: 200, body: { members: [person.id] } });
  });

  it('sectors and tiers are made once and can be renamed', async () => {
    expect((await desk.request(admin, 'POST', '/sectors', { code: 'billing', name: 'Billing' })).status).toBe(201);
    expect(await desk.request(admin, 'POST', '/sectors', { code: 'billing', name: 'B' })).toEqual(
      refusal(409, 'sector.taken'),
    );
    expect(await desk.request(admin, 'PATCH', '/sectors/billing', { name: 'Money' })).toMatchObject({
      status: 200,
      body: { code: 'billing', name: 'Money' },
    });
    const tier = { number: 4, name: 'Liaison', mayResolve: false, mayAskVendor: true };
    expect(await desk.request(admin, 'POST', '/tiers', tier)).toEqual({ status: 201, body: tier });
    expect(await desk.request(admin, 'POST', '/tiers', { ...tier, name: 'X' })).toEqual(refusal(409, 'tier.taken'));
    expect(await desk.request(admin, 'PATCH', '/tiers/4', { name: 'L1' })).toEqual(refusal(409, 'tier.taken'));
    expect((await desk.request(admin, 'PATCH', '/tiers/4', { mayResolve: true })).body).toEqual({
      ...tier,
      mayResolve: true,
    });
  });

  it('lists are pages', async () => {
    const all = (await desk.request(agent, 'GET', '/agents?limit=100')).body.items;
    const { name, id: known } = all.at(-1);
    const part = encodeURIComponent(name.slice(1).toUpperCase());
    const found = (await desk.request(agent, 'GET', `/agents?limit=100&q=${part}`)).body.items;
    expect(found.map(({ id }: { readonly id: string }) => id)).toContain(known);
    expect((await desk.request(agent, 'GET', '/agents?q=%25nobody')).body.items).toEqual([]);
    const first = (await desk.request(agent, 'GET', '/agents?limit=2')).body;
    const second = (await desk.request(agent, 'GET', `/agents?limit=100&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toEqual(all);
    expect(await desk.request(agent, 'GET', '/agents?cursor=bad')).toEqual(refusal(400, 'request.invalid-cursor'));
    expect(await desk.request(agent, 'GET', '/agents?limit=0')).toEqual(refusal(400, 'request.invalid'));
  });

  it('dead letters are listed and sent again by admins', async () => {
    const [one, two] = [newId(), newId()];
    for (const id of [one, two]) {
      await desk.write(
        `INSERT INTO outbox (id, queue, message, data, correlation_id, next_sweep_at, dead_at, error)
         VALUES ($1, 'tier-1', 'ticket.routed', '{}', 'c', now(), now(), '{"name":"DomainError","message":"hopeless"}')`,
        [id],
      );
    }
    expect(await desk.request(lead, 'GET', '/desk/dead-letters')).toEqual(refusal(403, 'caller.forbidden'));
    const { body } = await desk.request(admin, 'GET', '/desk/dead-letters?queue=tier-1&limit=1');
    expect(body.items).toMatchObject([{ id: two, queue: 'tier-1', error: { message: 'hopeless' } }]);
    const next = await desk.request(admin, 'GET', `/desk/dead-letters?limit=1&cursor=${body.nextCursor}`);
    expect(next.body.items).toMatchObject([{ id: one }]);
    expect((await desk.request(admin, 'POST', `/desk/dead-letters/${one}/redrive`)).body).toEqual({ redriven: 1 });
    expect(await desk.request(admin, 'POST', `/desk/dead-letters/${one}/redrive`)).toEqual(
      refusal(404, 'dead-letter.not-found'),
    );
    expect((await desk.request(admin, 'POST', '/desk/dead-letters/redrive', { queue: 'sla' })).body).toEqual({
      redriven: 0,
    });
    expect((await desk.request(lead, 'GET', '/desk/message-queues')).status).toBe(403);
    const queues = (await desk.request(admin, 'GET', '/desk/message-queues')).body.items as Record<string, unknown>[];
    expect(queues.map(({ queue }) => queue)).toEqual(expect.arrayContaining(['triage', 'sla', 'notify', 'tier-1']));
    expect(queues.find(({ queue }) => queue === 'tier-1')).toMatchObject({ dead: 1 });
    expect((await desk.request(admin, 'POST', '/desk/dead-letters/redrive', {})).body).toEqual({ redriven: 1 });
  });
});
