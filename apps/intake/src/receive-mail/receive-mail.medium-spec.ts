import { scopes } from '#access';
import { newId } from '#database';
import { eventually, SnsSigner } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { MailChannelStore } from '../manage-mail-channels/mail-channel.store.js';
import { ManageMailChannelsHandler } from '../manage-mail-channels/manage-mail-channels.handler.js';
import { IntakeWorld, type Answer } from '../testing/intake-world.js';
import { MailChannels } from './mail-channels.js';
import { MailWriter } from './mail-writer.js';
import { PruneTokens } from './prune-tokens.js';
import { ReceiveMailHandler } from './receive-mail.handler.js';
import { SnsDoor } from './sns-door.js';

let world: IntakeWorld;
let admin: string;

beforeAll(async () => {
  world = await IntakeWorld.open();
  admin = (await world.agent('admin')).token;
});
afterAll(() => world?.close());

const aMail = (text = newId()): string =>
  `From: Kim <kim@customer.test>\r\nSubject: ${text}\r\nMessage-ID: <${newId()}@customer.test>\r\n\r\n${text}\r\n`;

const channel = async (wanted: object): Promise<Record<string, string>> => {
  const { status, body } = await world.ask('POST', '/mail/channels', {
    token: admin,
    body: { name: newId(), ...wanted },
  });
  expect([status, body]).toMatchObject([201, {}]);
  return body as Record<string, string>;
};
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const bring = (provider: string, raw: string | Buffer, headers: Record<string, string>): Promise<Answer> =>
  world.ask('POST', `/inbound/email/${provider}`, { raw, headers });

/** A form as Mailgun signs it. */
function mailgun(key: string, { token = randomBytes(25).toString('hex'), age = 0, mime = aMail() } = {}) {
  const timestamp = String(Math.floor(Date.now() / 1_000) - age);
  const signature = createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');
  return new URLSearchParams({ timestamp, token, signature, 'body-mime': mime }).toString();
}
const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

const stored = async (id: string) =>
  (await world.write('SELECT * FROM inbound_mail WHERE id = $1', [id]))[0] as Record<string, unknown>;

describe('raw mail', () => {
  const asMail = { 'content-type': 'message/rfc822' };

  test('is stored as it came, and becomes a ticket', async () => {
    const token = await world.key(['mail:write']);
    const source = Buffer.from(aMail().replace('Kim', 'K\xefm'), 'latin1');
    const path = '/inbound/email/raw?recipient=a@desk.test&recipient=b@desk.test&sender=bounce@customer.test';
    const { status, body } = await world.ask('POST', path, { token, raw: source, headers: asMail });
    expect([status, body]).toEqual([200, { id: expect.any(String), seen: 1 }]);
    const row = await stored(body.id as string);
    expect(row).toMatchObject({
      provider: 'raw',
      format: 'mime',
      content_type: 'message/rfc822',
      source,
      source_hash: createHash('sha256').update(source).digest(),
      received_by: expect.stringMatching(/^api-key:/),
      envelope: { recipients: ['a@desk.test', 'b@desk.test'], sender: 'bounce@customer.test' },
    });
    await eventually(async () => expect(await stored(body.id as string)).toMatchObject({ state: 'filed' }), {
      withinMs: 10_000,
    });
  });

  test('that comes again is counted, also when it comes many times at once', async () => {
    const token = await world.key(['mail:write']);
    const raw = aMail();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.ask('POST', '/inbound/email/raw', { token, raw, headers: asMail })),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await stored(answers[0]!.body.id as string))['seen']).toBe(20);
  });

  test.each([
    ['nobody', null, asMail, 401, 'caller.unauthenticated'],
    ['a key for something else', ['tickets:write'], asMail, 403, 'caller.forbidden'],
    ['JSON', ['mail:write'], { 'content-type': 'application/json' }, 415, 'request.unsupported-media-type'],
  ] as const)('of %s is refused', async (_, granted, headers, status, code) => {
    const token = granted && (await world.key(granted));
    expect(await world.ask('POST', '/inbound/email/raw', { token, raw: aMail(), headers })).toMatchObject({
      status,
      body: { code },
    });
  });

  test('of a key bound to an organisation, an empty one, and a wrong envelope are refused', async () => {
    const bound = await world.key(scopes, await world.organisation('Acme'));
    const token = await world.key(['mail:write']);
    const ask = (query: string, raw: string, by = token) =>
      world.ask('POST', `/inbound/email/raw${query}`, { token: by, raw, headers: asMail });
    expect(await ask('', aMail(), bound)).toMatchObject({ status: 403 });
    expect(await ask('', '')).toMatchObject({ status: 400, body: { code: 'mail.empty' } });
    expect(await ask('?recipient=nobody', aMail())).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  test('of 10 MB is stored whole', async () => {
    const token = await world.key(['mail:write']);
    const raw = Buffer.concat([Buffer.from(aMail()), Buffer.alloc(10_000_000, 'YWJj\r\n')]);
    const { status, body } = await world.ask('POST', '/inbound/email/raw', { token, raw, headers: asMail });
    expect(status).toBe(200);
    expect(((await stored(body.id as string))['source'] as Buffer).equals(raw)).toBe(true);
  });
});

