import { hashToken, newToken } from '#access';
import { Database, newId } from '#database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VendorSimulator } from '../../../../test/vendor-simulator/vendor-simulator.js';
import { OpenCaseHandler } from '../open-case/open-case.handler.js';
import { Gateway } from '../testing/gateway.fixture.js';

let gateway: Gateway;
let admin: string;
let lead: string;
let agent: string;
let apiKey: string;

beforeAll(async () => {
  gateway = await Gateway.start();
  [admin, lead, agent] = (await Promise.all([
    gateway.loginAs('admin'),
    gateway.loginAs('lead'),
    gateway.loginAs('agent'),
  ])) as [string, string, string];
  apiKey = newToken();
  await gateway.desk.write(
    `INSERT INTO api_key (id, name, hash, scopes) VALUES ($1, 'all', $2, '{tickets:read,tickets:write,tickets:route}')`,
    [newId(), hashToken(apiKey)],
  );
});
afterAll(() => gateway?.stop());

const fresh = () => ({ name: `Acme ${newId()}`, endpoint: 'https://acme.invalid/cases' });
const make = async () => (await gateway.ask('POST', '/vendors', admin, fresh())).body;

describe('vendors', () => {
  it('are made by an admin, with a secret that is shown once', async () => {
    const wanted = fresh();
    const { status, body } = await gateway.ask('POST', '/vendors', admin, wanted);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...wanted, active: true, previousSecretUntil: null });
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = await gateway.ask('GET', '/vendors', admin);
    expect(listed.body.items).toContainEqual(expect.objectContaining({ id: body.id, ...wanted }));
    expect(JSON.stringify(listed.body)).not.toMatch(/whsec_|"secret"|"previousSecret"/);
  });

  it('are names to agents, and only those that are active', async () => {
    const { id } = await make();
    expect((await gateway.ask('GET', '/vendors', agent)).body.items).toContainEqual({ id, name: expect.any(String) });
    expect((await gateway.ask('PATCH', `/vendors/${id}`, admin, { active: false })).body).toMatchObject({
      active: false,
    });
    const ids = async (token: string) =>
      (await gateway.ask('GET', '/vendors?limit=100', token)).body.items.map((item) => item.id);
    expect(await ids(agent)).not.toContain(id);
    expect(await ids(admin)).toContain(id);
  });

  it('come in pages', async () => {
    const made = [(await make()).id, (await make()).id, (await make()).id];
    const first = (await gateway.ask('GET', '/vendors?limit=2', admin)).body;
    const second = (await gateway.ask('GET', `/vendors?limit=2&cursor=${first.nextCursor}`, admin)).body;
    expect([...first.items, ...second.items].map(({ id }) => id).slice(0, 3)).toEqual(made.reverse());
    expect(await gateway.ask('GET', '/vendors?cursor=nonsense', admin)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid-cursor' },
    });
  });

  it('change in what is named and keep the rest', async () => {
    const made = await make();
    const endpoint = 'https://elsewhere.invalid/';
    const { body } = await gateway.ask('PATCH', `/vendors/${made.id}`, admin, { endpoint });
    expect(body).toMatchObject({ name: made.name, endpoint, active: true });
    expect(body).not.toHaveProperty('secret');
  });

  it('have times by contract, with defaults', async () => {
    const made = await make();
    const usual = {
      acknowledgeWithinSeconds: 14_400,
      answerWithinSeconds: 172_800,
      reminders: 1,
      remindEverySeconds: 7_200,
    };
    expect(made).toMatchObject(usual);
    const wanted = { acknowledgeWithinSeconds: 60, answerWithinSeconds: 600, reminders: 0, remindEverySeconds: 30 };
    expect((await gateway.ask('POST', '/vendors', admin, { ...fresh(), ...wanted })).body).toMatchObject(wanted);
    const changed = await gateway.ask('PATCH', `/vendors/${made.id}`, admin, { reminders: 3 });
    expect(changed.body).toMatchObject({ ...usual, reminders: 3 });
    for (const wrong of [{ reminders: 11 }, { acknowledgeWithinSeconds: 0 }, { remindEverySeconds: 1.5 }]) {
      expect((await gateway.ask('PATCH', `/vendors/${made.id}`, admin, wrong)).status).toBe(400);
    }
  });

  it.each([
    'http://acme.invalid/',
    'https://127.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/',
    'https://user:secret@acme.invalid/',
    'file:///etc/passwd',
    'nonsense',
  ])('cannot be reached at %s', async (endpoint) => {
    const refusal = { status: 422, body: { code: 'vendor.endpoint-refused', errors: [{ pointer: '/endpoint' }] } };
    const { id, endpoint: before } = await make();
    expect(await gateway.ask('POST', '/vendors', admin, { ...fresh(), endpoint })).toMatchObject(refusal);
    expect(await gateway.ask('PATCH', `/vendors/${id}`, admin, { endpoint, name: `New ${id}` })).toMatchObject(refusal);
    expect((await gateway.desk.rows('SELECT endpoint FROM vendor WHERE id = $1', [id]))[0]).toEqual({
      endpoint: before,
    });
  });

  it('have names of their own', async () => {
    const taken = { status: 409, body: { code: 'vendor.name-taken' } };
    const [one, two] = [await make(), await make()];
    expect(await gateway.ask('POST', '/vendors', admin, { ...fresh(), name: one.name })).toMatchObject(taken);
    expect(await gateway.ask('PATCH', `/vendors/${two.id}`, admin, { name: one.name })).toMatchObject(taken);
  });

  it('that are not there are not found', async () => {
    for (const id of [newId(), 'nonsense']) {
      expect(await gateway.ask('PATCH', `/vendors/${id}`, admin, {})).toMatchObject({
        status: 404,
        body: { code: 'vendor.not-found' },
      });
      expect(await gateway.ask('POST', `/vendors/${id}/rotate-secret`, admin, {})).toMatchObject({ status: 404 });
    }
  });

  it('are an admin’s business', async () => {
    const { id } = await make();
    const calls: [string, string, unknown?][] = [
      ['POST', '/vendors', fresh()],
      ['PATCH', `/vendors/${id}`, {}],
      ['POST', `/vendors/${id}/rotate-secret`, {}],
    ];
    for (const [method, path, body] of calls) {
      expect(await gateway.ask(method, path, null, body)).toMatchObject({
        status: 401,
        body: { code: 'caller.unauthenticated' },
      });
      for (const token of [agent, lead, apiKey]) {
        expect(await gateway.ask(method, path, token, body)).toMatchObject({
          status: 403,
          body: { code: 'caller.forbidden' },
        });
      }
    }
  });
});

