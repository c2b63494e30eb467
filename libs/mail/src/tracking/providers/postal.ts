import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { deliveryEvent, type DeliveryEventType } from '../delivery-event.js';
import { addressOf, bracketed, fromSeconds, jsonBody, record, text, texts } from '../json-values.js';
import { header } from '../signatures.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  MessageSent: 'delivered',
  MessageDelayed: 'deferred',
  MessageDeliveryFailed: 'failed',
  MessageHeld: 'queued',
  MessageBounced: 'bounced',
  MessageLinkClicked: 'clicked',
  MessageLoaded: 'opened',
};

/** Postal: `X-Postal-Signature` is an RSA signature (SHA-1) over the body; the keys are the server's public ones. */
export const postal: TrackingProvider = {
  name: 'postal',
  read: (request) => {
    const event = record(jsonBody(request));
    const payload = record(event['payload']);
    const isBounce = payload['bounce'] !== undefined && payload['original_message'] !== undefined;
    const message = record(isBounce ? payload['original_message'] : payload['message']);
    const name = text(event['event']) ?? '';
    const type = isBounce ? 'bounced' : Object.hasOwn(TYPES, name) ? TYPES[name]! : 'unknown';
    const seconds = Number(event['timestamp']);
    return [
      deliveryEvent({
        eventType: type,
        timestamp: fromSeconds(Math.floor(seconds)),
        eventId: text(event['uuid']),
        messageId: text(message['id']),
        originalMessageId: bracketed(message['message_id']),
        recipient: addressOf(message['to']),
        rejectReason: isBounce ? 'bounced' : null,
        permanent: name === 'MessageDeliveryFailed' ? true : type === 'deferred' ? false : null,
        description: text(payload['details']),
        mtaResponse: text(payload['output']),
        tags: texts(message['tag']),
        clickUrl: text(payload['url']),
        userAgent: text(payload['user_agent']),
      }),
    ];
  },
  isSigned: ({ headers, body }, keys) => {
    const signature = Buffer.from(header(headers, 'x-postal-signature') ?? '', 'base64');
    return keys.map(publicKey).some((key) => key !== null && verify('RSA-SHA1', body, key, signature));
  },
};

/** A public key as the server shows it: base64 with or without PEM's lines. */
function publicKey(key: string): KeyObject | null {
  try {
    const base64 = key.replaceAll(/-----[A-Z ]+-----|\s+/g, '');
    return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
