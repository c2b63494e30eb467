import { newId } from '#database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { aTicket, IntakeWorld } from '../testing/intake-world.js';

let world: IntakeWorld;
let key: string;

beforeAll(async () => {
  world = await IntakeWorld.open();
  key = await world.key(['mail:write']);
});
afterAll(() => world?.close());

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`events:${password}`).toString('base64')}`,
});
const post = (provider: string, body: unknown, headers: Record<string, string> = basic(key)) =>
  world.ask('POST', `/inbound/delivery-events/${provider}`, { body, headers });

/** A ticket of `email`, and the mail that was written to them about it. */
async function written(email: string): Promise<{ readonly ticketId: string; readonly messageId: string }> {
  const token = await world.key(['tickets:write']);
  const { body } = await world.ask('POST', '/tickets', { token, body: { ...aTicket, requester: { email } } });
  const messageId = `<tl.${newId()}@desk.example>`;
  await world.write(
    `INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, automatic, language, message_id, subject, body,
       correlation_id, created_at, state, sent_at, response)
     VALUES ($1, $2, 1, 'received', $3, true, 'en', $4, 's', 'b', 'c', now(), 'sent', now(), '250 2.0.0 Ok: queued as 4711-abcdef')`,
    [newId(), body.id, email, messageId],
  );
  return { ticketId: body.id, messageId };
}
const contact = async (email: string) =>
  (await world.write('SELECT bounce, bounce_reason AS reason FROM contact WHERE email = $1', [email]))[0];
const facts = (ticketId: string) =>
  world.write(`SELECT data, public FROM ticket_event WHERE ticket_id = $1 AND type = 'mail.bounced'`, [ticketId]);

const bounced = (email: string, messageId: string, over = {}) => ({
  email,
  timestamp: 1_700_000_000,
  'smtp-id': messageId,
  event: 'bounce',
  type: 'bounce',
  reason: '550 5.1.1 The email account that you tried to reach does not exist.',
  sg_event_id: newId(),
  ...over,
});

describe('what a provider tells of our mail', () => {
  test('a bounce is noted on the contact and on the ticket of the mail, once, however often and at once it is told', async () => {
    const [kim, other] = [await written('kim@bounce.example'), await written('kim@bounce.example')];
    const events = [bounced('Kim@bounce.example', kim.messageId)];
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('sendgrid', events)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(answers.reduce((sum, { body }) => sum + body.applied, 0)).toBe(1);
    expect(await contact('kim@bounce.example')).toMatchObject({
      bounce: 'hard',
      reason: expect.stringContaining('5.1.1'),
    });
    expect(await facts(kim.ticketId)).toMatchObject([
      {
        public: false,
        data: {
          provider: 'sendgrid',
          event: 'bounced',
          bounces: [{ email: 'kim@bounce.example', kind: 'hard', status: '5.1.1' }],
        },
      },
    ]);
    expect(await facts(other.ticketId)).toEqual([]);
  });

  test('what no database can hold in one event keeps no other out', async () => {
    const { messageId } = await written('odd@bounce.example');
    const odd = { sg_message_id: 'a\0b\ud800', reason: '550 5.1.1 \0 gone', sg_event_id: 'c\0d' };
    const events = [bounced('odd@bounce.example', 'a\0b\ud800', odd), bounced('odd@bounce.example', messageId)];
    expect(await post('sendgrid', events)).toMatchObject({ status: 200, body: { applied: 2 } });
    expect(await contact('odd@bounce.example')).toMatchObject({ bounce: 'hard' });
  });

  test('that it arrived clears what was bad for now, not what is bad for good', async () => {
    const [soft, hard] = [await written('soft@bounce.example'), await written('hard@bounce.example')];
    const full = { type: 'blocked', reason: '452 4.2.2 The mailbox is full' };
    await post('sendgrid', [
      bounced('soft@bounce.example', soft.messageId, full),
      bounced('hard@bounce.example', hard.messageId),
      bounced('hard@bounce.example', hard.messageId, full),
    ]);
    expect(await contact('soft@bounce.example')).toMatchObject({ bounce: 'soft' });
    expect(await contact('hard@bounce.example')).toMatchObject({ bounce: 'hard' });
    const delivered = (email: string) => ({ email, event: 'delivered', sg_event_id: newId(), response: '250 OK' });
    await post('sendgrid', [delivered('soft@bounce.example'), delivered('hard@bounce.example')]);
    expect(await contact('soft@bounce.example')).toEqual({ bounce: null, reason: null });
    expect(await contact('hard@bounce.example')).toMatchObject({ bounce: 'hard' });
  });

  test('a mail that only the provider has a number for is found by its answer to us, or is the last one there', async () => {
    const { ticketId } = await written('num@bounce.example');
    await world.write(`UPDATE outgoing_mail SET response = '250 Ok 9d0c587-77' WHERE ticket_id = $1`, [ticketId]);
    const later = await written('num@bounce.example');
    const told = (MessageID: string) =>
      post('postmark', {
        RecordType: 'Bounce',
        ID: Math.random(),
        Type: 'HardBounce',
        Email: 'num@bounce.example',
        MessageID,
        Details: 'smtp;550 5.1.1 unknown user',
      });
    expect(await told('9d0c587-77')).toMatchObject({ status: 200, body: { applied: 1 } });
    expect(await facts(ticketId)).toHaveLength(1);
    await told('never-heard-of-it');
    expect(await facts(later.ticketId)).toHaveLength(1);
    expect(
      (await post('postmark', { RecordType: 'SpamComplaint', ID: 1, Email: 'stranger@bounce.example', MessageID: 'x' }))
        .status,
    ).toBe(200);
  });

  test('is believed with a key, or with what the provider signs for our channel, and from nobody else', async () => {
    const secret = 'a-signing-key';
    await world.write(`INSERT INTO mail_channel (id, name, provider, secret) VALUES ($1, 'events', 'mailgun', $2)`, [
      newId(),
      secret,
    ]);
    const { messageId } = await written('gun@bounce.example');
    const mailgun = (signedWith: string) => {
      const [timestamp, token] = ['1700000000', newId().replaceAll('-', '')];
      const signature = createHmac('sha256', signedWith)
        .update(timestamp + token)
        .digest('hex');
      const headers = { 'message-id': messageId.slice(1, -1) };
      return {
        signature: { timestamp, token, signature },
        'event-data': {
          event: 'failed',
          severity: 'permanent',
          recipient: 'gun@bounce.example',
          message: { headers },
          'delivery-status': { message: '5.1.1 no such user', code: 550 },
        },
      };
    };
    expect(await post('mailgun', mailgun('another'), {})).toMatchObject({
      status: 401,
      body: { code: 'delivery-events.not-authentic' },
    });
    expect(await post('mailgun', mailgun(secret), {})).toMatchObject({ status: 200, body: { applied: 1 } });
    expect(await contact('gun@bounce.example')).toMatchObject({ bounce: 'hard' });
    const bound = await world.key(['mail:write'], await world.organisation('Bound'));
    const wrong: Record<string, string>[] = [
      {},
      basic('wrong'),
      basic(await world.key(['tickets:write'])),
      basic(bound),
    ];
    for (const headers of wrong) expect((await post('brevo', {}, headers)).status).toBe(401);
    expect(
      (await post('brevo', { event: 'hard_bounce', email: 'b@bounce.example' }, { authorization: `Bearer ${key}` }))
        .status,
    ).toBe(200);
  });

  test('of a stranger or in a form that nobody knows it changes nothing and is no fault of ours', async () => {
    expect(await post('carrier-pigeon', {})).toMatchObject({
      status: 404,
      body: { code: 'delivery-events.unknown-provider' },
    });
    const bodies = [
      '',
      '{',
      '[1,null,"x"]',
      '[]',
      '{"event":{}}',
      '\0\ud800',
      JSON.stringify([
        { email: 'x\0@y', event: 'bounce' },
        { email: ['a'], event: 'bounce', reason: {} },
      ]),
    ];
    for (const provider of ['sendgrid', 'postmark', 'mailgun', 'amazon_ses', 'resend', 'unisender_go']) {
      for (const raw of bodies) {
        const { status } = await world.ask('POST', `/inbound/delivery-events/${provider}`, {
          raw,
          headers: basic(key),
        });
        expect([200, 400]).toContain(status);
      }
    }
    expect(await world.count(`contact WHERE bounce IS NOT NULL AND email LIKE 'x%'`)).toBe(0);
  });
});