describe.each(['postmark', 'sendgrid'])('%s', (provider) => {
  test('brings mail with the channel’s name or id and its secret; both secrets while it is changed', async () => {
    const { id = '', name = '', secret = '' } = await channel({ provider });
    const { status, body } = await bring(provider, 'not what it sends', basic(id, secret));
    expect([status, body]).toMatchObject([200, { seen: 1 }]);
    expect(await stored(body.id as string)).toMatchObject({ channel_id: id, format: provider });
    expect(await bring(provider, newId(), basic(name, secret))).toMatchObject({ status: 200 });

    const rotate = (overlapHours: number) =>
      world.ask('POST', `/mail/channels/${id}/rotate-secret`, { token: admin, body: { overlapHours } });
    const second = (await rotate(1)).body.secret as string;
    for (const each of [secret, second])
      expect(await bring(provider, newId(), basic(id, each))).toMatchObject({ status: 200 });
    const third = (await rotate(0)).body.secret as string;
    for (const each of [secret, second])
      expect(await bring(provider, newId(), basic(id, each))).toMatchObject({ status: 401 });
    expect(await bring(provider, newId(), basic(id, third))).toMatchObject({ status: 200 });
  });

  test('is asked who it is: nobody, others and inactive channels are refused', async () => {
    const { id = '', secret = '' } = await channel({ provider });
    const unknown = await bring(provider, 'x', {});
    expect(unknown).toMatchObject({ status: 401, body: { code: 'mail.no-credentials' } });
    expect(unknown.headers.get('www-authenticate')).toMatch(/^Basic /);
    const wrong = { status: 401, body: { code: 'mail.wrong-credentials' } };
    expect(await bring(provider, 'x', basic(id, `${secret}x`))).toMatchObject(wrong);
    expect(await bring(provider, 'x', basic(newId(), secret))).toMatchObject(wrong);
    expect(await bring(provider === 'postmark' ? 'sendgrid' : 'postmark', 'x', basic(id, secret))).toMatchObject(wrong);
    await world.ask('PATCH', `/mail/channels/${id}`, { token: admin, body: { active: false } });
    expect(await bring(provider, 'x', basic(id, secret))).toMatchObject(wrong);
  });
});

describe('sendgrid with a public key', () => {
  test('brings what it has signed, and nothing else', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const publicKeys = [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')];
    const { id = '', secret = '' } = await channel({ provider: 'sendgrid', publicKeys });
    const signed = (body: string, at = String(Math.floor(Date.now() / 1_000))) => ({
      'x-twilio-email-event-webhook-timestamp': at,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(at + body), privateKey).toString('base64'),
    });
    expect(await bring('sendgrid', 'a body', signed('a body'))).toMatchObject({ status: 200 });
    expect(await bring('sendgrid', 'another', signed('a body'))).toMatchObject({ status: 401 });
    expect(await bring('sendgrid', 'old', signed('old', '1600000000'))).toMatchObject({ status: 403 });
    expect(await bring('sendgrid', 'a body', basic(id, secret))).toMatchObject({ status: 401 });
  });
});

