import type { DeliveryEvent } from './delivery-event.js';

/** A provider's request, as it came. */
export interface EventRequest {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly contentType: string;
  readonly body: Buffer;
  /** The whole public URL the provider posts to: one provider signs it. */
  readonly url: string;
}

/** What must fit before a request is believed; several of a kind are all valid, for a change-over. */
export interface EventCredentials {
  /** `user:password`. */
  readonly basicAuth?: readonly string[];
  /** The provider's signing secrets; of Postal its public keys. Of providers that sign nothing they do not count. */
  readonly signingKeys?: readonly string[];
}

/** How one provider tells of deliveries. */
export interface TrackingProvider {
  readonly name: string;
  /** Throws a SyntaxError when the body is not of the provider's form at all. */
  readonly read: (request: EventRequest) => DeliveryEvent[];
  /** Whether one of the keys signed the request; absent when the provider signs nothing. Compares in constant time. */
  readonly isSigned?: (request: EventRequest, keys: readonly string[], now: Date) => boolean;
}
