import { newId } from '#database';
import { sha256Of, type FileStore } from '#files';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FILE_STORE } from '../keep-files/file-keeper.js';
import { PruneFiles } from '../prune/prune-files.js';
import { aTicket, IntakeWorld, type Answer } from '../testing/intake-world.js';

let world: IntakeWorld;
let key: string;
let agent: { id: string; token: string };

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key();
  agent = await world.agent('agent', [[2, null]]);
});
afterAll(() => world?.close());

const open = async (): Promise<{ id: string; number: string; requester: { id: string } }> =>
  (await world.ask('POST', '/tickets', { token: key, body: aTicket })).body;
const post = (id: string, body: unknown, token = key): Promise<Answer> =>
  world.ask('POST', `/tickets/${id}/posts`, { token, body });
const messages = (id: string) =>
  world.write(
    `SELECT queue, message, data FROM outbox WHERE data->>'ticketId' = $1 AND message <> 'ticket.opened' ORDER BY id`,
    [id],
  );

test('a key posts for the requester; those who have the ticket are told', async () => {
  const ticket = await open();
  await world.bring(ticket.id, 'queued', { tier: 2 });
  const { status, body } = await post(ticket.number, { body: 'It is worse now. 😀' });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    author: { kind: 'customer', id: ticket.requester.id, name: 'Kim' },
    public: true,
    body: 'It is worse now. 😀',
    ticket: { id: ticket.id, state: 'queued', version: 3 },
  });
  const posts = await world.ask('GET', `/tickets/${ticket.id}/posts`, { token: key });
  const { ticket: _, ...posted } = body;
  expect(posts.body.items[1]).toEqual(posted);
  expect(await messages(ticket.id)).toEqual([
    {
      queue: 'tier-2',
      message: 'customer.replied',
      data: { ticketId: ticket.id, version: 3, tier: 2, postId: body.id },
    },
    { queue: 'sla', message: 'customer.replied', data: { ticketId: ticket.id, version: 3, tier: 2, postId: body.id } },
    {
      queue: 'notify',
      message: 'customer.replied',
      data: { ticketId: ticket.id, version: 3, tier: 2, postId: body.id },
    },
  ]);
});

test('before triage has looked, no tier is told', async () => {
  const ticket = await open();
  expect((await post(ticket.id, { body: 'One more thing.' })).status).toBe(201);
  expect((await messages(ticket.id)).map(({ queue }) => queue)).toEqual(['sla', 'notify']);
});

test('a post on a ticket that waits for the customer leaves the move to its tier', async () => {
  const ticket = await open();
  await world.bring(ticket.id, 'awaiting_customer', { tier: 2, agentId: agent.id });
  const { body } = await post(ticket.id, { body: 'Here is the log.' });
  expect(body.ticket.state).toBe('awaiting_customer');
  expect((await messages(ticket.id)).map(({ queue, message }) => [queue, message])).toEqual([
    ['tier-2', 'customer.replied'],
    ['sla', 'customer.replied'],
    ['notify', 'customer.replied'],
  ]);
});

test('a post on a resolved ticket reopens it at the tier that resolved it', async () => {
  const ticket = await open();
  await world.bring(ticket.id, 'resolved', { tier: 2, agentId: agent.id });
  const { status, body } = await post(ticket.id, { body: 'No, it is back.' });
  expect([status, body.ticket.state]).toEqual([201, 'queued']);
  const read = await world.ask('GET', `/tickets/${ticket.id}`, { token: key });
  expect(read.body).toMatchObject({ state: 'queued', tier: 2, assignee: null, resolvedAt: null, solution: null });
  const timeline = await world.ask('GET', `/tickets/${ticket.id}/timeline`, { token: key });
  expect(timeline.body.items.at(-1)).toMatchObject({ type: 'ticket.reopened', data: { postId: body.id } });
  expect((await messages(ticket.id)).map(({ queue, message }) => [queue, message])).toEqual([
    ['tier-2', 'ticket.routed'],
    ['sla', 'ticket.routed'],
    ['notify', 'ticket.routed'],
  ]);
});

test.each(['closed', 'rejected'] as const)(
  'a ticket that is %s takes no post, and says what to do instead',
  async (state) => {
    const ticket = await open();
    await world.bring(ticket.id, state, { agentId: agent.id });
    const { status, body } = await post(ticket.id, { body: 'Hello?' });
    expect([status, body.code, body.state]).toEqual([409, 'ticket.over', state]);
    expect(body.detail).toMatch(state === 'closed' ? /reopen/ : /new ticket/);
    expect(await world.count('post WHERE ticket_id = $1', [ticket.id])).toBe(1);
  },
);

