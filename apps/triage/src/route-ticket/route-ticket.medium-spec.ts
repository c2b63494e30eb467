import { Database, TicketIntakeStore, TicketStore, type NewTicket, newId } from '#database';
import { DomainError } from '#domain';
import { Outbox, TicketTeller } from '#messaging';
import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EditMatrixController } from '../edit-matrix/edit-matrix.controller.js';
import { EditRulesController } from '../edit-rules/edit-rules.controller.js';
import { RoutingRules } from '../edit-rules/routing-rules.js';
import { newRuleBody } from '../edit-rules/rule.schema.js';
import { PreviewRouteController, previewBody } from '../preview-route/preview-route.controller.js';
import { RuleClassifiers } from '../understand-request/classifiers.js';
import { UnderstandRequest } from '../understand-request/understand-request.js';
import { RouteTicketHandler } from './route-ticket.handler.js';

const [acme, globex, kim, sue, router, phone] = Array.from({ length: 6 }, () => newId()) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const silent = { publish: () => {} } as unknown as ConstructorParameters<typeof Outbox>[1];

let db: TestDatabase;
let database: Database;
let handler: RouteTicketHandler;
let preview: PreviewRouteController;
let rules: EditRulesController;

beforeAll(async () => {
  db = await testDatabase();
  ({ database } = db);
  const store = new RoutingRules();
  const understand = new UnderstandRequest(new RuleClassifiers(store));
  handler = new RouteTicketHandler(new TicketStore(new TicketTeller(new Outbox(database, silent))), understand);
  preview = new PreviewRouteController(database, understand);
  rules = new EditRulesController(database, store);
  for (const [text, values] of [
    ['INSERT INTO organisation (id, name) VALUES ($1, $2), ($3, $4)', [acme, 'Acme', globex, 'Globex']],
    [
      'INSERT INTO contact (id, email, organisation_id) VALUES ($1, $2, $3), ($4, $5, null)',
      [kim, 'kim@acme.example', acme, sue, 'sue@home.example'],
    ],
    [
      'INSERT INTO product (id, code, name) VALUES ($1, $2, $3), ($4, $5, $6)',
      [router, 'RX', 'Router X', phone, 'PH', 'Телефон'],
    ],
    ['INSERT INTO sector (code, name) VALUES ($1, $2), ($3, $4)', ['network', 'Network', 'voice', 'Voice']],
    [
      `INSERT INTO asset (id, tag, product_id, organisation_id, contact_id, warranty_until) VALUES
        (gen_random_uuid(), 'R-100', $1, $2, null, '2999-12-31'), (gen_random_uuid(), 'G-1', $1, $3, null, '2999-12-31'),
        (gen_random_uuid(), 'S-1', $1, null, $4, '2000-01-01'), (gen_random_uuid(), 'K-1', $1, null, $5, '2999-12-31')`,
      [router, acme, globex, sue, kim],
    ],
    [
      `INSERT INTO contract (id, organisation_id, kind, name, product_id, starts_on, ends_on) VALUES
        (gen_random_uuid(), $1, 'premium', 'Gold', $2, '2000-01-01', '2999-12-31'),
        (gen_random_uuid(), $1, 'service', 'Old', null, '2000-01-01', '2001-12-31')`,
      [acme, router],
    ],
  ] as const)
    await database.pool.query(text, [...values]);
});
afterAll(() => db.close());
beforeEach(() => database.pool.query('DELETE FROM routing_rule'));

const received = {
  createdAt: new Date(),
  subject: 'Help',
  requesterId: kim,
  organisationId: null,
  channel: 'api',
  language: 'ko',
  externalId: null,
  product: null,
  assetTag: null,
  impact: 'high',
  urgency: 'medium',
  requestedRoute: null,
  createdBy: 'api-key:1',
  messages: [],
  answer: null,
} as const;
const receive = async (over: Partial<NewTicket> & { readonly description?: string } = {}): Promise<string> => {
  const id = newId();
  const by = { kind: 'customer', id: kim } as const;
  await new TicketIntakeStore(database).insert([
    {
      ...received,
      id,
      by,
      post: { id: newId(), body: over.description ?? 'It is broken', author: by },
      ...over,
    },
  ]);
  return id;
};
const handle = (ticketId: string) => database.transaction((tx) => handler.handle(tx, { ticketId, version: 1 }));
const ticket = async (id: string) => (await database.pool.query('SELECT * FROM ticket WHERE id = $1', [id])).rows[0];
const events = async (id: string) =>
  (await database.pool.query('SELECT * FROM ticket_event WHERE ticket_id = $1 ORDER BY version', [id])).rows;
