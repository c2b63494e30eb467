import type { PayloadOf, VendorAsked } from '#contracts';
import { Database } from '#database';
import { eventually } from '#testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fail } from '../../../../test/vendor-simulator/behaviour.js';
import { VendorSimulator } from '../../../../test/vendor-simulator/vendor-simulator.js';
import { DeliveryLoop } from '../deliver/delivery.loop.js';
import { OpenCaseHandler } from '../open-case/open-case.handler.js';
import type { KnownVendor } from '../testing/asked-ticket.fixture.js';
import { Gateway } from '../testing/gateway.fixture.js';
import { WatchSilenceHandler } from './watch-silence.handler.js';
import { WatchSilenceLoop } from './watch-silence.loop.js';

let gateway: Gateway;
let lead: string;
let simulator: VendorSimulator;
let vendor: KnownVendor;

beforeAll(async () => {
  gateway = await Gateway.start({ VENDOR_ALLOW_PRIVATE: '1' });
  lead = await gateway.loginAs('lead');
});
afterAll(() => gateway?.stop());
beforeEach(async () => {
  simulator = new VendorSimulator();
  vendor = await gateway.desk.vendor(await simulator.start());
  simulator.secret = vendor.secret;
});
afterEach(() => simulator.stop());

type Asked = PayloadOf<typeof VendorAsked>;

async function open(): Promise<Asked> {
  const asked = await gateway.desk.asked(vendor.id);
  await gateway.app.get(Database).transaction((tx) => gateway.app.get(OpenCaseHandler).handle(tx, asked));
  gateway.app.get(DeliveryLoop).wake();
  return asked;
}
async function delivered(): Promise<Asked> {
  const asked = await open();
  await eventually(async () => (await read(asked)).state === 'sent');
  return asked;
}
const read = async ({ caseId }: Asked) => (await gateway.ask('GET', `/vendor-cases/${caseId}`, lead)).body;
const say = ({ caseId }: Asked, kind: string) =>
  simulator.say(`${gateway.url}/vendors/${vendor.id}/callbacks`, { caseId, kind, message: 'Well.' });
const alerts = ({ ticketId }: Asked) =>
  gateway.desk.rows<{ queue: string; data: Record<string, unknown> }>(
    `SELECT queue, data FROM outbox WHERE message = 'vendor.fallen-silent' AND data->>'ticketId' = $1`,
    [ticketId],
  );
const reminders = ({ caseId }: Asked) => simulator.toldOf(caseId).filter(({ type }) => type === 'case.reminder');
const facts = async ({ ticketId }: Asked) => (await gateway.desk.events(ticketId)).map(({ type }) => type);
const contract = (words: string) => gateway.desk.write(`UPDATE vendor SET ${words} WHERE id = $1`, [vendor.id]);
/** Makes the moment come at which the watch has something to do. */
const come = ({ caseId }: Asked) =>
  gateway.desk.write('UPDATE vendor_case SET watch_at = now() WHERE id = $1 AND watch_at IS NOT NULL', [caseId]);
/** Lets the time pass until the watch has something to do, and has done it. */
async function pass(asked: Asked): Promise<void> {
  await come(asked);
  await gateway.app.get(WatchSilenceLoop).look();
}
const secondsUntil = async ({ caseId }: Asked) =>
  (
    await gateway.desk.rows<{ due: number | null; watch: number | null }>(
      `SELECT round(extract(epoch FROM due_at - now()) / 10)::int * 10 AS due, round(extract(epoch FROM watch_at - now()) / 10)::int * 10 AS watch
       FROM vendor_case WHERE id = $1`,
      [caseId],
    )
  )[0];

