import { describe, expect, test } from '@jest/globals';
import { contentIdsOf } from './form-fields.js';
import { formParts } from './form-parts.js';

const parts = (type: string, body: string | Buffer) =>
  [...formParts(type, Buffer.from(body as string, 'latin1'))].map(({ name, fileName, contentType, content }) => ({
    name,
    fileName,
    contentType,
    content: content.toString('latin1'),
  }));
const multipart = (...given: string[]) =>
  parts('multipart/form-data; boundary="b b"', `${given.map((each) => `--b b\r\n${each}\r\n`).join('')}--b b--\r\n`);
const part = (disposition: string, content = 'x', more = '') =>
  `Content-Disposition: form-data; ${disposition}\r\n${more}\r\n${content}`;

describe('a form of parts', () => {
  test('has fields and files, byte for byte', () => {
    expect(
      multipart(
        part('name="text"', 'one\r\n--b\r\ntwo\xff'),
        part('name="attachment-1"; filename="a.png"', '\x00\x01', 'Content-Type: Image/PNG; name=x\r\n'),
        part('name=""', ''),
      ),
    ).toEqual([
      { name: 'text', fileName: null, contentType: null, content: 'one\r\n--b\r\ntwo\xff' },
      { name: 'attachment-1', fileName: 'a.png', contentType: 'image/png', content: '\x00\x01' },
      { name: '', fileName: null, contentType: null, content: '' },
    ]);
  });

  test.each([
    ['filename="C:\\share\\a.msg"', 'C:\\share\\a.msg'],
    ['filename="path\\"', 'path\\'],
    ['filename="say \\"hi\\".txt"', 'say "hi".txt'],
    ['filename="a\\"; x="b"', 'a\\'],
    ['filename="a;b.txt"', 'a;b.txt'],
    ['filename="never closed', '"never'],
    ['filename = "\\"', '\\'],
    ['filename=""', ''],
    ['filename=bare.txt', 'bare.txt'],
    ['filename="x"; filename*=UTF-8\'\'%D0%BF.txt', 'п.txt'],
    ['filename="x"; filename*=UTF-8\'\'%FF', 'x'],
    ['filename="%22quoted%22"', '"quoted"'],
  ])('names files: %s', (given, fileName) => {
    expect(multipart(part(`name="a"; ${given}`))).toMatchObject([{ fileName }]);
  });

  test('is read in a time that its names cannot stretch', () => {
    const hostile = part(`name="${'\\"'.repeat(8_000)}"`, '');
    const began = performance.now();
    expect(multipart(...Array.from({ length: 200 }, () => hostile))).toHaveLength(200);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('is read for short fields only, on request', () => {
    const long = 'x'.repeat(2_000);
    const names = (type: string, body: string) =>
      [...formParts(type, Buffer.from(body), { short: true })].map(({ name }) => name);
    const form = [part('name="a"', long), part(`name="${long}"`), part('name="b"')];
    const body = `${form.map((each) => `--b\r\n${each}\r\n`).join('')}--b--\r\n`;
    expect(names('multipart/form-data; boundary=b', body)).toEqual(['a', 'b']);
    expect(names('application/x-www-form-urlencoded', `a=1&${long}=2&body=${long}&b=3`)).toEqual(['a', 'b']);
  });

  test('that is broken has what can be found', () => {
    const type = 'multipart/form-data; boundary=b';
    const good = `--b\r\n${part('name="a"', '1')}`;
    expect(parts(type, `before\r\n${good}\r\n--b\r\n${part('name="c"', 'cut o')}`)).toMatchObject([
      { name: 'a', content: '1' },
      { name: 'c', content: 'cut o' },
    ]);
    expect(parts(type, `--b\r\nno head\r\n${good}\r\n--b--after`)).toMatchObject([{ name: 'a' }]);
    for (const [other, body] of [
      ['multipart/form-data', good],
      [type, ''],
      [type, 'nothing of the kind'],
      ['text/plain', good],
      ['', good],
    ] as const)
      expect(parts(other, body)).toEqual([]);
  });
});

test('an encoded form has fields; what is no escape stays', () => {
  const type = 'application/x-www-form-urlencoded; charset=utf-8';
  expect(parts(type, 'a=1+2%2B3&b=%D0%BF&a=&c&%64=100%&=x&e=%zz').map(({ name, content }) => [name, content])).toEqual([
    ['a', '1 2+3'],
    ['b', '\xd0\xbf'],
    ['a', ''],
    ['c', ''],
    ['d', '100%'],
    ['e', '%zz'],
  ]);
});

test('a map of content ids is read although keys repeat', () => {
  expect([...contentIdsOf('{"<a>": "attachment-1", "<a>": "attachment-2", "<\\u0062>": "attachment-3"}')]).toEqual([
    ['attachment-1', '<a>'],
    ['attachment-2', '<a>'],
    ['attachment-3', '<b>'],
  ]);
  expect(contentIdsOf('{"broken').size + contentIdsOf(null).size).toBe(0);
});
