import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deliveryEvent } from './delivery-event.js';
import { judgeDeliveryEvent, readDeliveryEvents, verifyDeliveryEvents } from './delivery-events.js';
import type { EventRequest } from './tracking-provider.js';
import { isTrackingProvider, trackingProviders, type TrackingProviderName } from './tracking-providers.js';

const now = new Date('2026-03-01T12:00:00Z');
const seconds = String(now.getTime() / 1000);
const names = Object.keys(trackingProviders) as TrackingProviderName[];
const url = 'https://desk.example/api/v1/inbound/delivery-events/x';

const request = (
  body: string,
  headers: Record<string, string> = {},
  contentType = 'application/json',
): EventRequest => ({
  headers,
  contentType,
  body: Buffer.from(body),
  url,
});
const hmac = (hash: string, key: string | Buffer, data: string) => createHmac(hash, key).update(data);
const form = (fields: Record<string, string>): [string, Record<string, string>, string] => [
  new URLSearchParams(fields).toString(),
  {},
  'application/x-www-form-urlencoded',
];
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const der = (key: typeof rsa.publicKey): string => key.export({ format: 'der', type: 'spki' }).toString('base64');

/** For each provider that signs: a key, and a request signed with it. */
const signed: Partial<Record<TrackingProviderName, { key: string; request: EventRequest }>> = {
  mailersend: { key: 'secret', request: request('{}', { signature: hmac('sha256', 'secret', '{}').digest('hex') }) },
  mailgun: {
    key: 'secret',
    request: request(
      JSON.stringify({
        signature: { timestamp: seconds, token: 't', signature: hmac('sha256', 'secret', `${seconds}t`).digest('hex') },
      }),
    ),
  },
  mandrill: {
    key: 'secret',
    request: {
      ...request(...form({ mandrill_events: '[]' })),
      headers: { 'x-mandrill-signature': hmac('sha1', 'secret', `${url}mandrill_events[]`).digest('base64') },
    },
  },
  postal: {
    key: der(rsa.publicKey),
    request: request('{}', {
      'x-postal-signature': sign('RSA-SHA1', Buffer.from('{}'), rsa.privateKey).toString('base64'),
    }),
  },
  resend: {
    key: `whsec_${Buffer.from('secret').toString('base64')}`,
    request: request('{}', {
      'svix-id': 'm1',
      'svix-timestamp': seconds,
      'svix-signature': `v1,other v1,${hmac('sha256', 'secret', `m1.${seconds}.{}`).digest('base64')}`,
    }),
  },
  sendgrid: {
    key: der(ec.publicKey),
    request: request('[]', {
      'x-twilio-email-event-webhook-timestamp': seconds,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(`${seconds}[]`), ec.privateKey).toString(
        'base64',
      ),
    }),
  },
  unisender_go: {
    key: 'secret',
    request: request(`{"auth":"${createHash('md5').update('{"auth":"secret"}').digest('hex')}"}`),
  },
};
const signers = Object.keys(signed) as (keyof typeof signed)[];

describe('verifyDeliveryEvents', () => {
  it.each(signers)('believes what %s signed, with any of the keys', (name) => {
    const { key, request: asked } = signed[name]!;
    expect(verifyDeliveryEvents(name, asked, { signingKeys: ['b3RoZXI=', key] }, now)).toBeNull();
  });

  it.each(signers)('refuses what somebody else signed as %s, and what was changed', (name) => {
    const { key, request: asked } = signed[name]!;
    expect(verifyDeliveryEvents(name, asked, { signingKeys: ['b3RoZXI='] }, now)).toBe('signature');
    const changed = {
      ...asked,
      body: Buffer.from(asked.body.toString().replaceAll(seconds, '1').replace(/^(.)/, '$1 ')),
    };
    expect(verifyDeliveryEvents(name, changed, { signingKeys: [key] }, now)).toBe('signature');
    expect(verifyDeliveryEvents(name, { ...request('{}') }, { signingKeys: [key] }, now)).toBe('signature');
    expect(verifyDeliveryEvents(name, { ...request('not json') }, { signingKeys: [key] }, now)).toBe('signature');
  });

  it.each(['resend', 'sendgrid'] as const)('refuses what %s signed long ago', (name) => {
    const { key, request: asked } = signed[name]!;
    const later = new Date(now.getTime() + 3_600_000);
    expect(verifyDeliveryEvents(name, asked, { signingKeys: [key] }, later)).toBe('signature');
  });

  it.each(names)('of %s wants basic authentication when it is configured', (name) => {
    const authorization = `Basic ${Buffer.from('desk:pass:word').toString('base64')}`;
    const asked = request('{}', { authorization });
    const verdicts = [['desk:pass:word'], ['old:one', 'desk:pass:word'], ['desk:pass'], []].map((basicAuth) =>
      verifyDeliveryEvents(name, asked, { basicAuth }, now),
    );
    expect(verdicts).toEqual([null, null, 'basic-auth', 'no-credentials']);
    expect(verifyDeliveryEvents(name, request('{}'), { basicAuth: ['a:b'] }, now)).toBe('basic-auth');
  });

  it('wants both when both are configured', () => {
    const { key, request: asked } = signed.mailersend!;
    expect(verifyDeliveryEvents('mailersend', asked, { basicAuth: ['a:b'], signingKeys: [key] }, now)).toBe(
      'basic-auth',
    );
  });

  it('believes nobody by an empty key, and by no key of a provider that signs nothing', () => {
    const asked = request('{}', { signature: hmac('sha256', '', '{}').digest('hex') });
    expect(verifyDeliveryEvents('mailersend', asked, { signingKeys: [''], basicAuth: [''] }, now)).toBe(
      'no-credentials',
    );
    expect(verifyDeliveryEvents('brevo', asked, { signingKeys: ['x'] }, now)).toBe('no-credentials');
  });
});

