import { describe, expect, it } from '@jest/globals';
import { defaultMailLimits } from './mail-limits.js';
import { parseMime } from './parse-mime.js';
import type { ParsedMail } from '../parsed-mail.js';

const bytes = (lines: readonly string[], end = '\r\n'): Buffer => Buffer.from(lines.join(end), 'latin1');
const parse = async (...lines: string[]): Promise<ParsedMail> => await parseMime(bytes(lines));
const names = (mail: ParsedMail): (string | null)[] => mail.attachments.map(({ name }) => name);
const textOf = (content: Uint8Array | undefined): string => Buffer.from(content ?? []).toString();

describe('The headers of a mail', () => {
  it('are decoded: words in several charsets, folds, raw UTF-8 and raw Latin-1', async () => {
    const mail = await parse(
      'From: =?koi8-r?B?8NLJ18XU?= <anna@example.ru>',
      'To: "Kim, =?utf-8?Q?=EB=AF=BC=EC=A4=80?=" <kim@example.kr>, plain@example.com',
      `Cc: "${Buffer.from('Jürgen').toString('latin1')}" <j@example.de>, J\xf6rg <joerg@example.de>`,
      'Subject: =?utf-8?B?0J/RgNC40L3R?=',
      ' =?utf-8?B?gtC10YA=?= is on',
      '\tfire',
      '',
      'x',
    );
    expect(mail.from).toEqual({ address: 'anna@example.ru', name: 'Привет' });
    expect(mail.to.map(({ address }) => address)).toEqual(['kim@example.kr', 'plain@example.com']);
    expect(mail.cc.map(({ name }) => name)).toEqual(['Jürgen', 'Jörg']);
    expect(mail.subject).toBe('Принтер is on fire');
  });

  it('are told when they are there twice; the first counts', async () => {
    const mail = await parse('From: a@example.com', 'From: evil@example.com', 'Subject: one', '', 'x');
    expect(mail.from?.address).toBe('a@example.com');
    expect(mail.problems).toContain('The header from is there 2 times: the first is taken.');
  });

  it('never become addresses out of encoded names', async () => {
    const mail = await parse('From: =?utf-8?B?ZXZpbEBleGFtcGxlLmNvbQ==?= <good@example.com>', '', 'x');
    expect(mail.from).toEqual({ address: 'good@example.com', name: 'evil@example.com' });
    const hidden = await parse('From: =?utf-8?Q?a=40evil.example=3E=2C=20b?=@example.com', '', 'x');
    expect(hidden.from?.address ?? '').not.toContain('evil');
  });

  it('are one line each, whatever their words hide', async () => {
    const hidden = '=?utf-8?Q?Anna=0D=0ABcc:_all=40example.com?=';
    const mail = await parse(`From: ${hidden} <a@example.com>`, `Subject: ${hidden}`, `X: ${hidden}`, '', 'x');
    expect([mail.from?.name, mail.subject, mail.headers.get('x')?.[0]]).toEqual(
      Array<string>(3).fill('Anna Bcc: all@example.com'),
    );
  });

  it('give ids in their order, whatever is around them, and null without Message-ID', async () => {
    const mail = await parse('In-Reply-To: Your mail of Monday <a@x>', 'References: <1@x>\t<2@x>,<1@x> c@x', '', 'x');
    expect(mail.messageId).toBeNull();
    expect(mail.inReplyTo).toEqual(['<a@x>']);
    expect(mail.references).toEqual(['<1@x>', '<2@x>']);
    expect((await parse('Message-ID: bare@x', '', '')).messageId).toBe('<bare@x>');
  });

  it.each([
    ['Mon, 2 Mar 2026 10:00:00 +0900 (KST)', '2026-03-02T01:00:00.000Z'],
    ['2 Mar 26 10:00 EST', '2026-03-02T15:00:00.000Z'],
    ['Mon, 02 Mar 2026 10:00:00', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z'],
    ['yesterday', null],
  ])('give the date %s as %s', async (date, expected) => {
    const mail = await parse(`Date: ${date}`, '', 'x');
    expect(mail.date?.toISOString() ?? null).toBe(expected);
    expect(mail.problems.length).toBe(expected === null ? 1 : 0);
  });

  it('tell the wire: Return-Path, and whom it was for', async () => {
    const mail = await parse(
      'Return-Path: <>',
      'Delivered-To: Help@example.com',
      'X-Original-To: help@example.com',
      '',
      '',
    );
    expect(mail.returnPath).toBe('');
    expect(mail.recipients).toEqual(['Help@example.com']);
    expect((await parse('Subject: x', '', '')).returnPath).toBeNull();
  });

  it('cannot reach into objects', async () => {
    const mail = await parse('__proto__: x', 'constructor: y', 'Content-Type: text/plain; __proto__=1', '', 'x');
    expect(mail.headers.get('__proto__')).toEqual(['x']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('The parts of a mail', () => {
  const nested = [
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    'preamble',
    '--outer',
    'Content-Type: multipart/related; boundary=related',
    '',
    '--related',
    'Content-Type: multipart/alternative; boundary=alternative',
    '',
    '--alternative',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=FC=DFe=20=',
    'aus Wien',
    '--alternative',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Hi <img src="cid:logo"></p>',
    '--alternative--',
    '--related',
    'Content-Type: image/png',
    'Content-ID: <logo>',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBO',
    'Rw0K',
    '--related--',
    '--outer',
    'Content-Type: message/rfc822',
    'Content-Disposition: inline',
    '',
    'Subject: forwarded',
    '',
    'inner',
    '--outer',
    "Content-Type: application/pdf; name*=utf-8''%D1%81%D1%87%D1%91%D1%82.pdf",
    '',
    '%PDF',
  ];

  it('are told apart through every level, with no closing boundary too', async () => {
    const mail = await parse(...nested);
    expect(mail.text).toBe('Grüße aus Wien');
    expect(mail.html).toBe('<p>Hi <img src="cid:logo"></p>');
    expect(names(mail)).toEqual([null, null, 'счёт.pdf']);
    expect(mail.attachments[0]).toMatchObject({ contentType: 'image/png', contentId: 'logo', inline: true });
    expect(textOf(mail.attachments[1]?.content)).toContain('Subject: forwarded');
    expect(textOf(mail.attachments[2]?.content)).toBe('%PDF');
  });

  it.each(['\n', '\r'])('are the same with lines that end in %j', async (end) => {
    const mail = await parseMime(bytes(nested, end));
    expect(mail.text?.replaceAll('\r', '\n')).toBe('Grüße aus Wien');
    expect(mail.attachments).toHaveLength(3);
  });

  it('leave the text null when there is only HTML', async () => {
    const mail = await parse('Content-Type: text/html', '', '<b>x</b>');
    expect([mail.text, mail.html]).toEqual([null, '<b>x</b>']);
  });

  it('show all text of a mail that mixes text and HTML', async () => {
    const part = (type: string, text: string): string[] => ['--b', `Content-Type: text/${type}`, '', text];
    const mail = await parse(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...part('plain', '1 < 2'),
      ...part('html', '<i>three</i>'),
    );
    expect(mail.text).toBe('1 < 2\nthree');
    expect(mail.html).toContain('1 &#60; 2');
  });

  it.each(['boundary=other', 'boundary=""', ''])(
    'are found when the headers name no boundary of theirs: %j',
    async (boundary) => {
      const mail = await parse(
        `Content-Type: multipart/mixed; ${boundary}`,
        '',
        '--x',
        'Subject: y',
        '',
        'one',
        '--x',
        '',
        'two',
      );
      expect(mail.text).toBe('one\ntwo');
      expect(mail.problems.join()).toContain('not divided as the headers say');
    },
  );

  it('are read as text when none begins', async () => {
    const mail = await parse('Content-Type: multipart/alternative; boundary=x', '', 'Just text.');
    expect(mail.text).toBe('Just text.');
    expect(mail.problems.join()).toContain('read as text');
  });

  it('of HTML may name their charset inside', async () => {
    const html = Buffer.concat([
      bytes(['Content-Type: text/html', '', '<meta charset=windows-1251>']),
      Buffer.from('cff0e8e2e5f2', 'hex'),
    ]);
    expect((await parseMime(html)).html).toContain('Привет');
  });

  it('of a report are given as text, and the original as an attachment', async () => {
    const report = `Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

It bounced.
--b
Content-Type: message/delivery-status

Status: 5.1.1
--b
Content-Type: message/rfc822

Message-ID: <1@x>

old
--b--`;
    const mail = await parse(report);
    expect(mail.text).toBe('It bounced.');
    expect(mail.contentType.params.get('report-type')).toBe('delivery-status');
    expect(mail.reports.map(({ contentType }) => contentType)).toEqual(['message/delivery-status', 'message/rfc822']);
    expect(mail.reports[0]?.text).toBe('Status: 5.1.1');
  });
});

describe('The text of a mail', () => {
  const withCharset = async (charset: string, text: Buffer): Promise<ParsedMail> =>
    await parseMime(Buffer.concat([bytes([`Content-Type: text/plain; charset=${charset}`, '', '']), text]));

  it.each([
    ['koi8-r', Buffer.from('f0d2c9d7c5d4', 'hex'), 'Привет'],
    ['euc-kr', Buffer.from('bec8b3e7', 'hex'), '안녕'],
    ['ks_c_5601-1987', Buffer.from('bec8b3e7', 'hex'), '안녕'],
    ['iso-2022-jp', Buffer.from('\x1b$B$3$s\x1b(B'), 'こん'],
    ['"windows-1251"', Buffer.from('cff0e8e2e5f2', 'hex'), 'Привет'],
    ['utf-8', Buffer.from('naïve'), 'naïve'],
    ['iso-8859-1', Buffer.from('93na\xefve94', 'latin1'), '93naïve94'],
  ])('is read in %s', async (charset, text, expected) => {
    const mail = await withCharset(charset, text);
    expect([mail.text, mail.problems]).toEqual([expected, []]);
  });

  it.each([
    ['iso-8859-1', Buffer.from('Grüße'), 'Grüße', 'but is UTF-8'],
    ['us-ascii', Buffer.from('f0d2c9d7c5d42c20cbc1cb20c4c5ccc13f', 'hex'), 'Привет, как дела?', 'koi8-r'],
    ['utf-8', Buffer.from('cff0e8e2e5f22c20eae0ea20e4e5ebe03f', 'hex'), 'Привет, как дела?', 'windows-1251'],
    ['us-ascii', Buffer.from('bec8b3e7c7cfbcbcbfe4', 'hex'), '안녕하세요', 'euc-kr'],
    ['us-ascii', Buffer.from('D\xe9j\xe0 vu, \xe7a va', 'latin1'), 'Déjà vu, ça va', 'windows-1252'],
    ['utf-8', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'Grüße', 'read as windows-1252'],
    ['x-klingon', Buffer.from('Grüße'), 'Grüße', 'is not known'],
  ])('is guessed when %s is a lie, and that is told', async (charset, text, expected, problem) => {
    const mail = await withCharset(charset, text);
    expect(mail.text).toBe(expected);
    expect(mail.problems.join()).toContain(problem);
  });

  it('is all there without headers, and is empty in an empty mail', async () => {
    const mail = await parse('Hello', 'my printer is broken');
    expect(mail.text).toBe('Hello\nmy printer is broken');
    expect(mail.problems).toEqual(['The mail has no headers.']);
    expect((await parseMime(new Uint8Array())).problems).toEqual(['The mail is empty.']);
  });

  it('is not lost when no empty line ends the headers', async () => {
    const mail = await parse('Subject: x', 'This is no header', 'nor: is this', 'one');
    expect(mail.subject).toBe('x');
    expect(mail.text).toBe('one');
    expect(mail.problems.join()).toContain('1 lines of the headers are no headers');
  });

  it('holds no NUL and no half character', async () => {
    const mail = await parse('Subject: a\0b', '', 'c\0d');
    expect([mail.subject, mail.text]).toEqual(['ab', 'cd']);
  });
});

describe('What is over a limit', () => {
  const small = {
    ...defaultMailLimits,
    parts: 5,
    depth: 2,
    headers: 3,
    attachmentBytes: 10,
    textLength: 20,
    sourceBytes: 1000,
  };
  const limited = async (...lines: string[]): Promise<ParsedMail> => await parseMime(bytes(lines), small);

  it.each([
    [
      'parts',
      ['Content-Type: multipart/mixed; boundary=b', '', ...Array<string>(9).fill('--b\r\n\r\nx')],
      'More than 5 parts',
    ],
    ['headers', [...Array<string>(9).fill('X: y'), '', 'x'], 'More than 3 headers'],
    ['text', ['', 'x'.repeat(100)], 'longer than 20 characters'],
    ['the whole mail', ['', 'x'.repeat(2000)], 'The mail has 2002 bytes'],
    ['a file', ['Content-Type: a/b; name=big.bin', '', 'x'.repeat(11)], 'The attachment "big.bin" of 11 bytes'],
  ])('in %s is left out and told', async (_, lines, problem) => {
    const mail = await limited(...lines);
    expect(mail.problems.join()).toContain(problem);
    expect(mail.problems.join()).toContain('raw source');
  });

  it('keeps what is within', async () => {
    const mail = await limited('Subject: a', 'X: b', 'Y: c', 'Z: d', '', 'x'.repeat(100));
    expect([mail.subject, mail.headers.has('z'), mail.text]).toEqual(['a', false, 'x'.repeat(20)]);
  });
});

describe('Authentication', () => {
  const results = 'mx.example.com; spf=pass smtp.mailfrom=a@b; dkim=fail (bad; spf=fail) header.d=b; dmarc=pass';
  const ask = async (trusted: readonly string[], ...lines: string[]): Promise<ParsedMail['authentication']> =>
    (await parseMime(bytes([...lines, '', 'x']), defaultMailLimits, { trustedServers: trusted })).authentication;
  const none = { spf: null, mailFrom: null, dkim: null, dmarc: null };

  it('is what a trusted server says on top', async () => {
    const mail = [`Authentication-Results: ${results}`, 'Received: from a'];
    const told = { spf: 'pass', mailFrom: 'a@b', dkim: 'fail', dmarc: 'pass' };
    await expect(ask(['MX.example.com'], ...mail)).resolves.toEqual(told);
  });

  it('is nothing that anybody else says, or that the sender put below', async () => {
    await expect(ask([], `Authentication-Results: ${results}`)).resolves.toEqual(none);
    await expect(ask(['mx.other'], `Authentication-Results: ${results}`)).resolves.toEqual(none);
    const forged = [
      'Authentication-Results: mx.example.com; none',
      'Received: x',
      `Authentication-Results: ${results}`,
    ];
    await expect(ask(['mx.example.com'], ...forged)).resolves.toEqual(none);
  });

  it('is not what the sender put in quotes for a trusted server to repeat', async () => {
    const said = 'mx.example.com; spf=pass smtp.mailfrom="a\\"; dmarc=pass (b"@elsewhere.test; dmarc=fail (p=reject)';
    const found = await ask(['mx.example.com'], `Authentication-Results: ${said}`);
    expect(found).toEqual({ spf: 'pass', mailFrom: '""@elsewhere.test', dkim: null, dmarc: 'fail' });
  });

  it('takes Received-SPF of a trusted receiver', async () => {
    const spf = 'Received-SPF: pass (ok) client-ip=192.0.2.1; receiver=mx.example.com;';
    await expect(ask(['mx.example.com'], spf)).resolves.toEqual({ ...none, spf: 'pass' });
    await expect(ask(['mx.other'], spf)).resolves.toEqual(none);
  });

  it('says whom SPF passed as the server that looked says it, whatever Return-Path says', async () => {
    const told = async (...lines: string[]) =>
      (await ask(['mx.example.com'], 'Return-Path: <boss@victim.test>', ...lines)).mailFrom;
    const spf = (rest: string) => `Authentication-Results: mx.example.com; dkim=pass header.d=v.test; spf=${rest}`;
    await expect(told(spf('pass smtp.mailfrom=<mallory@evil.test>'))).resolves.toBe('mallory@evil.test');
    await expect(told(spf('pass (ok) smtp.helo=x smtp.mailfrom=evil.test; dmarc=none'))).resolves.toBe('evil.test');
    await expect(told(spf('pass smtp.helo=victim.test'))).resolves.toBeNull();
    await expect(told(spf('fail smtp.mailfrom=boss@victim.test'))).resolves.toBeNull();
    const received =
      'Received-SPF: pass (mx: domain of "envelope-from=boss@victim.test") receiver=mx.example.com; envelope-from="m@evil.test"';
    await expect(told(received)).resolves.toBe('m@evil.test');
  });
});
