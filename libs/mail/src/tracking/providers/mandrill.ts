import { formParts } from '../../formats/form-parts.js';
import { deliveryEvent, type DeliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, fromSeconds, record, records, text, texts, type Json } from '../json-values.js';
import { header, isHmac } from '../signatures.js';
import type { EventRequest, TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  send: 'sent',
  deferral: 'deferred',
  hard_bounce: 'bounced',
  soft_bounce: 'bounced',
  open: 'opened',
  click: 'clicked',
  spam: 'complained',
  unsub: 'unsubscribed',
  reject: 'rejected',
};
const REASONS: Readonly<Record<string, RejectReason>> = {
  'hard-bounce': 'bounced',
  'soft-bounce': 'bounced',
  spam: 'spam',
  unsub: 'unsubscribed',
  custom: 'other',
  rule: 'other',
  invalid: 'invalid',
  'invalid-sender': 'other',
};

/**
 * Mandrill: a form with a list of events; `X-Mandrill-Signature` is HMAC-SHA1 over the URL and the fields by name. The URL
 * is the one that was entered at Mandrill: with user and password when they stand in it.
 */
export const mandrill: TrackingProvider = {
  name: 'mandrill',
  read: (request) => records(JSON.parse(fieldsOf(request).get('mandrill_events') ?? '')).map(readEvent),
  isSigned: (request, keys) => {
    const fields = [...fieldsOf(request)].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
    const given = header(request.headers, 'x-mandrill-signature');
    const [plain, withUser] = [request.url, withCredentials(request)].map((url) =>
      isHmac(given, 'sha1', 'base64', keys, url, ...fields),
    );
    return plain === true || withUser === true;
  },
};

function readEvent(event: Json): DeliveryEvent {
  const message = record(event['msg']);
  const name = text(event['event']) ?? '';
  const reject = record(event['reject']);
  const reason = text(message['reject']) ?? text(record(message['reject'])['reason']);
  return deliveryEvent({
    // Without `event` it tells of a change of a list of addresses.
    eventType: Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown',
    timestamp: fromSeconds(event['ts']),
    messageId: text(message['_id']) ?? text(event['_id']),
    recipient: addressOf(message['email']) ?? addressOf(reject['email']),
    rejectReason: reason === null ? null : Object.hasOwn(REASONS, reason) ? REASONS[reason]! : 'other',
    permanent: name === 'hard_bounce' ? true : name === 'soft_bounce' || name === 'deferral' ? false : null,
    description: text(reject['reason']),
    mtaResponse: text(message['diag']),
    tags: texts(message['tags']),
    metadata: record(message['metadata']),
    clickUrl: text(event['url']),
    userAgent: text(event['user_agent']),
  });
}

function withCredentials({ headers, url }: EventRequest): string {
  const given = /^basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(header(headers, 'authorization') ?? '')?.[1];
  return given === undefined ? url : url.replace('://', () => `://${Buffer.from(given, 'base64').toString('utf8')}@`);
}

function fieldsOf({ contentType, body }: EventRequest): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const part of formParts(contentType, body)) fields.set(part.name, part.content.toString('utf8'));
  return fields;
}
