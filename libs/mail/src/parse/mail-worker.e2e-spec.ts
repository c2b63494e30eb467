import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MailReader } from './mail-reader.js';

describe('The compiled thread of a mail reader', () => {
  let reader: MailReader;

  beforeAll(() => {
    const worker = pathToFileURL(resolve('dist/libs/mail/src/parse/mail-worker.js'));
    reader = new MailReader({ worker, threads: 2 });
  });
  afterAll(async () => await reader.close());

  const mail = (body: string): { body: Buffer } => ({ body: Buffer.from(body) });

  it('hands over large attachments whole, small ones too, and what maps hold', async () => {
    const contents = [randomBytes(1_000_000), randomBytes(10)];
    const parts = contents.map(
      (content) => `--b\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\n${content.toString('base64')}\n`,
    );
    const source = mail(`Subject: files\nContent-Type: multipart/mixed; boundary=b\n\n${parts.join('')}--b--`);
    const before = Buffer.from(source.body);

    const reading = await reader.read(source);

    expect(reading.attachments.map(({ content }) => Buffer.compare(content, contents.shift() ?? content))).toEqual([
      0, 0,
    ]);
    expect(
      reading.attachments.map(({ content, sha256 }) => createHash('sha256').update(content).digest('hex') === sha256),
    ).toEqual([true, true]);
    expect(reading.headers.get('subject')).toEqual(['files']);
    expect(source.body.equals(before)).toBe(true);
  });

  it('reads a source in shared memory as any other', async () => {
    const text = `Subject: caf\u00e9\nContent-Type: text/html; charset=utf-8\n\n<p>${'long '.repeat(200_000)}</p>`;
    const source = { body: Buffer.from(new SharedArrayBuffer(Buffer.byteLength(text))) };
    source.body.write(text);
    const [shared, copied] = await Promise.all([reader.read(source), reader.read(mail(text))]);
    expect(shared).toEqual(copied);
    expect(shared.subject).toBe('caf\u00e9');
    expect(source.body.toString()).toBe(text);
  });

  it('reads others while one is hostile', async () => {
    const hostile = reader.read(mail(`Content-Type: text/html\n\n${'<div>'.repeat(1_000_000)}`));
    const others = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => await reader.read(mail(`Subject: ${at}\n\nx`))),
    );
    expect(others.map(({ subject }) => subject)).toEqual(others.map((_, at) => String(at)));
    expect((await hostile).problems.join()).toContain('raw source');
  });

  it('reads what providers send', async () => {
    const body = JSON.stringify({
      FromFull: { Email: 'a@example.com' },
      Subject: 'Hi',
      TextBody: 'x',
      MessageID: 'one',
    });
    const reading = await reader.read({ format: 'postmark', contentType: 'application/json', body: Buffer.from(body) });
    expect(reading).toMatchObject({ subject: 'Hi', providerMessageId: 'one', newText: 'x' });
  });
});