const messages = async (id: string) =>
  (
    await database.pool.query(`SELECT queue, message, data FROM outbox WHERE data->>'ticketId' = $1 ORDER BY queue`, [
      id,
    ])
  ).rows;
const rule = (body: Record<string, unknown>) => rules.create(newRuleBody.parse({ name: 'rule', tier: 1, ...body }));

describe('a received ticket', () => {
  it('is understood once, waits at its tier, and its event says why', async () => {
    await rule({ name: 'Network words', words: ['인터넷', 'vpn'], tier: 2, sector: 'network' });
    const id = await receive({ description: '사무실 인터넷이 안 돼요', product: 'router x' });
    await handle(id);

    expect(await ticket(id)).toMatchObject({
      state: 'queued',
      version: 2,
      stay_version: 2,
      tier: 2,
      sector: 'network',
      priority: 'P2',
      language: 'ko',
      organisation_id: acme,
      product_id: router,
      product: 'router x',
      entitlement: 'premium',
    });
    const routed = (await events(id))[1];
    expect(routed).toMatchObject({ type: 'ticket.routed', actor_kind: 'system', public: true });
    expect(routed.data).toMatchObject({ priority: 'P2', rule: 'Network words', tier: 2, sector: 'network' });
    expect(routed.data.why).toEqual([
      'Impact high and urgency medium make it P2.',
      'The premium contract "Gold" of Acme covers Router X until 2999-12-31.',
      'Rule "Network words" sends it to L2 network.',
    ]);
    const data = { ticketId: id, version: 2, tier: 2 };
    expect(await messages(id)).toEqual([
      { queue: 'notify', message: 'ticket.routed', data },
      { queue: 'sla', message: 'ticket.routed', data },
      { queue: 'tier-2', message: 'ticket.routed', data },
    ]);
  });

  it('that is no longer received is left alone', async () => {
    const id = await receive();
    await handle(id);
    const before = await ticket(id);
    await handle(id);
    expect(await ticket(id)).toEqual(before);
    expect(await messages(id)).toHaveLength(3);
  });

  it('that does not exist is hopeless', async () => {
    await expect(handle(newId())).rejects.toBeInstanceOf(DomainError);
  });

  it('keeps what it names as text when we do not know it, and says so', async () => {
    const id = await receive({ product: 'Toaster', assetTag: 'X-9' });
    await handle(id);
    expect(await ticket(id)).toMatchObject({ product: 'Toaster', asset_tag: 'X-9', product_id: null, asset_id: null });
    const { why } = (await events(id))[1].data;
    expect(why).toContain('No asset of this customer has the tag "X-9".');
    expect(why).toContain('No product of ours is called "Toaster".');
    expect(why).toContain('No rule applies: L1 takes it.');
  });

  it('finds product and organisation through its asset, whatever the case of the tag', async () => {
    const id = await receive({ requesterId: sue, assetTag: 'r-100' });
    await handle(id);
    expect(await ticket(id)).toMatchObject({ organisation_id: acme, product_id: router, entitlement: 'premium' });
  });

  it('is not served on the account of somebody else’s asset', async () => {
    const others = await receive({ assetTag: 'G-1' });
    await handle(others);
    expect(await ticket(others)).toMatchObject({ organisation_id: acme, asset_id: null, product_id: null });
    const private_ = await receive({ requesterId: sue, assetTag: 'K-1' });
    await handle(private_);
    expect(await ticket(private_)).toMatchObject({ asset_id: null, entitlement: 'self-service' });
  });

  it('without any entitlement is told why', async () => {
    const id = await receive({ requesterId: sue, assetTag: 'S-1' });
    await handle(id);
    expect((await ticket(id)).entitlement_reason).toBe(
      'Self-service: the requester belongs to no organisation we know; the warranty of asset S-1 ended on 2000-01-01.',
    );
  });

  it('goes where a caller with the right asked for, before any rule', async () => {
    await rule({ tier: 1, sector: 'voice' });
    const id = await receive({ requestedRoute: { tier: 3, sector: 'network', reason: 'known bug' } });
    await handle(id);
    expect(await ticket(id)).toMatchObject({ tier: 3, sector: 'network' });
    expect((await events(id))[1].data.rule).toBeNull();
  });

  it('is not stopped by a requested tier or sector that is gone', async () => {
    await rule({ name: 'Voice', tier: 1, sector: 'voice' });
    const id = await receive({ requestedRoute: { tier: 9, sector: 'fax', reason: 'x' } });
    await handle(id);
    expect(await ticket(id)).toMatchObject({ state: 'queued', tier: 1, sector: 'voice' });
    expect((await events(id))[1].data.why).toContain(
      'The requested route to L9 fax was not taken: there is no tier L9 and no sector fax any more.',
    );
  });
});

