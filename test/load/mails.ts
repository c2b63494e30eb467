import { randomBytes } from 'node:crypto';

/** A kind of mail the bench sends: complete messages, each with a Message-ID of its own. */
export interface KindOfMail {
  readonly name: string;
  readonly make: (index: number) => Buffer;
}

const sentence = 'Since this morning the scanner pairs, works for a minute, and then it is gone again. ';

const headers = (index: number, type: string): string =>
  [
    `From: Someone ${index % 500} <someone-${index % 500}@bench.test>`,
    'To: Support <support@bench.test>',
    `Subject: =?utf-8?Q?Scanner_${index}_verliert_die_Verbindung_=E2=80=93_schon_wieder?=`,
    `Message-ID: <${index}.${randomBytes(8).toString('hex')}@bench.test>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
  ].join('\r\n');

/** Plain text with umlauts in quoted-printable, about 2 KB in all. */
const plain: KindOfMail = {
  name: '2 KB plain',
  make: (index) => {
    const line = `${sentence.slice(0, 70)}=\r\n${sentence.slice(70)}F=C3=BCr alle.\r\n`;
    const head = `${headers(index, 'text/plain; charset=utf-8')}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
    return Buffer.from(head + line.repeat(Math.ceil((2_000 - head.length) / line.length)));
  },
};

/** What an office client writes: a text part and some 30 KB of HTML. */
const html: KindOfMail = {
  name: '30 KB HTML',
  make: (index) => {
    const row = `<tr><td style="color:#333;font-family:Calibri"><p class="MsoNormal">${sentence}<a href="https://bench.test/${index}">more</a></p></td></tr>\r\n`;
    const body = `<html><head><style>p{margin:0}</style></head><body><table>${row.repeat(Math.ceil(28_000 / row.length))}</table></body></html>`;
    return Buffer.from(
      `${headers(index, 'multipart/alternative; boundary=b0')}\r\n\r\n--b0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${sentence.repeat(8)}\r\n` +
        `--b0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body}\r\n--b0--\r\n`,
    );
  },
};

/** A text and one attachment of so many bytes, in base64. */
export const withAttachment = (name: string, bytes: number): KindOfMail => {
  const content = randomBytes(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return {
    name,
    make: (index) =>
      Buffer.from(
        `${headers(index, 'multipart/mixed; boundary=b0')}\r\n\r\n--b0\r\nContent-Type: text/plain\r\n\r\n${sentence}\r\n` +
          `--b0\r\nContent-Type: application/octet-stream; name=trace-${index}.bin\r\nContent-Disposition: attachment; filename=trace-${index}.bin\r\n` +
          `Content-Transfer-Encoding: base64\r\n\r\n${content}\r\n--b0--\r\n`,
      ),
  };
};

export const kindsOfMail: readonly KindOfMail[] = [plain, html, withAttachment('1 MB attachment', 1_000_000)];
