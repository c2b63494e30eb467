import { newId } from '#database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DeskWorld, type Answer, type Person } from '../testing/desk-world.js';
import { runbookSteps } from './runbook-steps.js';

let world: DeskWorld;
let l1: Person;
let l2: Person;
let lead: Person;

beforeAll(async () => {
  world = await DeskWorld.open();
  l1 = await world.agent('agent', [[1, null]]);
  l2 = await world.agent('agent', [[2, 'network']]);
  lead = await world.agent('lead');
});
afterAll(() => world?.close());
beforeEach(() => world.write(`UPDATE runbook SET archived_at = now()`));

const workOrder = {
  situation: 'It reboots.',
  tried: [{ action: 'Restart', result: 'Again' }],
  hypothesis: 'Power',
  customerContext: 'A shop',
  checkFirst: 'The supply',
};

/** Light on? no: plug it in, and look again. Then a measurement, and a way for each kind of place. */
const steps = [
  { id: 'light', title: 'The light is on', kind: 'check', required: true, onFail: 'plug' },
  {
    id: 'ping',
    title: 'Ping the gateway',
    kind: 'input',
    required: true,
    input: { type: 'number', unit: 'ms', min: 0 },
    next: 'place',
  },
  { id: 'plug', title: 'Plug it in', kind: 'check', next: 'light' },
  {
    id: 'place',
    title: 'Where is it?',
    kind: 'branch',
    options: [
      { label: 'office', next: 'note' },
      { label: 'home', next: 'end' },
    ],
  },
  { id: 'note', title: 'The name of the floor', kind: 'input', required: true, input: { type: 'text' } },
];

