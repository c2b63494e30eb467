import { describe, expect, it } from '@jest/globals';
import { parseMime } from '../parse/parse-mime.js';
import type { DeliveryReport } from './delivery-report.js';
import { readDeliveryReports } from './read-delivery-reports.js';

const daemon = [
  'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
  'To: help@desk.example',
  'Subject: Undelivered Mail Returned to Sender',
];

async function read(...lines: string[]): Promise<DeliveryReport[]> {
  return readDeliveryReports(await parseMime(Buffer.from(lines.join('\r\n'))));
}

const standard = (words: string, fields: readonly string[]): string[] => [
  ...daemon,
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  '',
  '--b',
  '',
  words,
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  '',
  ...fields,
  '--b',
  'Content-Type: text/rfc822-headers',
  '',
  'Message-ID: <t1042.abc@desk.example>',
  'Subject: Your printer',
  '',
  '--b--',
];

describe('readDeliveryReports', () => {
  it('reads one row for each recipient of a standard report', async () => {
    const rows = await read(
      ...standard('Sorry.', [
        'Final-Recipient: rfc822; jane@customer.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 <jane@customer.example>:',
        '    Recipient address rejected: User unknown',
        '',
        'Final-Recipient: rfc822; bob@customer.example',
        'Action: delayed',
        'Status: 4.2.2',
        'Diagnostic-Code: smtp; 452 4.2.2 Mailbox full',
        '',
        'Final-Recipient: rfc822; ann@customer.example',
        'Action: delivered',
        'Status: 2.1.5',
      ]),
    );
    expect(rows).toEqual([
      {
        recipient: 'jane@customer.example',
        action: 'failed',
        status: '5.1.1',
        replyCode: '550',
        reason: 'userunknown',
        hard: true,
        diagnostic: '550 5.1.1 <jane@customer.example>: Recipient address rejected: User unknown',
        originalMessageId: '<t1042.abc@desk.example>',
        feedbackType: null,
      },
      expect.objectContaining({
        recipient: 'bob@customer.example',
        action: 'delayed',
        status: '4.2.2',
        reason: 'mailboxfull',
        hard: false,
      }),
      expect.objectContaining({
        recipient: 'ann@customer.example',
        action: 'delivered',
        reason: 'delivered',
        hard: false,
      }),
    ]);
  });

  it('prefers what the other server said to what the queue made of it', async () => {
    const fields = [
      'Final-Recipient: rfc822; jane@customer.example',
      'Action: failed',
      'Status: 5.0.0',
      'Diagnostic-Code: smtp; 554 5.2.2 Over quota',
    ];
    expect(await read(...standard('Sorry.', fields))).toMatchObject([{ status: '5.2.2', reason: 'mailboxfull' }]);
  });

  it('takes nothing for bad that is still being tried', async () => {
    const fields = ['Final-Recipient: rfc822; jane@customer.example', 'Action: delayed', 'Status: 4.4.4'];
    const words = '<jane@customer.example>: Domain name not found';
    expect(await read(...standard(words, fields))).toMatchObject([
      { action: 'delayed', reason: 'hostunknown', hard: false },
    ]);
  });

  it('takes "unknown" said of our sender for a rejected sender', async () => {
    const fields = ['Final-Recipient: rfc822; jane@customer.example', 'Action: failed', 'Status: 5.0.0'];
    const words =
      '<jane@customer.example>: host mx.customer.example said: 550 unknown user (in reply to MAIL FROM command)';
    expect(await read(...standard(words, fields))).toMatchObject([
      { reason: 'rejected', hard: false, replyCode: '550' },
    ]);
  });

  it('takes "user unknown" said only after the whole mail for a filter', async () => {
    const fields = ['Final-Recipient: rfc822; jane@customer.example', 'Action: failed', 'Status: 5.0.0'];
    const words =
      '<jane@customer.example>: host mx.customer.example said: 550 user unknown (in reply to end of DATA command)';
    expect(await read(...standard(words, fields))).toMatchObject([{ reason: 'filtered', hard: false }]);
  });

  it.each([
    [
      'qmail',
      [
        'Hi. This is the qmail-send program at mx.example.',
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        '',
        '<jane@customer.example>:',
        'Sorry, no mailbox here by that name. (#5.1.1)',
        '',
        '--- Below this line is a copy of the message.',
        '',
        'Message-ID: <t1042.abc@desk.example>',
      ],
      { recipient: 'jane@customer.example', status: '5.1.1', reason: 'userunknown', hard: true },
    ],
    [
      'Exim',
      [
        'This message was created automatically by mail delivery software.',
        'A message that you sent could not be delivered to one or more of its',
        'recipients. This is a permanent error. The following address(es) failed:',
        '',
        '  jane@customer.example',
        '    SMTP error from remote mail server after RCPT TO:<jane@customer.example>:',
        '    host mx.customer.example [192.0.2.1]: 550 5.7.1 Client host rejected: blocked using zen.spamhaus.org',
        '',
        '------ This is a copy of the message, including all the headers. ------',
        '',
        'Message-ID: <t1042.abc@desk.example>',
      ],
      { recipient: 'jane@customer.example', status: '5.7.1', replyCode: '550', reason: 'blocked', hard: false },
    ],
    [
      'a large provider',
      [
        'Delivery to the following recipient failed permanently:',
        '',
        '     jane@customer.example',
        '',
        'The error that the other server returned was: 550 5.1.2 Host unknown',
        '',
        '----- Original message -----',
        'Message-ID: <t1042.abc@desk.example>',
      ],
      { recipient: 'jane@customer.example', status: '5.1.2', reason: 'hostunknown', hard: true },
    ],
  ])('reads the words of %s', async (_who, words, row) => {
    expect(await read(...daemon, '', ...words)).toEqual([
      expect.objectContaining({ ...row, originalMessageId: '<t1042.abc@desk.example>' }),
    ]);
  });

  it('reads a complaint, one row for each reader', async () => {
    const rows = await read(
      'From: feedback@isp.example',
      'To: help@desk.example',
      'Subject: Abuse report',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'Original-Rcpt-To: <jane@customer.example>',
      'Original-Rcpt-To: <bob@customer.example>',
      '--b--',
    );
    expect(rows.map(({ recipient, reason, feedbackType, hard }) => [recipient, reason, feedbackType, hard])).toEqual([
      ['jane@customer.example', 'feedback', 'abuse', false],
      ['bob@customer.example', 'feedback', 'abuse', false],
    ]);
  });

  it('reads a vacation notice, and what it answers', async () => {
    const rows = await read(
      'From: jane@customer.example',
      'Auto-Submitted: auto-replied',
      'Subject: Away until 4 May',
      'In-Reply-To: <t1042.abc@desk.example>',
      '',
      'I am away.',
    );
    expect(rows).toMatchObject([
      {
        recipient: 'jane@customer.example',
        reason: 'vacation',
        action: 'vacation',
        originalMessageId: '<t1042.abc@desk.example>',
      },
    ]);
  });

  it('says nothing of a mail a person wrote, whatever it quotes', async () => {
    const lines = [
      'From: jane@customer.example',
      'Subject: Fwd: Undelivered mail',
      '',
      'Final-Recipient: rfc822; a@b.example',
      'Action: failed',
    ];
    expect(await read(...lines)).toEqual([]);
  });

  it('reads at most 200 rows', async () => {
    const fields = Array.from({ length: 500 }, (_, n) => [
      `Final-Recipient: rfc822; a${n}@b.example`,
      'Action: failed',
      '',
    ]).flat();
    expect(await read(...standard('Sorry.', fields))).toHaveLength(200);
  });

  it.each([
    ['at signs', '@'.repeat(200_000)],
    ['one word', 'a'.repeat(200_000)],
    ['dots', `${'a.'.repeat(100_000)}@`],
    ['codes', '550 5.1.1 '.repeat(20_000)],
    ['addresses', '<a@b.example>: '.repeat(15_000)],
    ['quotes', '"'.repeat(200_000)],
    ['brackets', '<'.repeat(200_000)],
    ['parts of phrases', 'mailbox ip sender account '.repeat(8_000)],
    ['empty lines', '\n'.repeat(200_000)],
    ['fields', 'Final-Recipient: rfc822; a@b.example\n'.repeat(6_000)],
    ['spaces', ' '.repeat(200_000)],
  ])('takes no long time for 200 KB of %s', async (_what, text) => {
    const began = performance.now();
    await read(...daemon, '', text);
    await read(
      ...standard(text, [`Final-Recipient: rfc822; ${text.slice(0, 60_000)}`, `Diagnostic-Code: smtp; ${text}`]),
    );
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describe('a notification of Amazon SNS as a mail', () => {
  const sns = (message: object): Promise<DeliveryReport[]> =>
    read(
      'From: no-reply@sns.amazonaws.com',
      'Subject: AWS Notification Message',
      '',
      JSON.stringify({ Type: 'Notification', Message: JSON.stringify(message) }),
    );

  it('tells of bounces', async () => {
    const bounced = {
      emailAddress: 'jane@customer.example',
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    };
    expect(await sns({ notificationType: 'Bounce', bounce: { bouncedRecipients: [bounced] } })).toMatchObject([
      { recipient: 'jane@customer.example', status: '5.1.1', replyCode: '550', reason: 'userunknown', hard: true },
    ]);
  });

  it('tells of deliveries', async () => {
    const delivery = { recipients: ['jane@customer.example'], smtpResponse: '250 2.6.0 Message received' };
    expect(await sns({ notificationType: 'Delivery', delivery })).toMatchObject([
      {
        recipient: 'jane@customer.example',
        status: '2.6.0',
        replyCode: '250',
        reason: 'delivered',
        action: 'delivered',
        hard: false,
      },
    ]);
  });

  it('tells of complaints', async () => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'jane@customer.example' }, { emailAddress: 'bob@customer.example' }],
    };
    const rows = await sns({ notificationType: 'Complaint', complaint });
    expect(rows.map(({ recipient, reason }) => [recipient, reason])).toEqual([
      ['jane@customer.example', 'feedback'],
      ['bob@customer.example', 'feedback'],
    ]);
  });
});