describe('mailgun', () => {
  test('brings what it has signed with one of the keys that are valid', async () => {
    const [key, next] = ['first-key-of-mailgun', 'second-key-of-mailgun'];
    const { id = '', secret } = await channel({ provider: 'mailgun', signingKey: key });
    expect(secret).toBeNull();
    expect(await bring('mailgun', mailgun(key), asForm)).toMatchObject({ status: 200, body: { seen: 1 } });
    expect(await bring('mailgun/mime', mailgun(key), asForm)).toMatchObject({ status: 200 });
    expect(await bring('mailgun', mailgun(next), asForm)).toMatchObject({ status: 401 });
    expect(await bring('mailgun', 'no=signature', asForm)).toMatchObject({ status: 401 });
    await world.ask('POST', `/mail/channels/${id}/rotate-secret`, { token: admin, body: { signingKey: next } });
    for (const each of [key, next])
      expect(await bring('mailgun', mailgun(each), asForm)).toMatchObject({ status: 200 });
  });

  test('is taken by its word once: a token with another mail is refused, the same request again is counted', async () => {
    const key = 'a-key-used-for-tokens';
    await channel({ provider: 'mailgun', signingKey: key });
    const token = randomBytes(25).toString('hex');
    const first = mailgun(key, { token });
    const others = [first, mailgun(key, { token }), mailgun(key, { token })];
    const { body } = await bring('mailgun', first, asForm);
    const again = await Promise.all(others.map((each) => bring('mailgun', each, asForm)));
    expect(again[0]).toMatchObject({ status: 200, body: { id: body.id, seen: 2 } });
    for (const each of again.slice(1)) expect(each).toMatchObject({ status: 406, body: { code: 'mail.token-reused' } });

    const both = randomBytes(25).toString('hex');
    const atOnce = await Promise.all([1, 2, 3].map(() => bring('mailgun', mailgun(key, { token: both }), asForm)));
    expect(atOnce.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 406, 406]);
  });

  test('may come hours late, for it tries for hours; not days', async () => {
    const key = 'a-key-used-for-ages';
    await channel({ provider: 'mailgun', signingKey: key });
    expect(await bring('mailgun', mailgun(key, { age: 8 * 3_600 }), asForm)).toMatchObject({ status: 200 });
    expect(await bring('mailgun', mailgun(key, { age: 86_400 }), asForm)).toMatchObject({
      status: 406,
      body: { code: 'mail.stale' },
    });
  });

  test('leaves tokens that go once they count for nothing', async () => {
    await world.write(`INSERT INTO webhook_token (scope, token, source_hash, seen_at)
      VALUES ('mailgun', 'old', '', now() - interval '5 days'), ('mailgun', 'young', '', now() - interval '3 days'),
        ('delivery-events/postmark', 'old', '', now() - interval '5 days')`);
    await world.get(PruneTokens).prune();
    const left = await world.write(`SELECT token FROM webhook_token WHERE token IN ('old', 'young')`);
    expect(left).toEqual([{ token: 'young' }]);
  });
});

