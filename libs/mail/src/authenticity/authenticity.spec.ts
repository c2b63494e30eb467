import { describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { admitBasic } from './basic.js';
import { isStale, passwordHash } from './channel-keys.js';
import { admitMailgun, mailgunSignature } from './mailgun-signature.js';
import { isCertificateUrl, isSubscribeUrl, readSnsMessage, stringToSign } from './sns-message.js';

describe('basic authentication', () => {
  const channel = { id: '1', name: 'postmark', secrets: [passwordHash('new:est'), passwordHash('before')] };
  const header = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  test.each([
    [header('1:new:est'), { channel }],
    [header('postmark:before'), { channel }],
    [header('postmark:before').replace('Basic', 'basic'), { channel }],
    [header('postmark:'), { refused: 'wrong-credentials' }],
    [header('other:before'), { refused: 'wrong-credentials' }],
    [header('before'), { refused: 'wrong-credentials' }],
    [header(''), { refused: 'no-credentials' }],
    ['Bearer before', { refused: 'no-credentials' }],
    [undefined, { refused: 'no-credentials' }],
  ])('%s', (authorization, expected) => {
    expect(admitBasic(authorization, [channel])).toEqual(expected);
  });
});

describe('the signature of Mailgun', () => {
  const key = 'key-of-mailgun';
  const now = new Date('2026-03-01T12:00:00Z');
  const token = 'c'.repeat(50);
  const channels = [
    { id: '1', name: 'other', secrets: ['something else'] },
    { id: '2', name: 'mailgun', secrets: ['the next key', key] },
  ];
  const at = (seconds: number, over: object = {}) => {
    const timestamp = String(now.getTime() / 1_000 + seconds);
    return {
      timestamp,
      token,
      signature: createHmac('sha256', key)
        .update(timestamp + token)
        .digest('hex'),
      ...over,
    };
  };

  test('lets in what one of the keys has signed, of the last nine hours', () => {
    for (const seconds of [0, 600, -600, -8 * 3_600])
      expect(admitMailgun(at(seconds), channels, now)).toEqual({ channel: channels[1], token });
    for (const seconds of [1_000, -10 * 3_600])
      expect(admitMailgun(at(seconds), channels, now)).toEqual({ refused: 'stale' });
  });

  test.each([
    ['another token', at(0, { token: 'd'.repeat(50) }), 'bad-signature'],
    ['another time', at(0, { timestamp: '1' }), 'bad-signature'],
    ['another signature', at(0, { signature: '0'.repeat(64) }), 'bad-signature'],
    ['no signature', at(0, { signature: '' }), 'bad-signature'],
    ['a short token', at(0, { token: '' }), 'no-credentials'],
    ['a time in words', at(0, { timestamp: 'now' }), 'no-credentials'],
    ['nothing', null, 'no-credentials'],
  ])('does not let in %s', (_, given, refused) => {
    expect(admitMailgun(given, channels, now)).toEqual({ refused });
  });

  test('is found after a long file, and not in a file', () => {
    const part = (disposition: string, content: string) =>
      `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
    const file = part('name="token"; filename="a"', `${'x'.repeat(100_000)}\r\n\r\nname="token"\r\n\r\nevil`);
    const fields = ['timestamp', 'token', 'signature'].map((name) => part(`name="${name}"`, `a ${name}`));
    const read = (...parts: string[]) =>
      mailgunSignature('multipart/form-data; boundary=b', Buffer.from(`${parts.join('')}--b--`));
    expect(read(file, ...fields)).toEqual({ timestamp: 'a timestamp', token: 'a token', signature: 'a signature' });
    expect(read(file, fields[0]!, fields[2]!)).toBeNull();
  });
});

test('what is no time is stale', () => {
  expect([NaN, Infinity, -Infinity].map((at) => isStale(at, new Date()))).toEqual([true, true, true]);
});

describe('a message of SNS', () => {
  const whole = {
    Type: 'Notification',
    MessageId: 'id',
    TopicArn: 'arn',
    Message: 'text',
    Timestamp: 'now',
    SignatureVersion: '2',
    Signature: 'c2ln',
    SigningCertURL: 'url',
  };
  const read = (message: object) => readSnsMessage(Buffer.from(JSON.stringify(message)));

  test('is signed over its fields in the order of Amazon', () => {
    expect(stringToSign(read(whole)!)).toBe(
      'Message\ntext\nMessageId\nid\nTimestamp\nnow\nTopicArn\narn\nType\nNotification\n',
    );
    expect(stringToSign(read({ ...whole, Subject: 'S' })!)).toContain('MessageId\nid\nSubject\nS\nTimestamp');
    const confirmation = read({
      ...whole,
      Type: 'SubscriptionConfirmation',
      SubscribeURL: 'u',
      Token: 't',
      Subject: 'S',
    })!;
    expect(stringToSign(confirmation)).toBe(
      'Message\ntext\nMessageId\nid\nSubscribeURL\nu\nTimestamp\nnow\nToken\nt\nTopicArn\narn\nType\nSubscriptionConfirmation\n',
    );
  });

  test.each(Object.keys(whole))('is none without %s', (name) => {
    expect(read({ ...whole, [name]: undefined })).toBeNull();
    expect(read({ ...whole, [name]: 7 })).toBeNull();
  });

  test('leads only to Amazon', () => {
    expect(
      isCertificateUrl('https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0123456789abcdef.pem'),
    ).toBe(true);
    expect(isCertificateUrl('https://sns.eu-west-1.amazonaws.com/other.pem')).toBe(false);
    expect(isCertificateUrl('https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem')).toBe(
      false,
    );
    expect(isCertificateUrl('nonsense')).toBe(false);
    const subscribe = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn%3Aa&Token=t';
    expect(isSubscribeUrl(subscribe, 'arn:a')).toBe(true);
    expect(isSubscribeUrl(subscribe, 'arn:b')).toBe(false);
    expect(isSubscribeUrl(`${subscribe}&TopicArn=arn:b`, 'arn:a')).toBe(false);
  });
});
