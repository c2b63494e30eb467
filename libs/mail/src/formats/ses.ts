import { readAddresses } from '../parse/header-values.js';
import { defaultMailLimits } from '../parse/mail-limits.js';
import { parseMime } from '../parse/parse-mime.js';
import type { ParsedMail } from '../parsed-mail.js';
import { mailOfHeaders, type Header } from './mail-of-headers.js';
import { isRecord, jsonOf, textOf } from './pieces.js';
import type { FormatOptions, ProvidedMail } from './provided-mail.js';
import { signersIn, toldAuthentication } from './told-authentication.js';

type Json = Readonly<Record<string, unknown>>;

/** Amazon SES through SNS: a notification whose message tells of a mail, and holds it when the rule's action is SNS. */
export async function parseSes(_type: string, body: Buffer, options: FormatOptions): Promise<ProvidedMail> {
  const { limits = defaultMailLimits } = options;
  const problems: string[] = [];
  const outer = record(jsonOf(body.toString('utf8'), 'The request', problems));
  const message = textOf(outer['Message']);
  const told = message === null ? outer : record(jsonOf(message, 'The message of the notification', problems));
  const [about, receipt] = [record(told['mail']), record(told['receipt'])];
  const action = record(receipt['action']);

  const headers = headersOf(about['headers']);
  const content = contentOf(told['content'], action);
  const mail = content
    ? await parseMime(content, limits, options)
    : await withoutContent(headers, about, message, action, limits, problems);
  const returnPath = textOf(about['source']) ?? mail.returnPath;
  const recipients = [receipt['recipients'], about['destination']].flatMap((list) => (Array.isArray(list) ? list : []));
  const verdict = (name: string): string | null => textOf(record(receipt[name])['status']);
  return {
    ...mail,
    recipients: readAddresses([...recipients.filter((each) => typeof each === 'string'), ...mail.recipients]).map(
      ({ address }) => address,
    ),
    returnPath,
    authentication: toldAuthentication(
      { spf: verdict('spfVerdict'), dkim: verdict('dkimVerdict'), dmarc: verdict('dmarcVerdict') },
      { from: mail.from, returnPath, signers: signersIn(headers) },
    ),
    spam: isBad(verdict('spamVerdict')),
    virus: isBad(verdict('virusVerdict')),
    problems: [...mail.problems, ...problems],
    providerMessageId: textOf(about['messageId']) ?? textOf(outer['MessageId']),
  };
}

const record = (value: unknown): Json => (isRecord(value) ? value : {});

const isBad = (verdict: string | null): boolean | null =>
  verdict === 'FAIL' ? true : verdict === 'PASS' ? false : null;

function headersOf(given: unknown): Header[] {
  return (Array.isArray(given) ? given : []).flatMap((each: unknown) => {
    const { name, value } = record(each);
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [];
  });
}

/** Base64 when the action says so; an action that says nothing sends it as it is. */
function contentOf(content: unknown, action: Json): Buffer | null {
  if (typeof content !== 'string' || content === '') return null;
  return Buffer.from(content, textOf(action['encoding'])?.toUpperCase() === 'BASE64' ? 'base64' : 'utf8');
}

/** Nothing is lost when the content is elsewhere: what is known of the mail, and where the rest is. */
async function withoutContent(
  headers: readonly Header[],
  about: Json,
  message: string | null,
  action: Json,
  limits: NonNullable<FormatOptions['limits']>,
  problems: string[],
): Promise<ParsedMail> {
  const mail = await mailOfHeaders(headers, limits);
  const common = record(about['commonHeaders']);
  const bucket = textOf(action['bucketName']);
  if (bucket === null) {
    problems.push('The notification has no mail in it.');
    return Object.keys(about).length > 0
      ? mail
      : { ...mail, text: message?.slice(0, limits.textLength).toWellFormed() ?? null };
  }
  const place = `s3://${bucket}/${textOf(action['objectKey']) ?? ''}`;
  problems.push(`The content of this mail is in S3 and was not fetched: ${place}`);
  return {
    ...mail,
    subject: mail.subject || (textOf(common['subject']) ?? ''),
    text: `The content of this mail is in S3: ${place}`,
  };
}
