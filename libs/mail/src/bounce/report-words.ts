import type { ParsedMail } from '../parsed-mail.js';

const MOST_TEXT = 64_000;

/** The text of a report, also where its parts are so broken that they became files. */
export function reportText(mail: ParsedMail): string {
  const text = mail.text ?? mail.html?.slice(0, MOST_TEXT * 4).replaceAll(/<[^<>]{0,2000}>/g, ' ') ?? '';
  const broken = mail.attachments
    .filter(
      ({ contentType }) =>
        /^(text|multipart)\/(?!rfc822)|^message\/delivery-status/.test(contentType) || contentType === '',
    )
    .map(({ content }) => Buffer.from(content.subarray(0, MOST_TEXT)).toString('utf8').replaceAll('\r\n', '\n'));
  const whole = broken.length > 0 && !text.includes('@') ? [...broken, text] : [text, ...broken];
  return whole.join('\n').slice(0, MOST_TEXT);
}

const FIELD_LINE =
  /^[ \t>]{0,20}(final-recipient|original-recipient|x-actual-recipient|remote-mta|reporting-mta|received-from-mta|arrival-date|last-attempt-date|will-retry-until|action|status|original-envelope-id|final-log-id):/i;

/** Report fields repeated in the words would be read as words. */
export function withoutFields(words: string): string {
  return (
    words
      .split('\n')
      .filter((line) => !FIELD_LINE.test(line))
      // What went well in a transcript of an SMTP session.
      .filter((line) => !/^ ?(in: |out: [23]\d\d)/i.test(line))
      .join('\n')
  );
}

/** What is said right after a recipient is named. */
export function firstParagraph(words: string): string {
  const lines = words.split('\n').slice(0, 60);
  const begins = lines.findIndex((line) => /[a-z\u0080-\uffff]{3}/i.test(line));
  const ends = lines.findIndex((line, at) => at > begins && line.trim() === '');
  return begins < 0 ? '' : lines.slice(begins, ends < 0 ? undefined : ends).join('\n');
}
