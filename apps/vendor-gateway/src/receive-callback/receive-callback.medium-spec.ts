import { newSecret } from '#webhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PayloadOf, VendorAsked } from '#contracts';
import { Database, newId } from '#database';
import { VendorSimulator } from '../../../../test/vendor-simulator/vendor-simulator.js';
import type { Callback, Tricks } from '../../../../test/vendor-simulator/signed-callback.js';
import { OpenCaseHandler } from '../open-case/open-case.handler.js';
import type { KnownVendor } from '../testing/asked-ticket.fixture.js';
import { Gateway } from '../testing/gateway.fixture.js';

let gateway: Gateway;
let simulator: VendorSimulator;
let vendor: KnownVendor;
let asked: PayloadOf<typeof VendorAsked>;

beforeAll(async () => {
  gateway = await Gateway.start();
});
afterAll(() => gateway?.stop());

beforeEach(async () => {
  simulator = new VendorSimulator();
  vendor = await gateway.desk.vendor('https://vendor.invalid/cases');
  simulator.secret = vendor.secret;
  asked = await openCase(vendor.id);
});

async function openCase(vendorId: string): Promise<PayloadOf<typeof VendorAsked>> {
  const question = await gateway.desk.asked(vendorId);
  await gateway.app.get(Database).transaction((tx) => gateway.app.get(OpenCaseHandler).handle(tx, question));
  // Delivering is another test's business.
  await gateway.desk.write(`UPDATE vendor_delivery SET next_attempt_at = NULL WHERE case_id = $1`, [question.caseId]);
  return question;
}

const say = (callback: Partial<Callback> & { kind: string }, tricks?: Tricks, to = vendor.id) =>
  simulator.say(`${gateway.url}/vendors/${to}/callbacks`, { caseId: asked.caseId, ...callback }, tricks);

/** All that a callback could have changed. */
const everything = () =>
  gateway.desk.rows(
    `SELECT (SELECT version FROM ticket WHERE id = $2) AS version,
       (SELECT count(*)::int FROM post WHERE ticket_id = $2) AS posts,
       (SELECT count(*)::int FROM outbox) AS messages,
       (SELECT count(*)::int FROM vendor_callback WHERE case_id = $1) AS callbacks,
       state, last_sequence, vendor_reference FROM vendor_case WHERE id = $1`,
    [asked.caseId, asked.ticketId],
  );

const posts = () =>
  gateway.desk.rows(
    `SELECT author_kind AS "authorKind", author_id AS "authorId", public, body FROM post WHERE ticket_id = $1 ORDER BY id`,
    [asked.ticketId],
  );

describe('a signed callback', () => {
  it('moves the case, is a fact and an internal post, and leaves the ticket waiting while the vendor works', async () => {
    const acknowledged = await say({ kind: 'acknowledged', reference: 'ACME-77' });
    expect(acknowledged).toMatchObject({
      status: 200,
      body: { status: 'accepted', caseId: asked.caseId, state: 'acknowledged', sequence: 1 },
    });
    expect((await say({ kind: 'progress', message: 'Привет: we look into it.' })).status).toBe(200);
    expect(await everything()).toMatchObject([{ state: 'progress', last_sequence: 2, vendor_reference: 'ACME-77' }]);
    expect((await gateway.desk.events(asked.ticketId)).slice(1)).toMatchObject([
      // Who answers has been told, though nobody has written it down so far; once.
      { type: 'vendor-case.delivered', public: false, actorKind: 'system', data: { kind: 'case.opened' } },
      {
        type: 'vendor-case.acknowledged',
        public: false,
        actorKind: 'vendor',
        data: { sequence: 1, reference: 'ACME-77' },
      },
      { type: 'vendor-case.progressed', public: false, actorKind: 'vendor', data: { sequence: 2 } },
    ]);
    expect((await posts()).at(-1)).toEqual({
      authorKind: 'vendor',
      authorId: vendor.id,
      public: false,
      body: 'Привет: we look into it.',
    });
    expect(await gateway.desk.answers(asked.ticketId)).toEqual([]);
    // Each word of the vendor's is one at which its clocks may stop.
    expect((await gateway.desk.changes(asked.ticketId, 'sla')).length).toBe(2);
  });

  it.each(['needs-info', 'resolved', 'rejected'])('%s brings the ticket back to the tier that asked', async (kind) => {
    expect((await say({ kind, message: 'So it is.' })).body).toMatchObject({ status: 'accepted', state: kind });
    const [ticket] = await gateway.desk.rows<{ version: number }>('SELECT version FROM ticket WHERE id = $1', [
      asked.ticketId,
    ]);
    expect(await gateway.desk.answers(asked.ticketId)).toEqual([
      { queue: 'tier-2', answer: kind, caseId: asked.caseId, version: ticket?.version },
    ]);
    expect(await gateway.desk.changes(asked.ticketId, 'sla')).toEqual([ticket?.version]);
  });

  it('may name the case by its number', async () => {
    const [row] = await gateway.desk.rows<{ number: number }>('SELECT number FROM vendor_case WHERE id = $1', [
      asked.caseId,
    ]);
    const answer = await say({ caseId: undefined, caseNumber: row!.number, kind: 'acknowledged' } as never);
    expect(answer.body).toMatchObject({ status: 'accepted', caseId: asked.caseId, caseNumber: row!.number });
  });

  it('on a case we could not deliver still counts: the vendor has evidently got it', async () => {
    await gateway.desk.write(`UPDATE vendor_case SET state = 'undeliverable' WHERE id = $1`, [asked.caseId]);
    expect((await say({ kind: 'resolved' })).body).toMatchObject({ status: 'accepted', state: 'resolved' });
  });
});

