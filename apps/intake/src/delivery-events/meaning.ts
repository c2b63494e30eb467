import { judgeDeliveryEvent, type DeliveryEvent, type RejectReason } from '#mail';
import { cleanLine } from '../file-mail/clean-text.js';

/** What an event means for the address it is about. */
export type Meaning =
  { readonly kind: 'hard' | 'soft'; readonly reason: string; readonly status: string } | { readonly kind: 'delivered' };

/** A provider's own list: it does not write to these addresses, whatever we ask. */
const refusedForGood: ReadonlySet<RejectReason | null> = new Set(['bounced', 'invalid', 'spam', 'unsubscribed']);

/**
 * What is to be remembered of an address: `hard`, writing there again is of no use; `soft`, a mail did not arrive or was not
 * wanted; `delivered`. Null: nothing, such as a delay, which the provider itself deals with.
 */
export function meaningOf(event: DeliveryEvent): Meaning | null {
  const { eventType, rejectReason } = event;
  if (eventType === 'delivered') return { kind: 'delivered' };
  if (eventType === 'rejected') {
    return failure(
      event,
      refusedForGood.has(rejectReason) ? 'hard' : 'soft',
      `suppressed (${rejectReason ?? 'other'})`,
    );
  }
  const judged = eventType === 'deferred' ? null : judgeDeliveryEvent(event);
  return judged && failure(event, judged.hard ? 'hard' : 'soft', judged.reason);
}

function failure({ mtaResponse, description }: DeliveryEvent, kind: 'hard' | 'soft', word: string): Meaning {
  const said = cleanLine(mtaResponse ?? description ?? '', 400);
  const status = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(said ?? '')?.[0] ?? '';
  return { kind, reason: said === null ? word : `${word}: ${said}`, status };
}
