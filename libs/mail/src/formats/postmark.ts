import { readAddresses, readDate } from '../parse/header-values.js';
import { defaultMailLimits, type MailLimits } from '../parse/mail-limits.js';
import { parseMime } from '../parse/parse-mime.js';
import type { MailAddress, ParsedAttachment, ParsedMail } from '../parsed-mail.js';
import { headerIn, mailOfHeaders, onTop, type Header } from './mail-of-headers.js';
import { attachment, attachmentsOf, isRecord, jsonOf, pieceOf, reportsIn, textOf } from './pieces.js';
import type { FormatOptions, ProvidedMail } from './provided-mail.js';
import { signersIn, toldAuthentication } from './told-authentication.js';

type Json = Readonly<Record<string, unknown>>;

/** Postmark's inbound webhook: JSON, with the mail itself in `RawEmail` when that was asked for. */
export async function parsePostmark(_type: string, body: Buffer, options: FormatOptions): Promise<ProvidedMail> {
  const { limits = defaultMailLimits } = options;
  const problems: string[] = [];
  const given = jsonOf(body.toString('utf8'), 'The request', problems);
  const json: Json = isRecord(given) ? given : {};
  if (!isRecord(given)) problems.push('The request is not what Postmark sends.');
  const headers = headersOf(json['Headers']);
  const raw = textOf(json['RawEmail']);
  const mail =
    raw === null
      ? await mailOfJson(json, headers, limits, problems)
      : await parseMime(Buffer.from(raw), limits, options);

  // What Postmark found out stands above the second Received: the first is its own.
  const told = onTop(headers, 2);
  const returnPath = pathOf(headerIn(headers, 'return-path'));
  const tests = headerIn(told, 'x-spam-tests')?.split(/[\s,]+/) ?? [];
  const status = headerIn(told, 'x-spam-status');
  const envelope = [
    textOf(json['OriginalRecipient']) ?? '',
    ...addressesOf(json['BccFull']).map((each) => each.address),
  ];
  return {
    ...mail,
    recipients: readAddresses([...envelope, ...mail.recipients]).map(({ address }) => address),
    returnPath,
    authentication: toldAuthentication(
      {
        spf: headerIn(told, 'received-spf') ?? found(tests, 'SPF_PASS', 'SPF_FAIL'),
        // Signed by the domain of From.
        dkim: tests.includes('DKIM_VALID_AU') && mail.from ? new Map([[domainOf(mail.from), 'pass']]) : null,
      },
      { from: mail.from, returnPath, signers: signersIn(headers) },
    ),
    spam: status === null ? null : /^\s*yes/i.test(status),
    problems: [...mail.problems, ...problems],
    providerMessageId: textOf(json['MessageID']) || null,
  };
}

async function mailOfJson(
  json: Json,
  headers: readonly Header[],
  limits: MailLimits,
  problems: string[],
): Promise<ParsedMail> {
  const mail = await mailOfHeaders(headers, limits);
  const attachments = attachmentsOf(filesIn(json['Attachments'], problems), limits, problems);
  const date = textOf(json['Date']);
  const list = (full: string, plain: string): readonly MailAddress[] => {
    const addresses = addressesOf(json[full]);
    return addresses.length > 0 ? addresses : readAddresses([textOf(json[plain]) ?? '']);
  };
  return {
    ...mail,
    from: list('FromFull', 'From')[0] ?? mail.from,
    to: list('ToFull', 'To'),
    cc: list('CcFull', 'Cc'),
    replyTo: readAddresses([textOf(json['ReplyTo']) ?? '']),
    subject: (textOf(json['Subject']) ?? mail.subject).replace(/\s+/g, ' ').trim(),
    date: (date ? readDate(date) : null) ?? mail.date,
    text: pieceOf(json['TextBody'], 'text', limits, problems),
    html: pieceOf(json['HtmlBody'], 'HTML', limits, problems),
    attachments,
    reports: reportsIn(mail.contentType.value, attachments, limits),
  };
}

function headersOf(given: unknown): Header[] {
  return (Array.isArray(given) ? given : []).flatMap((each: unknown) => {
    const { Name: name, Value: value } = isRecord(each) ? each : {};
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [];
  });
}

/** Postmark has taken the names apart: what looks like an address in one is none. */
function addressesOf(given: unknown): MailAddress[] {
  return (Array.isArray(given) ? given : [given]).slice(0, 1_000).flatMap((each: unknown) => {
    const { Email: email, Name: name } = isRecord(each) ? each : {};
    const address = readAddresses([textOf(email) ?? ''])[0]?.address;
    return address === undefined ? [] : [{ address, name: textOf(name)?.trim().toWellFormed() || null }];
  });
}

function* filesIn(given: unknown, problems: string[]): Generator<ParsedAttachment> {
  for (const each of Array.isArray(given) ? (given as unknown[]) : []) {
    const file = isRecord(each) ? each : {};
    const content = textOf(file['Content']) ?? textOf(file['Data']);
    if (content === null) problems.push('An attachment without content was left out.');
    else yield attachment(file['Name'], file['ContentType'], file['ContentID'] || null, Buffer.from(content, 'base64'));
  }
}

const pathOf = (value: string | null): string | null => value?.trim().replace(/^<\s*(.*?)\s*>$/, '$1') ?? null;
const domainOf = ({ address }: MailAddress): string => address.slice(address.lastIndexOf('@') + 1);
const found = (tests: readonly string[], pass: string, fail: string): string | null =>
  tests.includes(pass) ? 'pass' : tests.includes(fail) ? 'fail' : null;
