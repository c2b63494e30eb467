import { deliveryEvent, type DeliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, bracketed, fromSeconds, jsonBody, recordIn, records, text, texts } from '../json-values.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, readonly [type: DeliveryEventType, reason?: RejectReason, permanent?: boolean]>> =
  {
    request: ['queued'],
    sent: ['sent'],
    delivered: ['delivered'],
    hard_bounce: ['bounced', 'bounced', true],
    soft_bounce: ['bounced', 'bounced', false],
    blocked: ['rejected', 'blocked'],
    spam: ['complained', 'spam'],
    complaint: ['complained', 'spam'],
    invalid_email: ['bounced', 'invalid', true],
    deferred: ['deferred', undefined, false],
    error: ['failed'],
    opened: ['opened'],
    unique_opened: ['opened'],
    proxy_open: ['opened'],
    unique_proxy_open: ['opened'],
    click: ['clicked'],
    unsubscribe: ['unsubscribed'],
    unsubscribed: ['unsubscribed'],
    list_addition: ['subscribed'],
  };

/** Brevo (Sendinblue): it signs nothing. */
export const brevo: TrackingProvider = {
  name: 'brevo',
  read: (request) =>
    records(jsonBody(request)).map((event): DeliveryEvent => {
      const name = text(event['event']) ?? '';
      const [type, rejectReason, permanent] = Object.hasOwn(TYPES, name) ? TYPES[name]! : (['unknown'] as const);
      const milliseconds = Number(text(event['ts_epoch']) ?? NaN);
      return deliveryEvent({
        eventType: type,
        // `ts` and `date` are local times of the account: only `ts_epoch` is a point in time.
        timestamp: fromSeconds(milliseconds / 1000),
        messageId: text(event['message-id']),
        originalMessageId: bracketed(event['message-id']),
        recipient: addressOf(event['email']),
        rejectReason: rejectReason ?? null,
        permanent: permanent ?? null,
        mtaResponse: text(event['reason']),
        tags: event['tags'] === undefined ? tagsOf(event['tag']) : texts(event['tags']),
        metadata: recordIn(event['X-Mailin-custom']),
        clickUrl: text(event['link']),
        userAgent: text(event['user_agent']),
      });
    }),
};

/** One tag, or several as JSON in words. */
function tagsOf(value: unknown): string[] {
  if (typeof value !== 'string' || !value.startsWith('[')) return texts(value);
  try {
    return texts(JSON.parse(value));
  } catch {
    return [value];
  }
}
