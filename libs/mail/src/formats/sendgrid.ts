import { decodeText } from '../parse/charset.js';
import { readAddresses } from '../parse/header-values.js';
import { defaultMailLimits } from '../parse/mail-limits.js';
import { parseMime } from '../parse/parse-mime.js';
import type { ParsedAttachment, ParsedMail } from '../parsed-mail.js';
import { contentIdsOf, formFields, type FormFields } from './form-fields.js';
import { headersIn, mailOfHeaders } from './mail-of-headers.js';
import { attachment, attachmentsOf, isRecord, jsonOf, pieceOf, reportsIn, textOf } from './pieces.js';
import type { FormatOptions, ProvidedMail } from './provided-mail.js';
import { toldAuthentication } from './told-authentication.js';

/** SendGrid Inbound Parse: a form with the mail's parts, or (`send_raw`) with the mail itself in `email`. */
export async function parseSendgrid(contentType: string, body: Buffer, options: FormatOptions): Promise<ProvidedMail> {
  const { limits = defaultMailLimits } = options;
  const problems: string[] = [];
  const form = formFields(contentType, body);
  if (form.isEmpty) problems.push('The request has no form fields.');
  const raw = form.bytes('email');
  const mail = raw ? await parseMime(raw, limits, options) : await mailOfFields(form, options, problems);

  const envelope = jsonOf(form.text('envelope'), 'The field envelope', problems);
  const { to, from: sender } = isRecord(envelope) ? envelope : {};
  const recipients = (Array.isArray(to) ? to : [to]).filter((each): each is string => typeof each === 'string');
  const returnPath = textOf(sender) ?? mail.returnPath;
  const dkim = new Map(
    [...(form.text('dkim') ?? '').slice(0, 10_000).matchAll(/@([^\s:{},]+)\s*:\s*(\w+)/g)].map(
      ([, domain, said]) => [domain!, said!] as const,
    ),
  );
  return {
    ...mail,
    recipients: readAddresses([...recipients, ...mail.recipients]).map(({ address }) => address),
    returnPath: returnPath?.replace(/^<(.*)>$/, '$1') ?? null,
    authentication: toldAuthentication({ spf: form.text('SPF'), dkim }, { from: mail.from, returnPath, signers: [] }),
    problems: [...mail.problems, ...problems],
    providerMessageId: null,
  };
}

async function mailOfFields(form: FormFields, options: FormatOptions, problems: string[]): Promise<ParsedMail> {
  const { limits = defaultMailLimits } = options;
  const charsets = jsonOf(form.text('charsets'), 'The field charsets', problems);
  const field = (name: string): string | null => {
    const bytes = form.bytes(name);
    const charset = isRecord(charsets) ? textOf(charsets[name]) : null;
    return bytes && decodeText(bytes.subarray(0, limits.textLength * 4 + 4), charset, problems);
  };
  const mail = await mailOfHeaders(headersIn(field('headers') ?? ''), limits);
  const addresses = (name: string) => readAddresses([field(name) ?? '']);
  const attachments = attachmentsOf(filesIn(form, problems), limits, problems);
  return {
    ...mail,
    from: mail.from ?? addresses('from')[0] ?? null,
    to: mail.to.length > 0 ? mail.to : addresses('to'),
    cc: mail.cc.length > 0 ? mail.cc : addresses('cc'),
    subject: mail.subject || (field('subject') ?? '').replace(/\s+/g, ' ').trim(),
    text: pieceOf(field('text'), 'text', limits, problems),
    html: pieceOf(field('html'), 'HTML', limits, problems),
    attachments,
    reports: reportsIn(mail.contentType.value, attachments, limits),
  };
}

/** `attachment1`, ...: what they are called stands in attachment-info, decoded better than in the form. */
function filesIn(form: FormFields, problems: string[]): ParsedAttachment[] {
  const info = jsonOf(form.text('attachment-info'), 'The field attachment-info', problems);
  const contentIds = contentIdsOf(form.text('content-ids'));
  return form.files.map((file) => {
    const told = isRecord(info) ? info[file.name] : null;
    const of = isRecord(told) ? told : {};
    return attachment(
      textOf(of['filename']) || textOf(of['name']) || file.fileName,
      textOf(of['type']) || file.contentType,
      textOf(of['content-id']) ?? contentIds.get(file.name) ?? null,
      file.content,
    );
  });
}
