import { deliveryEvent, type DeliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, fromSeconds, jsonBody, record, records, text, texts, type Json } from '../json-values.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  bounce: 'bounced',
  delivery: 'delivered',
  injection: 'queued',
  spam_complaint: 'complained',
  out_of_band: 'bounced',
  policy_rejection: 'rejected',
  delay: 'deferred',
  click: 'clicked',
  open: 'opened',
  amp_click: 'clicked',
  amp_open: 'opened',
  generation_failure: 'failed',
  generation_rejection: 'rejected',
  list_unsubscribe: 'unsubscribed',
  link_unsubscribe: 'unsubscribed',
};

/** SparkPost's classes of bounces: the event they make of it where it is another, the reason, and whether it is for good. */
const CLASSES: Readonly<
  Record<string, readonly [type: DeliveryEventType | null, reason: RejectReason, permanent: boolean]>
> = {
  '1': [null, 'other', false],
  '10': [null, 'invalid', true],
  '20': [null, 'bounced', false],
  '21': [null, 'bounced', false],
  '22': [null, 'bounced', false],
  '23': [null, 'bounced', false],
  '24': [null, 'timed_out', false],
  '25': [null, 'blocked', false],
  '26': [null, 'other', false],
  '30': [null, 'bounced', true],
  '40': [null, 'bounced', false],
  '50': [null, 'blocked', false],
  '51': [null, 'spam', false],
  '52': [null, 'spam', false],
  '53': [null, 'blocked', false],
  '54': [null, 'blocked', false],
  '60': ['autoresponded', 'other', false],
  '70': [null, 'bounced', false],
  '80': ['subscribed', 'other', false],
  '90': ['unsubscribed', 'unsubscribed', true],
  '100': ['autoresponded', 'other', false],
};

/** SparkPost: a list of events, each inside a member that names its kind; it signs nothing. */
export const sparkpost: TrackingProvider = {
  name: 'sparkpost',
  // An empty event is SparkPost's test of the endpoint.
  read: (request) =>
    records(jsonBody(request))
      .map(({ msys }) => record(Object.values(record(msys))[0]))
      .filter((event) => Object.keys(event).length > 0)
      .map(readEvent),
};

function readEvent(event: Json): DeliveryEvent {
  const name = text(event['type']) ?? '';
  const byClass = CLASSES[text(event['bounce_class']) ?? ''];
  const [otherType, rejectReason, permanent] = byClass ?? [null, null, null];
  return deliveryEvent({
    // `initial_open` comes besides `open`: one mail opened once would count twice.
    eventType: otherType ?? (Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown'),
    timestamp: fromSeconds(event['timestamp']),
    eventId: text(event['event_id']),
    messageId: text(event['transmission_id']),
    recipient: addressOf(event['raw_rcpt_to']) ?? addressOf(event['rcpt_to']),
    rejectReason,
    permanent,
    mtaResponse: text(event['raw_reason']) ?? text(event['reason']),
    tags: texts(event['campaign_id']),
    metadata: record(event['rcpt_meta']),
    clickUrl: text(event['target_link_url']),
    userAgent: text(event['user_agent']),
  });
}