describe('ses, through sns', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:mail';
  const signer = new SnsSigner();
  const asked: string[] = [];
  let get: (url: string) => Promise<string>;
  let receive: ReceiveMailHandler;

  beforeAll(async () => {
    await channel({ provider: 'ses', topics: [topic] });
    get = (url) => {
      asked.push(url);
      return Promise.resolve(signer.certificate);
    };
    const { database } = world;
    const sns = new SnsDoor(database, (url) => get(url));
    receive = new ReceiveMailHandler(new MailChannels(database), sns, { wake() {} }, new MailWriter(database));
  });

  const notification = (id = newId()) => ({
    MessageId: id,
    Message: JSON.stringify({ notificationType: 'Received', mail: { messageId: id }, content: aMail() }),
  });
  const post = (message: object) => {
    const bytes = Buffer.from(JSON.stringify(message));
    const sha256 = createHash('sha256').update(bytes).digest();
    return receive.ses({ headers: {}, body: { bytes, sha256, contentType: 'text/plain; charset=UTF-8' } });
  };

  test.each(['1', '2'] as const)(
    'brings what Amazon has signed, version %s; the certificate is fetched once',
    async (version) => {
      const message = signer.message({ ...notification(), Subject: 'Amazon SES' }, version);
      const { id, seen } = (await post(message))!;
      expect([await stored(id), seen]).toMatchObject([{ format: 'ses', provider: 'ses' }, 1]);
      expect(await post(message)).toEqual({ id, seen: 2 });
      expect(asked).toEqual([message['SigningCertURL']]);
    },
  );

  test('is refused when anything about it is not Amazon’s', async () => {
    const good = signer.message(notification());
    const refused = async (message: object, code: string) =>
      expect(post(message)).rejects.toMatchObject({ kind: 'forbidden', code });
    await refused({ ...good, Message: '{}' }, 'mail.bad-signature');
    await refused({ ...good, Subject: 'added' }, 'mail.bad-signature');
    await refused({ ...good, SignatureVersion: '1' }, 'mail.bad-signature');
    await refused(new SnsSigner().message(notification()), 'mail.bad-signature');
    await refused(signer.message({ ...notification(), TopicArn: `${topic}2` }), 'mail.unknown-topic');
    await refused(signer.message({ ...notification(), Timestamp: '2020-01-01T00:00:00.000Z' }), 'mail.stale');
    await refused({ Type: 'Notification' }, 'mail.no-credentials');
    for (const url of [
      'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-west-1.amazonaws.com.evil.test/SimpleNotificationService-0123456789abcdef.pem',
      'https://evil.test/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-west-1.amazonaws.com@evil.test/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-west-1.amazonaws.com/?Action=Publish&x=SimpleNotificationService-0123456789abcdef.pem',
      'https://169.254.169.254/SimpleNotificationService-0123456789abcdef.pem',
    ]) {
      await refused(signer.message({ ...notification(), SigningCertURL: url }), 'mail.bad-signature');
    }
    expect(asked.length).toBe(1);
    expect(await bring('ses', JSON.stringify({ ...good, TopicArn: 'x' }), {})).toMatchObject({ status: 403 });
  });

  test('is told yes when it asks about a topic of ours, once, and by its own address only', async () => {
    const question = (url: string) =>
      signer.message({
        Type: 'SubscriptionConfirmation',
        MessageId: newId(),
        Message: 'You have chosen to subscribe.',
        Token: 'a-token',
        SubscribeURL: url,
      });
    asked.length = 0;
    const url = `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}&Token=a-token`;
    const message = question(url);
    expect([await post(message), await post(message)]).toEqual([null, null]);
    expect(asked).toEqual([url]);
    await post(question(url.replace('amazonaws.com', 'evil.test')));
    await post(question(url.replace('ConfirmSubscription', 'Unsubscribe')));
    expect(asked).toEqual([url]);
    const { body } = await world.ask('GET', '/mail/channels', { token: admin });
    expect(body.items).toContainEqual(
      expect.objectContaining({ subscriptions: { [topic]: { state: 'confirmed', at: expect.any(String) } } }),
    );
  });

  test('comes back later when Amazon cannot be asked', async () => {
    const before = get;
    get = () => Promise.reject(new Error('away'));
    const url = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-ffffffffffffffff.pem';
    await expect(post(signer.message({ ...notification(), SigningCertURL: url }))).rejects.toMatchObject({
      status: 503,
    });
    get = before;
    expect(await post(signer.message({ ...notification(), SigningCertURL: url }))).toMatchObject({ seen: 1 });
  });
});

test('while the database is away everybody is told to come back', async () => {
  const { id = '', secret = '' } = await channel({ provider: 'postmark' });
  const token = await world.key(['mail:write']);
  const { database } = world;
  const read = database.read.bind(database);
  database.read = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
  try {
    const raw = { token, raw: aMail(), headers: { 'content-type': 'message/rfc822' } };
    for (const answer of [
      await bring('postmark', '{}', basic(id, secret)),
      await bring('mailgun', mailgun('x'), asForm),
      await world.ask('POST', '/inbound/email/raw', raw),
    ]) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  } finally {
    database.read = read;
  }
  expect(await bring('postmark', '{}', basic(id, secret))).toMatchObject({ status: 200 });
});

test('too much is a 413', async () => {
  const { id = '', secret = '' } = await channel({ provider: 'postmark' });
  expect(await bring('postmark', Buffer.alloc(41_943_041), basic(id, secret))).toMatchObject({ status: 413 });
});

