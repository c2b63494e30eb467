import { newId, TicketStore } from '#database';
import { macroVariables } from '#domain';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnswerChildrenLoop } from '../answer-children/answer-children.loop.js';
import { AnswerNextChild } from '../answer-children/answer-next-child.js';
import { ResolveTicketHandler } from '../resolve-ticket/resolve-ticket.handler.js';
import { PruneInbox } from '../show-inbox/prune-inbox.js';
import { Offers } from '../answer-offer/offers.js';
import { DispatchLoop } from '../make-offers/dispatch.loop.js';
import { Overflows } from '../overflow-to-partner/overflows.js';
import { DeskWorld, type Answer, type Person } from '../testing/desk-world.js';
import { WorkOrders } from './work-orders.js';

let desk: DeskWorld;
let l1: Person, other: Person, l2: Person, storage: Person, lead: Person, gone: Person;

beforeAll(async () => {
  desk = await DeskWorld.open();
  [l1, other] = [await desk.agent('agent', [[1, null]]), await desk.agent('agent', [[1, null]])];
  [l2, storage] = [await desk.agent('agent', [[2, 'network']]), await desk.agent('agent', [[2, 'storage']])];
  [lead, gone] = [await desk.agent('lead'), await desk.agent('agent', [[1, null]])];
  await desk.write('UPDATE agent SET active = false WHERE id = $1', [gone.id]);
});
afterAll(() => desk.close());

const get = (by: Person, path: string): Promise<Answer> => desk.request(by, 'GET', path);
const post = (by: Person, path: string, body: object = {}): Promise<Answer> => desk.request(by, 'POST', path, body);
const refusal = (status: number, code: string) => ({ status, body: expect.objectContaining({ status, code }) });
const inboxOf = async (by: Person, query = ''): Promise<Answer['body'][]> =>
  (await get(by, `/desk/inbox${query}`)).body.items;
const about = async (by: Person, ticketId: string): Promise<Answer['body'][]> =>
  (await inboxOf(by)).filter((entry) => entry.ticket.id === ticketId);
/** The customer writes, as intake has it. */
const customerWrites = (id: string, body: string): Promise<unknown> =>
  desk.inTransaction(async (tx) => {
    const ticket = await desk.tickets.lock(tx, id);
    await desk.tickets.record(tx, ticket!, {
      type: 'ticket.customer-replied',
      by: { kind: 'customer', id: desk.requesterId, name: 'C. Ustomer' },
      post: { body, public: true },
    });
  });

describe('who watches a ticket', () => {
  it('hears of what others do, in one entry until it is read, and not of what he does himself', async () => {
    const id = await desk.held(l1);
    const watched = await desk.act(other, id, 'watch');
    expect(watched).toMatchObject({
      status: 200,
      body: { items: [{ agent: { id: other.id }, addedBy: { id: other.id } }] },
    });
    await desk.expectOk(l1, id, 'reply', { body: 'One moment.' });
    await desk.expectOk(l1, id, 'note', { body: 'Hm.' });
    await desk.expectOk(other, id, 'note', { body: 'Mine.' });
    const [entry, ...more] = await about(other, id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ kind: 'watched', event: 'ticket.noted', by: { id: l1.id }, times: 2, readAt: null });

    expect((await post(other, '/desk/inbox/read', { ids: [entry.id] })).status).toBe(200);
    await desk.expectOk(l1, id, 'ask-customer', { body: 'Since when?' });
    const after = await about(other, id);
    expect(after.map(({ event, readAt }) => [event, readAt !== null])).toEqual([
      ['ticket.customer-asked', false],
      ['ticket.noted', true],
    ]);
    expect(await about(l1, id)).toEqual([]);

    expect((await desk.act(other, id, 'unwatch')).body).toEqual({ items: [] });
    await desk.expectOk(l1, id, 'resume');
    expect((await about(other, id))[0].event).toBe('ticket.customer-asked');
  });

  it('is added by leads only, is somebody who works here, and hears nothing once he may no longer read it', async () => {
    const id = await desk.held(l1);
    expect(await desk.act(l1, id, 'watch', { agentId: other.id })).toEqual(refusal(403, 'agent.not-a-lead'));
    expect(await desk.act(lead, id, 'watch', { agentId: newId() })).toEqual(refusal(422, 'agent.unknown'));
    expect(await desk.act(lead, id, 'watch', { agentId: gone.id })).toEqual(refusal(422, 'agent.inactive'));
    expect(await desk.act(storage, id, 'watch')).toEqual(refusal(404, 'ticket.not-found'));
    await desk.expectOk(lead, id, 'watch', { agentId: storage.id });
    await desk.expectOk(l1, id, 'note', { body: 'The disk.' });
    expect([await about(storage, id), (await get(storage, '/desk/inbox/counts')).body]).toEqual([
      [],
      { unread: 0, byKind: [] },
    ]);
    expect((await get(l1, `/tickets/${id}/watchers`)).body.items).toHaveLength(1);
    expect(await get(storage, `/tickets/${id}/watchers`)).toEqual(refusal(404, 'ticket.not-found'));
  });
});

