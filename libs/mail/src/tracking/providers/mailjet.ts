import { deliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, fromSeconds, jsonBody, recordIn, records, text, texts } from '../json-values.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  sent: 'delivered',
  open: 'opened',
  click: 'clicked',
  bounce: 'bounced',
  blocked: 'rejected',
  spam: 'complained',
  unsub: 'unsubscribed',
};
const REASONS: Readonly<Record<string, RejectReason>> = {
  'user unknown': 'bounced',
  'mailbox inactive': 'bounced',
  'quota exceeded': 'bounced',
  blacklisted: 'blocked',
  'spam reporter': 'spam',
  'invalid domain': 'bounced',
  'no mail host': 'bounced',
  'relay/access denied': 'bounced',
  greylisted: 'other',
  typofix: 'invalid',
  'error in template language': 'other',
  'spam blocked': 'blocked',
  'content blocked': 'blocked',
  'policy issue': 'blocked',
  'system issue': 'other',
  'protocol issue': 'other',
  'connection issue': 'other',
  preblocked: 'blocked',
  'duplicate in campaign': 'other',
};

/** Mailjet, one event or a group of them; it signs nothing. */
export const mailjet: TrackingProvider = {
  name: 'mailjet',
  read: (request) =>
    records(jsonBody(request)).map((event) => {
      const name = text(event['event']) ?? '';
      const error = text(event['error']);
      const type = Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown';
      return deliveryEvent({
        eventType: error === 'greylisted' ? 'deferred' : type,
        timestamp: fromSeconds(event['time']),
        messageId: text(event['MessageID']),
        recipient: addressOf(event['email']),
        rejectReason: error === null ? null : Object.hasOwn(REASONS, error) ? REASONS[error]! : 'other',
        permanent: typeof event['hard_bounce'] === 'boolean' ? event['hard_bounce'] : null,
        mtaResponse: text(event['smtp_reply']) ?? text(event['comment']),
        tags: texts(event['customcampaign']),
        metadata: recordIn(event['Payload']),
        clickUrl: text(event['url']),
        userAgent: text(event['agent']),
      });
    }),
};
