import { newId } from '#database';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DeskWorld, type Person } from '../testing/desk-world.js';

let desk: DeskWorld;
let kim: Person;
let lee: Person;
let lead: Person;
let team: string;

beforeAll(async () => {
  desk = await DeskWorld.open();
  kim = await desk.agent('agent', [[2, 'network']]);
  lee = await desk.agent('agent', [[1, null]]);
  lead = await desk.agent('lead');
  const [row] = await desk.database.dataSource.query<{ team_id: string }[]>(
    'SELECT team_id FROM team_member WHERE agent_id = $1',
    [kim.id],
  );
  team = row?.team_id ?? '';
});
afterAll(() => desk?.close());

const seen = async (who: Person, query = ''): Promise<{ name: string; count: unknown }[]> =>
  (await desk.request(who, 'GET', `/desk/views${query}`)).body.items;
const saved = async (who: Person): Promise<string[]> => (await seen(who)).slice(6).map(({ name }) => name);

test('everybody has some views, with how many tickets he would find in them', async () => {
  await desk.queued({ tier: 2, sector: 'network' });
  await desk.held(kim, { tier: 2, sector: 'network' });
  await desk.queued({ tier: 1 });
  const counts = async (who: Person) => (await seen(who, '?counts=true')).map(({ name, count }) => [name, count]);
  const some = (count: number) => ({ count, atLeast: false });
  expect((await counts(kim)).slice(0, 3)).toEqual([
    ['My open tickets', some(1)],
    ['Unassigned', some(1)],
    ['At risk', some(0)],
  ]);
  expect((await counts(lead)).slice(0, 2)).toEqual([
    ['My open tickets', some(0)],
    ['Unassigned', some(2)],
  ]);
  expect((await seen(kim))[0]?.count).toBe(null);
});

test('one keeps, changes and deletes his own; nobody else sees them', async () => {
  const made = await desk.request(kim, 'POST', '/desk/views', { name: 'Mine', filters: { q: 'ink', state: 'queued' } });
  expect([made.status, made.body]).toMatchObject([201, { kind: 'own', mayChange: true, sort: 'number', count: null }]);
  expect([await saved(kim), await saved(lee), await saved(lead)]).toEqual([['Mine'], [], []]);
  const path = `/desk/views/${made.body.id}`;
  expect((await desk.request(lee, 'PATCH', path, { name: 'Yours' })).status).toBe(404);
  expect((await desk.request(lead, 'DELETE', path)).status).toBe(404);
  const wrong = await desk.request(kim, 'PATCH', path, { sort: 'due' });
  expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '/sort']);
  const changed = await desk.request(kim, 'PATCH', path, { name: 'Still mine', filters: { tier: 'L2' }, sort: 'due' });
  expect(changed.body).toMatchObject({ name: 'Still mine', filters: { tier: 'L2' }, sort: 'due' });
  expect((await desk.request(kim, 'DELETE', path)).status).toBe(204);
  expect(await saved(kim)).toEqual([]);
});

test('leads share with teams, tiers and everybody', async () => {
  const share = (name: string, sharedWith: object, who = lead) =>
    desk.request(who, 'POST', '/desk/views', { name, filters: {}, sharedWith });
  expect((await share('No', { everybody: true }, kim)).status).toBe(403);
  expect((await share('No', { teams: [newId()] })).body.code).toBe('team.unknown');
  expect((await share('No', { tiers: [77] })).body.code).toBe('tier.unknown');
  const [a, b, c] = [
    await share('A team', { teams: [team] }),
    await share('A tier', { tiers: [1] }),
    await share('All', { everybody: true }),
  ];
  expect([a.status, b.status, c.status]).toEqual([201, 201, 201]);
  expect([await saved(kim), await saved(lee)]).toEqual([
    ['A team', 'All'],
    ['A tier', 'All'],
  ]);
  const refused = await desk.request(kim, 'PATCH', `/desk/views/${c.body.id}`, { name: 'None' });
  expect([refused.status, refused.body.code]).toEqual([403, 'view.not-yours']);
  const another = await desk.agent('lead');
  expect((await desk.request(another, 'PATCH', `/desk/views/${b.body.id}`, { name: 'A line' })).status).toBe(200);
  expect(await saved(lee)).toEqual(['A line', 'All']);
});

test('a queue is listed as it should be taken, for those who may read it', async () => {
  const clock = `WITH clock AS (
      INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, due_at)
      VALUES (gen_random_uuid(), $1, 'tier', 3, 'running', 'P3', 1, now(), now() + $2::int * interval '1 second') RETURNING *)
    UPDATE ticket_due SET due_at = clock.due_at FROM clock WHERE ticket_due.ticket_id = clock.ticket_id`;
  const [later, plain, urgent, sooner, moon] = [
    await desk.queued({ tier: 3 }),
    await desk.queued({ tier: 3 }),
    await desk.queued({ tier: 3 }),
    await desk.queued({ tier: 3 }),
    await desk.queued({ tier: 3, sector: 'moon' }),
  ];
  await desk.write(clock, [later, 900]);
  await desk.write(clock, [sooner, 90]);
  await desk.write(clock, [moon, 1]);
  await desk.write(`UPDATE ticket SET priority = CASE WHEN id = $1 THEN 'P1' ELSE 'P4' END WHERE tier = 3`, [urgent]);
  const storage = await desk.agent('agent', [[3, 'storage']]);
  const met: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await desk.request(storage, 'GET', `/desk/queues/L3?limit=1${cursor && `&cursor=${cursor}`}`);
    met.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
  }
  expect(met).toEqual([sooner, later, urgent, plain]);
  const { body } = await desk.request(lead, 'GET', '/desk/queues/3?sector=moon');
  expect(body.items).toMatchObject([{ id: moon, nextClock: { kind: 'tier', paused: false, breached: false } }]);
  expect((await desk.request(lead, 'GET', '/desk/queues/77')).status).toBe(404);
  expect((await desk.request(lead, 'GET', '/desk/queues/x')).status).toBe(404);
  const figures = (await desk.request(lead, 'GET', '/desk/queues?by=sector')).body.items[2];
  expect(figures.sectors).toMatchObject([
    { sector: null, waiting: 4 },
    { sector: 'moon', waiting: 1 },
  ]);
});
