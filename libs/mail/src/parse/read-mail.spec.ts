import { describe, expect, it } from '@jest/globals';
import type { MailReading } from '../mail-reading.js';
import { cutHtmlReply } from '../reply/cut-html-reply.js';
import { readSource } from './read-source.js';
import { sanitiseHtml } from './sanitise-html.js';

const read = async (source: string): Promise<MailReading> => await readSource({ body: Buffer.from(source) });
const part = (type: string, content: string): string => `--b\nContent-Type: ${type}\n\n${content}\n`;

describe('Reading a mail to the end', () => {
  it('tells what is new from what is quoted', async () => {
    const reading = await read(
      'From: anna@example.com\nSubject: Re: Printer\n\nIt works now.\n\nOn Mon, 2 Mar 2026 at 10:00, Support wrote:\n> Did you try?\n',
    );
    expect(reading.newText.trim()).toBe('It works now.');
    expect(reading.quoted).toContain('Did you try?');
    expect(reading.automatic).toBeNull();
  });

  it('reads HTML where there is no text, and shows it without what is quoted', async () => {
    const html =
      '<p>It <b>works</b>.</p><script>x</script><div class="gmail_quote"><div>On Mon, 2 Mar 2026 at 10:00, Support &lt;s@example.com&gt; wrote:<br></div><blockquote>Did you try?</blockquote></div>';
    const reading = await read(`Content-Type: text/html\n\n${html}`);
    expect(reading.newText.trim()).toBe('It works.');
    expect(reading.text).toContain('Did you try?');
    expect(reading.safeHtml).toContain('Did you try?');
    const shown = sanitiseHtml(cutHtmlReply(html).newHtml).html;
    expect(shown).toContain('<b>works</b>');
    expect(shown).not.toContain('Did you try?');
    expect(`${reading.safeHtml}${reading.text}`).not.toContain('script');
  });

  it('says what is protected', async () => {
    const of = async (source: string): Promise<MailReading['protection']> => (await read(source)).protection;
    const pgp = 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n';
    await expect(of(`${pgp}${part('application/pgp-encrypted', 'Version: 1')}--b--`)).resolves.toEqual({
      by: 'pgp',
      state: 'encrypted',
    });
    const smime = 'Content-Type: application/pkcs7-mime; name=smime.p7m';
    await expect(of(`${smime}; smime-type=enveloped-data\n\nx`)).resolves.toEqual({ by: 'smime', state: 'encrypted' });
    await expect(of(`${smime}; smime-type=signed-data\n\nx`)).resolves.toEqual({ by: 'smime', state: 'signed-opaque' });
    const signed = 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b\n\n';
    await expect(of(`${signed}${part('text/plain', 'x')}--b--`)).resolves.toEqual({ by: 'smime', state: 'signed' });
    await expect(of('Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nabc')).resolves.toEqual({
      by: 'pgp',
      state: 'encrypted',
    });
    await expect(of('Subject: x\n\nplain')).resolves.toBeNull();
  });

  it('tells people that they cannot read an encrypted mail', async () => {
    const reading = await read('Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx');
    expect(reading.problems.join()).toContain('encrypted with S/MIME');
    expect(reading.attachments[0]?.name).toBe('smime.p7m');
  });

  it('sums up an invitation, which stays an attachment', async () => {
    const calendar =
      'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Review\\, part\r\n  two\r\nDTSTART;TZID="Asia/Seoul":20260302T100000\r\nEND:VEVENT';
    const reading = await read(
      `Content-Type: multipart/mixed; boundary=b\n\n${part('text/calendar; method=REQUEST', calendar)}--b--`,
    );
    expect(reading.calendar).toEqual([
      { method: 'REQUEST', summary: 'Review, part two', start: '20260302T100000', location: null },
    ]);
    expect(reading.attachments.map(({ name }) => name)).toEqual(['invitation.ics']);
  });

  it('recognises automatic mail and what a delivery report says', async () => {
    const reading = await read(
      'From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n' +
        part('text/plain', 'Sorry.') +
        part(
          'message/delivery-status',
          'Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; gone@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n',
        ) +
        '--b--',
    );
    expect(reading.automatic?.kind).toBe('delivery-report');
    expect(reading.deliveryReports).toMatchObject([{ recipient: 'gone@example.com', status: '5.1.1', hard: true }]);
  });

  it('makes something of every beginning of a mail', async () => {
    const mail = `From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n${part('text/html; charset=koi8-r', '<p>x</p>')}${part('application/zip; name=a.zip', 'PK\x03\x04')}--b--`;
    for (let length = 0; length <= mail.length; length += 3) {
      expect(typeof (await read(mail.slice(0, length))).newText).toBe('string');
    }
  });
});
