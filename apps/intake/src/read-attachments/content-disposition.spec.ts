import { expect, test } from '@jest/globals';
import { asDownload, servedType } from './content-disposition.js';

test.each([
  ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
  ['отчёт.pdf', `attachment; filename="_____.pdf"; filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf`],
  [
    'a"b\r\nset-cookie: x.txt',
    `attachment; filename="a_b__set-cookie: x.txt"; filename*=UTF-8''a%22b__set-cookie%3A%20x.txt`,
  ],
  ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
  ['\u202Efdp.exe', `attachment; filename="_fdp.exe"; filename*=UTF-8''_fdp.exe`],
])('%j is saved as %s', (name, header) => expect(asDownload(name)).toBe(header));

test.each([
  ['image/png', 'image/png'],
  ['image/svg+xml', 'application/octet-stream'],
  ['text/html', 'application/octet-stream'],
])('%s is served as %s', (type, served) => expect(servedType(type)).toBe(served));
