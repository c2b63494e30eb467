import { deliveryEvent, type DeliveryEventType } from '../delivery-event.js';
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
import { header, isHmac } from '../signatures.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  'email.scheduled': 'queued',
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'deferred',
  'email.complained': 'complained',
  'email.bounced': 'bounced',
  'email.suppressed': 'rejected',
  'email.failed': 'failed',
  'email.opened': 'opened',
  'email.clicked': 'clicked',
};
const TOLERANCE_SECONDS = 300;

/** Resend: signed as Standard Webhooks, with headers named `svix-`. */
export const resend: TrackingProvider = {
  name: 'resend',
  read: ({ headers, body, contentType, url }) => {
    const event = record(jsonBody({ headers, body, contentType, url }));
    const data = record(event['data']);
    const name = text(event['type']) ?? '';
    const type = Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown';
    const words = text(record(data['bounce'])['message']);
    const suppressed = words?.includes('suppressed sending') === true;
    const sent = Array.isArray(data['headers']) ? records(data['headers']) : [];
    const click = record(data['click']);
    return [
      deliveryEvent({
        eventType: type,
        timestamp: fromIso(event['created_at']),
        eventId: header(headers, 'svix-id') ?? header(headers, 'webhook-id'),
        messageId: text(data['email_id']),
        originalMessageId: bracketed(data['message_id'] ?? valueOf(sent, 'message-id')),
        recipient: addressOf(texts(data['to'])[0]),
        rejectReason: type === 'bounced' ? (suppressed ? 'blocked' : 'bounced') : null,
        permanent: permanence(record(data['bounce'])['type']),
        description: words,
        tags: texts(listIn(valueOf(sent, 'x-tags'))),
        metadata: recordIn(valueOf(sent, 'x-metadata') ?? undefined),
        clickUrl: text(click['link']),
        userAgent: text(click['userAgent']),
      }),
    ];
  },
  isSigned: ({ headers, body }, keys, now) => {
    const named = (name: string): string => header(headers, `svix-${name}`) ?? header(headers, `webhook-${name}`) ?? '';
    const id = named('id');
    // Whole seconds are what is signed.
    const timestamp = /^\d{1,12}/.exec(named('timestamp'))?.[0];
    const age = now.getTime() / 1000 - Number(timestamp);
    if (id === '' || timestamp === undefined || !(Math.abs(age) <= TOLERANCE_SECONDS)) return false;
    const secrets = keys.map((key) => Buffer.from(key.replace(/^whsec_/, ''), 'base64'));
    const given = named('signature').split(' ').slice(0, 20);
    let valid = false;
    for (const signature of given.filter((one) => one.startsWith('v1,'))) {
      valid = isHmac(signature.slice(3), 'sha256', 'base64', secrets, `${id}.${timestamp}.`, body) || valid;
    }
    return valid;
  },
};

const permanence = (type: unknown): boolean | null =>
  type === 'Permanent' ? true : type === 'Transient' ? false : null;

const valueOf = (headers: readonly Json[], name: string): string | null =>
  text(headers.find((one) => text(one['name'])?.toLowerCase() === name)?.['value']);

function listIn(value: string | null): unknown {
  try {
    return value === null ? [] : JSON.parse(value);
  } catch {
    return [];
  }
}
