import { createPublicKey, verify } from 'node:crypto';
import { deliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, bracketed, fromSeconds, jsonBody, records, text, texts, type Json } from '../json-values.js';
import { header } from '../signatures.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  bounce: 'bounced',
  deferred: 'deferred',
  delivered: 'delivered',
  dropped: 'rejected',
  processed: 'queued',
  click: 'clicked',
  open: 'opened',
  spamreport: 'complained',
  unsubscribe: 'unsubscribed',
  group_unsubscribe: 'unsubscribed',
  group_resubscribe: 'subscribed',
};
/** Why SendGrid itself drops a mail, in lower case. */
const REASONS: Readonly<Record<string, RejectReason>> = {
  'bounced address': 'bounced',
  'unsubscribed address': 'unsubscribed',
  'spam reporting address': 'spam',
  invalid: 'invalid',
  'invalid smtpapi header': 'invalid',
  'spam content': 'blocked',
};

/** Fields of SendGrid's own; the others are the sender's unique arguments. */
const OWN = new Set(
  `anymail_id asm_group_id attempt category cert_error content_type email event ip marketing_campaign_id
   marketing_campaign_name newsletter nlvx_campaign_id nlvx_campaign_split_id nlvx_user_id pool post_type reason response
   send_at sg_content_type sg_event_id sg_message_id sg_machine_open sg_template_id sg_template_name smtp-id status
   timestamp tls type bounce_classification url url_offset useragent domain from`.split(/\s+/),
);
const TOLERANCE_SECONDS = 600;

/** SendGrid: a list of events; signed, when that is switched on, with ECDSA over time and body. */
export const sendgrid: TrackingProvider = {
  name: 'sendgrid',
  read: (request) =>
    records(jsonBody(request)).map((event) => {
      const name = text(event['event']) ?? '';
      const type = Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown';
      const reason = text(event['reason']);
      const known = reason === null ? undefined : REASONS[reason.toLowerCase()];
      return deliveryEvent({
        eventType: type,
        timestamp: fromSeconds(event['timestamp']),
        eventId: text(event['sg_event_id']),
        // `anymail_id` is what senders of that library put there; `smtp-id` is the mail's own Message-ID.
        messageId: text(event['anymail_id']) ?? text(event['smtp-id']),
        originalMessageId: bracketed(event['smtp-id']),
        recipient: addressOf(event['email']),
        rejectReason: name === 'dropped' ? (known ?? 'other') : null,
        permanent: permanence(name, event),
        mtaResponse: name === 'dropped' ? null : (text(event['response']) ?? reason),
        tags: texts(event['category']),
        metadata: Object.fromEntries(Object.entries(event).filter(([field]) => !OWN.has(field))),
        clickUrl: text(event['url']),
        userAgent: text(event['useragent']),
      });
    }),
  isSigned: ({ headers, body }, keys, now) => {
    const signature = Buffer.from(header(headers, 'x-twilio-email-event-webhook-signature') ?? '', 'base64');
    const timestamp = header(headers, 'x-twilio-email-event-webhook-timestamp') ?? '';
    const age = now.getTime() / 1000 - Number(timestamp);
    if (timestamp === '' || !(Math.abs(age) <= TOLERANCE_SECONDS)) return false;
    return keys.some((key) => isEcdsa(key, Buffer.concat([Buffer.from(timestamp), body]), signature));
  },
};

/** A `blocked` bounce is the server's no to this mail, not to the address. */
function permanence(name: string, event: Json): boolean | null {
  if (name === 'deferred') return false;
  return name === 'bounce' ? event['type'] !== 'blocked' : null;
}

function isEcdsa(key: string, data: Buffer, signature: Buffer): boolean {
  try {
    const der = Buffer.from(key.replaceAll(/-----[A-Z ]+-----|\s+/g, ''), 'base64');
    return verify('sha256', data, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
}
