import { deliveryEvent, type DeliveryEvent, type DeliveryEventType } from '../delivery-event.js';
import {
  addressOf,
  bracketed,
  fromIso,
  jsonBody,
  record,
  recordIn,
  records,
  text,
  texts,
  type Json,
} from '../json-values.js';
import type { EventRequest, TrackingProvider } from '../tracking-provider.js';

/** SES event -> type, and the member that tells more. */
const TYPES: Readonly<Record<string, readonly [type: DeliveryEventType, member: string]>> = {
  Bounce: ['bounced', 'bounce'],
  Complaint: ['complained', 'complaint'],
  Delivery: ['delivered', 'delivery'],
  DeliveryDelay: ['deferred', 'deliveryDelay'],
  Send: ['sent', 'send'],
  Reject: ['rejected', 'reject'],
  Open: ['opened', 'open'],
  Click: ['clicked', 'click'],
  'Rendering Failure': ['failed', 'failure'],
  Subscription: ['subscribed', 'subscription'],
};

/**
 * Amazon SES through SNS. SNS signs with certificates that must be fetched, so that is the endpoint's part; here basic
 * authentication counts. A notification of another kind (a subscription to confirm) tells no events.
 */
export const amazonSes: TrackingProvider = { name: 'amazon_ses', read };

function read(request: EventRequest): DeliveryEvent[] {
  const outer = record(jsonBody(request));
  const isRaw = outer['Message'] === undefined && outer['mail'] !== undefined;
  const message = isRaw ? outer : recordIn(outer['Message']);
  const name = text(message['eventType']) ?? text(message['notificationType']) ?? '';
  const mail = record(message['mail']);
  if (Object.keys(mail).length === 0) return [];
  const [type, member] = Object.hasOwn(TYPES, name) ? TYPES[name]! : (['unknown', ''] as const);
  const details = record(message[member]);
  const headers = Array.isArray(mail['headers']) ? records(mail['headers']) : [];
  const common = {
    eventType: type,
    timestamp: fromIso(outer['Timestamp']) ?? fromIso(details['timestamp']) ?? fromIso(mail['timestamp']),
    eventId: text(outer['MessageId']),
    messageId: text(mail['messageId']),
    originalMessageId: bracketed(named(headers, 'message-id')[0] ?? record(mail['commonHeaders'])['messageId']),
    tags: named(headers, 'x-tag'),
    metadata: recordIn(named(headers, 'x-metadata')[0]),
    userAgent: text(details['userAgent']),
  };
  const about = ABOUT[type] ?? (() => everybody(mail, {}));
  return about(details, mail).map((own) => deliveryEvent(Object.assign({}, common, own)));
}

type About = (details: Json, mail: Json) => Partial<DeliveryEvent>[];

const everybody = (mail: Json, known: Partial<DeliveryEvent>): Partial<DeliveryEvent>[] =>
  texts(mail['destination']).map((recipient) => Object.assign({ recipient: addressOf(recipient) }, known));

/** What differs between the recipients, or goes with the kind of event; others are about everybody. */
const ABOUT: Partial<Readonly<Record<DeliveryEventType, About>>> = {
  bounced: (details) =>
    records(details['bouncedRecipients']).map((one) => ({
      recipient: addressOf(one['emailAddress']),
      mtaResponse: text(one['diagnosticCode']),
      description: `${text(details['bounceType']) ?? ''}: ${text(details['bounceSubType']) ?? ''}`,
      rejectReason: 'bounced',
      permanent: details['bounceType'] === 'Permanent' ? true : details['bounceType'] === 'Transient' ? false : null,
    })),
  complained: (details) =>
    records(details['complainedRecipients']).map((one) => ({
      recipient: addressOf(one['emailAddress']),
      rejectReason: 'spam',
      description: text(details['complaintFeedbackType']),
    })),
  deferred: (details) =>
    records(details['delayedRecipients']).map((one) => ({
      recipient: addressOf(one['emailAddress']),
      mtaResponse: text(one['diagnosticCode']),
      description: text(details['delayType']),
      permanent: false,
    })),
  delivered: (details) =>
    texts(details['recipients']).map((recipient) => ({
      recipient: addressOf(recipient),
      mtaResponse: text(details['smtpResponse']),
    })),
  rejected: (details, mail) => everybody(mail, { rejectReason: 'blocked', description: text(details['reason']) }),
  failed: (details, mail) => everybody(mail, { description: text(details['errorMessage']) }),
  clicked: (details, mail) => everybody(mail, { clickUrl: text(details['link']) }),
};

const named = (headers: readonly Json[], name: string): string[] =>
  headers
    .filter((header) => text(header['name'])?.toLowerCase() === name)
    .flatMap((header) => text(header['value']) ?? []);
