import type { PayloadOf, VendorAsked } from '#contracts';
import { Database, newId } from '#database';
import { eventually } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accept, fail } from '../../../../test/vendor-simulator/behaviour.js';
import { VendorSimulator } from '../../../../test/vendor-simulator/vendor-simulator.js';
import { OpenCaseHandler } from '../open-case/open-case.handler.js';
import type { KnownVendor } from '../testing/asked-ticket.fixture.js';
import { Gateway } from '../testing/gateway.fixture.js';

let gateway: Gateway;
let lead: string;
let stranger: string;
let simulator: VendorSimulator;
let vendor: KnownVendor;
let asked: PayloadOf<typeof VendorAsked>;
let holder: string;

beforeAll(async () => {
  gateway = await Gateway.start({ VENDOR_ALLOW_PRIVATE: '1', PUBLIC_URL: 'https://support.example' });
  [lead, stranger] = await Promise.all([gateway.loginAs('lead'), gateway.loginAs('agent')]);
});
afterAll(() => gateway?.stop());

beforeEach(async () => {
  simulator = new VendorSimulator();
  vendor = await gateway.desk.vendor(await simulator.start());
  simulator.secret = vendor.secret;
  asked = await gateway.desk.asked(vendor.id);
  await gateway.app.get(Database).transaction((tx) => gateway.app.get(OpenCaseHandler).handle(tx, asked));
  const [ticket] = await gateway.desk.rows<{ assignee: string }>(
    'SELECT assignee_id AS assignee FROM ticket WHERE id = $1',
    [asked.ticketId],
  );
  holder = await gateway.login(ticket!.assignee);
});
afterEach(() => simulator.stop());

const write = (token: string, body: unknown, caseId = asked.caseId) =>
  gateway.ask('POST', `/vendor-cases/${caseId}/messages`, token, body);
const read = async () => (await gateway.ask('GET', `/vendor-cases/${asked.caseId}`, lead)).body;
const say = (kind: string, message?: string) =>
  simulator.say(`${gateway.url}/vendors/${vendor.id}/callbacks`, {
    caseId: asked.caseId,
    kind,
    ...(message !== undefined && { message }),
  });
const isDelivered = () => eventually(async () => (await read()).state === 'sent');
const told = (count: number) => eventually(() => simulator.toldOf(asked.caseId).length === count);
const ticket = async () =>
  (
    await gateway.desk.rows<{ state: string; version: number; caseId: string }>(
      'SELECT state, version, vendor_case_id AS "caseId" FROM ticket WHERE id = $1',
      [asked.ticketId],
    )
  )[0]!;
const facts = async () => (await gateway.desk.events(asked.ticketId)).map(({ type }) => type);
/** What tier-worker does when the vendor has answered. */
const backWithItsAgent = () => gateway.desk.resume(asked.ticketId);
const everything = async () => [
  await ticket(),
  await gateway.desk.rows('SELECT count(*)::int FROM post WHERE ticket_id = $1', [asked.ticketId]),
  await gateway.desk.rows('SELECT count(*)::int FROM vendor_delivery WHERE case_id = $1', [asked.caseId]),
];