describe('readDeliveryEvents', () => {
  it('reads each recipient of a bounce, and which mail of ours it was', () => {
    const message = JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          { emailAddress: 'jane@customer.example', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
          { emailAddress: 'bob@customer.example' },
        ],
      },
      mail: { messageId: 'ses-1', headers: [{ name: 'Message-ID', value: '<t1042.abc@desk.example>' }] },
    });
    const body = JSON.stringify({
      Type: 'Notification',
      MessageId: 'e1',
      Timestamp: now.toISOString(),
      Message: message,
    });
    const events = readDeliveryEvents('amazon_ses', request(body));
    expect(events).toMatchObject([
      {
        eventType: 'bounced',
        recipient: 'jane@customer.example',
        permanent: true,
        originalMessageId: '<t1042.abc@desk.example>',
      },
      {
        eventType: 'bounced',
        recipient: 'bob@customer.example',
        eventId: 'e1',
        timestamp: now,
        rejectReason: 'bounced',
      },
    ]);
    expect(judgeDeliveryEvent(events[0]!)).toEqual({ reason: 'userunknown', hard: true });
  });

  it('tells no events of a subscription to confirm', () => {
    expect(readDeliveryEvents('amazon_ses', request('{"Type":"SubscriptionConfirmation","Message":"Hello"}'))).toEqual(
      [],
    );
  });

  it.each(names)('refuses what is not of the form of %s with words, and crashes on nothing', (name) => {
    for (const type of [
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=b',
      '',
    ]) {
      for (const body of [
        '',
        '{',
        'null',
        '[]',
        '[null]',
        '{}',
        '7',
        '"x"',
        '[[[]]]',
        '{"events":null,"data":[]}',
        '{"__proto__":1}',
      ]) {
        try {
          expect(Array.isArray(readDeliveryEvents(name, request(body, {}, type)))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'invalid', code: 'delivery-events.unreadable' });
        }
      }
    }
  });

  it('keeps the digits of ids that are longer than a double holds', () => {
    const body =
      '[{"event":"bounce","MessageID":12345678901234567891,"email":"jane@customer.example","hard_bounce":true}]';
    expect(readDeliveryEvents('mailjet', request(body))).toMatchObject([{ messageId: '12345678901234567891' }]);
  });
});

describe('judgeDeliveryEvent', () => {
  it.each([
    [
      { eventType: 'bounced', mtaResponse: '552 5.2.2 mailbox full', permanent: true },
      { reason: 'mailboxfull', hard: false },
    ],
    [
      { eventType: 'bounced', mtaResponse: '550 5.1.1 user unknown', permanent: false },
      { reason: 'userunknown', hard: false },
    ],
    [
      { eventType: 'bounced', description: 'bad_mailbox', permanent: true, recipient: 'a@b.example' },
      { reason: 'userunknown', hard: true },
    ],
    [
      { eventType: 'deferred', mtaResponse: '450 greylisted' },
      { reason: 'blocked', hard: false },
    ],
    [{ eventType: 'complained' }, { reason: 'feedback', hard: false }],
    [{ eventType: 'delivered' }, null],
    [{ eventType: 'rejected', rejectReason: 'spam' }, null],
  ] as const)('of %j says %j', (known, judgement) => {
    expect(judgeDeliveryEvent(deliveryEvent(known))).toEqual(judgement);
  });
});

describe('isTrackingProvider', () => {
  it('knows the names of the table and no others', () => {
    expect(['mailgun', 'amazon_ses', 'toString', '__proto__', ''].map(isTrackingProvider)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
