import { Database } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookSettings } from '../webhook-settings.js';

/** A delivery that this process has taken; nobody else touches it until its lease ends. */
export interface WebhookDelivery {
  readonly id: string;
  readonly subscriptionId: string;
  readonly subscription: string;
  readonly url: string;
  /** All that are valid, the current one first. */
  readonly secrets: readonly string[];
  readonly ticketId: string | null;
  readonly payload: string;
  readonly correlationId: string;
  /** Counting the one it was taken for; also the fence: an outcome counts only while nobody took it after us. */
  readonly attempts: number;
  /** The same since the retry table was begun. */
  readonly tries: number;
  /** The database's time when it was taken. */
  readonly now: Date;
}

/** What an attempt came to. */
export interface AttemptMade {
  readonly status: number | null;
  readonly milliseconds: number;
}

export interface AttemptFailed extends AttemptMade {
  readonly error: string;
  /** Null: there is no further attempt. */
  readonly waitMs: number | null;
  /** It said that it wants nothing more, ever. */
  readonly isGone: boolean;
}

/** Longer than an attempt can take: a delivery whose process died is due again after this. */
export const LEASE_SECONDS = 120;
/** A subscription is disabled after so many failures in a row, when they also took long enough. */
export const DISABLE_AFTER_FAILURES = 10;

/** Takes due deliveries and writes down what became of them. Every write is one short statement; none spans a network call. */
@Injectable()
export class WebhookDeliveryStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WebhookSettings) private readonly settings: WebhookSettings,
  ) {}

  /**
   * Takes up to `limit` due deliveries of active subscriptions, none of `busy`. Events of one ticket leave in their order: a
   * later one waits for the first attempt of an earlier one, but for no retry.
   */
  take(limit: number, busy: readonly string[]): Promise<WebhookDelivery[]> {
    return this.database.read<WebhookDelivery>(takeDue, [limit, busy, LEASE_SECONDS]);
  }

  async delivered({ id, attempts, now }: WebhookDelivery, { status, milliseconds }: AttemptMade): Promise<void> {
    await this.database.read(writeDelivered, [id, attempts, now, status, milliseconds]);
  }

  /** True when this was the failure by which the subscription was disabled. */
  async failed({ id, attempts, now }: WebhookDelivery, failure: AttemptFailed): Promise<boolean> {
    const { status, milliseconds, error, waitMs, isGone } = failure;
    const { disableAfterHours } = this.settings;
    const values = [id, attempts, now, status, milliseconds, error, waitMs, isGone, disableAfterHours];
    const [counted] = await this.database.read<{ isDisabled: boolean }>(writeFailed, values);
    return counted?.isDisabled ?? false;
  }
}

/* One probe of an index for each subscription: the backlog of a busy one is never walked through to find another's. */
const takeDue = {
  name: 'webhook-delivery-take',
  text: `
    WITH due AS MATERIALIZED (
      SELECT next.id FROM webhook_subscription AS subscription
      CROSS JOIN LATERAL (
        SELECT candidate.id, candidate.next_attempt_at FROM webhook_delivery AS candidate
        WHERE candidate.subscription_id = subscription.id AND candidate.next_attempt_at <= now()
          AND NOT EXISTS (
            SELECT FROM webhook_delivery AS earlier
            WHERE earlier.subscription_id = candidate.subscription_id AND earlier.ticket_id = candidate.ticket_id
              AND earlier.version < candidate.version AND earlier.next_attempt_at IS NOT NULL
              AND (earlier.tries = 0 OR earlier.state = 'sending'))
        ORDER BY candidate.next_attempt_at LIMIT $1 FOR UPDATE OF candidate SKIP LOCKED
      ) AS next
      WHERE subscription.active AND subscription.id <> ALL ($2::uuid[])
      ORDER BY next.next_attempt_at LIMIT $1
    )
    UPDATE webhook_delivery AS delivery
    SET state = 'sending', attempts = attempts + 1, tries = tries + 1, next_attempt_at = now() + make_interval(secs => $3)
    FROM due, webhook_subscription AS subscription
    WHERE delivery.id = due.id AND subscription.id = delivery.subscription_id
    RETURNING delivery.id, subscription.id AS "subscriptionId", subscription.name AS subscription, subscription.url,
      CASE WHEN previous_secret_until > now() THEN ARRAY[secret, previous_secret] ELSE ARRAY[secret] END AS secrets,
      ticket_id AS "ticketId", payload, correlation_id AS "correlationId", attempts, tries, clock_timestamp() AS now`,
};
const writeDelivered = {
  name: 'webhook-delivery-delivered',
  text: `
    WITH done AS (
      UPDATE webhook_delivery SET state = 'delivered', next_attempt_at = NULL, finished_at = clock_timestamp(),
        last_status = $4::integer, last_error = NULL
      WHERE id = $1 AND attempts = $2::integer AND state = 'sending' RETURNING id, subscription_id
    ), logged AS (
      INSERT INTO webhook_attempt (delivery_id, number, at, status, milliseconds)
      SELECT id, $2::integer, $3::timestamptz, $4::integer, $5::integer FROM done
    )
    UPDATE webhook_subscription AS subscription SET failures = 0, failing_since = NULL
    FROM done WHERE subscription.id = done.subscription_id AND failures > 0`,
};
const isOver = `($8::boolean OR failures + 1 >= ${DISABLE_AFTER_FAILURES}
  AND failing_since <= clock_timestamp() - make_interval(hours => $9::integer))`;
const writeFailed = {
  name: 'webhook-delivery-failed',
  text: `
    WITH done AS (
      UPDATE webhook_delivery SET last_status = $4::integer, last_error = $6::text,
        state = CASE WHEN $7::float8 IS NULL THEN 'failed' ELSE 'waiting' END,
        next_attempt_at = clock_timestamp() + make_interval(secs => $7::float8 / 1000),
        finished_at = CASE WHEN $7::float8 IS NULL THEN clock_timestamp() END
      WHERE id = $1 AND attempts = $2::integer AND state = 'sending' RETURNING id, subscription_id
    ), logged AS (
      INSERT INTO webhook_attempt (delivery_id, number, at, status, error, milliseconds)
      SELECT id, $2::integer, $3::timestamptz, $4::integer, $6::text, $5::integer FROM done
    )
    UPDATE webhook_subscription AS subscription SET failures = failures + 1,
      failing_since = coalesce(failing_since, $3::timestamptz),
      active = active AND (${isOver}) IS NOT TRUE,
      disabled_at = CASE WHEN active AND ${isOver} THEN now() ELSE disabled_at END,
      disabled_reason = CASE WHEN NOT active OR (${isOver}) IS NOT TRUE THEN disabled_reason WHEN $8::boolean THEN $6::text
        ELSE (failures + 1) || ' attempts in a row have failed. The last: ' || $6::text END
    FROM done WHERE subscription.id = done.subscription_id
    RETURNING coalesce(disabled_at = now(), false) AS "isDisabled"`,
};