describe('an inbox', () => {
  it('has what a lead gave, what the customer answered, and who was named, unread first, in pages', async () => {
    const me = await desk.agent('agent', [[1, null]]);
    const given = await desk.queued();
    await desk.expectOk(lead, given, 'assign', { agentId: me.id });
    await customerWrites(given, 'Still broken.');
    await customerWrites(given, 'Hello?');
    const claimed = await desk.held(me);
    await desk.expectOk(lead, claimed, 'note', { body: 'Look.', mentions: [me.id, me.id] });
    await desk.expectOk(lead, claimed, 'note', { body: 'Look again.', mentions: [me.id] });
    const all = await inboxOf(me);
    expect(all.map(({ kind, times }) => [kind, times])).toEqual([
      ['mention', 1],
      ['mention', 1],
      ['customer-replied', 2],
      ['assigned', 1],
    ]);
    expect((await get(me, '/desk/inbox/counts')).body.unread).toBe(4);
    expect((await post(me, '/desk/inbox/read', { ticketId: given, upTo: all[3].at })).body.unread).toBe(3);
    expect((await post(me, '/desk/inbox/read', { ids: [all[0].id] })).body.unread).toBe(2);
    const pages: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(me, `/desk/inbox?limit=1${cursor}`);
      pages.push(...body.items.map((entry: { id: string }) => entry.id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(pages).toEqual([all[1].id, all[2].id, all[0].id, all[3].id]);
    expect(await inboxOf(me, '?unread=only&kind=mention')).toHaveLength(1);
    expect(await inboxOf(other, `?unread=only&kind=mention`)).toEqual([]);
    expect(await post(other, '/desk/inbox/read', { ids: [all[1].id] })).toMatchObject({ status: 200 });
    expect((await get(me, '/desk/inbox/counts')).body.unread).toBe(2);
    expect((await post(me, '/desk/inbox/read')).body.unread).toBe(0);
  });

  it('loses what was read long ago, and nothing that is unread', async () => {
    const me = await desk.agent('agent', [[1, null]]);
    const id = await desk.held(me);
    for (const said of ['1', '2', '3']) await desk.expectOk(lead, id, 'note', { body: said, mentions: [me.id] });
    const [unread, read, old] = await inboxOf(me);
    await post(me, '/desk/inbox/read', { ids: [read.id, old.id] });
    await desk.write(`UPDATE inbox_entry SET at = at - interval '1 year' WHERE agent_id = $1`, [me.id]);
    await desk.write(`UPDATE inbox_entry SET read_at = read_at - interval '91 days' WHERE id = $1`, [old.id]);
    await desk.app.get(PruneInbox).prune();
    expect((await inboxOf(me)).map((entry) => entry.id)).toEqual([unread.id, read.id]);
  });

  it('tells its screens, and nobody else', async () => {
    const id = await desk.held(l1);
    await desk.write('DELETE FROM desk_signal');
    await desk.expectOk(lead, id, 'note', { body: 'You.', mentions: [l1.id] });
    expect(await desk.rows(`SELECT kind, agent_id, data FROM desk_signal WHERE kind = 'inbox'`)).toEqual([
      { kind: 'inbox', agent_id: l1.id, data: null },
    ]);
  });
});

describe('a mention', () => {
  it('gives the right to read, to the one who is named, from then on', async () => {
    const id = await desk.held(l1);
    const readable = async (by: Person) => (await get(by, `/tickets/${id}/watchers`)).status;
    expect(await readable(storage)).toBe(404);
    await desk.expectOk(l1, id, 'note', { body: 'Is it the disk?', mentions: [storage.id] });
    expect([await readable(storage), await readable(l2)]).toEqual([200, 404]);
    expect(await about(storage, id)).toMatchObject([{ kind: 'mention', by: { id: l1.id } }]);
    await desk.expectOk(storage, id, 'note', { body: 'No.' });
  });

  it.each([
    ['unknown', () => newId(), 'agent.unknown'],
    ['no longer active', () => gone.id, 'agent.inactive'],
  ])('of an agent who is %s is refused by its field, and nothing is written', async (_, who, code) => {
    const id = await desk.held(l1);
    const refused = await desk.act(l1, id, 'note', { body: 'You?', mentions: [l1.id, who()] });
    expect(refused).toEqual(refusal(422, code));
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/mentions/1' })]);
    expect(await desk.posts(id)).toHaveLength(1);
  });
});

describe('macros', () => {
  const texts = [
    { language: 'en', body: 'Hello {{requester.name}}, {{ticket.number}}: {{ticket.subject}} ({{organisation.name}})' },
    { language: 'ru', body: 'Здравствуйте, {{requester.name}}' },
  ];
  const make = async (by: Person, over: object = {}): Promise<Answer['body']> => {
    const { status, body } = await post(by, '/macros', { name: 'Greeting', texts, ...over });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  };

  it('are shared by leads, and everybody’s own are nobody else’s', async () => {
    expect(await post(l1, '/macros', { name: 'x', texts, shared: true })).toEqual(refusal(403, 'agent.not-a-lead'));
    const [shared, own] = [await make(lead, { shared: true }), await make(l1)];
    const ids = async (by: Person) =>
      (await get(by, '/macros?limit=100')).body.items.map((each: { id: string }) => each.id);
    expect(await ids(l1)).toEqual(expect.arrayContaining([shared.id, own.id]));
    expect(await ids(lead)).not.toContain(own.id);
    expect(await desk.request(l1, 'PATCH', `/macros/${shared.id}`, { name: 'y' })).toEqual(
      refusal(403, 'agent.not-a-lead'),
    );
    expect(await desk.request(lead, 'PATCH', `/macros/${own.id}`, { name: 'y' })).toEqual(
      refusal(404, 'macro.not-found'),
    );
    expect(await desk.request(l1, 'PATCH', `/macros/${own.id}`, { shared: true })).toEqual(
      refusal(403, 'agent.not-a-lead'),
    );
    expect((await desk.request(l1, 'PATCH', `/macros/${own.id}`, { name: 'y' })).body).toMatchObject({
      name: 'y',
      texts,
    });
    const remove = (by: Person, id: string) => desk.request(by, 'DELETE' as 'PATCH', `/macros/${id}`);
    expect(await remove(l1, shared.id)).toEqual(refusal(403, 'agent.not-a-lead'));
    expect((await remove(l1, own.id)).status).toBe(204);
    expect(await ids(l1)).not.toContain(own.id);
  });

  it.each([
    [
      'names what there is not',
      { texts: [{ language: 'en', body: '{{agent.salary}}' }] },
      'macro.unknown-variable',
      '/texts/0/body',
    ],
    [
      'has two texts of one language',
      { texts: [...texts, { language: 'RU', body: 'x' }] },
      'macro.language-twice',
      '/texts/2/language',
    ],
    ['has no text of its default language', { defaultLanguage: 'ko' }, 'macro.incomplete', '/defaultLanguage'],
    ['resolves without a code', { does: 'resolve' }, 'macro.incomplete', '/code'],
    ['says nothing', { texts: [] }, 'macro.incomplete', '/texts'],
    ['is for a tier that there is not', { tiers: [77] }, 'tier.unknown', '/tiers'],
    [
      'resolves what it sends away',
      { does: 'resolve', code: 'reset', toSector: 'network' },
      'macro.incomplete',
      '/toSector',
    ],
    ['sends to a sector that there is not', { toSector: 'mars' }, 'sector.unknown', '/toSector'],
    ['is for a sector that there is not', { sectors: ['mars'] }, 'sector.unknown', '/sectors'],
  ])('are refused when one %s', async (_, over, code, pointer) => {
    const refused = await post(lead, '/macros', { name: 'Wrong', texts, ...over });
    expect(refused).toEqual(refusal(422, code));
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer })]);
    if (code === 'macro.unknown-variable') expect(refused.body.variables).toEqual([...macroVariables]);
  });

  it('are shown where they fit, filled in for the ticket, and change nothing by that', async () => {
    const macro = await make(lead, { shared: true, name: 'For the network at L2', tiers: [2], sectors: ['network'] });
    const [here, there] = [
      await desk.queued({ tier: 2, sector: 'network' }),
      await desk.queued({ tier: 2, sector: 'storage' }),
    ];
    const fitting = async (by: Person, id: string) =>
      (await get(by, `/tickets/${id}/macros`)).body.items.map((each: { id: string }) => each.id);
    expect(await fitting(l2, here)).toContain(macro.id);
    expect(await fitting(storage, there)).not.toContain(macro.id);
    expect(await get(storage, `/tickets/${here}/macros`)).toEqual(refusal(404, 'ticket.not-found'));
    await desk.write(`UPDATE ticket SET subject = $2 WHERE id = $1`, [here, '<b>{{agent.name}}</b>\r\nBcc: x']);
    const before = await desk.ticket(here);
    const shown = await post(l2, `/tickets/${here}/macros/${macro.id}/preview`);
    expect(shown).toEqual({
      status: 200,
      body: {
        body: `Hello C. Ustomer, T-${before.number}: <b>{{agent.name}}</b> Bcc: x ()`,
        language: 'en',
        missing: ['organisation.name'],
        toSector: null,
      },
    });
    await desk.write(`UPDATE ticket SET language = 'ru-RU' WHERE id = $1`, [here]);
    expect((await post(l2, `/tickets/${here}/macros/${macro.id}/preview`)).body.body).toBe('Здравствуйте, C. Ustomer');
    expect((await desk.ticket(here)).version).toBe(before.version);
    expect(await desk.act(lead, there, `macros/${macro.id}/apply`)).toEqual(refusal(409, 'macro.does-not-fit'));
  });

  it('are applied whole: tags and solution, with the text as it was edited', async () => {
    const macro = await make(l1, { does: 'resolve', code: 'reset', addTags: ['reset', 'router'], removeTags: ['new'] });
    const id = await desk.held(l1);
    const { version } = await desk.ticket(id);
    expect(await post(l1, `/tickets/${id}/macros/${macro.id}/apply`, { expectedVersion: version - 1 })).toEqual(
      refusal(409, 'ticket.stale-version'),
    );
    await desk.said(id);
    const applied = await post(l1, `/tickets/${id}/macros/${macro.id}/apply`, {
      body: 'Reset it.',
      expectedVersion: version,
    });
    expect(applied).toMatchObject({
      status: 200,
      body: { state: 'resolved', solution: 'Reset it.', tags: ['reset', 'router'] },
    });
    expect((await desk.events(id)).slice(-2).map(({ type }) => type)).toEqual([
      'ticket.macro-applied',
      'ticket.resolved',
    ]);
    expect(await desk.said(id)).toEqual([
      { message: 'ticket.changed', queue: 'sla', data: { ticketId: id, version: version + 1 } },
    ]);
  });

  it('send to another sector as a transfer by hand does, after the text', async () => {
    const macro = await make(lead, { shared: true, toSector: 'storage', addTags: ['disk'] });
    const id = await desk.held(l2, { tier: 2, sector: 'network' });
    const shown = (ticket: string) => post(lead, `/tickets/${ticket}/macros/${macro.id}/preview`);
    expect((await shown(id)).body).toMatchObject({ toSector: 'storage' });
    const colleague = await desk.agent('agent', [[2, 'network']]);
    expect(await desk.act(colleague, id, `macros/${macro.id}/apply`)).toEqual(refusal(403, 'ticket.not-yours'));
    expect(await desk.act(l2, id, `macros/${macro.id}/apply`)).toMatchObject({
      status: 200,
      body: { state: 'queued', tier: 2, sector: 'storage', assignee: null, tags: ['disk'] },
    });
    const events = (await desk.events(id)).slice(-3);
    expect(events.map(({ type }) => type)).toEqual([
      'ticket.macro-applied',
      'ticket.agent-replied',
      'ticket.transferred',
    ]);
    expect(events.at(-1)).toMatchObject({ public: false, data: { reason: 'Greeting', sector: 'storage' } });
    expect((await shown(id)).body).toMatchObject({ toSector: null });
    const nowhere = await make(l2, { toSector: 'moon' });
    const held = await desk.held(l2, { tier: 2, sector: 'network' });
    expect(await desk.act(l2, held, `macros/${nowhere.id}/apply`)).toEqual(refusal(422, 'sector.not-at-tier'));
    const somewhere = await make(l2, { toSector: 'storage' });
    const { items } = (await get(l2, `/tickets/${held}/macros`)).body;
    const served = (of: string) => items.find(({ id: each }: { id: string }) => each === of)?.toSectorServed;
    expect([nowhere, somewhere].map((each) => served(each.id))).toEqual([false, true]);
  });

  it('leave nothing behind when a part of them is not the agent’s to do', async () => {
    const macro = await make(other, { addTags: ['mine'] });
    const id = await desk.held(l1);
    const before = await desk.ticket(id);
    expect(await post(other, `/tickets/${id}/macros/${macro.id}/apply`)).toEqual(refusal(403, 'ticket.not-yours'));
    expect(await desk.ticket(id)).toMatchObject({ version: before.version, tags: [] });
    expect(await post(l1, `/tickets/${id}/macros/${macro.id}/apply`)).toEqual(refusal(404, 'macro.not-found'));
  });
});

