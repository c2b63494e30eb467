import { newId, run, unseen, type Tx } from '#database';
import type { Ticket } from '#domain';
import { currentCorrelation, tracing } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookLoop } from './deliver-webhook/webhook.loop.js';
import { eventPayload, type LoggedEvent } from './event-payload.js';

export type { LoggedEvent } from './event-payload.js';

const COMMITTED_WITHIN_MS = 5_000;

/** Tells subscribers' webhooks what happens to tickets. */
@Injectable()
export class Subscriptions {
  private announcedAt = -Infinity;

  constructor(@Inject(WebhookLoop) private readonly loop: WebhookLoop) {}

  /** To be called after the commit of what was announced: it leaves at once, not within a second. */
  wake(): void {
    // Another transaction's may be what is announced: so for a while every commit counts as one that did.
    if (Date.now() - this.announcedAt < COMMITTED_WITHIN_MS) this.loop.wake();
  }

  /**
   * Writes down, for each active subscription, the events that it is to hear of; they leave after the commit. Announcing an
   * event again changes nothing. `ticket` is the ticket as it is now.
   */
  async announce(tx: Tx, ticket: Ticket, events: readonly LoggedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const { correlationId } = currentCorrelation();
    const announced = await run<{ id: string; subscriptionId: string }>(tx, insertMatching, [
      ticket.id,
      ticket.organisationId,
      correlationId,
      events.map(() => newId()),
      events.map(({ version }) => version),
      events.map(({ type }) => type),
      events.map(({ at }) => at),
      events.map((event) => event.public),
      events.map((event) => (event.public ? eventPayload(ticket, event, false) : null)),
      events.map((event) => eventPayload(ticket, event, true)),
    ]);
    if (announced.length === 0) return;
    for (const { id, subscriptionId } of announced) {
      tracing()?.say({
        id,
        name: 'webhook-delivery',
        destination: subscriptionId,
        correlationId,
        ticketId: ticket.id,
      });
    }
    this.announcedAt = Date.now();
  }
}

/*
 * One statement, whoever listens: with no subscription it reads an empty table. An id is the event's (which sorts by time)
 * with 40 random bits of its own. What happened before a subscription was made is not for it.
 */
const insertMatching = {
  name: 'webhook-announce',
  text: `
    INSERT INTO webhook_delivery (id, subscription_id, ticket_id, version, type, payload, correlation_id, next_attempt_at, created_at)
    SELECT (left(event.id::text, 26) || right(gen_random_uuid()::text, 10))::uuid, subscription.id, $1::uuid, event.version,
      event.type, CASE WHEN subscription.internal THEN event.whole ELSE event.told END, $3::text, now(), now()
    FROM webhook_subscription AS subscription
    CROSS JOIN unnest(
      ${unseen('$4::uuid[]')}, ${unseen('$5::integer[]')}, ${unseen('$6::text[]')}, ${unseen('$7::timestamptz[]')},
      ${unseen('$8::boolean[]')}, ${unseen('$9::text[]')}, ${unseen('$10::text[]')}
    ) AS event (id, version, type, at, public, told, whole)
    WHERE subscription.active
      AND (subscription.organisation_id IS NULL OR subscription.organisation_id = $2::uuid)
      AND (event.public OR subscription.internal)
      AND (subscription.events IS NULL OR event.type = ANY (subscription.events))
      AND event.at >= date_trunc('milliseconds', subscription.created_at)
    ON CONFLICT (subscription_id, ticket_id, version) DO NOTHING
    RETURNING id, subscription_id AS "subscriptionId"`,
};
