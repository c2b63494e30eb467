import { formParts } from '../../formats/form-parts.js';
import { deliveryEvent, type DeliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import {
  addressOf,
  bracketed,
  fromSeconds,
  jsonBody,
  record,
  recordIn,
  text,
  texts,
  type Json,
} from '../json-values.js';
import { isHmac } from '../signatures.js';
import type { EventRequest, TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  accepted: 'queued',
  delivered: 'delivered',
  rejected: 'rejected',
  failed: 'bounced',
  bounced: 'bounced',
  dropped: 'rejected',
  complained: 'complained',
  unsubscribed: 'unsubscribed',
  opened: 'opened',
  clicked: 'clicked',
  stored: 'unknown',
};
const REASONS: Readonly<Record<string, RejectReason>> = {
  bounce: 'bounced',
  'suppress-bounce': 'bounced',
  'suppress-complaint': 'spam',
  'suppress-unsubscribe': 'unsubscribed',
  old: 'timed_out',
  hardfail: 'bounced',
};
/** Codes of Mailgun's own instead of SMTP's. */
const CODES: Readonly<Record<string, RejectReason>> = {
  '499': 'timed_out',
  '605': 'bounced',
  '606': 'unsubscribed',
  '607': 'spam',
};

/** Mailgun: JSON, or the forms of its older webhooks; the signature over time and token is in the body. */
export const mailgun: TrackingProvider = {
  name: 'mailgun',
  read: (request) => (isForm(request) ? [readForm(request)] : [readJson(request)]),
  // Mailgun repeats for hours what we do not take, signed as before: age is no sign of replay, the event's id is.
  isSigned: (request, keys) => {
    const { timestamp, token, signature } = isForm(request)
      ? signatureOfForm(request)
      : record(record(jsonBody(request))['signature']);
    if (!text(timestamp) || !text(token)) return false;
    return isHmac(text(signature), 'sha256', 'hex', keys, `${text(timestamp)}${text(token)}`);
  },
};

const isForm = ({ contentType }: EventRequest): boolean => !contentType.toLowerCase().startsWith('application/json');

function readJson(request: EventRequest): DeliveryEvent {
  const body = record(jsonBody(request));
  const event = record(body['event-data']);
  const status = record(event['delivery-status']);
  const reject = record(event['reject']);
  const headers = record(record(event['message'])['headers']);
  const name = text(event['event']) ?? '';
  const temporary = name === 'failed' && event['severity'] === 'temporary';
  const reason = text(event['reason']) ?? (text(reject['reason']) ? 'rejected' : null);
  return deliveryEvent({
    eventType: temporary ? 'deferred' : Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown',
    timestamp: fromSeconds(event['timestamp']),
    eventId: text(record(body['signature'])['token']),
    messageId: bracketed(headers['message-id']),
    originalMessageId: bracketed(headers['message-id']),
    recipient: addressOf(event['recipient']) ?? addressOf(headers['to']),
    rejectReason: reason === null ? null : Object.hasOwn(REASONS, reason) ? REASONS[reason]! : 'other',
    permanent: name === 'failed' ? !temporary : null,
    description: text(reject['description']) ?? text(reject['reason']) ?? text(status['description']),
    mtaResponse: text(status['message']),
    tags: texts(event['tags']),
    metadata: record(event['user-variables']),
    clickUrl: text(event['url']),
    userAgent: text(record(event['client-info'])['user-agent']),
  });
}

/** Fields of Mailgun's own in its older forms; the others are the sender's variables. */
const OWN = new Set(
  `event recipient domain message-headers reason code description error notification attachment-count message-id
   x-mailgun-sid timestamp token signature body-plain country region city user-agent device-type client-type client-name
   client-os campaign-id campaign-name tag x-mailgun-tag url ip mailing-list h severity message-url attachment-x`.split(
    /\s+/,
  ),
);

function readForm(request: EventRequest): DeliveryEvent {
  const fields = fieldsOf(request);
  // The sender's variables come after Mailgun's own fields of the same name, but before the signature's.
  const first = (name: string): string | null => text(fields.get(name)?.[0]);
  const signature = signatureOfForm(request);
  const name = first('event') ?? '';
  const code = first('code') ?? '';
  const type = Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown';
  return deliveryEvent({
    eventType: type,
    timestamp: fromSeconds(signature.timestamp),
    eventId: signature.token,
    messageId: bracketed(first('message-id')),
    originalMessageId: bracketed(first('message-id')),
    recipient: addressOf(first('recipient')),
    rejectReason: type === 'bounced' || type === 'rejected' ? reasonOf(code, first('reason')) : null,
    permanent: type === 'bounced' ? !code.startsWith('4') : null,
    description: first('description'),
    mtaResponse: first('error') ?? first('notification'),
    tags: fields.get('tag') ?? fields.get('x-mailgun-tag') ?? [],
    metadata: variablesOf(request, fields),
    clickUrl: first('url'),
    userAgent: first('user-agent'),
  });
}

function reasonOf(code: string, reason: string | null): RejectReason {
  if (Object.hasOwn(CODES, code)) return CODES[code]!;
  if (/^[45]/.test(code)) return 'bounced';
  return reason !== null && Object.hasOwn(REASONS, reason) ? REASONS[reason]! : 'other';
}

function signatureOfForm(request: EventRequest): {
  timestamp: string | null;
  token: string | null;
  signature: string | null;
} {
  const fields = fieldsOf(request);
  const last = (name: string): string | null => text(fields.get(name)?.at(-1));
  return { timestamp: last('timestamp'), token: last('token'), signature: last('signature') };
}

/** The sender's variables: in the mail's header where that is passed on, else the fields that are not Mailgun's. */
function variablesOf(request: EventRequest, fields: ReadonlyMap<string, string[]>): Json {
  const headers: unknown = headersIn(fields.get('message-headers')?.[0]);
  if (Array.isArray(headers)) {
    const found = (headers as unknown[][]).filter((pair) => Array.isArray(pair) && pair[0] === 'X-Mailgun-Variables');
    return Object.assign({}, ...found.map((pair) => recordIn(pair[1]))) as Json;
  }
  const variables: [string, string][] = [];
  for (const part of formParts(request.contentType, request.body)) {
    const name = part.name.toLowerCase();
    const values = fields.get(name) ?? [];
    if (part.fileName !== null || name.startsWith('attachment-')) continue;
    if (!OWN.has(name)) variables.push([part.name, part.content.toString('utf8')]);
    else if (values.length > 1 && name !== 'tag' && name !== 'x-mailgun-tag') {
      const isSignature = name === 'timestamp' || name === 'token' || name === 'signature';
      const theirs = isSignature ? values[0] : values.at(-1);
      if (theirs !== undefined) variables.push([part.name, theirs]);
    }
  }
  return Object.fromEntries(variables);
}

function headersIn(value: string | undefined): unknown {
  try {
    return value === undefined ? null : JSON.parse(value);
  } catch {
    return null;
  }
}

function fieldsOf({ contentType, body }: EventRequest): ReadonlyMap<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const part of formParts(contentType, body)) {
    if (part.fileName !== null) continue;
    const name = part.name.toLowerCase();
    const known = fields.get(name) ?? [];
    known.push(part.content.toString('utf8'));
    fields.set(name, known);
  }
  return fields;
}