describe('a vendor that says nothing', () => {
  it('within the times of its contract is reminded, and then the leads are called, once', async () => {
    await contract('acknowledge_within_seconds = 1, remind_every_seconds = 1');
    const asked = await delivered();
    await eventually(async () => (await alerts(asked)).length === 1);
    expect(reminders(asked)).toEqual([
      {
        type: 'case.reminder',
        caseId: asked.caseId,
        caseNumber: expect.any(Number),
        ticketNumber: expect.stringMatching(/^T-/),
        subject: asked.subject,
        awaits: 'acknowledgement',
        dueAt: expect.any(String),
        reminder: 1,
      },
    ]);
    expect(simulator.forged).toBe(0);
    expect(await alerts(asked)).toMatchObject([
      { queue: 'tier-2', data: { caseId: asked.caseId, awaits: 'acknowledgement', told: true, reminders: 1, tier: 2 } },
    ]);
    expect(await read(asked)).toMatchObject({ state: 'sent', remindersSent: 1, alertedAt: expect.any(String) });
    expect(await facts(asked)).toEqual(expect.arrayContaining(['vendor-case.reminded', 'vendor-case.overdue']));
    await gateway.app.get(WatchSilenceHandler).handle({ ...asked, correlationId: 'again' });
    expect(await alerts(asked)).toHaveLength(1);
  });

  it('is reminded as often as its contract says', async () => {
    await contract('reminders = 3');
    const asked = await delivered();
    for (let reminder = 1; reminder <= 3; reminder += 1) {
      await pass(asked);
      await eventually(() => reminders(asked).length === reminder);
      expect(await secondsUntil(asked)).toMatchObject({ watch: 7_200 });
    }
    expect(await alerts(asked)).toEqual([]);
    await pass(asked);
    await eventually(async () => (await alerts(asked)).length === 1);
    expect(reminders(asked).map(({ reminder }) => reminder)).toEqual([1, 2, 3]);
  });

  it('may have a contract without reminders', async () => {
    await contract('reminders = 0');
    const asked = await delivered();
    await pass(asked);
    await eventually(async () => (await alerts(asked)).length === 1);
    expect(reminders(asked)).toEqual([]);
  });

  it('because it could not be told is not reminded: the leads are called', async () => {
    simulator.behave(fail(500));
    const asked = await open();
    await eventually(() => simulator.received.length > 0);
    await pass(asked);
    await eventually(async () => (await alerts(asked)).length === 1);
    expect(await alerts(asked)).toMatchObject([{ data: { told: false, reminders: 0 } }]);
  });

  it('is reminded once, and the leads called once, by any number of processes', async () => {
    const asked = await delivered();
    const watch = gateway.app.get(WatchSilenceHandler);
    const all = () => Promise.all(Array.from({ length: 8 }, () => watch.handle({ ...asked, correlationId: 'one' })));
    await come(asked);
    await all();
    await eventually(() => reminders(asked).length === 1);
    expect((await facts(asked)).filter((type) => type === 'vendor-case.reminded')).toHaveLength(1);
    await come(asked);
    await all();
    expect(await alerts(asked)).toHaveLength(1);
  });
});

describe('a vendor that speaks', () => {
  it('has time again for its next word, and is reminded of that', async () => {
    await contract('answer_within_seconds = 5000');
    const asked = await delivered();
    expect(await secondsUntil(asked)).toEqual({ due: 14_400, watch: 14_400 });
    await pass(asked);
    await eventually(() => reminders(asked).length === 1);
    for (const kind of ['acknowledged', 'progress']) {
      await say(asked, kind);
      expect(await secondsUntil(asked)).toEqual({ due: 5_000, watch: 5_000 });
      expect(await read(asked)).toMatchObject({ awaits: 'answer', remindersSent: 0 });
    }
    await pass(asked);
    await eventually(() => reminders(asked).length === 2);
    expect(reminders(asked)[1]).toMatchObject({ awaits: 'answer', reminder: 1 });
  });

  it.each(['needs-info', 'resolved', 'rejected'])('and says %s owes us nothing', async (kind) => {
    const asked = await delivered();
    await say(asked, kind);
    expect(await secondsUntil(asked)).toEqual({ due: null, watch: null });
  });

  it('between two processes that look is not reminded', async () => {
    const asked = await delivered();
    const [silent] = [{ ...asked, correlationId: 'late' }];
    await say(asked, 'acknowledged');
    await gateway.app.get(WatchSilenceHandler).handle(silent);
    expect(await facts(asked)).not.toContain('vendor-case.reminded');
  });
});

it('nobody is reminded of a ticket that was taken back', async () => {
  const asked = await delivered();
  await gateway.desk.resume(asked.ticketId);
  await pass(asked);
  await eventually(async () => (await secondsUntil(asked))?.watch === null);
  expect(await alerts(asked)).toEqual([]);
  expect(reminders(asked)).toEqual([]);
});
