import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '#testing';
import { aTicket, IntakeWorld } from '../testing/intake-world.js';

let world: IntakeWorld;
let key: string;
let bound: string;
let lead: { id: string; token: string };
let network: { id: string; token: string };
const numbers: Record<string, string> = {};
const ids: Record<string, string> = {};
let acme: string;

async function open(name: string, fields: object, token = key): Promise<void> {
  const { body } = await world.ask('POST', '/tickets', { token, body: { ...aTicket, subject: name, ...fields } });
  numbers[name] = body.number;
  ids[name] = body.id;
}

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key();
  acme = await world.organisation('Acme');
  bound = await world.key(['tickets:read', 'tickets:write'], acme);
  await world.write(`INSERT INTO sector (code, name) VALUES ('network', 'Network'), ('storage', 'Storage')`);
  lead = await world.agent('lead');
  network = await world.agent('agent', [[2, 'network']]);
  await open('printer jams', { description: 'paper everywhere', requester: { email: 'a@example.test' } });
  await open('router reboots', { description: 'every night' });
  await open('disk is full', { description: 'no room' });
  await open('printer is silent', { description: 'no ink', requester: { email: 'b@acme.test' } }, bound);
  await world.bring(ids['router reboots']!, 'in_progress', { tier: 2, sector: 'network', agentId: network.id });
  await world.bring(ids['disk is full']!, 'queued', { tier: 2, sector: 'storage' });
  await world.database.transaction(async (tx) => {
    const locked = await world.tickets.lock(tx, ids['printer is silent']!);
    await world.tickets.record(tx, locked!, {
      type: 'ticket.noted',
      by: { kind: 'agent', id: lead.id },
      public: false,
      post: { body: 'the customer is unicornish', public: false },
    });
  });
  await allFindable();
});
afterAll(() => world?.close());

const allFindable = (): Promise<void> =>
  eventually(
    async () => expect(await world.write('SELECT count(*)::int AS left FROM post_to_index')).toEqual([{ left: 0 }]),
    { withinMs: 5_000 },
  );

async function found(query: string, token = key): Promise<string[]> {
  const { status, body } = await world.ask('GET', `/tickets?${query}`, { token });
  expect([status, body.code]).toEqual([200, undefined]);
  return body.items.map(({ subject }: { subject: string }) => subject);
}

test('all that may be read, newest first', async () => {
  expect(await found('')).toEqual(['printer is silent', 'disk is full', 'router reboots', 'printer jams']);
});

test.each([
  ['tier=2', ['disk is full', 'router reboots']],
  ['tier=L2&sector=storage', ['disk is full']],
  ['state=received', ['printer is silent', 'printer jams']],
  ['state=queued,in_progress', ['disk is full', 'router reboots']],
  ['assignee=none&tier=2', ['disk is full']],
  ['requester=a@EXAMPLE.test', ['printer jams']],
  ['requester=nobody@example.test', []],
  ['priority=P1', []],
  ['q=printer', ['printer is silent', 'printer jams']],
  ['q=printer+-silent', ['printer jams']],
  ['q=prints+jam', []],
  ['q=printers+jammed', ['printer jams']],
  ['q=prin*', ['printer is silent', 'printer jams']],
  ['q=oute', ['router reboots']],
  ['q=paper+OR+ink', ['printer is silent', 'printer jams']],
  ['q=paper', ['printer jams']],
  ['q=%22every+night%22', ['router reboots']],
  ["q='%26|!:*()", []],
])('%s', async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test('by organisation, assignee and requester id', async () => {
  expect(await found(`organisation=${acme}`)).toEqual(['printer is silent']);
  expect(await found(`assignee=${network.id}`, lead.token)).toEqual(['router reboots']);
  expect(await found('assignee=me', network.token)).toEqual(['router reboots']);
  const { body } = await world.ask('GET', `/tickets/${numbers['printer jams']}`, { token: key });
  expect(await found(`requester=${body.requester.id}`)).toEqual(['printer jams']);
});

test('pages follow one another without a gap or a repetition', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await world.ask('GET', `/tickets?limit=1${cursor && `&cursor=${cursor}`}`, { token: key });
    expect(body.items).toHaveLength(1);
    seen.push(body.items[0].subject);
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(['printer is silent', 'disk is full', 'router reboots', 'printer jams']);
});

test('everybody sees his own: leads all, agents their tiers and sectors, keys of an organisation its tickets', async () => {
  expect(await found('', lead.token)).toHaveLength(4);
  expect(await found('', network.token)).toEqual(['router reboots']);
  expect(await found('', bound)).toEqual(['printer is silent']);
  for (const [token, name, status] of [
    [lead.token, 'printer jams', 200],
    [network.token, 'disk is full', 404],
    [network.token, 'router reboots', 200],
    [bound, 'printer jams', 404],
    [bound, 'printer is silent', 200],
  ] as const) {
    for (const named of [ids[name], numbers[name], numbers[name]!.slice(2), numbers[name]!.toLowerCase()]) {
      expect((await world.ask('GET', `/tickets/${named}`, { token })).status).toBe(status);
    }
    expect((await world.ask('GET', `/tickets/${ids[name]}/timeline`, { token })).status).toBe(status);
    expect((await world.ask('GET', `/tickets/${ids[name]}/posts`, { token })).status).toBe(status);
  }
});

test('a search finds by an internal post only for those who may read it', async () => {
  expect(await found('q=unicornish', lead.token)).toEqual(['printer is silent']);
  expect(await found('q=unicornish', bound)).toEqual([]);
});

test.each([
  'limit=0',
  'limit=101',
  'limit=ten',
  'tier=0',
  'tier=L0',
  'tier=all',
  'state=open',
  'state=',
  'assignee=bob',
  'organisation=Acme',
  'requester=nobody',
  'priority=high',
  'q=',
  'q=%00',
  `q=${'x'.repeat(501)}`,
  'cursor=nonsense',
  'page=2',
  'limit=1&limit=2',
])('%.40s is refused', async (query) => {
  const { status, headers } = await world.ask('GET', `/tickets?${query}`, { token: key });
  expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
});

test.each([
  'T-0',
  'T-1e3',
  'T-99999999999999999999',
  '%00',
  "'; DROP TABLE ticket",
  '00000000-0000-0000-0000-000000000000',
])('there is no ticket %s', async (name) => {
  for (const path of ['', '/timeline', '/posts']) {
    const { status } = await world.ask(
      'GET',
      `/tickets/${name.startsWith('%') ? name : encodeURIComponent(name)}${path}`,
      { token: key },
    );
    expect(status).toBe(404);
  }
});

test('without the right to read there is nothing to see', async () => {
  expect((await world.ask('GET', '/tickets')).status).toBe(401);
  expect((await world.ask('GET', '/tickets', { token: await world.key(['tickets:write']) })).status).toBe(403);
});
