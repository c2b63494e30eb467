import { readAddresses, readMessageId } from '../parse/header-values.js';
import { defaultMailLimits } from '../parse/mail-limits.js';
import { parseMime } from '../parse/parse-mime.js';
import type { ParsedAttachment, ParsedMail } from '../parsed-mail.js';
import { contentIdsOf, formFields, type FormFields } from './form-fields.js';
import { headerIn, mailOfHeaders, onTop, type Header } from './mail-of-headers.js';
import { attachment, attachmentsOf, isRecord, jsonOf, pieceOf, reportsIn, textOf } from './pieces.js';
import type { FormatOptions, ProvidedMail } from './provided-mail.js';
import { signersIn, toldAuthentication } from './told-authentication.js';

/** Mailgun's routes: a form with the mail's parts, or (a URL that ends in `mime`) with the mail itself in `body-mime`. */
export async function parseMailgun(contentType: string, body: Buffer, options: FormatOptions): Promise<ProvidedMail> {
  const { limits = defaultMailLimits } = options;
  const problems: string[] = [];
  const form = formFields(contentType, body);
  if (form.isEmpty) problems.push('The request has no form fields.');
  const raw = form.bytes('body-mime');
  const headers = raw ? [] : headersOf(form, problems);
  const mail = raw ? await parseMime(raw, limits, options) : await mailOfFields(form, headers, options, problems);

  const returnPath = form.text('sender') ?? mail.returnPath;
  const all: readonly Header[] = raw
    ? [...mail.headers].flatMap(([name, values]) => values.map((value) => [name, value] as const))
    : headers;
  const mailgun = raw ? [] : onTop(headers);
  const flag = headerIn(mailgun, 'x-mailgun-sflag');
  return {
    ...mail,
    recipients: readAddresses([form.text('recipient') ?? '', ...mail.recipients]).map(({ address }) => address),
    returnPath,
    authentication: toldAuthentication(
      { spf: headerIn(mailgun, 'x-mailgun-spf'), dkim: headerIn(mailgun, 'x-mailgun-dkim-check-result') },
      { from: mail.from, returnPath, signers: signersIn(all) },
    ),
    spam: flag === null ? mail.spam : /^\s*yes/i.test(flag),
    problems: [...mail.problems, ...problems],
    providerMessageId: form.text('token'),
  };
}

async function mailOfFields(
  form: FormFields,
  headers: readonly Header[],
  options: FormatOptions,
  problems: string[],
): Promise<ParsedMail> {
  const { limits = defaultMailLimits } = options;
  const mail = await mailOfHeaders(headers, limits);
  const attachments = attachmentsOf(filesIn(form), limits, problems);
  for (const name of leftThere(form, problems)) problems.push(`The attachment "${name}" is still at Mailgun.`);
  return {
    ...mail,
    messageId: mail.messageId ?? readMessageId(form.text('Message-Id') ?? undefined),
    from: mail.from ?? readAddresses([form.text('from') ?? form.text('From') ?? ''])[0] ?? null,
    to: mail.to.length > 0 ? mail.to : readAddresses([form.text('To') ?? '']),
    subject: mail.subject || (form.text('subject') ?? form.text('Subject') ?? '').replace(/\s+/g, ' ').trim(),
    text: pieceOf(form.text('body-plain'), 'text', limits, problems),
    html: pieceOf(form.text('body-html'), 'HTML', limits, problems),
    attachments,
    reports: reportsIn(mail.contentType.value, attachments, limits),
  };
}

/** `[["Received", "..."], ...]` in the order of the mail. */
function headersOf(form: FormFields, problems: string[]): Header[] {
  const given = jsonOf(form.text('message-headers'), 'The field message-headers', problems);
  return (Array.isArray(given) ? given : []).flatMap((pair: unknown) => {
    const [name, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [];
  });
}

function filesIn(form: FormFields): ParsedAttachment[] {
  const contentIds = contentIdsOf(form.text('content-id-map'));
  return form.files.map(({ name, fileName, contentType, content }) =>
    attachment(fileName, contentType, contentIds.get(name) ?? null, content),
  );
}

/** A route that stores tells where its attachments are; nobody fetches them. */
function leftThere(form: FormFields, problems: string[]): string[] {
  const listed = jsonOf(form.text('attachments'), 'The field attachments', problems);
  return (Array.isArray(listed) ? listed : []).slice(0, 20).map((one: unknown) => {
    const name = isRecord(one) ? textOf(one['name']) : null;
    return (name ?? '').slice(0, 200);
  });
}
