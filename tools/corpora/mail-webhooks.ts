import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  admitBasic,
  admitMailgun,
  mailgunSignature,
  parseFormat,
  passwordHash,
  type MailFormat,
  type ProvidedMail,
} from '#mail';
import type { CorpusResult, CorpusSet } from './corpus-set.js';
import { runTracking } from './tracking.js';

interface Row {
  readonly source_test: string;
  readonly request_no: number;
  readonly content_type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly body_base64?: string;
  readonly response_status: number;
  readonly events:
    | readonly { readonly event_id?: string | null; readonly timestamp?: string | null; readonly message?: Fields }[]
    | null;
  readonly esp: string;
}
type Fields = Readonly<Record<string, unknown>>;

/**
 * Recorded requests of providers: for each one expectation for the answer (taken or refused), and one for each field of
 * the mail that we have too. Not compared is what we make by ourselves or have no use for: stripped texts, spam scores.
 */
export const mailWebhooks: CorpusSet = {
  name: 'mail-webhooks',
  run: async (folder) => {
    const parts = [
      ...(existsSync(join(folder, 'inbound.json')) ? [await runInbound(folder)] : []),
      ...(existsSync(join(folder, 'tracking.json')) ? [await runTracking(folder)] : []),
    ];
    return {
      right: parts.reduce((sum, { right }) => sum + right, 0),
      of: parts.reduce((sum, { of }) => sum + of, 0),
      note: parts.map(({ right, of, note }) => `${right}/${of} ${note}`).join(', '),
      misses: parts.flatMap(({ misses }) => misses),
    };
  },
};

export async function runInbound(folder: string): Promise<CorpusResult> {
  const { records } = JSON.parse(await readFile(join(folder, 'inbound.json'), 'utf8')) as { records: Row[] };
  const misses: string[] = [];
  let right = 0;
  let of = 0;
  const expect = (row: Row, what: string, came: unknown, expected: unknown): void => {
    of += 1;
    if (JSON.stringify(came) === JSON.stringify(expected)) right += 1;
    else misses.push(`inbound ${row.esp} ${row.source_test}: ${what} is ${shown(came)}, expected ${shown(expected)}`);
  };
  for (const row of records) {
    const format = formats[row.esp];
    expect(row, 'provider', format !== undefined, true);
    if (format === undefined) continue;
    const body = row.body_base64 === undefined ? Buffer.from(row.body ?? '') : Buffer.from(row.body_base64, 'base64');
    const isTaken = row.response_status < 300;
    expect(row, 'answer', isLetIn(row, body) ? 'taken' : 'refused', isTaken ? 'taken' : 'refused');
    const event = row.events?.[0];
    if (!isTaken || !event?.message) continue;
    const mail = await parseFormat(format, row.content_type, body);
    const [came, expected] = [fieldsOf(mail), expectedOf(event.message)];
    for (const field of Object.keys(expected)) expect(row, field, came[field], expected[field]);
    if ('event_id' in event) expect(row, 'event_id', mail.providerMessageId, event.event_id);
    const { envelope_recipient: recipient } = event.message;
    if (typeof recipient === 'string') expect(row, 'recipient', mail.recipients.includes(recipient), true);
  }
  return { right, of, note: `mails of ${new Set(records.map(({ esp }) => esp)).size} providers`, misses };
}

const formats: Readonly<Record<string, MailFormat>> = {
  mailgun: 'mailgun',
  postmark: 'postmark',
  sendgrid: 'sendgrid',
  amazon_ses: 'ses',
};

/** With the keys that were in force when it was recorded. */
function isLetIn(row: Row, body: Buffer): boolean {
  const anymail = (row.settings['ANYMAIL'] ?? {}) as Fields;
  const keys = { id: row.esp, name: row.esp };
  if (row.esp === 'mailgun') {
    const key = ['WEBHOOK_SIGNING_KEY', 'API_KEY'].flatMap(
      (name) => row.settings[`ANYMAIL_MAILGUN_${name}`] ?? anymail[`MAILGUN_${name}`] ?? [],
    )[0];
    if (typeof key !== 'string') return true;
    const signature = mailgunSignature(row.content_type, body);
    const now = new Date(Number(signature?.timestamp ?? 0) * 1_000);
    return 'channel' in admitMailgun(signature, [{ ...keys, secrets: [key] }], now);
  }
  const pairs = [row.settings['ANYMAIL_WEBHOOK_SECRET'] ?? anymail['WEBHOOK_SECRET'] ?? []].flat().map(String);
  if (pairs.length === 0) return true;
  const authorization = Object.entries(row.headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return pairs.some((pair) => {
    const [user = '', ...password] = pair.split(':');
    return (
      'channel' in admitBasic(authorization, [{ ...keys, name: user, secrets: [passwordHash(password.join(':'))] }])
    );
  });
}

function fieldsOf(mail: ProvidedMail): Fields {
  return {
    from: mail.from && addressOf(mail.from),
    to: mail.to.map(addressOf),
    cc: mail.cc.map(addressOf),
    subject: mail.subject,
    date: mail.date?.toISOString() ?? null,
    message_id: mail.messageId,
    in_reply_to: mail.inReplyTo[0] ?? null,
    text: textOf(mail.text),
    html: textOf(mail.html),
    envelope_sender: mail.returnPath,
    spam_detected: mail.spam === true,
    attachments: mail.attachments
      .map((part) =>
        fileOf(part.contentType, part.name, part.contentId, part.inline, part.content.length, sha256(part.content)),
      )
      .toSorted(),
  };
}

/** The same of what is expected; of fields that are not there nothing is. */
function expectedOf(message: Fields): Fields {
  const expected: Record<string, unknown> = {};
  const add = (field: string, of: (value: unknown) => unknown): void => {
    if (field in message) expected[field] = of(message[field]);
  };
  const addresses = (value: unknown) => (Array.isArray(value) ? value.map(addressOf) : []);
  add('from', (value) => (value === null ? null : addressOf(value as Address)));
  add('to', addresses);
  add('cc', addresses);
  add('subject', (value) => (typeof value === 'string' ? value : '').replace(/\s+/g, ' ').trim());
  add('date', (value) => (typeof value === 'string' ? new Date(value).toISOString() : null));
  add('message_id', (value) => value ?? null);
  add('in_reply_to', (value) => value ?? null);
  add('text', textOf);
  add('html', textOf);
  add('envelope_sender', (value) => value ?? null);
  add('spam_detected', (value) => value === true);
  const files = [message['attachments'], message['inlines']].flatMap((list) => (Array.isArray(list) ? list : []));
  expected['attachments'] = files
    .map((file: Fields) =>
      fileOf(
        String(file['content_type']),
        file['filename'],
        file['content_id'],
        file['disposition'] === 'inline',
        file['size'],
        file['sha256'],
      ),
    )
    .toSorted();
  return expected;
}

interface Address {
  readonly address: string;
  readonly name: string | null;
}
const addressOf = ({ address, name }: Address): string => `${name ?? ''} <${address}>`;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '');
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Mails as attachments are written anew by whoever recorded this: their bytes are not compared. */
function fileOf(type: string, name: unknown, id: unknown, inline: boolean, size: unknown, hash: unknown): string {
  const bare = typeof name === 'string' ? (name.split(/[\\/]/).at(-1) ?? '') : '';
  const contentId = typeof id === 'string' ? id.replace(/[<>]/g, '') : '';
  const bytes = type === 'message/rfc822' ? [] : [size, hash];
  return [type, bare, contentId, inline ? 'inline' : 'attached', ...bytes].join(' ');
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