const post = (by: Person | null, path: string, body: object = {}) => world.request(by, 'POST', path, body);
async function ok(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
const writes = (over: object = {}, by = l2) =>
  ok(post(by, '/runbooks', { title: 'No connection', tiers: [1], steps, publish: true, ...over }));
const start = (ticket: string, runbookId: string, by = l1) => ok(post(by, `/tickets/${ticket}/runs`, { runbookId }));
const step = (ticket: string, run: string, id: string, body: object = {}, by = l1) =>
  post(by, `/tickets/${ticket}/runs/${run}/steps/${id}`, body);
const types = async (ticket: string) => (await world.events(ticket)).map(({ type }) => type);

describe('writing a runbook', () => {
  test('an unfinished draft is kept, and published only when it can be worked through', async () => {
    const draft = await writes({ steps: [{ id: 'a', title: 'A', kind: 'check', next: 'b' }], publish: false });
    expect(draft.draft.problems).toMatchObject([
      {
        pointer: '/steps/0/next',
        code: 'runbook-step.unknown-next',
        detail: 'There is no step "b": name one of this runbook, or "end".',
      },
    ]);
    const refused = await post(l2, `/runbooks/${draft.id}/publish`);
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([
      422,
      'runbook.steps-invalid',
      '/steps/0/next',
    ]);
    const patched = await ok(world.request(l2, 'PATCH', `/runbooks/${draft.id}`, { steps, publish: true }));
    expect([patched.published.version, patched.draft]).toEqual([1, null]);
  });

  test('is for agents above the first tier and leads; customers and keys see nothing of it', async () => {
    expect((await post(l1, '/runbooks', { title: 'x', tiers: [1] })).body.code).toBe('runbook.not-yours');
    expect((await ok(post(lead, '/runbooks', { title: 'x', tiers: [1] }))).published).toBeNull();
    const key = await world.apiKey(['tickets:read', 'tickets:write', 'tickets:route']);
    const ticket = await world.queued();
    for (const path of [
      '/runbooks',
      `/tickets/${ticket}/runs`,
      `/tickets/${ticket}/runbooks`,
      `/tickets/${ticket}/context`,
      `/tickets/${ticket}/hypotheses`,
    ])
      expect([path, (await world.request(key, 'GET', path)).status]).toEqual([path, 403]);
    expect((await world.request(l2, 'GET', `/tickets/${ticket}/context`)).status).toBe(404);
  });

  test('names what does not exist', async () => {
    for (const [body, code, pointer] of [
      [{ tiers: [9] }, 'tier.unknown', '/tiers'],
      [{ sectors: ['sea'] }, 'sector.unknown', '/sectors'],
      [{ products: ['X-0'] }, 'product.unknown', '/products/0'],
    ] as const) {
      const { status, body: problem } = await post(l2, '/runbooks', { title: 'x', tiers: [1], ...body });
      expect([status, problem.code, problem.errors[0].pointer]).toEqual([422, code, pointer]);
    }
  });
});

describe('working through a runbook', () => {
  test('goes step by step the way the results say, and tells the ticket when it is over', async () => {
    const { id: runbookId } = await writes();
    const ticket = await world.held(l1);
    const run = await start(ticket, runbookId);
    expect([run.current.id, run.version, run.path]).toEqual(['light', 1, []]);
    expect((await post(l1, `/tickets/${ticket}/runs`, { runbookId })).body.code).toBe('run.already-running');

    expect((await step(ticket, run.id, 'place', { result: 'home' })).body).toMatchObject({
      code: 'step.not-next',
      current: { id: 'light' },
    });
    expect((await step(ticket, run.id, 'light')).body.code).toBe('step.result-refused');
    expect((await ok(step(ticket, run.id, 'light', { result: 'fail', note: 'dark', seconds: 30 }))).current.id).toBe(
      'plug',
    );
    expect((await ok(step(ticket, run.id, 'plug', { result: 'pass' }))).current.id).toBe('light');
    expect((await ok(step(ticket, run.id, 'light', { result: 'pass' }))).current.id).toBe('ping');
    expect((await step(ticket, run.id, 'ping', { result: -1 })).body.errors).toMatchObject([
      { pointer: '/result', code: 'too-small', values: { min: 0 }, detail: 'Give at least 0 ms.' },
    ]);
    expect((await ok(step(ticket, run.id, 'ping', { result: '41,5', seconds: 90 }))).current.id).toBe('place');
    const over = await ok(step(ticket, run.id, 'place', { result: 'home' }));
    expect([over.state, over.current, over.seconds]).toEqual(['finished', null, 120]);
    expect(over.path.map((one: { stepId: string; inWords: string }) => `${one.stepId} ${one.inWords}`)).toEqual([
      'light failed',
      'plug passed',
      'light passed',
      'ping 41.5 ms',
      'place home',
    ]);
    const events = await world.events(ticket);
    expect(events.slice(-2)).toMatchObject([
      { type: 'ticket.runbook-started', public: false },
      {
        type: 'ticket.runbook-finished',
        public: false,
        data: { title: 'No connection', version: 1, steps: 5, failed: 1 },
      },
    ]);
    expect((await runbookSteps(world.database, ticket))[0]).toMatchObject({
      runbook: 'No connection',
      step: 'The light is on',
      kind: 'check',
      result: 'failed',
      note: 'dark',
      seconds: 30,
    });
    await world.expectOk(l1, ticket, 'resolve', { solution: 'Plugged in.', code: 'fixed' });
    expect((await world.request(l1, 'GET', `/runbooks/${runbookId}`)).body.versions).toMatchObject([
      { version: 1, runs: 1, finished: 1, abandoned: 0, solvedWithoutEscalation: 1, medianSeconds: 120 },
    ]);
  });

  test('a step is corrected, what no longer holds stays on record, and the same once more changes nothing', async () => {
    const { id: runbookId } = await writes();
    const ticket = await world.held(l1);
    const { id } = await start(ticket, runbookId);
    for (const [name, result] of [
      ['light', 'pass'],
      ['ping', 10],
      ['place', 'office'],
      ['note', 'third'],
    ] as const) {
      await ok(step(ticket, id, name, { result }));
    }
    const before = await types(ticket);
    await ok(step(ticket, id, 'ping', { result: 10 }));
    expect(await types(ticket)).toEqual(before);

    const again = await ok(step(ticket, id, 'ping', { result: 12 }));
    expect([again.state, again.path.length, again.corrected.length]).toEqual(['finished', 4, 1]);
    const opened = await ok(step(ticket, id, 'light', { result: 'fail' }));
    expect([opened.state, opened.current.id, opened.path.length, opened.corrected.length]).toEqual([
      'running',
      'plug',
      1,
      5,
    ]);
    expect((await types(ticket)).slice(before.length)).toEqual([
      'ticket.runbook-corrected',
      'ticket.runbook-corrected',
    ]);
    const gone = await ok(post(l1, `/tickets/${ticket}/runs/${id}/abandon`, { reason: 'Wrong device' }));
    expect([gone.state, gone.abandonReason]).toEqual(['abandoned', 'Wrong device']);
    expect((await step(ticket, id, 'plug', { result: 'pass' })).body.code).toBe('run.over');
  });

  test('keeps the version it began with; a published one never changes', async () => {
    const { id: runbookId } = await writes();
    const ticket = await world.held(l1);
    const run = await start(ticket, runbookId);
    const changed = await ok(
      world.request(l2, 'PATCH', `/runbooks/${runbookId}`, {
        steps: [{ id: 'other', title: 'Other', kind: 'check' }],
        publish: true,
      }),
    );
    expect([changed.published.version, changed.versions.length]).toEqual([2, 2]);
    expect((await ok(step(ticket, run.id, 'light', { result: 'pass' }))).current.id).toBe('ping');
    expect((await world.request(l1, 'GET', `/runbooks/${runbookId}/versions/1`)).body.steps).toHaveLength(5);
    const next = await start(await world.held(l1), runbookId);
    expect([next.version, next.current.id]).toEqual([2, 'other']);
    await expect(world.write(`UPDATE runbook_version SET title = 'x' WHERE version = 1`)).rejects.toThrow(
      'never changes',
    );
  });

  test('is for who may act on the ticket, and not on one that is over', async () => {
    const { id: runbookId } = await writes();
    const ticket = await world.held(l1);
    await world.expectOk(l1, ticket, 'escalate', { workOrder });
    const outsider = await world.agent('agent', [[1, null]]);
    expect((await post(outsider, `/tickets/${ticket}/runs`, { runbookId })).status).toBe(404);
    expect((await post(l1, `/tickets/${ticket}/runs`, { runbookId })).body.code).toBe('ticket.not-at-your-tier');
    const solved = await world.held(l1);
    await world.expectOk(l1, solved, 'resolve', { solution: 'Done.', code: 'fixed' });
    expect((await post(l1, `/tickets/${solved}/runs`, { runbookId })).body.code).toBe('ticket.illegal-transition');
  });
});

describe('which runbook', () => {
  test('the one for the product comes first, then words, then the tier alone; those for others do not come', async () => {
    const product = newId();
    await world.write(`INSERT INTO product (id, code, name) VALUES ($1, 'R-9', 'Router 9')`, [product]);
    for (const [title, over] of Object.entries({
      anything: {},
      words: { words: ['reboots'] },
      product: { products: ['r-9'], words: ['nowhere'] },
      other: { words: ['printer'] },
      above: { tiers: [2] },
    }))
      await writes({ title, ...over });
    await writes({ title: 'draft', publish: false });
    const ticket = await world.held(l1);
    await world.write(`UPDATE ticket SET product_id = $2 WHERE id = $1`, [ticket, product]);
    const { items } = await ok(world.request(l1, 'GET', `/tickets/${ticket}/runbooks`));
    expect(items.map(({ title, why }: { title: string; why: string[] }) => [title, why])).toEqual([
      ['product', ['product', 'tier']],
      ['words', ['words', 'tier']],
      ['anything', ['tier']],
    ]);
  });
});

describe('a runbook that is required before escalation', () => {
  test('stands in the way until its steps are done, names them, and gives way to a lead who says why', async () => {
    const { id: runbookId } = await writes({ requiredBeforeEscalation: true, sectors: ['network'] });
    await world.team(2, 'storage');
    const to = { tier: 'L2', sector: 'network' };
    const ticket = await world.held(l1);
    const drafted = await ok(world.request(l1, 'GET', `/tickets/${ticket}/work-order-draft?to=L2&sector=network`));
    const refused = await world.act(l1, ticket, 'escalate', { workOrder, to });
    expect(drafted.runbooks).toEqual(refused.body.runbooks);
    expect([refused.status, refused.body.code]).toEqual([422, 'runbook.steps-missing']);
    expect(refused.body.runbooks).toMatchObject([
      { id: runbookId, title: 'No connection', runId: null, steps: [{ id: 'light' }, { id: 'ping' }, { id: 'note' }] },
    ]);
    expect((await world.act(l1, ticket, 'escalate', { workOrder, to, override: true })).body.code).toBe(
      'work-order.override-not-yours',
    );
    const both = await world.act(l1, ticket, 'escalate', { to });
    expect([both.body.code, both.body.errors.length]).toEqual(['work-order.incomplete', 8]);

    const { id } = await start(ticket, runbookId);
    await ok(step(ticket, id, 'light', { result: 'pass' }));
    await ok(step(ticket, id, 'ping', { result: 7 }));
    const half = await world.act(l1, ticket, 'escalate', { workOrder, to });
    expect(half.body.runbooks).toMatchObject([{ runId: id, steps: [{ id: 'note' }] }]);
    await ok(step(ticket, id, 'place', { result: 'home' }));
    await world.expectOk(l1, ticket, 'escalate', { workOrder, to });

    const other = await world.held(l1);
    await world.expectOk(lead, other, 'escalate', { workOrder, to, override: { reason: 'The mayor waits.' } });
    const [overridden] = (await world.events(other)).filter(({ type }) => type === 'ticket.runbook-overridden');
    expect(overridden).toMatchObject({
      public: false,
      data: { reason: 'The mayor waits.', runbooks: [{ id: runbookId }] },
    });
    const elsewhere = await world.held(l1);
    await world.expectOk(l1, elsewhere, 'escalate', { workOrder, to: { tier: 'L2', sector: 'storage' } });
  });
});

describe('hypotheses', () => {
  test('are ordered, rest on evidence of steps done here, and a confirmed one becomes the underlying problem', async () => {
    const { id: runbookId } = await writes();
    const ticket = await world.held(l1);
    const { id: runId } = await start(ticket, runbookId);
    await ok(step(ticket, runId, 'light', { result: 'fail' }));
    const path = `/tickets/${ticket}/hypotheses`;
    const source = { runId, stepId: 'light' };
    const power = await ok(
      post(l1, path, { cause: 'The supply is broken', evidence: [{ for: true, text: 'Dark.', source }] }),
    );
    const cable = await ok(post(l1, path, { cause: 'The cable', likelihood: 'high', position: 1 }));
    const unknown = await post(l1, path, {
      cause: 'x',
      evidence: [{ for: false, text: 'x', source: { runId, stepId: 'ping' } }],
    });
    expect([unknown.body.code, unknown.body.errors[0].pointer]).toEqual([
      'evidence.source-unknown',
      '/evidence/0/source',
    ]);
    const { items } = await ok(world.request(l1, 'GET', path));
    expect(items.map(({ id, position }: { id: string; position: number }) => [id, position])).toEqual([
      [cable.id, 1],
      [power.id, 2],
    ]);

    const early = await world.request(l1, 'PATCH', `${path}/${power.id}`, { setUnderlyingProblem: true });
    expect(early.body.code).toBe('hypothesis.not-confirmed');
    const before = await types(ticket);
    await ok(world.request(l1, 'PATCH', `${path}/${cable.id}`, { likelihood: 'high' }));
    expect(await types(ticket)).toEqual(before);
    await ok(
      world.request(l1, 'PATCH', `${path}/${power.id}`, {
        state: 'confirmed',
        position: 1,
        setUnderlyingProblem: true,
      }),
    );
    expect((await world.ticket(ticket)).underlyingProblem).toBe('The supply is broken');
    expect((await world.events(ticket)).at(-1)).toMatchObject({
      type: 'ticket.hypothesis-changed',
      public: false,
      data: { changes: { state: { before: 'open', after: 'confirmed' }, position: { before: 2, after: 1 } } },
    });
  });
});

describe('describing a ticket', () => {
  test('is one internal fact with what changed; priority comes from the matrix, and nothing new is no fact', async () => {
    const ticket = await world.held(l1);
    const view = await world.expectOk(l1, ticket, 'describe', {
      symptom: 'Dark',
      goal: 'To sell',
      urgency: 'high',
      tags: ['b', 'a', 'b'],
    });
    expect(view).toMatchObject({
      symptom: 'Dark',
      goal: 'To sell',
      urgency: 'high',
      impact: 'low',
      priority: 'P3',
      tags: ['b', 'a'],
    });
    const events = await world.events(ticket);
    expect(events.at(-1)).toMatchObject({
      type: 'ticket.described',
      public: false,
      data: {
        priority: 'P3',
        changes: { symptom: { before: null, after: 'Dark' }, urgency: { before: 'low', after: 'high' } },
      },
    });
    await world.expectOk(l1, ticket, 'describe', { symptom: 'Dark', urgency: 'high', tags: ['a', 'b'] });
    expect(await world.events(ticket)).toHaveLength(events.length);
    await world.expectOk(lead, ticket, 'describe', { symptom: null, subject: 'The shop router is dark' });
    expect(await world.ticket(ticket)).toMatchObject({
      symptom: null,
      subject: 'The shop router is dark',
      priority: 'P3',
    });
    expect((await world.act(l2, ticket, 'describe', { symptom: 'x' })).status).toBe(404);
  });

  test("an asset of the customer's brings its product and what it is entitled to; another's does not exist", async () => {
    const [product, other, organisation] = [newId(), newId(), newId()];
    await world.write(
      `INSERT INTO product (id, code, name) VALUES ($1, 'AP-1', 'Access point'), ($2, 'AP-2', 'Other')`,
      [product, other],
    );
    await world.write(`INSERT INTO organisation (id, name) VALUES ($1, 'Somebody else')`, [organisation]);
    await world.write(
      `INSERT INTO asset (id, tag, product_id, contact_id, organisation_id, warranty_until) VALUES
        (gen_random_uuid(), 'MINE', $1, $2, NULL, '2999-01-01'), (gen_random_uuid(), 'THEIRS', $1, NULL, $3, NULL)`,
      [product, world.requesterId, organisation],
    );
    const ticket = await world.held(l1);
    const refusal = async (body: object) => (await world.act(l1, ticket, 'describe', body)).body.code;
    expect(await refusal({ assetTag: 'THEIRS' })).toBe('asset.unknown');
    expect(await refusal({ product: 'AP-9' })).toBe('product.unknown');
    expect(await refusal({ assetTag: 'mine', product: 'AP-2' })).toBe('product.other-than-asset');
    const view = await world.expectOk(l1, ticket, 'describe', { assetTag: 'mine' });
    expect(view).toMatchObject({ assetTag: 'MINE', product: 'AP-1', productId: product, entitlement: 'warranty' });
    expect((await world.events(ticket)).at(-1)?.data).toMatchObject({ entitlement: 'warranty' });
    expect(await refusal({ product: 'AP-2' })).toBe('product.other-than-asset');
    const off = await world.expectOk(l1, ticket, 'describe', { assetTag: null, product: 'Other' });
    expect(off).toMatchObject({ assetTag: null, assetId: null, product: 'AP-2', entitlement: 'self-service' });
  });
});

describe('the context of a ticket', () => {
  test('shows who asks, with what, what else there was, and how it was solved, as far as one may read it', async () => {
    const solved = await world.held(l1);
    await world.expectOk(l1, solved, 'describe', { assetTag: 'MINE', symptom: 'No light on the front' });
    await world.expectOk(l1, solved, 'log-work', { seconds: 300, kind: 'call', withCustomer: true });
    await world.expectOk(l1, solved, 'resolve', { solution: 'A new supply.', code: 'fixed' });
    const hidden = await world.queued({ tier: 2, sector: 'storage' });
    const ticket = await world.held(l1);
    await world.expectOk(l1, ticket, 'describe', { assetTag: 'MINE', symptom: 'There is no light on the front' });
    const { status, body } = await world.request(l1, 'GET', `/tickets/${ticket}/context`);
    expect(status).toBe(200);
    expect(body.requester).toMatchObject({ email: 'customer@example.test', otherAddresses: [] });
    expect(body.equipment.asset).toMatchObject({ tag: 'MINE', isUnderWarranty: true });
    expect(body.support).toMatchObject({ entitlement: 'warranty', contracts: [] });
    expect(body.assetTickets[0]).toMatchObject({ id: solved, state: 'resolved' });
    const mine = body.requesterTickets.map(({ id }: { id: string }) => id);
    expect(mine).not.toContain(hidden);
    expect(mine).not.toContain(ticket);
    const states = body.requesterTickets.map(({ state }: { state: string }) => state === 'resolved');
    expect(states).toEqual(states.toSorted());
    expect(body.precedents[0]).toMatchObject({
      id: solved,
      solution: 'A new supply.',
      tier: 1,
      seconds: 300,
      why: expect.arrayContaining(['asset', 'product']),
    });
    expect((await ok(world.request(lead, 'GET', `/tickets/${hidden}/context`))).requesterTickets).toHaveLength(10);
  });
});