describe('a vendor’s secret', () => {
  const keys = async (id: string) =>
    (
      await gateway.desk.rows<{ secret: string; previous: string | null; hours: number | null }>(
        `SELECT secret, previous_secret AS previous, round(extract(epoch FROM previous_secret_until - now()) / 3600)::int AS hours
       FROM vendor WHERE id = $1`,
        [id],
      )
    )[0];

  it('is changed for a new one, and the one before stays good for a stated time', async () => {
    const { id, secret } = await make();
    const rotated = (await gateway.ask('POST', `/vendors/${id}/rotate-secret`, admin, {})).body;
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.previousSecretUntil).toEqual(expect.any(String));
    expect(await keys(id)).toEqual({ secret: rotated.secret, previous: secret, hours: 24 });
    await gateway.ask('POST', `/vendors/${id}/rotate-secret`, admin, { overlapHours: 2 });
    expect(await keys(id)).toMatchObject({ previous: rotated.secret, hours: 2 });
  });

  it('may be one that the vendor has given, if it is a good one', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const given = (await gateway.ask('POST', '/vendors', admin, { ...fresh(), secret })).body;
    expect(await keys(given.id)).toMatchObject({ secret });
    const next = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    await gateway.ask('POST', `/vendors/${given.id}/rotate-secret`, admin, { secret: next });
    expect(await keys(given.id)).toMatchObject({ secret: next, previous: secret });
    for (const bad of ['', 'whsec_', 'whsec_c2hvcnQ=', 'not a secret', secret.replace('whsec_', '')]) {
      expect(await gateway.ask('POST', '/vendors', admin, { ...fresh(), secret: bad })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/secret' }] },
      });
    }
  });

  it('that leaked is ended at once', async () => {
    const { id } = await make();
    await gateway.ask('POST', `/vendors/${id}/rotate-secret`, admin, { overlapHours: 0 });
    expect(await keys(id)).toMatchObject({ previous: null, hours: null });
    expect(await gateway.ask('POST', `/vendors/${id}/rotate-secret`, admin, { overlapHours: 200 })).toMatchObject({
      status: 400,
    });
  });
});

