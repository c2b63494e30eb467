import { describe, expect, test } from '@jest/globals';
import { parseFormat } from './parse-format.js';
import { mailFormats, type MailFormat } from './provided-mail.js';

const form = (
  fields: Readonly<Record<string, string>>,
  files: readonly (readonly [string, string, string, string])[] = [],
) => {
  const all = [
    ...Object.entries(fields).map(([name, value]) => `name="${name}"\r\n\r\n${value}`),
    ...files.map(
      ([field, name, type, content]) =>
        `name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${content}`,
    ),
  ];
  return Buffer.from(`${all.map((each) => `--b\r\nContent-Disposition: form-data; ${each}\r\n`).join('')}--b--\r\n`);
};
const FORM = 'multipart/form-data; boundary=b';
const read = (format: MailFormat, body: object | Buffer, type = FORM) =>
  parseFormat(format, type, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)));
const mime =
  'From: Ann <ann@a.test>\r\nMessage-ID: <m@a.test>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello\r\n';

describe('whatever comes is a mail', () => {
  const nonsense = [
    '',
    '{',
    '[]',
    'null',
    '{"Headers":{},"Attachments":[1,null,{}],"ToFull":7}',
    '--b\r\n',
    '\xff\xfe\0',
    '"x"',
  ];
  test.each(mailFormats.flatMap((format) => nonsense.map((body) => [format, body] as const)))(
    '%s: %j',
    async (format, body) => {
      for (const type of [FORM, 'application/json', 'application/x-www-form-urlencoded', '']) {
        const mail = await parseFormat(format, type, Buffer.from(body, 'latin1'));
        expect(mail).toMatchObject({ to: [], attachments: [], messageId: null });
      }
    },
  );

  test('names of fields that mean something to JavaScript mean nothing', async () => {
    const json =
      '{"__proto__":{"admin":true},"FromFull":{"__proto__":{"Email":"x@x.test"},"constructor":1},"Headers":[{"Name":"__proto__","Value":"x"}]}';
    const mail = await parseFormat('postmark', 'application/json', Buffer.from(json));
    expect(mail.headers.get('__proto__')).toEqual(['x']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('an envelope that was said beside it goes before', async () => {
    const options = { envelope: { sender: '', recipients: ['us@desk.test'] } };
    const mail = await parseFormat(
      'mime',
      'message/rfc822',
      Buffer.from(`Delivered-To: old@desk.test\r\n${mime}`),
      options,
    );
    expect(mail).toMatchObject({ returnPath: '', recipients: ['us@desk.test', 'old@desk.test'], subject: 'Grüße' });
  });
});

describe('sendgrid', () => {
  test('in fields: header, charsets, envelope, attachments, verdicts on the domain of From', async () => {
    const mail = await read(
      'sendgrid',
      form(
        {
          headers:
            'Received: from x\n by y\nFrom: Ann <ann@a.test>\nTo: us@desk.test\nMessage-ID: <m@a.test>\nContent-Type: multipart/mixed; boundary=q\n',
          text: 'Hello\r\nthere',
          subject: 'from the field',
          charsets: '{"text":"utf-8","subject":"utf-8"}',
          envelope: '{"to":["us+1@desk.test"],"from":"bounce@mailer.test"}',
          'attachment-info': '{"attachment1":{"filename":"été.pdf","type":"application/pdf","content-id":"ii_1"}}',
          dkim: '{@mailer.test : pass, @a.test : pass}',
          SPF: 'pass',
        },
        [['attachment1', '?.pdf', 'application/octet-stream', 'PDF']],
      ),
    );
    expect(mail).toMatchObject({
      from: { address: 'ann@a.test', name: 'Ann' },
      subject: 'from the field',
      text: 'Hello\nthere',
      recipients: ['us+1@desk.test'],
      returnPath: 'bounce@mailer.test',
      attachments: [{ name: 'été.pdf', contentType: 'application/pdf', contentId: 'ii_1', inline: true }],
      authentication: { spf: null, dkim: 'pass', dmarc: null },
      contentType: { value: 'multipart/mixed' },
      problems: [],
      providerMessageId: null,
    });
  });

  test('a pass for somebody else’s domain is none', async () => {
    const told = (dkim: string, from: string) =>
      read('sendgrid', form({ email: mime, dkim, SPF: 'pass', envelope: JSON.stringify({ from, to: [] }) }));
    expect((await told('{@evil.test : pass}', 'x@evil.test')).authentication).toEqual({
      spf: null,
      mailFrom: 'x@evil.test',
      dkim: null,
      dmarc: null,
    });
    expect((await told('{@mail.a.test : pass}', 'x@a.test')).authentication).toEqual({
      spf: 'pass',
      mailFrom: 'x@a.test',
      dkim: 'pass',
      dmarc: null,
    });
    expect((await told('{@a.test : fail}', 'x@nota.test')).authentication).toMatchObject({ spf: null, dkim: 'fail' });
  });
});

describe('mailgun', () => {
  const headers = (...more: (readonly [string, string])[]) =>
    JSON.stringify([
      ...more,
      ['Received', 'from x'],
      ['From', 'ann@a.test'],
      ['Subject', 'Hi\r\nBcc: evil@x.test'],
      ['Message-Id', '<m@a.test>'],
    ]);

  test('in fields, and as the mail itself', async () => {
    const fields = {
      token: 't1',
      sender: 'ann@a.test',
      recipient: 'us@desk.test',
      'message-headers': headers(),
      'body-plain': 'Hello',
      'content-id-map': '{"<c1>":"attachment-1"}',
    };
    expect(await read('mailgun', form(fields, [['attachment-1', 'a.png', 'image/png', 'x']]))).toMatchObject({
      messageId: '<m@a.test>',
      subject: 'Hi Bcc: evil@x.test',
      cc: [],
      text: 'Hello',
      recipients: ['us@desk.test'],
      attachments: [{ name: 'a.png', contentId: 'c1', inline: true }],
      providerMessageId: 't1',
    });
    const encoded = Buffer.from(
      new URLSearchParams({ 'body-mime': mime, recipient: 'us@desk.test', sender: '' }).toString(),
    );
    expect(await read('mailgun', encoded, 'application/x-www-form-urlencoded')).toMatchObject({
      subject: 'Grüße',
      returnPath: '',
      recipients: ['us@desk.test'],
      text: 'Hello\n',
    });
  });

  test('verdicts count where Mailgun puts them, not where the sender could', async () => {
    const verdict = ['X-Mailgun-Spf', 'Pass'] as const;
    const spf = async (messageHeaders: string) =>
      (await read('mailgun', form({ sender: 'ann@a.test', 'message-headers': messageHeaders }))).authentication.spf;
    expect(await spf(headers(verdict))).toBe('pass');
    expect(await spf(JSON.stringify([...(JSON.parse(headers()) as unknown[]), verdict]))).toBeNull();
  });
});

test('postmark: what is apart stays apart, and the raw mail goes before', async () => {
  const json = {
    FromFull: { Email: 'ann@a.test', Name: 'Boss <boss@desk.test>' },
    ToFull: [{ Email: 'us+abc@desk.test', Name: '' }],
    OriginalRecipient: 'us+abc@desk.test',
    Subject: 'Hi',
    MessageID: 'pm-1',
    TextBody: 'Hello',
    Headers: [
      { Name: 'Return-Path', Value: '<ann@a.test>' },
      { Name: 'Message-ID', Value: '<m@a.test>' },
    ],
    Attachments: [
      { Name: 'a.txt', ContentType: 'text/plain; charset=x', Content: Buffer.from('abc').toString('base64') },
      { Name: 'none' },
    ],
  };
  expect(await read('postmark', json)).toMatchObject({
    from: { address: 'ann@a.test', name: 'Boss <boss@desk.test>' },
    recipients: ['us+abc@desk.test'],
    messageId: '<m@a.test>',
    returnPath: 'ann@a.test',
    attachments: [{ name: 'a.txt', contentType: 'text/plain', inline: false, content: Buffer.from('abc') }],
    problems: ['An attachment without content was left out.'],
    providerMessageId: 'pm-1',
  });
  expect(await read('postmark', { ...json, RawEmail: mime })).toMatchObject({
    subject: 'Grüße',
    text: 'Hello\n',
    attachments: [],
    providerMessageId: 'pm-1',
  });
});

describe('ses', () => {
  const notification = (told: object) => ({ Type: 'Notification', MessageId: 'sns-1', Message: JSON.stringify(told) });
  const receipt = {
    recipients: ['us@desk.test'],
    spamVerdict: { status: 'FAIL' },
    virusVerdict: { status: 'PASS' },
    spfVerdict: { status: 'GRAY' },
    dmarcVerdict: { status: 'PASS' },
  };
  const about = { messageId: 'ses-1', source: 'ann@a.test', destination: ['us@desk.test'] };

  test.each(['BASE64', 'UTF-8', undefined])('with the mail inside, encoding %s', async (encoding) => {
    const content = encoding === 'BASE64' ? Buffer.from(mime).toString('base64') : mime;
    expect(
      await read(
        'ses',
        notification({ mail: about, receipt: { ...receipt, action: { type: 'SNS', encoding } }, content }),
      ),
    ).toMatchObject({
      subject: 'Grüße',
      text: 'Hello\n',
      returnPath: 'ann@a.test',
      recipients: ['us@desk.test'],
      spam: true,
      virus: false,
      authentication: { spf: null, dkim: null, dmarc: 'pass' },
      providerMessageId: 'ses-1',
      problems: [],
    });
  });

  test('whose mail is in S3 says where, and is no less a mail', async () => {
    const headers = [
      { name: 'From', value: 'ann@a.test' },
      { name: 'Message-ID', value: '<m@a.test>' },
      { name: 'Subject', value: 'Hi' },
    ];
    const told = {
      mail: { ...about, headers },
      receipt: { ...receipt, action: { type: 'S3', bucketName: 'mails', objectKey: 'in/1' } },
    };
    const mail = await read('ses', notification(told));
    expect(mail).toMatchObject({
      subject: 'Hi',
      messageId: '<m@a.test>',
      text: 'The content of this mail is in S3: s3://mails/in/1',
    });
    expect(mail.problems.join()).toContain('s3://mails/in/1');
  });
});