describe('preview', () => {
  it('says what would happen by the same code, and writes nothing', async () => {
    await rule({ name: 'Phones', productId: phone, organisationId: acme, tier: 2, sector: 'voice' });
    const before = await database.pool.query('SELECT count(*) FROM ticket');
    const body = { subject: 'Нет гудка', description: 'совсем', requester: { email: 'KIM@acme.example' } };
    const answer = await preview.preview(
      previewBody.parse({ ...body, product: 'ТЕЛЕФОН', impact: 'low', urgency: 'low' }),
    );
    expect(answer).toMatchObject({
      priority: 'P5',
      entitlement: 'self-service',
      tier: 2,
      sector: 'voice',
      rule: 'Phones',
    });
    expect(answer.entitlementReason).toContain('the premium contract "Gold" does not cover Телефон');
    expect(await database.pool.query('SELECT count(*) FROM ticket')).toMatchObject({ rows: before.rows });
    const globexs = await preview.preview(previewBody.parse({ ...body, organisation: 'globex' }));
    expect(globexs.entitlementReason).toContain('Globex has no contract');
    await expect(preview.preview(previewBody.parse({ ...body, organisation: 'nobody' }))).rejects.toMatchObject({
      code: 'organisation.unknown',
    });
  });
});

describe('settings', () => {
  it('rules are asked in their order, which can be changed as a whole only', async () => {
    const [first, second] = [await rule({ name: 'first', tier: 2 }), await rule({ name: 'second', tier: 3 })];
    const ask = async () => (await preview.preview(previewBody.parse({ subject: 'a', description: 'b' }))).rule;
    expect(await ask()).toBe('first');
    await rules.reorder({ ids: [second.id, first.id] });
    expect(await ask()).toBe('second');
    await rules.change(second.id, { enabled: false });
    expect(await ask()).toBe('first');
    for (const ids of [[first.id], [first.id, first.id], [first.id, newId()], []])
      await expect(rules.reorder({ ids })).rejects.toMatchObject({ code: 'rule.order-incomplete' });
    await rules.remove(first.id);
    await expect(rules.remove(first.id)).rejects.toMatchObject({ code: 'rule.not-found' });
    await expect(rules.change('nonsense', {})).rejects.toMatchObject({ code: 'rule.not-found' });
  });

  it('a rule that points at nothing is refused, naming the field', async () => {
    for (const [field, value] of [
      ['productId', newId()],
      ['organisationId', newId()],
      ['sector', 'fax'],
      ['tier', 42],
    ] as const)
      await expect(rule({ [field]: value })).rejects.toMatchObject({
        code: 'rule.unknown-reference',
        extra: { errors: [{ pointer: `/${field}` }] },
      });
  });

  it('rules made at the same moment each get a place', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => rule({ name: `${index}` })));
    expect((await rules.list()).items).toHaveLength(8);
  });

  it('the matrix is read and replaced as a whole', async () => {
    const matrix = new EditMatrixController(database);
    const before = await matrix.read();
    expect(before).toMatchObject({ high: { high: 'P1' }, low: { low: 'P5' } });
    await matrix.write({ ...before, medium: { low: 'P1', medium: 'P1', high: 'P1' } });
    const { priority } = await preview.preview(previewBody.parse({ subject: 'a', description: 'b' }));
    expect(priority).toBe('P1');
    await matrix.write(before);
    expect(await matrix.read()).toEqual(before);
  });
});