describe('tickets of one incident', () => {
  const incident = async (children: readonly string[]): Promise<string> => {
    const parent = await desk.held(l1);
    for (const child of children) await desk.expectOk(lead, child, 'link', { parent });
    return parent;
  };

  it('are linked one level deep, on both timelines, and taken apart again', async () => {
    const child = await desk.queued();
    const parent = await incident([child]);
    const { number } = await desk.ticket(parent);
    expect((await desk.events(child)).at(-1)).toMatchObject({
      type: 'ticket.linked',
      public: false,
      data: { as: 'child', number: `T-${number}` },
    });
    expect((await desk.events(parent)).at(-1)).toMatchObject({
      type: 'ticket.linked',
      data: { as: 'parent', ticketId: child },
    });
    const next = await desk.queued();
    expect(await desk.act(lead, parent, 'link', { parent: next })).toEqual(refusal(409, 'link.has-children'));
    expect(await desk.act(lead, next, 'link', { parent: child })).toEqual(refusal(409, 'link.parent-is-child'));
    expect(await desk.act(lead, next, 'link', { parent: next })).toEqual(refusal(422, 'link.to-itself'));
    expect(await desk.act(l1, next, 'link', { parent: await desk.queued({ tier: 3 }) })).toEqual(
      refusal(422, 'link.parent-unknown'),
    );
    expect((await get(l1, `/tickets/${parent}/links`)).body).toMatchObject({
      parent: null,
      children: [{ id: child }],
      unreadable: 0,
    });
    expect((await get(l1, `/tickets/${child}/links`)).body.parent).toMatchObject({ id: parent, number: `T-${number}` });
    await desk.expectOk(l1, child, 'unlink');
    expect(await desk.act(l1, child, 'unlink')).toEqual(refusal(409, 'link.no-parent'));
    expect((await desk.events(parent)).at(-1)).toMatchObject({ type: 'ticket.unlinked' });
  });

  it('cannot be linked in a ring by two who do it at once', async () => {
    const [one, two] = [await desk.queued(), await desk.queued()];
    const both = await Promise.all([
      desk.act(lead, one, 'link', { parent: two }),
      desk.act(lead, two, 'link', { parent: one }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('show whoever looks only what is for him', async () => {
    const [mine, secret] = [await desk.queued(), await desk.queued({ tier: 3 })];
    const parent = await incident([mine, secret]);
    expect((await get(other, `/tickets/${parent}/links`)).body).toMatchObject({
      children: [{ id: mine }],
      unreadable: 1,
    });
    expect(await get(storage, `/tickets/${parent}/links`)).toEqual(refusal(404, 'ticket.not-found'));
  });

  it('go on with the ticket that theirs is merged into, and so do its watchers and the question nobody answered', async () => {
    const child = await desk.queued();
    const parent = await incident([child]);
    const target = await desk.held(l1);
    await desk.expectOk(other, parent, 'watch');
    await customerWrites(parent, 'And now?');
    await desk.expectOk(l1, parent, 'merge', { into: target });
    expect((await get(l1, `/tickets/${target}/links`)).body.children).toMatchObject([{ id: child }]);
    expect((await get(l1, `/tickets/${target}/watchers`)).body.items).toMatchObject([{ agent: { id: other.id } }]);
    expect((await desk.events(target)).at(-1)).toMatchObject({ type: 'ticket.absorbed', data: { asks: true } });
  });
});

describe('an answer to all tickets of an incident', () => {
  let next: AnswerNextChild;
  const body = 'Dear {{requester.name}}, {{ticket.number}} is solved.';
  beforeAll(async () => {
    // Done by hand here, child for child.
    await desk.app.get(AnswerChildrenLoop).beforeApplicationShutdown();
    // It withdraws offers that no rule asks for.
    await desk.app.get(DispatchLoop).beforeApplicationShutdown();
    next = desk.app.get(AnswerNextChild);
  });

  const answered = async (ids: readonly string[]): Promise<number[]> => {
    const replies = await Promise.all(ids.map((id) => desk.posts(id)));
    return replies.map((posts) => posts.filter(({ body: said }) => said.startsWith('Dear')).length);
  };
  const finish = async (): Promise<void> => {
    while (await next.once());
  };
  const begin = async (children: readonly string[], over: object = {}, by = l1): Promise<Answer['body']> => {
    const parent = await desk.held(l1);
    for (const child of children) await desk.expectOk(lead, child, 'link', { parent });
    const begun = await post(by, `/tickets/${parent}/answer-children`, { body, ...over });
    expect(begun).toMatchObject({
      status: 202,
      body: { isOver: false, total: children.length, waiting: children.length },
    });
    return begun.body;
  };

  it('reaches each once, though a process dies in the middle of one and several are at it', async () => {
    const children = await Promise.all(Array.from({ length: 8 }, () => desk.queued()));
    const { id } = await begin(children);
    const dying = new AnswerNextChild(
      desk.database,
      new TicketStore({
        messagesOf: () => [],
        publishAfter: () => {
          throw Object.assign(new Error('the process is gone'), { code: '57P01' });
        },
      }),
      desk.app.get(WorkOrders),
      desk.app.get(ResolveTicketHandler),
      desk.app.get(Offers),
      desk.app.get(Overflows),
    );
    await next.once();
    await expect(dying.once()).rejects.toThrow('the process is gone');
    expect((await answered(children)).reduce((sum, times) => sum + times, 0)).toBe(1);
    await expect(dying.once()).rejects.toThrow('the process is gone');
    await Promise.all([finish(), finish(), finish(), finish()]);
    expect(await answered(children)).toEqual(children.map(() => 1));
    await finish();
    const { body: done } = await get(l1, `/desk/bulk/${id}`);
    expect(done).toMatchObject({ isOver: true, waiting: 0, answered: 8, skipped: 0 });
    expect(await answered(children)).toEqual(children.map(() => 1));
    const { number } = await desk.ticket(children[0]!);
    expect((await desk.posts(children[0]!)).at(-1)).toEqual({
      body: `Dear C. Ustomer, T-${number} is solved.`,
      public: true,
    });
    expect(await desk.said(children[0]!)).toContainEqual(expect.objectContaining({ message: 'ticket.changed' }));
  });

  it('does not take what is on offer to somebody else, and ends what a partner sees of what it takes', async () => {
    const [offered, overflowed] = [await desk.queued(), await desk.queued()];
    await desk.write(
      `INSERT INTO dispatch_offer (id, ticket_id, stay_version, agent_id, tier, state, because, offered_at, expires_at)
       SELECT gen_random_uuid(), id, stay_version, $2, 1, 'offered', 'turn', now(), now() + interval '1 hour' FROM ticket WHERE id = $1`,
      [offered, other.id],
    );
    await desk.write(
      `INSERT INTO ticket_overflow (ticket_id, stay_version, team_id, began_at) SELECT id, stay_version, $2, now() FROM ticket WHERE id = $1`,
      [overflowed, await desk.team(1, null)],
    );
    const { id } = await begin([offered, overflowed], { resolve: { code: 'x' } });
    await finish();
    const { body: done } = await get(lead, `/desk/bulk/${id}`);
    const codes = Object.fromEntries(done.children.map((child: Answer['body']) => [child.id, child.code]));
    expect(codes).toEqual({ [offered]: 'ticket.on-offer', [overflowed]: null });
    expect((await desk.events(overflowed)).map(({ type }) => type)).toContain('ticket.overflow-ended');
  });

  it('of a partner’s agent reaches nothing of the tier but what is his', async () => {
    const partner = await desk.agent('agent', [[1, null]]);
    const [parent, mine, hidden] = [await desk.queued(), await desk.queued(), await desk.queued()];
    await desk.write(
      `WITH partner AS (UPDATE team SET partner = true FROM team_member WHERE team_id = team.id AND agent_id = $1 RETURNING team.id)
       INSERT INTO ticket_overflow (ticket_id, stay_version, team_id, began_at)
       SELECT ticket.id, stay_version, partner.id, now() FROM ticket, partner WHERE ticket.id = ANY ($2)`,
      [partner.id, [parent, mine]],
    );
    for (const id of [parent, mine]) await desk.expectOk(partner, id, 'claim');
    for (const child of [mine, hidden]) await desk.expectOk(lead, child, 'link', { parent });
    const begun = await post(partner, `/tickets/${parent}/answer-children`, { body, resolve: { code: 'x' } });
    await finish();
    const { body: done } = await get(lead, `/desk/bulk/${begun.body.id}`);
    const codes = Object.fromEntries(done.children.map((child: Answer['body']) => [child.id, child.code]));
    expect(codes).toEqual({ [mine]: null, [hidden]: 'ticket.not-found' });
    expect(await desk.stateOf(hidden)).toBe('queued');
  });

  it('skips what is not the agent’s to answer and says why; a lead answers that too', async () => {
    const closed = await desk.held(l1);
    await desk.expectOk(l1, closed, 'resolve', { solution: 'Done.', code: 'x' });
    const [held, far, mine] = [await desk.held(other), await desk.queued({ tier: 3 }), await desk.held(l1)];
    const { id, ticket } = await begin([closed, held, far, mine]);
    await finish();
    const { body: done } = await get(lead, `/desk/bulk/${id}`);
    const codes = Object.fromEntries(done.children.map((child: Answer['body']) => [child.id, child.code]));
    expect(codes).toEqual({
      [closed]: 'ticket.over',
      [held]: 'ticket.not-yours',
      [far]: 'ticket.not-found',
      [mine]: null,
    });
    expect(done).toMatchObject({ isOver: true, answered: 1, skipped: 3 });
    expect((await get(l1, `/desk/bulk/${id}`)).body.children).toHaveLength(3);
    expect(await get(storage, `/desk/bulk/${id}`)).toEqual(refusal(404, 'bulk-answer.not-found'));
    const again = await post(lead, `/tickets/${ticket.id}/answer-children`, { body });
    await finish();
    expect((await get(lead, `/desk/bulk/${again.body.id}`)).body).toMatchObject({ answered: 3, skipped: 1 });
  });

  it('resolves them with it, whether somebody has them or not', async () => {
    const [queued, held, received] = [await desk.queued(), await desk.held(l1), await desk.received()];
    const { id } = await begin([queued, held, received], { resolve: { code: 'outage-over' } }, lead);
    await finish();
    expect(await Promise.all([queued, held, received].map((each) => desk.stateOf(each)))).toEqual([
      'resolved',
      'resolved',
      'received',
    ]);
    expect(await desk.ticket(queued)).toMatchObject({ solutionCode: 'outage-over', assigneeId: lead.id });
    const { body: done } = await get(lead, `/desk/bulk/${id}`);
    expect(done.children.find((child: { id: string }) => child.id === received)).toMatchObject({
      code: 'ticket.not-routed',
    });
  });

  it('goes past one that fails, and comes back to it', async () => {
    const children = [await desk.queued(), await desk.queued()];
    const { id } = await begin(children);
    await desk.write(
      `CREATE FUNCTION refuse_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not this one'; END $$`,
    );
    await desk.write(`CREATE TRIGGER refuse_answer BEFORE UPDATE ON ticket FOR EACH ROW
      WHEN (OLD.id = '${children[0]}'::uuid) EXECUTE FUNCTION refuse_answer()`);
    try {
      await finish();
      expect(await answered(children)).toEqual([0, 1]);
    } finally {
      await desk.write('DROP TRIGGER refuse_answer ON ticket');
    }
    await desk.write('UPDATE bulk_answer_child SET due_at = now() WHERE bulk_answer_id = $1', [id]);
    const loop = new AnswerChildrenLoop(next);
    loop.onApplicationBootstrap();
    await eventually(async () => expect(await answered(children)).toEqual([1, 1]));
    await loop.beforeApplicationShutdown();
  });

  it('is refused to whom the parent is not, without children, and with what no text can name', async () => {
    const parent = await desk.held(l1);
    const ask = (by: Person, over: object = {}) => post(by, `/tickets/${parent}/answer-children`, { body, ...over });
    expect(await ask(l1)).toEqual(refusal(409, 'link.no-children'));
    await desk.expectOk(lead, await desk.queued(), 'link', { parent });
    expect(await ask(other)).toEqual(refusal(403, 'ticket.not-yours'));
    expect(await ask(storage)).toEqual(refusal(404, 'ticket.not-found'));
    expect(await ask(l1, { body: '{{agent.password}}' })).toEqual(refusal(422, 'macro.unknown-variable'));
    expect(await desk.rows('SELECT FROM bulk_answer WHERE ticket_id = $1', [parent])).toEqual([]);
  });
});

describe('what agents write with files', () => {
  /** As intake keeps it. */
  const uploaded = async (by: Person, ticketId: string, scan = 'clean'): Promise<string> => {
    const id = newId();
    await desk.write(
      `INSERT INTO attachment (id, ticket_id, uploaded_by, name, declared_type, type, size, sha256, scan, created_at)
       VALUES ($1::uuid, $2, $3, 'photo.png', 'image/png', 'image/png', 3, sha256($1::text::bytea), $4, now() - interval '1 hour')`,
      [id, ticketId, by.id, scan],
    );
    return id;
  };
  const filesOf = (id: string) =>
    desk.rows(
      `SELECT post.body, post.public, attachment.id FROM attachment JOIN post ON post.id = post_id
       WHERE attachment.ticket_id = $1 AND attachment.created_at = post.created_at ORDER BY post.created_at`,
      [id],
    );

  it('has them on the post, public or internal', async () => {
    const id = await desk.held(l1);
    const [one, two, three] = [await uploaded(l1, id), await uploaded(l1, id, 'pending'), await uploaded(other, id)];
    const four = await uploaded(l1, id);
    await desk.expectOk(other, id, 'note', { body: 'Seen before.', attachmentIds: [three] });
    await desk.expectOk(l1, id, 'reply', { body: 'Like this.', attachmentIds: [one.toUpperCase()] });
    await desk.expectOk(l1, id, 'ask-customer', { body: 'Like that?', attachmentIds: [two] });
    await desk.expectOk(l1, id, 'resume');
    await desk.expectOk(l1, id, 'resolve', { solution: 'Just so.', code: 'user-error', attachmentIds: [four] });
    expect(await filesOf(id)).toEqual([
      { body: 'Seen before.', public: false, id: three },
      { body: 'Like this.', public: true, id: one },
      { body: 'Like that?', public: true, id: two },
      { body: 'Just so.', public: true, id: four },
    ]);
  });

  it('is not written when one of them is another’s, of another ticket, on a post already, or infected', async () => {
    const [id, elsewhere] = [await desk.held(l1), await desk.held(l1)];
    const used = await uploaded(l1, id);
    await desk.expectOk(l1, id, 'note', { body: 'Once.', attachmentIds: [used] });
    const { version } = await desk.ticket(id);
    const bad = [
      [await uploaded(other, id), 'attachment.unknown'],
      [await uploaded(l1, elsewhere), 'attachment.unknown'],
      [used, 'attachment.used'],
      [await uploaded(l1, id, 'infected'), 'attachment.infected'],
      [await uploaded(l1, id, 'failed'), 'attachment.not-scannable'],
    ] as const;
    const words = { body: 'With it.' };
    const actions = { reply: words, note: words, 'ask-customer': words, resolve: { solution: 'It.', code: 'fixed' } };
    for (const [action, said] of Object.entries(actions)) {
      for (const [file, code] of bad) {
        const attachmentIds = [await uploaded(l1, id), file];
        const answer = await desk.act(l1, id, action, { ...said, attachmentIds });
        expect(answer).toEqual(refusal(422, code));
        expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '/attachmentIds/1' })]);
      }
    }
    expect([(await desk.ticket(id)).version, await filesOf(id)]).toEqual([version, [expect.objectContaining({ id: used })]]); // prettier-ignore
  });
});

describe('a ticket that is two', () => {
  it('is split: posts with authors, times and files, on a ticket that is routed like any other', async () => {
    const id = await desk.held(l1, { sector: 'network' });
    await customerWrites(id, 'By the way, my printer is broken.');
    await desk.expectOk(l1, id, 'note', { body: 'Another matter.' });
    await desk.expectOk(l1, id, 'reply', { body: 'One after the other.' });
    const posts = await desk.rows<{ id: string; created_at: Date }>(
      'SELECT * FROM post WHERE ticket_id = $1 ORDER BY created_at, id',
      [id],
    );
    const [description, asked, noted] = posts;
    await desk.write(
      `INSERT INTO attachment (id, ticket_id, post_id, name, declared_type, type, size, sha256, scan, created_at)
       VALUES (gen_random_uuid(), $1, $2, 'photo.png', 'image/png', 'image/png', 3, sha256('abc'), 'clean', now())`,
      [id, asked!.id],
    );
    const split = await post(l1, `/tickets/${id}/split`, {
      postIds: [noted!.id, asked!.id],
      subject: 'Printer',
      urgency: 'high',
      sameTier: true,
    });
    expect(split).toMatchObject({
      status: 201,
      body: { ticket: { id }, made: { number: expect.stringMatching(/^T-\d+$/) } },
    });
    const { made } = split.body;
    expect(await desk.ticket(made.id)).toMatchObject({
      state: 'received',
      version: 1,
      subject: 'Printer',
      urgency: 'high',
      requesterId: desk.requesterId,
      requestedRoute: { tier: 1, sector: 'network' },
    });
    const kept = 'SELECT author_kind, author_id, author_name, public, body, created_at FROM post';
    expect(await desk.rows(`${kept} WHERE ticket_id = $1 ORDER BY created_at, id`, [made.id])).toEqual(
      await desk.rows(`${kept} WHERE id = ANY ($1) ORDER BY created_at, id`, [[asked!.id, noted!.id]]),
    );
    expect(
      await desk.rows(
        `SELECT post.body, name, scan FROM attachment JOIN post ON post.id = post_id WHERE attachment.ticket_id = $1`,
        [made.id],
      ),
    ).toEqual([{ body: 'By the way, my printer is broken.', name: 'photo.png', scan: 'clean' }]);
    expect(await desk.said(made.id)).toEqual([
      { message: 'ticket.opened', queue: 'triage', data: { ticketId: made.id, version: 1 } },
    ]);
    expect((await desk.events(made.id))[0]!.data).toMatchObject({ splitFrom: split.body.ticket.number });
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.split',
      public: false,
      data: { number: made.number },
    });
    expect(
      await desk.rows('SELECT FROM post_to_index JOIN post ON post.id = post_id WHERE ticket_id = $1', [made.id]),
    ).toHaveLength(2);

    const ask = (over: object, by = l1) =>
      post(by, `/tickets/${id}/split`, { postIds: [description!.id], subject: 'x', ...over });
    expect(await ask({ postIds: [noted!.id] })).toEqual(refusal(422, 'split.first-internal'));
    const strange = await ask({ postIds: [asked!.id, newId()] });
    expect(strange).toEqual(refusal(422, 'split.post-unknown'));
    expect(strange.body.errors).toEqual([expect.objectContaining({ pointer: '/postIds/1' })]);
    expect(await ask({}, other)).toEqual(refusal(403, 'ticket.not-yours'));
    expect(await ask({}, storage)).toEqual(refusal(404, 'ticket.not-found'));
  });
});