describe('a callback that was here before', () => {
  it('is acknowledged and changes nothing, also when ten come at once', async () => {
    const id = `msg-${newId()}`;
    const many = await Promise.all(Array.from({ length: 10 }, () => say({ kind: 'resolved', sequence: 1 }, { id })));
    expect(many.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(many.filter(({ body }) => body.status === 'accepted')).toHaveLength(1);
    expect(many.filter(({ body }) => body.status === 'duplicate')).toHaveLength(9);
    expect(await gateway.desk.answers(asked.ticketId)).toHaveLength(1);
    expect(await everything()).toMatchObject([{ callbacks: 1, state: 'resolved' }]);
  });

  it('cannot be used again with other words, although they are signed', async () => {
    const id = `msg-${newId()}`;
    await say({ kind: 'acknowledged' }, { id });
    const before = await everything();
    expect(await say({ kind: 'resolved' }, { id })).toMatchObject({
      status: 409,
      body: { code: 'vendor-callback.id-reused' },
    });
    expect(await everything()).toEqual(before);
  });

  it('or was overtaken by a later one is refused, kept on record, and moves nothing', async () => {
    await say({ kind: 'resolved', sequence: 5 });
    const version = (await everything()) as { version: number }[];
    for (const sequence of [4, 5]) {
      expect(await say({ kind: 'needs-info', message: 'Late.', sequence })).toMatchObject({
        status: 409,
        body: { code: 'vendor-callback.old-sequence', sequence: 5 },
      });
    }
    expect(await everything()).toMatchObject([
      { version: version[0]!.version, state: 'resolved', last_sequence: 5, callbacks: 3 },
    ]);
    expect(await gateway.desk.answers(asked.ticketId)).toHaveLength(1);
  });
});

describe('a callback is refused, and nothing is changed,', () => {
  const refused = async (answer: ReturnType<typeof say>, status: number, code: string) => {
    const before = await everything();
    expect(await answer).toMatchObject({ status, body: { status, code } });
    expect(await everything()).toEqual(before);
  };
  const lateBy = (seconds: number) => new Date(Date.now() - seconds * 1000);

  it.each<[string, Tricks]>([
    ['another secret', { secret: newSecret() }],
    ['a body that was changed on the way', { tamper: (body) => body.replace('acknowledged', 'resolved') }],
    ['a body that was only written differently', { tamper: (body) => `${body} ` }],
    ['a timestamp of six minutes ago', { at: lateBy(360) }],
    ['a timestamp six minutes ahead', { at: lateBy(-360) }],
    ['an id it was not signed with', { headers: { 'webhook-id': 'other' } }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
  ])('for %s', async (_, tricks) => {
    await refused(say({ kind: 'acknowledged' }, tricks), 401, 'vendor.bad-signature');
  });

  it('for an unknown vendor, one that is no longer active and one that is no id, with the same words', async () => {
    const idle = await gateway.desk.vendor('https://idle.invalid/');
    await gateway.desk.write('UPDATE vendor SET active = false WHERE id = $1', [idle.id]);
    const answers = await Promise.all(
      [vendor.id, newId(), idle.id, 'nonsense', `${'9'.repeat(400)}`].map((to, index) =>
        say({ kind: 'acknowledged' }, index === 0 ? { secret: newSecret() } : {}, to),
      ),
    );
    const [first, ...others] = answers.map(({ body }) => ({ ...body, correlationId: '' }));
    expect(first).toMatchObject({ status: 401, code: 'vendor.bad-signature' });
    for (const other of others) expect(other).toEqual(first);
  });

  it('for another vendor’s case, as if there were none', async () => {
    const other = await gateway.desk.vendor('https://other.invalid/');
    const { caseId } = await openCase(other.id);
    const foreign = await say({ kind: 'resolved', caseId });
    const missing = await say({ kind: 'resolved', caseId: newId() });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'vendor-case.not-found' } });
    expect({ ...foreign.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
    await refused(say({ kind: 'resolved', caseId }), 404, 'vendor-case.not-found');
  });

  it('on a case that is over', async () => {
    await say({ kind: 'rejected' });
    await refused(say({ kind: 'progress' }), 409, 'vendor-case.closed');
  });

  it('when it asks for information and does not say which', async () => {
    await refused(say({ kind: 'needs-info' }), 422, 'vendor-callback.message-missing');
  });

  it.each<[string, object]>([
    ['an unknown field', { kind: 'acknowledged', surprise: 1 }],
    ['an unknown kind', { kind: 'maybe' }],
    ['a sequence of 0', { kind: 'acknowledged', sequence: 0 }],
    ['a sequence that is no integer', { kind: 'acknowledged', sequence: 1.5 }],
    ['a sequence beyond all integers', { kind: 'acknowledged', sequence: 2 ** 60 }],
    ['two names of the case', { kind: 'acknowledged', caseNumber: 4001 }],
    ['no name of the case', { kind: 'acknowledged', caseId: undefined }],
    ['a NUL', { kind: 'progress', message: 'a\0b' }],
    ['a lone surrogate', { kind: 'progress', message: 'a\ud800b' }],
  ])('for %s', async (_, callback) => {
    await refused(say(callback as never), 400, 'request.invalid');
  });

  it('when it is no JSON', async () => {
    await refused(say({ kind: 'acknowledged' }, { tamper: () => '{' }), 400, 'request.malformed-json');
  });

  const raw = (text: string) => simulator.sayRaw(`${gateway.url}/vendors/${vendor.id}/callbacks`, text);
  it.each<[string, () => string, number]>([
    ['garbage', () => '{"kind":"resolved",,}', 400],
    ['something that is no object', () => '[[[null]]]', 400],
    ['nothing', () => 'null', 400],
    ['brackets without an end', () => '['.repeat(100_000), 400],
    ['objects in objects', () => `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 400],
    ['a prototype', () => `{"__proto__":{"kind":"resolved"},"caseId":"${asked.caseId}","sequence":1}`, 400],
    ['two megabytes', () => JSON.stringify({ kind: 'progress', message: 'x'.repeat(2_000_000) }), 413],
  ])('although it is signed, for %s', async (_, text, status) => {
    const before = await everything();
    expect((await raw(text())).status).toBe(status);
    expect(await everything()).toEqual(before);
  });
});

describe('while a secret is changed for another', () => {
  const rotate = (until: string, next: string) =>
    gateway.desk.write(
      `UPDATE vendor SET previous_secret = secret, previous_secret_until = now() + $2::interval, secret = $3 WHERE id = $1`,
      [vendor.id, until, next],
    );

  it('both are good until the stated time', async () => {
    const next = newSecret();
    await rotate('1 hour', next);
    expect((await say({ kind: 'acknowledged' })).status).toBe(200);
    expect((await say({ kind: 'progress' }, { secret: next })).status).toBe(200);
    await gateway.desk.write(`UPDATE vendor SET previous_secret_until = now() WHERE id = $1`, [vendor.id]);
    expect((await say({ kind: 'progress' })).status).toBe(401);
    expect((await say({ kind: 'progress' }, { secret: next })).status).toBe(200);
  });
});
