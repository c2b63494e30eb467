import { newId, MOST_WORDS_OF_A_PART } from '#database';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aTicket, IntakeWorld } from '../testing/intake-world.js';

let world: IntakeWorld;
let key: string;
let lead: { id: string; token: string };
let network: { id: string; token: string };
let customers: string;
const ids: Record<string, string> = {};

async function open(subject: string, description: string, token = key): Promise<void> {
  const { body } = await world.ask('POST', '/tickets', { token, body: { ...aTicket, subject, description } });
  ids[subject] = body.id;
}

const say = (subject: string, body: string, isPublic: boolean): Promise<unknown> =>
  world.database.transaction(async (tx) => {
    const ticket = await world.tickets.lock(tx, ids[subject]!);
    const by = { kind: 'agent', id: lead.id } as const;
    await world.tickets.record(tx, ticket!, {
      type: 'ticket.noted',
      by,
      public: isPublic,
      post: { body, public: isPublic },
    });
  });

const allFindable = (): Promise<void> =>
  eventually(
    async () => expect(await world.write('SELECT count(*)::int AS left FROM post_to_index')).toEqual([{ left: 0 }]),
    { withinMs: 5_000 },
  );

async function list(query: string, token = lead.token) {
  const { status, body } = await world.ask('GET', `/tickets?${query}`, { token });
  expect([status, body.code]).toEqual([200, undefined]);
  return body as { items: any[]; nextCursor: string | null }; // oxlint-disable-line typescript/no-explicit-any -- as any body in tests
}
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const q = (words: string): string => `q=${encodeURIComponent(words)}`;
const found = async (words: string, token = lead.token): Promise<string[]> =>
  (await list(q(words), token)).items.map(({ subject }) => subject as string).toSorted(byText);
const count = async (query: string, token = lead.token) =>
  (await world.ask('GET', `/tickets/count?${query}`, { token })).body;

/** An open ticket that waits at L2 network; the rest of its row and its clocks as told. */
async function waiting(name: string, columns = '', clock?: string): Promise<void> {
  await open(name, 'for a walk');
  await world.bring(ids[name]!, 'queued', { tier: 2, sector: 'network' });
  if (columns) await world.write(`UPDATE ticket SET ${columns} WHERE id = $1`, [ids[name]]);
  if (clock) {
    await world.write(
      `WITH clock AS (
         INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, due_at, breached_at)
         SELECT $2, $1, 'tier', 2, state, 'P3', (SELECT min(id) FROM sla_policy_version), now(), due_at, breached_at
         FROM (SELECT ${clock}) AS said (state, due_at, breached_at) RETURNING *)
       UPDATE ticket_due SET due_at = clock.due_at FROM clock WHERE ticket_due.ticket_id = clock.ticket_id`,
      [ids[name], newId()],
    );
  }
}

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key();
  customers = await world.key(['tickets:read', 'tickets:write'], await world.organisation('Acme'));
  await world.write(`INSERT INTO sector (code, name) VALUES ('network', 'Network')`);
  lead = await world.agent('lead');
  network = await world.agent('agent', [[2, 'network']]);
  await open('Принтеры не печатают', 'Ошибка 0x8007-0005 на складе, зелёный свет');
  await open('프린터가 멈췄습니다', '사무실에서 오류가 나요');
  await open('LaserJet jams', 'Serial SN-4471-AB, prints <b>nothing</b>');
  await open('打印机坏了', '无法连接网络');
  await open('Acme cannot sign in', 'The password was refused', customers);
  await say('Acme cannot sign in', 'unicornish: the customer forgot to pay', false);
  await say('Acme cannot sign in', 'Please reset it', true);
  await world.bring(ids['LaserJet jams']!, 'queued', { tier: 2, sector: 'network' });
  await allFindable();
});
afterAll(() => world?.close());

