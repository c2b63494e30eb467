import { Database, newId } from '#database';
import { ticketNumber } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import type { DeliveryDetail, DeliveryQuery, DeliverySummary } from './deliveries.schemas.js';

interface Row extends Omit<DeliverySummary, 'ticket'> {
  readonly ticketId: string | null;
  readonly ticketNumber: number | null;
}
interface DetailRow extends Row {
  readonly payload: string;
  readonly log: DeliveryDetail['log'];
}

/** What was delivered to a subscription, or not; and what is delivered once more. */
@Injectable()
export class DeliveryLog {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first; `before` is the id of the last one seen. */
  async list(
    subscriptionId: string,
    page: { readonly limit: number; readonly before: string | null; readonly state: DeliveryQuery['state'] },
  ): Promise<DeliverySummary[]> {
    const values = [subscriptionId, page.before, page.state ?? null, page.limit];
    return (await this.database.read<Row>(listDeliveries, values)).map(shown);
  }

  async find(subscriptionId: string, id: string): Promise<DeliveryDetail | null> {
    const [row] = await this.database.read<DetailRow>(findDelivery, [subscriptionId, id]);
    return row ? { ...shown(row), payload: JSON.parse(row.payload) as unknown, log: row.log } : null;
  }

  /** Writes a test down and gives its id. */
  async addTest(subscription: { readonly id: string; readonly name: string }, correlationId: string): Promise<string> {
    const id = newId();
    const payload = JSON.stringify({
      type: 'webhook.test',
      timestamp: new Date(),
      data: { webhook: { id: subscription.id, name: subscription.name } },
    });
    await this.database.read(insertTest, [id, subscription.id, payload, correlationId]);
    return id;
  }

  /** Makes a delivery due once more, as if it had never been tried; false when there is none that is not under way. */
  async replay(subscriptionId: string, id: string): Promise<boolean> {
    return (await this.database.read(replayOne, [subscriptionId, id])).length > 0;
  }

  /** The same for all that were given up, a thousand in each commit; gives how many. */
  async replayFailed(subscriptionId: string, since: string | null): Promise<number> {
    const [at] = await this.database.read<{ now: Date }>(databaseTime);
    for (let replayed = 0; ;) {
      const rows = await this.database.read(replayGivenUp, [subscriptionId, since, at?.now, AT_ONCE]);
      replayed += rows.length;
      if (rows.length < AT_ONCE) return replayed;
    }
  }
}

const AT_ONCE = 1_000;

const shown = (row: Row): DeliverySummary => ({
  id: row.id,
  type: row.type,
  ticket:
    row.ticketId === null || row.ticketNumber === null
      ? null
      : { id: row.ticketId, number: ticketNumber(row.ticketNumber) },
  state: row.state,
  attempts: row.attempts,
  lastStatus: row.lastStatus,
  lastError: row.lastError,
  nextAttemptAt: row.nextAttemptAt,
  createdAt: row.createdAt,
  finishedAt: row.finishedAt,
});

const columns = `delivery.id, delivery.type, delivery.ticket_id AS "ticketId", ticket.number AS "ticketNumber", delivery.state,
  delivery.attempts, delivery.last_status AS "lastStatus", delivery.last_error AS "lastError",
  delivery.next_attempt_at AS "nextAttemptAt", delivery.created_at AS "createdAt", delivery.finished_at AS "finishedAt"`;

const listDeliveries = {
  name: 'webhook-delivery-list',
  text: `SELECT ${columns} FROM webhook_delivery AS delivery LEFT JOIN ticket ON ticket.id = delivery.ticket_id
    WHERE delivery.subscription_id = $1 AND ($2::uuid IS NULL OR delivery.id < $2::uuid)
      AND ($3::text IS NULL OR delivery.state = $3::text)
    ORDER BY delivery.id DESC LIMIT $4`,
};
const findDelivery = {
  name: 'webhook-delivery-find',
  text: `SELECT ${columns}, delivery.payload, coalesce((
      SELECT jsonb_agg(jsonb_build_object('number', number, 'at', at, 'status', status, 'error', error, 'milliseconds', milliseconds)
        ORDER BY number)
      FROM webhook_attempt WHERE delivery_id = delivery.id), '[]') AS log
    FROM webhook_delivery AS delivery LEFT JOIN ticket ON ticket.id = delivery.ticket_id
    WHERE delivery.subscription_id = $1 AND delivery.id = $2`,
};
const insertTest = {
  name: 'webhook-delivery-test',
  text: `INSERT INTO webhook_delivery (id, subscription_id, type, payload, correlation_id, next_attempt_at, created_at)
    VALUES ($1, $2, 'webhook.test', $3, $4, now(), now())`,
};
const again = `state = 'waiting', tries = 0, next_attempt_at = now(), finished_at = NULL`;
const replayOne = {
  name: 'webhook-delivery-replay',
  text: `UPDATE webhook_delivery SET ${again} WHERE subscription_id = $1 AND id = $2 AND state <> 'sending' RETURNING 1`,
};
const databaseTime = { name: 'webhook-delivery-time', text: 'SELECT clock_timestamp() AS now' };
/* Only what was given up before the replay began: what fails again meanwhile is not replayed for ever. */
const replayGivenUp = {
  name: 'webhook-delivery-replay-failed',
  text: `UPDATE webhook_delivery SET ${again} WHERE id = ANY (ARRAY(
      SELECT id FROM webhook_delivery WHERE subscription_id = $1 AND state = 'failed'
        AND ($2::timestamptz IS NULL OR created_at >= $2::timestamptz) AND finished_at <= $3::timestamptz
      ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)) RETURNING 1`,
};