describe('vendor cases', () => {
  async function open() {
    const { id } = await make();
    const asked = await gateway.desk.asked(id);
    await gateway.app.get(Database).transaction((tx) => gateway.app.get(OpenCaseHandler).handle(tx, asked));
    const [ticket] = await gateway.desk.rows<{ number: number; assignee: string }>(
      'SELECT number, assignee_id AS assignee FROM ticket WHERE id = $1',
      [asked.ticketId],
    );
    const holder = await gateway.login(ticket!.assignee);
    return { ...asked, vendorId: id, ticketNumber: `T-${ticket!.number}`, holder };
  }

  it('are shown with what was sent and what came back, to those who may read the ticket', async () => {
    const opened = await open();
    const simulator = new VendorSimulator();
    simulator.secret = (await gateway.ask('POST', `/vendors/${opened.vendorId}/rotate-secret`, admin, {})).body.secret;
    const callbacks = `${gateway.url}/vendors/${opened.vendorId}/callbacks`;
    await simulator.say(callbacks, { caseId: opened.caseId, kind: 'acknowledged', sequence: 2, reference: 'R-1' });
    await simulator.say(callbacks, { caseId: opened.caseId, kind: 'progress', sequence: 1, message: 'Overtaken.' });
    const shown = {
      id: opened.caseId,
      ticket: { id: opened.ticketId, number: opened.ticketNumber },
      vendor: { id: opened.vendorId },
      tier: 2,
      state: 'acknowledged',
      reference: 'R-1',
    };
    for (const token of [opened.holder, lead, admin]) {
      const { status, body } = await gateway.ask('GET', `/vendor-cases/${opened.caseId}`, token);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...shown,
        body: opened.body,
        deliveries: [{ attempts: expect.any(Number) }],
        callbacks: [
          { sequence: 2, kind: 'acknowledged', applied: true },
          { sequence: 1, kind: 'progress', applied: false, message: 'Overtaken.' },
        ],
      });
      expect(JSON.stringify(body)).not.toContain('whsec_');
      for (const ticket of [opened.ticketId, opened.ticketNumber]) {
        const list = await gateway.ask('GET', `/vendor-cases?ticket=${ticket}&state=acknowledged`, token);
        expect(list.body.items).toMatchObject([shown]);
      }
    }
  });

  it('are nobody else’s: not found, or not allowed to those who never see vendors', async () => {
    const { caseId, ticketId } = await open();
    const missing = { status: 404, body: { code: 'vendor-case.not-found' } };
    expect(await gateway.ask('GET', `/vendor-cases/${caseId}`, agent)).toMatchObject(missing);
    expect(await gateway.ask('GET', `/vendor-cases/${newId()}`, admin)).toMatchObject(missing);
    expect(await gateway.ask('GET', '/vendor-cases/nonsense', admin)).toMatchObject(missing);
    expect((await gateway.ask('GET', `/vendor-cases?ticket=${ticketId}`, agent)).body.items).toEqual([]);
    for (const path of ['/vendor-cases', `/vendor-cases/${caseId}`, '/vendors']) {
      expect((await gateway.ask('GET', path, null)).status).toBe(401);
      expect((await gateway.ask('GET', path, apiKey)).status).toBe(403);
    }
  });

  it('come in pages, newest first, filtered', async () => {
    const [one, two] = [await open(), await open()];
    const first = (await gateway.ask('GET', '/vendor-cases?limit=1', admin)).body;
    const second = (await gateway.ask('GET', `/vendor-cases?limit=1&cursor=${first.nextCursor}`, admin)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([two.caseId, one.caseId]);
    expect((await gateway.ask('GET', '/vendor-cases?state=rejected', admin)).body.items).toEqual([]);
    expect((await gateway.ask('GET', '/vendor-cases?ticket=nonsense', admin)).body.items).toEqual([]);
    expect((await gateway.ask('GET', '/vendor-cases?state=nonsense', admin)).status).toBe(400);
    expect((await gateway.ask('GET', '/vendor-cases?limit=0', admin)).status).toBe(400);
  });
});
