import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newSecret, signedHeaders, verifiedId } from './webhook-signature.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = newSecret();
const at = new Date('2026-11-22T12:00:00.700Z');
const body = '{"kind":"resolved","text":"Привет, 안녕"}';
const later = (seconds: number): Date => new Date(Math.floor(at.getTime() / 1000) * 1000 + seconds * 1000);

const verify = (
  headers: Record<string, string | string[] | undefined>,
  bytes: string | Buffer = body,
  secrets = [secret],
  now = at,
) => verifiedId(secrets, headers, Buffer.from(bytes), now);

describe('an outgoing signature', () => {
  it('is the one of the specification’s own example', () => {
    const example = new Date(1614265330 * 1000);
    const headers = signedHeaders([secret], 'msg_p5jXN8AQM9LWM0D4loKWxJek', example, '{"test": 2432232314}');
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is there once for each valid secret, so that a receiver with either one accepts it', () => {
    const now = new Date();
    const headers = signedHeaders([secret, other], 'a', now, body);
    expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(other).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow();
  });

  it('comes from a secret of 256 random bits', () => {
    expect(Buffer.from(newSecret().replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(newSecret()).not.toBe(newSecret());
  });
});

describe('an incoming signature', () => {
  const headers = signedHeaders([secret], 'msg-1', at, body);

  it('of a known secret names the message', () => {
    expect(verify(headers)).toBe('msg-1');
  });

  it('may be made with any secret that is valid, among several signatures of any version', () => {
    expect(verify(headers, body, [other, secret])).toBe('msg-1');
    const several = `v1a,abcd v1,${'A'.repeat(43)}= ${headers['webhook-signature']} garbage`;
    expect(verify({ ...headers, 'webhook-signature': several })).toBe('msg-1');
  });

  it('of another secret is refused', () => {
    expect(verify(headers, body, [other])).toBeNull();
    expect(verify(headers, body, [])).toBeNull();
  });

  it.each([
    ['another body', headers, `${body} `],
    ['another id', { ...headers, 'webhook-id': 'msg-2' }, body],
    ['another timestamp', { ...headers, 'webhook-timestamp': '1795348801' }, body],
    ['another version', { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') }, body],
    ['no version', { ...headers, 'webhook-signature': headers['webhook-signature'].slice(3) }, body],
    ['a cut signature', { ...headers, 'webhook-signature': headers['webhook-signature'].slice(0, -1) }, body],
    ['an empty signature', { ...headers, 'webhook-signature': 'v1,' }, body],
    ['no signature', { ...headers, 'webhook-signature': undefined }, body],
    ['no id', { ...headers, 'webhook-id': undefined }, body],
    ['no timestamp', { ...headers, 'webhook-timestamp': undefined }, body],
    ['two ids', { ...headers, 'webhook-id': ['msg-1', 'msg-1'] }, body],
    ['an id with a dot', signedHeaders([secret], 'msg.1', at, body), body],
    ['an endless id', signedHeaders([secret], 'x'.repeat(256), at, body), body],
    ['a timestamp that is no number', { ...headers, 'webhook-timestamp': `${headers['webhook-timestamp']}x` }, body],
  ])('with %s is refused', (_, changed, text) => {
    expect(verify(changed, text)).toBeNull();
  });

  it('over bytes that are not the signed ones is refused, also when both read as the same broken text', () => {
    const broken = Buffer.from([0x7b, 0xff, 0x7d]);
    const signed = signedHeaders([secret], 'msg-1', at, broken.toString());
    expect(verify(signed, broken)).toBeNull();
  });

  it.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('whose time is %i s away is accepted: %s', (seconds, accepted) => {
    expect(verify(headers, body, [secret], later(seconds)) !== null).toBe(accepted);
  });
});

describe('an empty key', () => {
  it('verifies nothing, although anybody can sign with it', () => {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const hmac = createHmac('sha256', '').update(`msg-1.${timestamp}.${body}`).digest('base64');
    const headers = { 'webhook-id': 'msg-1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${hmac}` };
    for (const empty of ['', 'whsec_', 'whsec_=', 'whsec_!']) expect(verify(headers, body, [empty])).toBeNull();
  });
});
