import { newId } from '#database';
import type { channelProviders } from './mail-channels.schemas.js';

const SENDER = 'channel-test@tierline.invalid';

/** A message in the words of a provider, new every time. Its address is nobody's: nothing can be sent there. */
export function testMessage(
  provider: (typeof channelProviders)[number],
  name: string,
): { readonly contentType: string; readonly bytes: Buffer } {
  const id = newId();
  const subject = `Test of the mail channel ${name.replaceAll(/[^\x20-\x7e]/g, '?')}`;
  const text =
    'A test message: an admin wanted to see that mail of this channel becomes a ticket. Reject it when you have seen it.';
  const messageId = `<${id}@tierline.invalid>`;
  const mime = [
    `From: Channel test <${SENDER}>`,
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
  switch (provider) {
    case 'mailgun':
      return form(id, { sender: SENDER, token: id, 'body-mime': mime });
    case 'sendgrid':
      return form(id, { envelope: JSON.stringify({ from: SENDER, to: [] }), email: mime });
    case 'postmark':
      return json({
        MessageID: id,
        FromFull: { Email: SENDER, Name: 'Channel test' },
        Subject: subject,
        TextBody: text,
      });
    case 'ses': {
      const mail = { messageId: id, source: SENDER, destination: [] };
      const receipt = { recipients: [], action: { type: 'SNS', encoding: 'BASE64' } };
      const content = Buffer.from(mime).toString('base64');
      return json({
        Type: 'Notification',
        MessageId: id,
        Message: JSON.stringify({ notificationType: 'Received', mail, receipt, content }),
      });
    }
  }
}

const json = (value: object) => ({ contentType: 'application/json', bytes: Buffer.from(JSON.stringify(value)) });

function form(boundary: string, fields: Readonly<Record<string, string>>) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.from(`${parts.join('')}--${boundary}--\r\n`),
  };
}