describe('a channel', () => {
  test.each(['sendgrid', 'postmark', 'mailgun', 'ses'] as const)(
    'of %s can be tried: its test becomes a ticket',
    async (provider) => {
      const own = {
        mailgun: { signingKey: 'a-key-of-a-test-channel' },
        ses: { topics: ['arn:aws:sns:eu-west-1:123456789012:test'] },
      };
      const { id } = await channel({ provider, ...own[provider as 'ses'] });
      const { status, body } = await world.ask('POST', `/mail/channels/${id}/test`, { token: admin, body: {} });
      expect([status, body]).toMatchObject([200, { state: 'filed', ticket: expect.stringMatching(/^T-\d+$/) }]);
    },
  );

  test.each([
    ['postmark', {}, /^https:\/\/[0-9a-f-]{36}:[\w-]{43}@desk\.example\/base\/api\/v1\/inbound\/email\/postmark$/],
    [
      'mailgun',
      { signingKey: 'a-key-that-is-given' },
      /^https:\/\/desk\.example\/base\/api\/v1\/inbound\/email\/mailgun\/mime$/,
    ],
  ] as const)(
    'of %s comes with the URL to give to it, when PUBLIC_URL says where we are',
    async (provider, own, url) => {
      const [store, receive] = [world.get(MailChannelStore), world.get(ReceiveMailHandler)];
      const manage = new ManageMailChannelsHandler(store, receive, 'https://desk.example/base/');
      const made = await manage.create({ provider, name: newId(), ...own });
      expect(made.urlWithSecret).toMatch(url);
      expect(made.url).not.toContain(made.secret ?? 'a-key-that-is-given');
    },
  );

  test('has what its provider needs, and nothing else', async () => {
    const make = (body: object) =>
      world.ask('POST', '/mail/channels', { token: admin, body: { name: newId(), ...body } });
    const misfit = (pointer: string) => ({ status: 422, body: { code: 'mail-channel.misfit', errors: [{ pointer }] } });
    expect(await make({ provider: 'mailgun' })).toMatchObject(misfit('/signingKey'));
    expect(await make({ provider: 'ses' })).toMatchObject(misfit('/topics'));
    expect(await make({ provider: 'postmark', topics: ['arn:aws:sns:eu-west-1:123456789012:x'] })).toMatchObject(
      misfit('/topics'),
    );
    expect(await make({ provider: 'sendgrid', publicKeys: ['bm9uZQ=='] })).toMatchObject({ status: 400 });
    const { name } = await channel({ provider: 'postmark' });
    expect(await make({ provider: 'postmark', name })).toMatchObject({ status: 409 });
  });

  test('shows its secret once; only admins see channels', async () => {
    const { secret = '' } = await channel({ provider: 'sendgrid' });
    const listed = await world.ask('GET', '/mail/channels?limit=100', { token: admin });
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    expect(await world.write('SELECT 1 FROM mail_channel WHERE secret = $1', [secret])).toEqual([]);
    const { token } = await world.agent('lead');
    expect(await world.ask('GET', '/mail/channels', { token })).toMatchObject({ status: 403 });
    expect(await world.ask('POST', `/mail/channels/${newId()}/test`, { token: admin, body: {} })).toMatchObject({
      status: 404,
    });
  });
});

describe('a mailbox', () => {
  test('is the default when it is the first, and only one is', async () => {
    const make = (body: object) => world.ask('POST', '/mail/mailboxes', { token: admin, body });
    const first = await make({ address: 'Support@Desk.test', name: 'Support' });
    expect(first).toMatchObject({
      status: 201,
      body: { address: 'support@desk.test', isDefault: true, acknowledge: true, reopenWithinDays: 14, active: true },
    });
    expect(await make({ address: 'support@desk.test', name: 'Again' })).toMatchObject({ status: 409 });
    const second = await make({ address: 'billing@desk.test', name: 'Billing', language: 'ko' });
    expect(second.body).toMatchObject({ isDefault: false, language: 'ko' });
    const change = (id: string, body: object) => world.ask('PATCH', `/mail/mailboxes/${id}`, { token: admin, body });
    expect(await change(second.body.id, { isDefault: true, language: null })).toMatchObject({
      body: { isDefault: true, language: null },
    });
    expect(await change(second.body.id, { active: false })).toMatchObject({
      status: 409,
      body: { code: 'mailbox.is-default' },
    });
    expect(await change(first.body.id, { active: false, reopenWithinDays: 0 })).toMatchObject({
      status: 200,
      body: { isDefault: false, reopenWithinDays: 0 },
    });
    expect(await change(first.body.id, { isDefault: true })).toMatchObject({ status: 409 });
    expect(await change(newId(), {})).toMatchObject({ status: 404 });
    expect(await world.count(`desk_signal WHERE data = '{"what": "mail"}'`)).toBeGreaterThan(0);
    const { body } = await world.ask('GET', '/mail/mailboxes', { token: admin });
    expect(body.items.map(({ isDefault }: { isDefault: boolean }) => isDefault)).toEqual([true, false]);
  });
});