describe('a message to the vendor', () => {
  it('is a signed POST with an id of its own, and a post that no customer sees', async () => {
    await isDelivered();
    const { status, body } = await write(holder, { body: 'It also smells. Привет.' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      deliveries: [{ kind: 'case.opened' }, { kind: 'case.message' }],
      thread: [
        { from: 'us', kind: 'case.opened', body: asked.body, author: { id: expect.any(String) } },
        { from: 'us', kind: 'case.message', body: 'It also smells. Привет.', author: { name: 'Kim' } },
      ],
    });
    await told(2);
    expect(simulator.toldOf(asked.caseId)[1]).toEqual({
      type: 'case.message',
      caseId: asked.caseId,
      caseNumber: body.number,
      ticketNumber: expect.stringMatching(/^T-\d+$/),
      body: 'It also smells. Привет.',
      callbackUrl: `https://support.example/api/v1/vendors/${vendor.id}/callbacks`,
    });
    expect(new Set(simulator.received.map(({ id }) => id)).size).toBe(2);
    expect(simulator.forged).toBe(0);
    const posts = await gateway.desk.rows(
      'SELECT public, author_kind FROM post WHERE ticket_id = $1 ORDER BY created_at DESC LIMIT 1',
      [asked.ticketId],
    );
    expect(posts).toEqual([{ public: false, author_kind: 'agent' }]);
    for (const event of await gateway.desk.events(asked.ticketId)) expect(event.public).toBe(false);
    expect((await ticket()).state).toBe('awaiting_vendor');
  });

  it('never overtakes the case it is about, nor another message', async () => {
    simulator.behave(fail(500), accept);
    await eventually(() => simulator.received.length === 1);
    await write(holder, { body: 'One.' });
    await write(holder, { body: 'Two.' });
    await gateway.desk.write('UPDATE vendor_delivery SET next_attempt_at = now() WHERE case_id = $1', [asked.caseId]);
    await told(3);
    expect(simulator.toldOf(asked.caseId).map(({ type, body }) => [type, body])).toEqual([
      ['case.opened', asked.body],
      ['case.message', 'One.'],
      ['case.message', 'Two.'],
    ]);
  });

  it('that answers a question of the vendor puts the ticket back to waiting for it', async () => {
    await isDelivered();
    await say('needs-info', 'Which firmware?');
    expect(await read()).toMatchObject({ state: 'needs-info', awaits: null, dueAt: null });
    await backWithItsAgent();
    expect((await write(holder, { body: '1.2.3' })).status).toBe(201);
    expect(await ticket()).toMatchObject({ state: 'awaiting_vendor', caseId: asked.caseId });
    // One message tells of the words and of the move.
    expect(await gateway.desk.changes(asked.ticketId, 'sla')).toContain((await ticket()).version - 1);
    await told(2);
    await isDelivered();
    expect((await facts()).at(-1)).toBe('vendor-case.message-delivered');
    expect(await gateway.desk.changes(asked.ticketId, 'sla')).toContain((await ticket()).version);
    expect(await read()).toMatchObject({
      awaits: 'acknowledgement',
      thread: [
        { from: 'us' },
        { from: 'vendor', kind: 'needs-info', body: 'Which firmware?', author: { name: vendor.name } },
        { from: 'us', kind: 'case.message', body: '1.2.3' },
      ],
    });
    expect((await say('resolved', 'Update to 1.2.4.')).status).toBe(200);
    expect(await gateway.desk.answers(asked.ticketId)).toMatchObject([
      { answer: 'needs-info' },
      { answer: 'resolved' },
    ]);
  });

  it('that crosses a question of the vendor’s is no answer to it', async () => {
    await isDelivered();
    simulator.behave(fail(500), accept);
    await write(holder, { body: 'By the way.' });
    await eventually(() => simulator.received.length === 2);
    await say('needs-info', 'Which firmware?');
    await gateway.desk.write('UPDATE vendor_delivery SET next_attempt_at = now() WHERE case_id = $1 AND delivered_at IS NULL', [asked.caseId]); // prettier-ignore
    await eventually(async () => (await facts()).at(-1) === 'vendor-case.message-crossed');
    expect(await read()).toMatchObject({ state: 'needs-info' });
  });

  it('leaves the ticket with its agent when he says so, and takes it along when he says that', async () => {
    await isDelivered();
    await say('needs-info', 'Which firmware?');
    await backWithItsAgent();
    await write(holder, { body: 'I shall find out.', wait: false });
    expect((await ticket()).state).toBe('in_progress');
    await write(holder, { body: '1.2.3', wait: true });
    expect((await ticket()).state).toBe('awaiting_vendor');
  });

  it('that answers a question and cannot be delivered brings the ticket back', async () => {
    await isDelivered();
    await say('needs-info', 'Which firmware?');
    await backWithItsAgent();
    simulator.behave(fail(410));
    await write(holder, { body: '1.2.3' });
    await eventually(async () => (await read()).state === 'undeliverable');
    expect((await gateway.desk.answers(asked.ticketId)).at(-1)).toMatchObject({ answer: 'undeliverable' });
  });

  it('that cannot be delivered while the vendor works changes nothing but the record', async () => {
    await isDelivered();
    await say('acknowledged');
    simulator.behave(fail(410));
    await write(holder, { body: 'By the way.' });
    await eventually(async () => (await facts()).includes('vendor-case.not-delivered'));
    expect(await read()).toMatchObject({ state: 'acknowledged', awaits: 'answer' });
    expect(await gateway.desk.answers(asked.ticketId)).toEqual([]);
  });
});