describe('a search', () => {
  test.each([
    ['принтер', ['Принтеры не печатают']],
    ['печатает склады', ['Принтеры не печатают']],
    ['зеленый', ['Принтеры не печатают']],
    ['프린터', ['프린터가 멈췄습니다']],
    ['오류 사무실', ['프린터가 멈췄습니다']],
    ['멈', ['프린터가 멈췄습니다']],
    ['打印机', ['打印机坏了']],
    ['连接', ['打印机坏了']],
    ['serj', ['LaserJet jams']],
    ['laser*', ['LaserJet jams']],
    ['*jet', ['LaserJet jams']],
    ['*ser*', ['LaserJet jams']],
    ['SN-4471-AB', ['LaserJet jams']],
    ['sn4471ab', ['LaserJet jams']],
    ['4471', ['LaserJet jams']],
    ['0x80070005', ['Принтеры не печатают']],
    ['"password was refused"', ['Acme cannot sign in']],
    ['"refused password"', []],
    ['reset unicornish', ['Acme cannot sign in']],
    ['-reset password', []],
    ['jam OR ошибки', ['LaserJet jams', 'Принтеры не печатают']],
    ['the', []],
    ['#0', []],
    ['nowhere*', []],
  ])('%s', async (words, expected) => {
    expect(await found(words)).toEqual(expected);
    expect(await count(q(words))).toEqual({ count: expected.length, atLeast: false });
  });

  test('tells where it found, as text', async () => {
    const { items } = await list(q('prints'));
    const { text, marks, postId } = items[0].match;
    expect(text).toBe('Serial SN-4471-AB, prints <b>nothing</b>');
    expect(marks.map(([from, to]: [number, number]) => text.slice(from, to))).toEqual(['prints']);
    expect(postId).toEqual(expect.any(String));
    expect((await list('limit=1')).items[0].match).toBe(null);
  });

  test('finds by internal posts for us only: not by having a word, nor by lacking it, nor in counts', async () => {
    expect(await found('unicornish')).toHaveLength(1);
    for (const words of ['unicornish', 'unicorn*', 'password unicornish', '"forgot to pay"']) {
      expect([words, await found(words, customers), (await count(q(words), customers)).count]).toEqual([words, [], 0]);
    }
    for (const words of ['-unicornish', 'password -unicornish', 'reset']) {
      expect([words, await found(words, customers), (await count(q(words), customers)).count]).toEqual([
        words,
        ['Acme cannot sign in'],
        1,
      ]);
    }
    expect(await found('-unicornish')).not.toContain('Acme cannot sign in');
  });

  test('finds and counts for agents what is theirs', async () => {
    expect(await found('jams', network.token)).toEqual(['LaserJet jams']);
    expect(await found('password', network.token)).toEqual([]);
    expect(await count(q('password OR jams'), network.token)).toEqual({ count: 1, atLeast: false });
    expect(await count('', network.token)).toEqual({ count: 1, atLeast: false });
  });

  test('goes on behind the bound of one window and of one page', async () => {
    // Far apart, as after years: between them lie more windows than are looked into one by one.
    await world.write(`SELECT setval('ticket_number', 5000000)`);
    await open('Much later printing', 'printed');
    await allFindable();
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`${q('print')}&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ subject }) => subject));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['Much later printing', 'LaserJet jams']);
  });

  test.each([
    "'",
    '\\',
    "a' | 'b",
    'a & b:*',
    '<->',
    '!!!',
    '"',
    '(((',
    ':A',
    'ё'.repeat(500),
    '*'.repeat(500),
    '-'.repeat(500),
    '%_%',
    'x*'.repeat(200),
    `${'a* '.repeat(160)}`,
  ])('whatever is typed, %j is words or nothing', async (words) => {
    for (const token of [lead.token, network.token, customers]) {
      expect((await world.ask('GET', `/tickets?${q(words)}`, { token })).status).toBe(200);
      expect((await world.ask('GET', `/tickets/count?${q(words)}`, { token })).status).toBe(200);
    }
  });

  test('a part stands for the shortest words it is in', async () => {
    const words = Array.from({ length: MOST_WORDS_OF_A_PART + 20 }, (_, index) => `zz${'q'.repeat(3)}${index + 100}`);
    await open('Many', words.join(' '));
    await open('Longest', `${words[0]}butlonger`);
    await allFindable();
    expect(await found('zzqqq*')).toEqual(['Many']);
  });
});

describe('a walk through pages', () => {
  const names = Array.from({ length: 12 }, (_, index) => `walk ${index}`);

  beforeAll(async () => {
    for (const [index, name] of names.entries()) {
      const clock =
        index % 3 === 0
          ? undefined
          : `${index % 4 === 1 ? `'paused', NULL::timestamptz` : `'running', now() + interval '${index % 5} hours'`}, ${index === 2 ? 'now()' : 'NULL::timestamptz'}`;
      await waiting(
        name,
        `priority = ${index % 4 === 0 ? 'NULL' : `'P${(index % 5) + 1}'`}, queued_at = now() - interval '${index % 3} hours'`,
        clock,
      );
    }
  });

  test.each(['number', 'updated', 'due', 'waiting', 'priority'])(
    'by %s meets every ticket once while others come and change',
    async (sort) => {
      const seen: string[] = [];
      for (let cursor: string | null = '', page = 0; cursor !== null; page += 1) {
        const body = await list(`sort=${sort}&state=queued&limit=5${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.items.map(({ subject }) => subject));
        cursor = body.nextCursor;
        await waiting(`newcomer ${sort} ${page}`, '', `'running', now(), now()`);
        await say('LaserJet jams', 'changed', false);
      }
      const walked = seen.filter((subject) => subject.startsWith('walk'));
      expect(walked.toSorted(byText)).toEqual(names.toSorted(byText));
    },
  );

  test('by due shows the promise that matters next, soonest first, those without at the end', async () => {
    const { items } = await list('sort=due&state=queued&limit=100');
    const dues = items.map(({ nextClock }) => nextClock?.dueAt ?? null);
    const running = dues.filter((due) => due !== null);
    expect(running.length).toBeGreaterThan(4);
    expect(dues).toEqual([...running.toSorted(byText), ...dues.slice(running.length)]);
    expect(items.find(({ subject }) => subject === 'walk 2').nextClock).toEqual({
      kind: 'tier',
      tier: 2,
      state: 'running',
      dueAt: expect.any(String),
      breached: true,
      paused: false,
      targetSeconds: expect.any(Number),
      bankedSeconds: 0,
    });
  });

  test('what an agent watches is his alone', async () => {
    await world.write(`INSERT INTO ticket_watcher (ticket_id, agent_id, added_by) VALUES ($1, $2, $2)`, [
      ids['walk 2'],
      network.id,
    ]);
    const watched = async (token: string) => (await list('watched=true', token)).items.map(({ subject }) => subject);
    expect([await watched(network.token), await watched(lead.token), await watched(key)]).toEqual([['walk 2'], [], []]);
    const others = (await list('watched=false&tier=2', network.token)).items.map(({ subject }) => subject);
    expect([others.includes('walk 2'), others.length > 0]).toEqual([false, true]);
    expect(await count('watched=true', network.token)).toMatchObject({ count: 1 });
  });

  test('what tiers owe is not for customers: neither shown nor filtered nor sorted by', async () => {
    await world.write(`UPDATE ticket SET organisation_id = (SELECT id FROM organisation) WHERE id = $1`, [
      ids['walk 2'],
    ]);
    const [ticket] = (await list('sort=due', customers)).items.filter(({ subject }) => subject === 'walk 2');
    expect(ticket.nextClock).toBe(null);
    expect((await list('breached=true', customers)).items).toEqual([]);
    expect((await list('breached=true')).items.map(({ subject }) => subject)).toContain('walk 2');
  });

  test.each([
    ['priority=P2,P3&state=queued&tags=a', 0],
    ['tier=L2,3&sector=network&channel=api', 13],
    ['bounces=1', 0],
    ['createdFrom=-1d&createdTo=2999-01-01', 13],
    ['updatedTo=-1h', 0],
    ['resolvedFrom=2020-01-01T00:00:00%2B23:00', 0],
    ['vendorCase=true', 0],
    ['vendorCase=false&language=xx', 0],
    ['product=none', 0],
    ['asset=none', 0],
    ['anyTag=a,b', 0],
    ['entitlement=premium', 0],
    ['team=00000000-0000-4000-8000-000000000000', 0],
    ['dueBefore=-1d', 0],
  ])('%s', async (query, least) => {
    const { count: counted } = await count(query);
    expect((await list(`${query}&limit=100`)).items).toHaveLength(counted);
    if (least === 0) expect(counted).toBe(0);
    else expect(counted).toBeGreaterThanOrEqual(least);
  });

  test.each([
    'sort=due&q=x',
    'sort=age',
    'createdFrom=soon',
    'createdFrom=0000-01-01',
    'tags=a,,b',
    'bounces=-1',
    'breached=yes',
    'seen=true',
    'dueBefore=-1y',
  ])('%s is refused with its field named', async (query) => {
    const { status, body } = await world.ask('GET', `/tickets?${query}`, { token: lead.token });
    expect([status, body.errors[0].pointer]).toEqual([400, `/${query.split('=')[0]}`]);
  });

  test('a cursor belongs to its order', async () => {
    const { nextCursor } = await list('sort=priority&limit=1');
    const { status } = await world.ask('GET', `/tickets?sort=updated&cursor=${nextCursor}`, { token: lead.token });
    expect(status).toBe(400);
  });
});
