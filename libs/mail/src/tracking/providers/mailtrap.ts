import { deliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, fromSeconds, jsonBody, record, records, text, texts } from '../json-values.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, readonly [type: DeliveryEventType, reason?: RejectReason, permanent?: boolean]>> =
  {
    delivery: ['delivered'],
    open: ['opened'],
    click: ['clicked'],
    bounce: ['bounced', 'bounced', true],
    'soft bounce': ['deferred', 'other', false],
    suspension: ['deferred', 'other', false],
    unsubscribe: ['unsubscribed', 'unsubscribed'],
    spam: ['complained', 'spam'],
    reject: ['rejected', 'blocked'],
  };

/** Mailtrap: several events in a request; it signs nothing that is recorded. */
export const mailtrap: TrackingProvider = {
  name: 'mailtrap',
  read: (request) =>
    records(record(jsonBody(request))['events']).map((event) => {
      const name = text(event['event']) ?? '';
      const [type, rejectReason, permanent] = Object.hasOwn(TYPES, name) ? TYPES[name]! : (['unknown'] as const);
      return deliveryEvent({
        eventType: type,
        timestamp: fromSeconds(event['timestamp']),
        eventId: text(event['event_id']),
        messageId: text(event['message_id']),
        recipient: addressOf(event['email']),
        rejectReason: rejectReason ?? null,
        permanent: permanent ?? null,
        mtaResponse: text(event['response']),
        tags: texts(event['category']),
        metadata: record(event['custom_variables']),
        clickUrl: text(event['url']),
        userAgent: text(event['user_agent']),
      });
    }),
};
