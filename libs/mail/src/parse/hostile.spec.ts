import { describe, expect, it } from '@jest/globals';
import { parseMime } from './parse-mime.js';
import { htmlAsText } from './html-as-text.js';
import { readSource } from './read-source.js';
import { sanitiseHtml } from './sanitise-html.js';

/** Generous, for busy machines: what is quadratic or worse takes minutes. */
const bound = 15_000;

async function within<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  expect(performance.now() - began).toBeLessThan(bound);
  return result;
}

function nested(depth: number): string {
  let mail = 'Content-Type: multipart/mixed; boundary=b0\r\n\r\n';
  for (let level = 0; level < depth; level++) {
    mail += `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`;
  }
  return `${mail}--b${depth}\r\n\r\ndeep\r\n`;
}

const text = 'Content-Type: text/plain';

describe('A hostile mail', () => {
  it.each([
    ['200 nested multiparts', nested(200)],
    ['5,000 nested multiparts', nested(5000)],
    ['10,000 headers', `${'X-A: b\r\n'.repeat(10_000)}\r\nhi`],
    ['a header of 10 MB', `Subject: ${'x'.repeat(10_000_000)}`],
    ['a header of 200,000 folds', `Subject: x${'\r\n x'.repeat(200_000)}\r\n\r\nhi`],
    ['a line of 10 MB', `${text}\r\n\r\n${'x'.repeat(10_000_000)}`],
    ['20,000 parts', `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\na\r\n'.repeat(20_000)}`],
    [
      'a boundary of a million characters',
      `Content-Type: multipart/mixed; boundary=${'b'.repeat(1e6)}\r\n\r\n--${'b'.repeat(1e6)}\r\n`,
    ],
    ['30,000 brackets in To', `To: ${'<('.repeat(15_000)}\r\nCc: ${':;'.repeat(15_000)}\r\n\r\nhi`],
    ['120,000 recipients', `${`To: ${'a@b.c, '.repeat(4000)}\r\n`.repeat(30)}\r\nhi`],
    ['encoded words without end', `Subject: ${'=?utf-8?Q?a?= =?'.repeat(2000)}\r\n\r\nhi`],
    [
      'thousands of continued parameters',
      `${text}; ${Array.from({ length: 4000 }, (_, at) => `a*${at}*=%41;`).join('')}\r\n\r\nhi`,
    ],
    ['a broken charset', `${text}; charset="${'x'.repeat(5000)}"\r\n\r\n\xff\xfe`],
    ['300,000 escapes of ISO-2022-JP', `${text}; charset=iso-2022-jp\r\n\r\n${'\x1b$B'.repeat(3e5)}`],
    ['300,000 flowed lines', `${text}; format=flowed\r\n\r\n${'a \r\n'.repeat(3e5)}`],
    [
      'base64 of nothing but padding',
      `Content-Type: a/b\r\nContent-Transfer-Encoding: base64\r\n\r\n${'=A\r\n'.repeat(2e5)}`,
    ],
    [
      'quoted-printable of nothing but soft ends',
      `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(5e5)}`,
    ],
    ['300,000 empty lines', '\n'.repeat(3e5)],
  ])('of %s is read in bounded time, and told about', async (_, mail) => {
    const parsed = await within(async () => await parseMime(Buffer.from(mail, 'latin1')));
    expect(parsed.problems.length).toBeLessThanOrEqual(50);
    expect((parsed.text ?? '').length).toBeLessThanOrEqual(1_000_000);
  });

  it('loses no text to a boundary that is not one', async () => {
    const mail = `Content-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n\r\nfirst\r\n--ab\r\nstill first\r\n--a-\r\n--a--x\r\nand still\r\n--a--\r\nepilogue`;
    expect((await parseMime(Buffer.from(mail))).text).toBe('first\n--ab\nstill first\n--a-\n--a--x\nand still');
  });

  it.each([
    ['a million <div>s', '<div>'.repeat(1e6)],
    ['half a million comments', '<!--'.repeat(5e5)],
    ['comments that almost end', '<!-- a -- >'.repeat(2e5)],
    ['200,000 <', '<'.repeat(2e5)],
    ['unclosed attributes', '<a href="'.repeat(2e5)],
    ['200,000 attributes', `<a ${'x="1" '.repeat(2e5)}>`],
    ['5,000 styles', '<p style="color: red; position: fixed">a</p>'.repeat(5000)],
    ['nested tables', '<table><tr><td>'.repeat(50_000)],
    ['nested lists', '<ul><li>'.repeat(100_000)],
    ['20,000 images', '<img src=http://a/b>'.repeat(20_000)],
  ])('of HTML with %s is shown in bounded time', async (_, html) => {
    const shown = await within(() => sanitiseHtml(html));
    expect(shown.html.length).toBeLessThanOrEqual(1_000_000);
    await within(() => htmlAsText(html));
  });

  it('of HTML in a mail is read to the end in bounded time', async () => {
    const mail = `Content-Type: text/html\r\n\r\n${'<div>'.repeat(190_000)}hello`;
    const reading = await within(async () => await readSource({ body: Buffer.from(mail) }));
    expect(reading.problems.join()).toContain('longer or deeper than is shown');
  });
});
