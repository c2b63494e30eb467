import { createHash } from 'node:crypto';
import { deliveryEvent, type DeliveryEvent, type DeliveryEventType, type RejectReason } from '../delivery-event.js';
import { addressOf, jsonBody, record, records, text, type Json } from '../json-values.js';
import { sameText } from '../signatures.js';
import type { TrackingProvider } from '../tracking-provider.js';

const TYPES: Readonly<Record<string, DeliveryEventType>> = {
  sent: 'sent',
  delivered: 'delivered',
  opened: 'opened',
  clicked: 'clicked',
  unsubscribed: 'unsubscribed',
  subscribed: 'subscribed',
  spam: 'complained',
  soft_bounced: 'deferred',
  hard_bounced: 'bounced',
};
const REASONS: Readonly<Record<string, RejectReason>> = {
  err_user_unknown: 'bounced',
  err_user_inactive: 'bounced',
  err_will_retry: 'other',
  err_mailbox_discarded: 'bounced',
  err_mailbox_full: 'bounced',
  err_spam_rejected: 'spam',
  err_blacklisted: 'blocked',
  err_too_large: 'bounced',
  err_unsub: 'unsubscribed',
  err_unreachable: 'bounced',
  err_skip_letter: 'bounced',
  err_domain_inactive: 'bounced',
  err_destination_misconfigured: 'bounced',
  err_delivery_failed: 'other',
  err_spam_skipped: 'spam',
  err_lost: 'other',
};

/** Unisender Go: one event, or groups of them; `auth` is the MD5 of the body with the API key in its place. */
export const unisenderGo: TrackingProvider = {
  name: 'unisender_go',
  read: (request) => {
    const body = record(jsonBody(request));
    const groups = body['events_by_user'];
    if (groups === undefined) return isAboutMail(body) ? [readEvent(body)] : [];
    return records(groups)
      .flatMap((group) => records(group['events']))
      .filter(isAboutMail)
      .map((event) => readEvent(record(event['event_data'])));
  },
  isSigned: ({ body }, keys) => {
    const whole = body.toString('utf8');
    const auth = /"auth"\s{0,10}:\s{0,10}"([0-9a-f]{32})"/.exec(whole)?.[1];
    if (auth === undefined) return false;
    let valid = false;
    for (const key of keys) {
      const digest = createHash('md5')
        .update(whole.replace(auth, () => key))
        .digest('hex');
      valid = (key !== '' && sameText(digest, auth)) || valid;
    }
    return valid;
  },
};

/** The other kind tells of blocks of whole domains. */
const isAboutMail = (event: Json): boolean => event['event_name'] === 'transactional_email_status';

function readEvent(event: Json): DeliveryEvent {
  const info = record(event['delivery_info']);
  const status = text(event['status']) ?? '';
  const error = text(info['delivery_status']);
  const { anymail_id: id, ...metadata } = record(event['metadata']);
  return deliveryEvent({
    eventType: Object.hasOwn(TYPES, status) ? TYPES[status]! : 'unknown',
    timestamp: utc(event['event_time']),
    messageId: text(id) ?? text(event['job_id']),
    recipient: addressOf(event['email']),
    rejectReason: error === null ? null : Object.hasOwn(REASONS, error) ? REASONS[error]! : 'other',
    permanent: status === 'hard_bounced' ? true : status === 'soft_bounced' ? false : null,
    description: text(event['comment']) ?? error,
    mtaResponse: text(info['destination_response']),
    metadata,
    clickUrl: text(event['url']),
    userAgent: text(info['user_agent']),
  });
}

/** `2024-09-06 23:14:24`, in UTC. */
function utc(value: unknown): Date | null {
  const words = text(value);
  const at =
    words !== null && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(words) ? new Date(`${words.replace(' ', 'T')}Z`) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}
