/** What happened to a mail; the words of django-anymail, which many tools share. */
export type DeliveryEventType =
  | 'queued'
  | 'sent'
  | 'rejected'
  | 'failed'
  | 'bounced'
  | 'deferred'
  | 'delivered'
  | 'autoresponded'
  | 'opened'
  | 'clicked'
  | 'complained'
  | 'unsubscribed'
  | 'subscribed'
  | 'unknown';

/** Why it was rejected, or bounced. */
export type RejectReason = 'invalid' | 'bounced' | 'timed_out' | 'blocked' | 'spam' | 'unsubscribed' | 'other';

/** One event of a provider about one recipient of one mail; what the provider does not say is null or empty. */
export interface DeliveryEvent {
  readonly eventType: DeliveryEventType;
  readonly timestamp: Date | null;
  /** The provider's id of the event: the same when it is sent again. */
  readonly eventId: string | null;
  /** The provider's id of the mail, as its sending API answers it. */
  readonly messageId: string | null;
  /** The Message-ID of the mail itself with angle brackets, where the provider passes it on. */
  readonly originalMessageId: string | null;
  readonly recipient: string | null;
  readonly rejectReason: RejectReason | null;
  /** Whether the provider says that it is for good (a hard bounce) or not; null when it says neither. */
  readonly permanent: boolean | null;
  /** The provider's words. */
  readonly description: string | null;
  /** The words of the recipient's server. */
  readonly mtaResponse: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly clickUrl: string | null;
  readonly userAgent: string | null;
}

const NOTHING: DeliveryEvent = {
  eventType: 'unknown',
  timestamp: null,
  eventId: null,
  messageId: null,
  originalMessageId: null,
  recipient: null,
  rejectReason: null,
  permanent: null,
  description: null,
  mtaResponse: null,
  tags: [],
  metadata: {},
  clickUrl: null,
  userAgent: null,
};

/** An event of which only some things are known. */
export const deliveryEvent = (known: Partial<DeliveryEvent>): DeliveryEvent => ({ ...NOTHING, ...known });
