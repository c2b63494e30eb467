import { describe, expect, it } from '@jest/globals';
import { parseMime } from '../parse/parse-mime.js';
import type { AutomaticMail } from './recognise-automatic.js';
import { asksForNoAnswer, recogniseAutomatic } from './recognise-automatic.js';

const person = ['From: Jane Roe <jane@customer.example>', 'To: help@desk.example', 'Message-ID: <1@customer.example>'];

async function mail(headers: readonly string[], body = 'The printer is on fire.') {
  return parseMime(Buffer.from([...headers, '', body].join('\r\n')));
}

async function kindOf(...headers: string[]): Promise<AutomaticMail['kind'] | null> {
  const subject = headers.some((line) => line.startsWith('Subject:')) ? [] : ['Subject: Printer'];
  return recogniseAutomatic(await mail([...person, ...subject, ...headers]))?.kind ?? null;
}

describe('recogniseAutomatic', () => {
  it.each([
    ['Auto-Submitted: auto-replied', 'auto-reply'],
    ['Auto-Submitted: auto-generated', 'notification'],
    ['Auto-Submitted: no', null],
    ['Precedence: bulk', 'bulk'],
    ['Precedence: junk', 'bulk'],
    ['Precedence: auto_reply', 'auto-reply'],
    ['X-Autoreply: yes', 'auto-reply'],
    ['X-Autorespond: Printer', 'auto-reply'],
    ['X-Autorespond-Id: 4', 'auto-reply'],
    ['X-Auto-Response-Suppress: DR, OOF, AutoReply', null],
    ['X-MS-Exchange-Inbox-Rules-Loop: jane@customer.example', null],
    ['X-MS-Exchange-Inbox-Rules-Loop: jane@customer.example\r\nX-Auto-Response-Suppress: All', 'auto-reply'],
    ['List-Unsubscribe: <https://news.example/u/1>', 'bulk'],
    ['List-Id: <news.example>\r\nList-Post: NO', 'list'],
    ['List-Id: <support.customer.example>\r\nList-Post: <mailto:support@customer.example>\r\nPrecedence: list', null],
    ['Precedence: bulk\r\nList-Id: <a.example>\r\nList-Post: <mailto:a@lists.example>', null],
    ['List-Id: <a.example>', null],
    ['Feedback-ID: 1.us-west-2.abc:AmazonSES', null],
    ['Return-Path: <>', 'notification'],
    ['X-Failed-Recipients: bob@example.com', 'delivery-report'],
    ['X-Tierline-Loop: 1', 'loop'],
    ['X-Apple-Unsubscribe: true\r\nAuto-Submitted: auto-replied', 'complaint'],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', 'delivery-report'],
    ['Content-Type: multipart/report; report-type=feedback-report; boundary=b', 'complaint'],
    ['Content-Type: multipart/report; report-type=disposition-notification; boundary=b', 'notification'],
  ])('takes %j for %j', async (headers, kind) => {
    expect(await kindOf(headers)).toBe(kind);
  });

  it.each([
    'Automatic reply: Printer',
    'Out of Office: Printer',
    'Out of office until 4 May',
    'Automatische Antwort: Drucker',
    'Abwesenheitsnotiz: Drucker',
    'Réponse automatique : imprimante',
    'Respuesta automática: impresora',
    'Resposta automática: impressora',
    'Risposta automatica: stampante',
    'Automatisch antwoord: printer',
    'Автоматический ответ: принтер',
    'Автовідповідь: принтер',
    'Automatyczna odpowiedź: drukarka',
    'Automatická odpověď: tiskárna',
    'Autosvar: skrivaren',
    'Automatisk svar: printeren',
    'Automaattinen vastaus: tulostin',
    'Otomatik Yanıt: yazıcı',
    'Automatikus válasz: nyomtató',
    'Răspuns automat: imprimanta',
    'Αυτόματη απάντηση: εκτυπωτής',
    'תשובה אוטומטית: מדפסת',
    'رد تلقائي: الطابعة',
    '자동 회신: 프린터',
    '自動応答: プリンター',
    '自动答复: 打印机',
  ])('takes the subject %j for an out-of-office answer', async (subject) => {
    expect(await kindOf(`Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`)).toBe('out-of-office');
  });

  it.each([
    'My out-of-office setting is broken',
    'Out of office replies do not work',
    'Out of office: how do I turn it on?',
    'Automatic reply not sent to externals',
    'Re: Automatic reply: Printer',
    'Urlaubsantrag im Portal nicht möglich',
    'Out of office',
    'On vacation my laptop was stolen',
    'Failed delivery of our new monitors',
    'Undelivered parcel',
  ])('takes the subject %j for a person', async (subject) => {
    expect(await kindOf(`Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`)).toBeNull();
  });

  it('believes a bare "Out of office" when it answers a mail', async () => {
    expect(await kindOf('Subject: Out of office', 'In-Reply-To: <9@desk.example>')).toBe('out-of-office');
  });

  it('takes a report a person sends on for the question of a person', async () => {
    const body = 'Why did this come back?\n\n> 550 5.1.1 user unknown\n> The message could not be delivered.';
    expect(recogniseAutomatic(await mail([...person, 'Subject: Fwd: Undelivered mail'], body))).toBeNull();
  });

  it.each(['info@customer.example', 'admin@customer.example', 'System Administrator <sysadmin@customer.example>'])(
    'takes what %s writes about mail that did not arrive for the question of a person',
    async (from) => {
      const headers = [`From: ${from}`, 'Subject: Undelivered mail returned to sender'];
      expect(recogniseAutomatic(await mail(headers, 'Our mails come back: delivery failed. Why?'))).toBeNull();
    },
  );

  it('takes the words of a mail daemon for a delivery report', async () => {
    const headers = ['From: MAILER-DAEMON@mx.example', 'To: help@desk.example', 'Subject: failure notice'];
    expect(recogniseAutomatic(await mail(headers, 'Sorry.'))?.kind).toBe('delivery-report');
  });
});

describe('asksForNoAnswer', () => {
  it.each([
    ['X-Auto-Response-Suppress: DR, OOF, AutoReply', true],
    ['X-Auto-Response-Suppress: DR, RN, NRN', false],
    ['Reply-To: no-reply@customer.example', true],
    ['X-Other: 1', false],
  ])('of a mail with %j says %j', async (header, asks) => {
    expect(asksForNoAnswer(await mail([...person, 'Subject: Printer', header]))).toBe(asks);
  });
});