describe('a message to the vendor is refused, and nothing is written,', () => {
  const refused = async (answer: () => ReturnType<typeof write>, status: number, code: string) => {
    const before = await everything();
    expect(await answer()).toMatchObject({ status, body: { status, code } });
    expect(await everything()).toEqual(before);
  };
  const body = 'Hello?';

  it('from somebody who may not read the ticket, as if there were no case', async () => {
    await refused(() => write(stranger, { body }), 404, 'vendor-case.not-found');
    await refused(() => write(lead, { body }, newId()), 404, 'vendor-case.not-found');
    await refused(() => write(lead, { body }, 'nonsense'), 404, 'vendor-case.not-found');
  });

  it('from somebody who does not hold it', async () => {
    const [{ id } = { id: '' }] = await gateway.desk.rows<{ id: string }>(
      'UPDATE ticket SET assignee_id = $2 WHERE id = $1 RETURNING id',
      [asked.ticketId, await gateway.desk.agent()],
    );
    expect(id).toBe(asked.ticketId);
    await refused(() => write(holder, { body }), 403, 'ticket.not-yours');
  });

  it('on a case that is over', async () => {
    await isDelivered();
    await say('rejected', 'Not ours.');
    await refused(() => write(holder, { body }), 409, 'vendor-case.closed');
  });

  it('on a ticket that has changed, when it was said which was meant', async () => {
    await isDelivered();
    const { version } = await ticket();
    await refused(() => write(holder, { body, expectedVersion: version - 1 }), 409, 'ticket.stale-version');
    expect((await write(holder, { body, expectedVersion: version })).status).toBe(201);
    await told(2);
    await eventually(async () => (await facts()).includes('vendor-case.message-delivered'));
    await refused(() => write(holder, { body, expectedVersion: version }), 409, 'ticket.stale-version');
  });

  it('when the ticket cannot wait for a vendor where it is', async () => {
    await isDelivered();
    await say('needs-info', 'Which firmware?');
    await backWithItsAgent();
    await gateway.desk.write('UPDATE ticket SET tier = 1 WHERE id = $1', [asked.ticketId]);
    await refused(() => write(holder, { body }), 409, 'tier.may-not-ask-vendors');
    await gateway.desk.write(`UPDATE ticket SET tier = 2, state = 'awaiting_customer' WHERE id = $1`, [asked.ticketId]);
    await refused(() => write(holder, { body, wait: true }), 409, 'ticket.illegal-transition');
  });

  it('to a vendor that is no longer active, and about a ticket that is closed', async () => {
    await isDelivered();
    await gateway.desk.write('UPDATE vendor SET active = false WHERE id = $1', [vendor.id]);
    await refused(() => write(holder, { body }), 422, 'vendor.inactive');
    await gateway.desk.write(`UPDATE ticket SET state = 'closed' WHERE id = $1`, [asked.ticketId]);
    await refused(() => write(holder, { body }), 409, 'ticket.illegal-transition');
  });

  it.each<[string, object]>([
    ['no words', {}],
    ['empty words', { body: '' }],
    ['a NUL', { body: 'a\0b' }],
    ['an unknown field', { body, surprise: 1 }],
    ['a wait that is neither true nor false', { body, wait: 'yes' }],
    ['far too many words', { body: 'x'.repeat(20_001) }],
  ])('for %s', async (_, wrong) => {
    await refused(() => write(holder, wrong), 400, 'request.invalid');
  });
});
