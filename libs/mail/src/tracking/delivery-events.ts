import { DomainError } from '#domain';
import { judge } from '../bounce/judge.js';
import { isHard, type BounceReason } from '../bounce/delivery-report.js';
import type { DeliveryEvent } from './delivery-event.js';
import { header, sameText } from './signatures.js';
import { trackingProviders, type TrackingProviderName } from './tracking-providers.js';
import type { EventCredentials, EventRequest, TrackingProvider } from './tracking-provider.js';

/** Why a request is not believed; for logs, not for the one who asks. */
export type EventRefusal = 'no-credentials' | 'basic-auth' | 'signature';

/**
 * The events of a provider's request, in its order; [] when it tells of something else. Verify it first.
 * Throws DomainError invalid `delivery-events.unreadable` when the body is not of the provider's form.
 */
export function readDeliveryEvents(provider: TrackingProviderName, request: EventRequest): DeliveryEvent[] {
  try {
    return trackingProviders[provider].read(request);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `The body is not of the form in which ${provider} tells of events: send it as the provider does.`;
    throw new DomainError('invalid', 'delivery-events.unreadable', message);
  }
}

/**
 * Whether a request is the provider's: null when it is, else why not. Of the credentials all kinds that are given must
 * fit, each with one of its values; without any nothing fits. Signing keys count for providers that sign.
 */
export function verifyDeliveryEvents(
  name: TrackingProviderName,
  request: EventRequest,
  credentials: EventCredentials,
  now = new Date(),
): EventRefusal | null {
  const provider: TrackingProvider = trackingProviders[name];
  const basic = (credentials.basicAuth ?? []).filter((one) => one !== '');
  const keys = provider.isSigned ? (credentials.signingKeys ?? []).filter((one) => one !== '') : [];
  if (basic.length === 0 && keys.length === 0) return 'no-credentials';
  if (basic.length > 0 && !hasBasicAuth(request, basic)) return 'basic-auth';
  return keys.length > 0 && !isSigned(provider, request, keys, now) ? 'signature' : null;
}

/** What an event says about its address: the reason in the words of delivery reports, and whether the address is bad for good. */
export function judgeDeliveryEvent(
  event: DeliveryEvent,
): { readonly reason: BounceReason; readonly hard: boolean } | null {
  if (event.eventType === 'complained') return { reason: 'feedback', hard: false };
  if (event.eventType !== 'bounced' && event.eventType !== 'deferred' && event.eventType !== 'failed') return null;
  const { reason, status } = judge({
    diagnostic: event.mtaResponse ?? '',
    around: event.description ?? '',
    status: '',
    action: event.eventType === 'deferred' ? 'delayed' : 'failed',
    recipient: event.recipient,
  });
  if (event.permanent === false) return { reason, hard: false };
  // The provider's own word goes before what we make of a server's.
  const byProvider =
    event.permanent === true && (reason === 'onhold' || reason === 'undefined' || reason === 'filtered');
  return byProvider ? { reason: 'userunknown', hard: true } : { reason, hard: isHard(reason, status) };
}

/** A body that is no JSON is signed by nobody. */
function isSigned(provider: TrackingProvider, request: EventRequest, keys: readonly string[], now: Date): boolean {
  try {
    return provider.isSigned?.(request, keys, now) ?? false;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function hasBasicAuth({ headers }: EventRequest, allowed: readonly string[]): boolean {
  const given = /^basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(header(headers, 'authorization') ?? '')?.[1];
  if (given === undefined) return false;
  const pair = Buffer.from(given, 'base64').toString('utf8');
  let valid = false;
  for (const one of allowed) valid = sameText(pair, one) || valid;
  return valid;
}
