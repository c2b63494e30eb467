import { deliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, fromIso, jsonBody, record, text, texts } from '../json-values.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  Delivery: 'delivered',
  Bounce: 'bounced',
  SpamComplaint: 'complained',
  Open: 'opened',
  Click: 'clicked',
};

/** Postmark's kinds of bounces, and reasons of suppression. */
const KINDS: Readonly<Record<string, readonly [type: DeliveryEventType, reason?: RejectReason, permanent?: boolean]>> =
  {
    HardBounce: ['bounced', 'bounced', true],
    Transient: ['deferred', undefined, false],
    Unsubscribe: ['unsubscribed', 'unsubscribed'],
    Subscribe: ['subscribed'],
    AutoResponder: ['autoresponded'],
    AddressChange: ['autoresponded'],
    DnsError: ['deferred', undefined, false],
    SpamNotification: ['complained', 'spam'],
    OpenRelayTest: ['unknown'],
    Unknown: ['unknown'],
    SoftBounce: ['bounced', 'bounced', false],
    VirusNotification: ['bounced', 'other'],
    ChallengeVerification: ['autoresponded'],
    BadEmailAddress: ['bounced', 'invalid', true],
    SpamComplaint: ['complained', 'spam'],
    ManuallyDeactivated: ['rejected'],
    ManualSuppression: ['unsubscribed', 'unsubscribed'],
    Unconfirmed: ['rejected'],
    Blocked: ['rejected', 'blocked'],
    SMTPApiError: ['failed'],
    InboundError: ['unknown'],
    DMARCPolicy: ['rejected', 'blocked'],
    TemplateRenderingFailed: ['failed'],
  };

/** Postmark: it signs nothing, basic authentication stands in the URL it calls. */
export const postmark: TrackingProvider = {
  name: 'postmark',
  read: (request) => {
    const event = record(jsonBody(request));
    const recordType = text(event['RecordType']) ?? '';
    const isChange = recordType === 'SubscriptionChange';
    const kind = isChange
      ? event['SuppressSending'] === false
        ? 'Subscribe'
        : (text(event['SuppressionReason']) ?? '')
      : (text(event['Type']) ?? '');
    const byRecord = Object.hasOwn(TYPES, recordType) ? TYPES[recordType]! : 'unknown';
    const [type, rejectReason, permanent] = Object.hasOwn(KINDS, kind) ? KINDS[kind]! : ([byRecord] as const);
    return [
      deliveryEvent({
        eventType: type,
        timestamp: fromIso(event['DeliveredAt'] ?? event['BouncedAt'] ?? event['ReceivedAt'] ?? event['ChangedAt']),
        eventId: text(event['ID']),
        messageId: text(event['MessageID']),
        recipient: addressOf(event['Email']) ?? addressOf(event['Recipient']),
        rejectReason: rejectReason ?? null,
        permanent: permanent ?? null,
        description: text(event['Description']),
        mtaResponse: text(event['Details']),
        tags: texts(event['Tag']),
        metadata: record(event['Metadata']),
        clickUrl: text(event['OriginalLink']),
        userAgent: text(event['UserAgent']),
      }),
    ];
  },
};
