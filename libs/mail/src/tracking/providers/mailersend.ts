import { deliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, fromIso, jsonBody, record, text, texts } from '../json-values.js';
import { header, isHmac } from '../signatures.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, readonly [type: DeliveryEventType, reason?: RejectReason, permanent?: boolean]>> =
  {
    sent: ['sent'],
    delivered: ['delivered'],
    soft_bounced: ['bounced', 'bounced', false],
    hard_bounced: ['bounced', 'bounced', true],
    deferred: ['deferred', undefined, false],
    opened: ['opened'],
    opened_unique: ['opened'],
    clicked: ['clicked'],
    clicked_unique: ['clicked'],
    unsubscribed: ['unsubscribed', 'unsubscribed'],
    spam_complaint: ['complained', 'spam'],
  };

/** MailerSend: `Signature` is HMAC-SHA256 of the body, in hex. */
export const mailersend: TrackingProvider = {
  name: 'mailersend',
  read: (request) => {
    const data = record(record(jsonBody(request))['data']);
    const email = record(data['email']);
    const more = record(data['morph']);
    const name = text(data['type']) ?? '';
    const [type, rejectReason, permanent] = Object.hasOwn(TYPES, name) ? TYPES[name]! : (['unknown'] as const);
    return [
      deliveryEvent({
        eventType: type,
        timestamp: fromIso(data['created_at']),
        eventId: text(data['id']),
        messageId: text(record(email['message'])['id']),
        recipient: addressOf(record(email['recipient'])['email']),
        rejectReason: rejectReason ?? null,
        permanent: permanent ?? null,
        description: text(more['readable_reason']) ?? text(more['reason']),
        tags: texts(email['tags']),
        clickUrl: text(more['url']),
      }),
    ];
  },
  isSigned: ({ headers, body }, keys) => isHmac(header(headers, 'signature'), 'sha256', 'hex', keys, body),
};
