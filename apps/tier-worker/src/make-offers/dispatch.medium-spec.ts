import { newId } from '#database';
import { eventually } from '#testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeskWorld, type Answer, type Person } from '../testing/desk-world.js';

const refusal = (status: number, code: string): object => ({ status, body: expect.objectContaining({ code }) });

describe('dispatch', () => {
  let desk: DeskWorld;
  let lead: Person;
  /** A tier of its own for each test. */
  let tier = 10;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    lead = await desk.agent('lead');
  });
  afterAll(() => desk.close());

  beforeEach(async () => {
    tier += 1;
    await desk.write(`INSERT INTO tier (number, name) VALUES ($1::int, 'T' || $1::int)`, [tier]);
  });

  const ok = async (
    by: Person,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
  ): Promise<Answer['body']> => {
    const answer = await desk.request(by, method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const rule = (over: object) => ok(lead, 'PUT', '/desk/dispatch-rules', { tier, ...over });
  const say = (agent: Person, state: string) => ok(agent, 'PUT', '/desk/me/availability', { state });
  const there = async (capacity: number | null = null): Promise<Person> => {
    const agent = await desk.agent('agent', [[tier, null]], capacity);
    await say(agent, 'available');
    return agent;
  };
  const offersOf = async (agent: Person): Promise<Answer['body'][]> => (await ok(agent, 'GET', '/desk/offers')).items;
  const offered = (agent: Person, ticketId: string): Promise<Answer['body']> =>
    eventually(async () => {
      const offer = (await offersOf(agent)).find((each) => each.ticketId === ticketId);
      expect(offer).toBeDefined();
      return offer;
    });
  const eventTypes = async (id: string) => (await desk.events(id)).map(({ type }) => type);

  it('offers what arrives to one agent at a time; who accepts has it, who declines is not asked again', async () => {
    await rule({ mode: 'push' });
    const [one, two] = [await there(), await there()];
    const id = await desk.queued({ tier });
    const first = await eventually(async () => {
      const [offer] = (await ok(lead, 'GET', '/desk/offers?of=all')).items.filter(
        (each: { ticketId: string }) => each.ticketId === id,
      );
      expect(offer).toBeDefined();
      return offer;
    });
    const [asked, other] = first.agentId === one.id ? [one, two] : [two, one];
    expect(await offersOf(other)).toEqual([]);
    expect(await desk.act(other, id, 'claim')).toEqual(refusal(409, 'ticket.on-offer'));
    expect(await desk.request(other, 'POST', `/desk/offers/${first.id}/accept`, {})).toEqual(
      refusal(404, 'offer.not-found'),
    );
    await ok(asked, 'POST', `/desk/offers/${first.id}/decline`, { reasonCode: 'break', note: 'Lunch.' });
    expect(await desk.request(asked, 'POST', `/desk/offers/${first.id}/accept`, {})).toEqual(
      refusal(409, 'offer.over'),
    );
    const second = await offered(other, id);
    expect(await ok(other, 'POST', `/desk/offers/${second.id}/accept`, {})).toMatchObject({
      state: 'in_progress',
      assignee: { id: other.id },
    });
    expect(
      await desk.rows(`SELECT state, reason_code FROM dispatch_offer WHERE ticket_id = $1 ORDER BY offered_at`, [id]),
    ).toEqual([
      { state: 'declined', reason_code: 'break' },
      { state: 'accepted', reason_code: null },
    ]);
  });

  it('goes to the next when time is up, and is open to all when everybody was asked', async () => {
    const id = await desk.queued({ tier });
    await desk.write(`UPDATE ticket SET queued_at = queued_at + interval '7 microseconds' WHERE id = $1`, [id]);
    await rule({ mode: 'push', offerSeconds: 1 });
    const one = await there();
    await offered(one, id);
    await eventually(async () => expect(await eventTypes(id)).toContain('ticket.opened-to-all'));
    expect(await offersOf(one)).toEqual([]);
    expect(await desk.rows(`SELECT state FROM dispatch_offer WHERE ticket_id = $1`, [id])).toEqual([
      { state: 'timed-out' },
    ]);
    await desk.expectOk(one, id, 'claim');
    const another = await desk.queued({ tier });
    const { id: offer } = await offered(one, another);
    await ok(one, 'POST', `/desk/offers/${offer}/decline`, { reasonCode: 'break', note: 'Lunch.' });
    await eventually(async () => expect(await eventTypes(another)).toContain('ticket.opened-to-all'));
    expect((await desk.events(another)).at(-1)?.data).toMatchObject({
      asked: 1,
      answers: [{ agentId: one.id, state: 'declined', reasonCode: 'break', note: 'Lunch.' }],
    });
  });

  it('an offer of a process that died ends by its row', async () => {
    await rule({ mode: 'push' });
    const one = await desk.agent('agent', [[tier, null]]);
    const id = await desk.queued({ tier });
    const { stayVersion } = await desk.ticket(id);
    await desk.write(
      `INSERT INTO dispatch_offer (id, ticket_id, stay_version, agent_id, tier, state, because, offered_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, 'offered', 'turn', now() - interval '2 minutes', now() - interval '1 minute')`,
      [newId(), id, stayVersion, one.id, tier],
    );
    const two = await there();
    await offered(two, id);
  });

  it('asks nobody for more than they can carry, and goes on when there is room again', async () => {
    await rule({ mode: 'push' });
    const agent = await there(2);
    const ids = [await desk.queued({ tier }), await desk.queued({ tier }), await desk.queued({ tier })];
    await eventually(async () => expect(await offersOf(agent)).toHaveLength(2));
    for (const { id } of await offersOf(agent)) await ok(agent, 'POST', `/desk/offers/${id}/accept`, {});
    expect(await offersOf(agent)).toEqual([]);
    const mine = (await ok(lead, 'GET', '/desk/agents')).items.find(({ id }: { id: string }) => id === agent.id);
    expect(mine).toMatchObject({ state: 'available', held: 2, load: 2, capacity: 2, onShift: true });
    const last = (await Promise.all(ids.map((id) => desk.ticket(id)))).find(({ state }) => state === 'queued')!;
    expect(await desk.act(agent, last.id, 'claim')).toEqual(refusal(409, 'agent.at-capacity'));
    const [held] = ids.filter((id) => id !== last.id);
    await desk.expectOk(agent, held!, 'resolve', { solution: 'Done.', code: 'solved' });
    await offered(agent, last.id);
  });

  it('asks who has the skills, and nobody who is away, absent or off shift', async () => {
    await rule({ mode: 'push', requiredSkills: [{ skill: 'fiber', level: 2 }], skillWaitSeconds: 3_600 });
    const [plain, away, absent, off, right] = [
      await there(),
      await there(),
      await there(),
      await there(),
      await there(),
    ];
    for (const { id } of [away, absent, off, right])
      await ok(lead, 'PUT', `/desk/skills/${id}`, { skills: [{ skill: 'fiber', level: 3 }] });
    await say(away, 'away');
    const [from, to] = [Date.now() - 60_000, Date.now() + 3_600_000].map((time) => new Date(time).toISOString());
    await ok(lead, 'POST', '/desk/absences', { agentId: absent.id, from, to });
    const tomorrow = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getUTCDay() + 2) % 7]!;
    await ok(lead, 'PUT', `/desk/shifts/agents/${off.id}`, {
      timezone: 'UTC',
      hours: { [tomorrow]: [['09:00', '17:00']] },
    });
    const id = await desk.queued({ tier });
    await offered(right, id);
    const seen = (await ok(lead, 'GET', '/desk/agents')).items as { id: string; onShift: boolean }[];
    expect([plain, absent, off].map(({ id: who }) => seen.find((each) => each.id === who)?.onShift)).toEqual([
      true,
      false,
      false,
    ]);
    const inADay = new Date(Date.now() + 86_400_000).toISOString();
    const hours = await ok(lead, 'GET', `/desk/working-hours?from=${from}&to=${inADay}`);
    const told = ({ id: who }: { id: string }) => hours.items.find((each: { id: string }) => each.id === who);
    expect([plain, absent, off].map(told)).toMatchObject([
      { by: 'none', onShift: true, works: [{ from, to: inADay }] },
      { by: 'none', onShift: false, works: [{ from: to, to: inADay }] },
      { by: 'own', onShift: false, works: [] },
    ]);
  });

  it('lets everybody say themselves when they are not there, and nobody for somebody else', async () => {
    const [ada, other] = [await there(), await there()];
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const request = (by: Person, method: string, path: string, body?: object) =>
      desk.request(by, method as 'PUT', path, body);
    const said = { from: inHours(-1), to: inHours(8), reason: 'Dentist' };
    const before = Date.now();
    const { id, from } = await ok(ada, 'POST', '/desk/me/absences', said);
    expect(new Date(from).getTime()).toBeGreaterThanOrEqual(before);
    const listed = async () =>
      (await ok(lead, 'GET', '/desk/absences')).items.filter((each: { id: string }) => each.id === id);
    expect(await listed()).toEqual([{ id, agentId: ada.id, name: expect.any(String), ...said, from }]);
    const seen = (await ok(lead, 'GET', '/desk/agents')).items as { id: string; onShift: boolean }[];
    expect(seen.find((each) => each.id === ada.id)?.onShift).toBe(false);

    const path = `/desk/me/absences/${id}`;
    for (const by of [other, lead]) expect((await request(by, 'DELETE', path)).status).toBe(404);
    expect((await request(other, 'PUT', path, said)).status).toBe(404);
    expect((await request(ada, 'PUT', path, { from: inHours(-9), to: inHours(-1) })).body.errors).toEqual([
      expect.objectContaining({ pointer: '/to', code: 'absence.over-already' }),
    ]);
    const later = { from: inHours(24), to: inHours(48) };
    // What has begun stays on record.
    expect((await request(ada, 'PUT', path, later)).body).toMatchObject({ id, from, to: later.to, reason: null });
    expect((await request(ada, 'DELETE', path)).status).toBe(204);
    expect(await listed()).toEqual([]);
    const recorded = await desk.rows(`SELECT FROM absence WHERE id = $1 AND ends_at <= now()`, [id]);
    expect(recorded).toHaveLength(1);
    const { id: coming } = await ok(ada, 'POST', '/desk/me/absences', later);
    expect((await request(ada, 'DELETE', `/desk/me/absences/${coming}`)).status).toBe(204);
    expect(await desk.rows(`SELECT FROM absence WHERE id = $1`, [coming])).toEqual([]);

    const { id: over } = await ok(lead, 'POST', '/desk/absences', {
      agentId: ada.id,
      from: inHours(-9),
      to: inHours(-1),
    });
    expect((await request(ada, 'DELETE', `/desk/me/absences/${over}`)).status).toBe(404);

    // Leads write down what was, too.
    const was = { from: inHours(-8), to: inHours(-2), reason: 'Ill' };
    expect(await ok(lead, 'PUT', `/desk/absences/${over}`, was)).toMatchObject({ id: over, agentId: ada.id, ...was });
    expect((await request(lead, 'PUT', `/desk/absences/${over}`, { from: was.to, to: was.from })).body.errors).toEqual([
      expect.objectContaining({ pointer: '/to', code: 'absence.ends-first' }),
    ]);
    expect((await request(lead, 'PUT', `/desk/absences/${ada.id}`, was)).status).toBe(404);
  });

  it('twenty who take the next of ten at once get ten different ones, most urgent first', async () => {
    const agents = await Promise.all(Array.from({ length: 20 }, () => desk.agent('agent', [[tier, null]])));
    const ids: string[] = [];
    for (let count = 0; count < 10; count += 1) ids.push(await desk.queued({ tier }));
    await desk.write(`UPDATE ticket SET priority = 'P1' WHERE id = $1`, [ids[9]]);
    const [early] = agents;
    expect((await ok(early!, 'POST', '/desk/take-next', { tier })).ticket.id).toBe(ids[9]);
    const answers = await Promise.all(agents.map((agent) => ok(agent, 'POST', '/desk/take-next', {})));
    const taken = answers.flatMap(({ ticket }) => (ticket ? [ticket.id as string] : []));
    expect(taken.toSorted()).toEqual(ids.slice(0, 9).toSorted());
    expect(await ok(early!, 'POST', '/desk/take-next', {})).toEqual({ ticket: null });
  });

  it('work of an agent who goes offline returns to its queue by the rule; what waits for the customer stays', async () => {
    await rule({ returnAfterOfflineSeconds: 0 });
    const agent = await there();
    const [held, waits] = [await desk.held(agent, { tier }), await desk.held(agent, { tier })];
    await desk.expectOk(agent, waits, 'ask-customer', { body: 'Which one?' });
    await say(agent, 'offline');
    await eventually(async () => expect(await desk.stateOf(held)).toBe('queued'));
    const released = (await desk.events(held)).find(({ type }) => type === 'ticket.released');
    expect(released).toMatchObject({ public: false, data: { because: 'offline', agentId: agent.id } });
    expect(await desk.ticket(waits)).toMatchObject({ state: 'awaiting_customer', assigneeId: agent.id });
  });

  it('who said until when is available again then', async () => {
    const agent = await there();
    const until = new Date(Date.now() + 300).toISOString();
    await ok(agent, 'PUT', '/desk/me/availability', { state: 'busy', until, reason: 'A call.' });
    await eventually(async () =>
      expect(await ok(agent, 'GET', '/desk/me/availability')).toMatchObject({ state: 'available', until: null }),
    );
    const answer = await desk.request(agent, 'PUT', '/desk/me/availability', { state: 'offline', until });
    expect(answer).toEqual(refusal(400, 'availability.invalid-until'));
  });

  it('shows a partner only what waited too long, until an own agent has it', async () => {
    const partner = await desk.agent('agent', [[tier, null]]);
    const [{ team_id: teamId }] = (await desk.rows<{ team_id: string }>(
      `SELECT team_id FROM team_member WHERE agent_id = $1`,
      [partner.id],
    )) as [{ team_id: string }];
    expect(await desk.request(lead, 'PUT', '/desk/overflow-rules', { tier, afterSeconds: 0, teamId })).toEqual(
      refusal(422, 'team.not-a-partner'),
    );
    await desk.write(`UPDATE team SET partner = true WHERE id = $1`, [teamId]);
    const own = await desk.agent('agent', [[tier, null]]);
    const before = await desk.queued({ tier });
    expect(await desk.act(partner, before, 'note', { body: 'Me?' })).toEqual(refusal(404, 'ticket.not-found'));
    await desk.expectOk(own, before, 'claim');
    const exact = await desk.queued({ tier });
    await desk.write(`UPDATE ticket SET queued_at = queued_at + interval '7 microseconds' WHERE id = $1`, [exact]);
    await ok(lead, 'PUT', '/desk/overflow-rules', { tier, afterSeconds: 0, teamId });
    const [first, second] = [await desk.queued({ tier }), await desk.queued({ tier })];
    for (const id of [exact, first, second])
      await eventually(async () => expect(await eventTypes(id)).toContain('ticket.overflowed'));
    const shown = (await ok(lead, 'GET', '/desk/overflow-rules')).items;
    expect(shown.find((each: { tier: number }) => each.tier === tier)).toMatchObject({ openNow: true, shown: 3 });
    await desk.expectOk(own, exact, 'claim');
    await desk.expectOk(own, first, 'claim');
    expect((await eventTypes(first)).at(-1)).toBe('ticket.overflow-ended');
    expect(await desk.act(partner, first, 'claim')).toEqual(refusal(404, 'ticket.not-found'));
    expect((await ok(partner, 'POST', '/desk/take-next', {})).ticket).toMatchObject({
      id: second,
      assignee: { id: partner.id },
    });
    expect(await eventTypes(second)).not.toContain('ticket.overflow-ended');
    expect(await ok(partner, 'POST', '/desk/take-next', {})).toEqual({ ticket: null });
  });

  it('what a rule cannot mean is refused with the field that is wrong', async () => {
    const wrong = async (path: string, body: object) => desk.request(lead, 'PUT', path, body);
    expect(await wrong('/desk/dispatch-rules', { tier: 99 })).toEqual(refusal(422, 'tier.unknown'));
    expect(await wrong('/desk/dispatch-rules', { tier, sector: 'nowhere' })).toEqual(refusal(422, 'sector.unknown'));
    expect(await wrong('/desk/dispatch-rules', { tier, mode: 'shove' })).toEqual(refusal(400, 'request.invalid'));
    for (const range of [
      'from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z',
      'from=9999-01-01T00:00:00Z&to=9999-01-02T00:00:00Z',
    ])
      // prettier-ignore
      expect(await desk.request(lead, 'GET', `/desk/working-hours?${range}`)).toEqual(refusal(400, 'request.invalid'));
    expect(
      await wrong(`/desk/shifts/agents/${newId()}`, { timezone: 'UTC', hours: { mon: [['09:00', '17:00']] } }),
    ).toEqual(refusal(404, 'agent.not-found'));
    const weights = await ok(lead, 'GET', '/desk/weights');
    expect(weights).toEqual({ P1: 4, P2: 3, P3: 2, P4: 1, P5: 1 });
    expect(await ok(lead, 'PUT', '/desk/weights', weights)).toEqual(weights);
  });
});