test('an agent is sent to reply and note', async () => {
  const ticket = await open();
  await world.bring(ticket.id, 'queued', { tier: 2 });
  const { status, body } = await post(ticket.id, { body: 'As an agent' }, agent.token);
  expect([status, body.code]).toEqual([403, 'caller.forbidden']);
  expect(body.detail).toMatch(/reply.*note/);
});

test('bad posts, and posts on tickets that are not there or not in sight, change nothing', async () => {
  const ticket = await open();
  for (const body of [{}, { body: '' }, { body: 'a\0b' }, { body: 7 }, { body: 'x', public: false }, []]) {
    expect([(await post(ticket.id, body)).status, body]).toEqual([400, body]);
  }
  const foreign = await world.key(['tickets:read', 'tickets:write'], await world.organisation('Elsewhere'));
  for (const answer of [
    await post(ticket.id, { body: 'x' }, foreign),
    await post('T-999999', { body: 'x' }),
    await post('nonsense', { body: 'x' }),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([404, 'ticket.not-found']);
  }
  const reader = await world.key(['tickets:read']);
  expect((await post(ticket.id, { body: 'x' }, reader)).status).toBe(403);
  expect(await world.count('post WHERE ticket_id = $1', [ticket.id])).toBe(1);
});

test('customers and their keys see neither internal posts nor internal events; pages follow one another', async () => {
  const acme = await world.organisation('Acme');
  const bound = await world.key(['tickets:read', 'tickets:write'], acme);
  const { body: ticket } = await world.ask('POST', '/tickets', {
    token: bound,
    body: { ...aTicket, requester: { email: 'lee@acme.test' } },
  });
  await world.database.transaction(async (tx) => {
    let locked = await world.tickets.lock(tx, ticket.id);
    for (const internal of [true, false, true, false]) {
      const post = { body: internal ? 'between us' : 'for all', public: !internal };
      locked = await world.tickets.record(tx, locked!, {
        type: 'ticket.noted',
        by: { kind: 'agent', id: agent.id },
        public: !internal,
        data: { vendorId: 'ours to know' },
        post,
      });
    }
  });
  const all = async (what: string, token: string): Promise<Record<string, unknown>[]> => {
    const items = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await world.ask('GET', `/tickets/${ticket.id}/${what}?limit=2${cursor && `&cursor=${cursor}`}`, {
        token,
      });
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return items;
  };
  expect((await all('posts', bound)).map(({ body }) => body)).toEqual([aTicket.description, 'for all', 'for all']);
  expect((await all('timeline', bound)).map(({ version }) => version)).toEqual([1, 3, 5]);
  expect(JSON.stringify(await all('timeline', bound))).not.toContain('ours to know');
  expect(JSON.stringify(await all('timeline', agent.token))).toContain('ours to know');
  expect(await all('posts', agent.token)).toHaveLength(5);
  expect((await all('timeline', agent.token)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  expect((await world.ask('GET', `/tickets/${ticket.id}`, { token: bound })).body).not.toHaveProperty('workOrders');
});

test.each(['posts', 'timeline'])('a bad page of %s is refused', async (what) => {
  const ticket = await open();
  for (const query of [
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=nonsense',
    `cursor=${Buffer.from('{"a":1}').toString('base64url')}`,
    'page=2',
  ]) {
    expect([(await world.ask('GET', `/tickets/${ticket.id}/${what}?${query}`, { token: key })).status, query]).toEqual([
      400,
      query,
    ]);
  }
});

describe('a file for a post', () => {
  const upload = (id: string, name: string, raw: string | Buffer, token = key, type = 'text/plain'): Promise<Answer> =>
    world.ask('POST', `/tickets/${id}/attachments?name=${encodeURIComponent(name)}`, {
      token,
      raw,
      headers: { 'content-type': type },
    });
  const remove = async (id: string, token = key): Promise<number> =>
    (await world.ask('DELETE', `/attachments/${id}`, { token })).status;
  const content = async (id: string, token = key): Promise<string | number> => {
    const response = await fetch(`${world.url}/api/v1/attachments/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.ok ? response.text() : response.status;
  };

  test('is uploaded, is its uploader’s alone until it is posted, and is on the post then', async () => {
    const ticket = await open();
    const { status, body: file } = await upload(
      ticket.number,
      'error.log',
      'It fails.',
      key,
      'Text/Plain; charset=utf-8',
    );
    expect(status).toBe(201);
    expect(file).toEqual({
      id: expect.any(String),
      name: 'error.log',
      type: 'text/plain',
      size: 9,
      inline: false,
      flags: [],
      scan: 'unscanned',
      removed: null,
    });
    expect((await upload(ticket.id, 'error.log', 'It fails.')).body).toEqual(file);
    const other = await world.key();
    const lists = async (): Promise<unknown[]> =>
      (await world.ask('GET', `/tickets/${ticket.id}/attachments`, { token: key })).body.items;
    expect([await content(file.id), await content(file.id, other), await lists()]).toEqual(['It fails.', 404, []]);

    const { status: posted, body } = await post(ticket.id, { body: 'Look.', attachmentIds: [file.id] });
    expect([posted, body.attachments]).toEqual([201, [file]]);
    expect([await content(file.id, other), await lists()]).toEqual([
      'It fails.',
      [{ ...file, postId: body.id, createdAt: body.createdAt }],
    ]);
    expect(await remove(file.id)).toBe(403);
    expect((await upload(ticket.id, 'error.log', 'It fails.')).body.id).not.toBe(file.id);
  });

  test('that has no name gets one by its type', async () => {
    const ticket = await open();
    const headers = { 'content-type': 'image/png' };
    const asked = { token: key, raw: 'x', headers };
    expect((await world.ask('POST', `/tickets/${ticket.id}/attachments`, asked)).body.name).toBe('image.png');
  });

  test('is taken back only by whoever uploaded it', async () => {
    const ticket = await open();
    const { body: file } = await upload(ticket.id, 'a.txt', 'a');
    expect(await remove(file.id, await world.key())).toBe(404);
    expect([await remove(file.id), await remove(file.id), await remove('nonsense')]).toEqual([204, 404, 404]);
    expect(await content(file.id)).toBe(404);
  });

  test('is removed from its post by leads: there was one, and nobody gets it', async () => {
    const [lead, ticket] = [await world.agent('lead'), await open()];
    const { body: file } = await upload(ticket.id, 'passport.jpg', 'A passport.');
    await post(ticket.id, { body: 'Me.', attachmentIds: [file.id] });
    const [mail, repeated] = [newId(), newId()];
    for (const [id, of] of [
      [mail, null],
      [repeated, mail],
    ])
      // prettier-ignore
      await world.write(
        `INSERT INTO inbound_mail (id, provider, received_by, format, content_type, source, source_hash, correlation_id, received_at,
           last_seen_at, state, repeats)
         VALUES ($1::uuid, 'raw', 'test', 'mime', '', 'A passport.', $1::text::bytea, 'c', now(), now(), 'filed', $2)`,
        [id, of],
      );
    await world.write('UPDATE attachment SET mail_id = $2 WHERE id = $1', [file.id, mail]);
    expect([await remove(file.id, agent.token), await remove(file.id)]).toEqual([404, 403]);
    expect(await content(file.id, lead.token)).toBe('A passport.');
    expect([await remove(file.id, lead.token), await remove(file.id, lead.token)]).toEqual([204, 204]);
    expect([await content(file.id, lead.token), await content(file.id)]).toEqual([404, 404]);
    const removed = { at: expect.stringMatching(/Z$/), by: { kind: 'agent', id: lead.id, name: expect.any(String) } };
    const { body } = await world.ask('GET', `/tickets/${ticket.id}/posts`, { token: key });
    expect(body.items.at(-1).attachments).toEqual([{ ...file, removed }]);
    const listed = await world.ask('GET', `/tickets/${ticket.id}/attachments`, { token: key });
    expect(listed.body.items).toMatchObject([{ removed }]);
    const { body: timeline } = await world.ask('GET', `/tickets/${ticket.id}/timeline`, { token: lead.token });
    const told = timeline.items.filter(({ type }: { type: string }) => type === 'ticket.file-removed');
    expect(told).toMatchObject([{ public: false, actor: { id: lead.id }, data: { fileId: file.id } }]);
    expect(await world.write('SELECT FROM inbound_mail WHERE octet_length(source) > 0')).toEqual([]);
    await world.write(`UPDATE loose_file SET look_at = now()`);
    await world.get(PruneFiles).prune();
    await expect(world.get<FileStore>(FILE_STORE).has(sha256Of(Buffer.from('A passport.')))).resolves.toBe(false);
  });

  test.each([
    ['../../etc/passwd', 'MZ program', 'text/plain', 'passwd', ['executable']],
    ['in\u202Evoice\r\n.pdf.exe', 'x', 'application/pdf', 'invoice.pdf.exe', ['disguised-name', 'executable']],
    ['C:\\fakepath\\фото.png', '\x89PNG\r\n\x1a\n', 'image/png\t;x', 'фото.png', []],
    [`${'long '.repeat(50)}.txt`, 'x', '', expect.stringMatching(/^.{1,120}$/), []],
  ])('named %j is made safe, and says what to be careful of', async (name, raw, type, safe, flags) => {
    const ticket = await open();
    const { status, body } = await upload(ticket.id, name, Buffer.from(raw, 'latin1'), key, type);
    expect([status, body.name]).toEqual([201, safe]);
    expect(body.type).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
    expect(body.flags).toEqual(expect.arrayContaining(flags));
  });

  test('that is none, is too long, or is too many is refused', async () => {
    const ticket = await open();
    const codeOf = async (asked: Promise<Answer>) => {
      const { status, body } = await asked;
      return [status, body.code];
    };
    expect(await codeOf(upload(ticket.id, 'a.txt', ''))).toEqual([422, 'attachment.empty']);
    expect(await codeOf(upload(ticket.id, '', 'a'))).toEqual([400, 'request.invalid']);
    expect(await codeOf(upload(ticket.id, 'a\0b', 'a'))).toEqual([400, 'request.invalid']);
    const limits = await world.ask('GET', '/attachments/limits', { token: key });
    expect(limits.body).toEqual({ maxBytes: 20_000_000, maxFiles: 20 });
    const long = await upload(ticket.id, 'a.txt', Buffer.alloc(20_000_001));
    expect([long.status, long.body.code, long.body.detail]).toEqual([413, 'request.too-large', expect.stringMatching(/20,000,000/)]); // prettier-ignore
    const foreign = await world.key(['tickets:write'], await world.organisation('Far away'));
    expect(await codeOf(upload(ticket.id, 'a.txt', 'a', foreign))).toEqual([404, 'ticket.not-found']);
    expect(await codeOf(upload(ticket.id, 'a.txt', 'a', await world.key(['tickets:read'])))).toEqual([403, 'caller.forbidden']); // prettier-ignore
    expect(await world.count('attachment WHERE ticket_id = $1', [ticket.id])).toBe(0);
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => upload(ticket.id, 'a.txt', `${index}`)));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 201));
    expect(await codeOf(upload(ticket.id, 'a.txt', '20'))).toEqual([409, 'attachment.too-many']);
    expect((await upload(ticket.id, 'a.txt', '19')).status).toBe(201);
  });

  test('that cannot be on the post holds all of it back, and says which and why', async () => {
    const [ticket, another] = [await open(), await open()];
    const [used, mine, infected, failed, elsewhere, theirs] = await Promise.all([
      upload(ticket.id, 'used.txt', 'a'),
      upload(ticket.id, 'mine.txt', 'a'),
      upload(ticket.id, 'infected.txt', 'a'),
      upload(ticket.id, 'failed.txt', 'a'),
      upload(another.id, 'elsewhere.txt', 'a'),
      upload(ticket.id, 'theirs.txt', 'a', await world.key()),
    ]);
    await post(ticket.id, { body: 'Once.', attachmentIds: [used!.body.id] });
    await world.write(`UPDATE attachment SET scan = 'infected', scan_detail = 'Eicar' WHERE id = $1`, [
      infected!.body.id,
    ]);
    await world.write(`UPDATE attachment SET scan = 'failed' WHERE id = $1`, [failed!.body.id]);
    const ids = [mine, used, infected, failed, elsewhere, theirs].map((answer) => answer!.body.id as string);
    const { status, body } = await post(ticket.id, { body: 'All.', attachmentIds: [...ids, newId()] });
    expect([status, body.code]).toEqual([422, 'attachment.used']);
    expect(body.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail])).toEqual([
      ['/attachmentIds/1', expect.stringMatching(/“used.txt” is on a post already/)],
      ['/attachmentIds/2', expect.stringMatching(/Eicar in “infected.txt”/)],
      ['/attachmentIds/3', expect.stringMatching(/refuses to look at “failed.txt”/)],
      ...[4, 5, 6].map((index) => [`/attachmentIds/${index}`, expect.stringMatching(/no such upload of yours/)]),
    ]);
    const twice = await post(ticket.id, { body: 'Twice.', attachmentIds: [ids[0], ids[0]] });
    expect([twice.status, twice.body.errors[0].pointer]).toEqual([400, '/attachmentIds']);
    expect(await world.count('post WHERE ticket_id = $1', [ticket.id])).toBe(2);
    expect((await post(ticket.id, { body: 'This one.', attachmentIds: [ids[0]] })).body.attachments).toHaveLength(1);
  });
});
