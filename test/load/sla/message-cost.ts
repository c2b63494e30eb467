import { DatabaseModule } from '#database';
import { MessagingModule } from '#messaging';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type pg from 'pg';
// oxlint-disable-next-line no-restricted-imports -- its consumer is what is measured, without a queue before it
import { ApplyEventsConsumer } from '../../../apps/sla-monitor/src/apply-events/apply-events.consumer.js';
// oxlint-disable-next-line no-restricted-imports -- as above
import { SlaMonitorModule } from '../../../apps/sla-monitor/src/sla-monitor.module.js';
import { quantile } from '../bench-world.js';
import { spread, type Figures } from './figures.js';
import { id } from './seed.js';
import { sizes } from './sizes.js';
import type { SlaWorld } from './sla-world.js';

/** Tickets of these messages are numbered from here on. */
const FIRST = 20_000_001;
const WARM_UP = 100;

/** Microseconds a message took, p50. */
export interface MessageCost {
  readonly start: number;
  readonly pause: number;
}

/**
 * What one message of a ticket costs, one after the other, from the consumer's first statement to its commit: the one that
 * starts clocks (the ticket was routed), and the one that pauses them (the customer was asked).
 */
export async function messageCost(figures: Figures, world: SlaWorld, clocks: number): Promise<MessageCost> {
  const context = await monitorInside(world);
  const consumer = context.get(ApplyEventsConsumer, { strict: false });
  const tickets = Array.from({ length: WARM_UP + sizes.messages }, (_, index) => FIRST + index);
  const { client } = world;
  const cost = async (version: number): Promise<number[]> => {
    const micros = [];
    for (const message of await say(client, version)) {
      const began = performance.now();
      await consumer.onTicketChanged({ ticketId: message.ticketId, version }, message);
      micros.push((performance.now() - began) * 1_000);
    }
    return micros.slice(WARM_UP);
  };
  try {
    await open(client, tickets);
    const start = await cost(2);
    await expectClocks(client, 'running', tickets.length);
    await take(client);
    await cost(3);
    await askCustomer(client);
    const pause = await cost(4);
    await expectClocks(client, 'paused', tickets.length);
    figures.add(`a message that starts clocks, beside ${clocks}`, spread(start, 'µs'));
    figures.add(`a message that pauses them, beside ${clocks}`, spread(pause, 'µs'));
    return { start: quantile(start, 0.5), pause: quantile(pause, 0.5) };
  } finally {
    await context.close();
  }
}

/** The whole of sla-monitor in this process, with no worker on its queue. */
function monitorInside({ databaseUrl, redis }: SlaWorld): Promise<INestApplicationContext> {
  class Root {}
  const imports = [
    DatabaseModule.forRoot({ url: databaseUrl, poolSize: 4, applicationName: 'bench' }),
    MessagingModule.forRoot({ databaseUrl, redisUrl: redis.url }),
    SlaMonitorModule,
  ];
  return NestFactory.createApplicationContext({ module: Root, imports }, { logger: ['error'] });
}

/** Tickets that came and were routed to the first tier, as their logs tell it. */
async function open(client: pg.Client, tickets: readonly number[]): Promise<void> {
  await client.query(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, priority, tier,
       queued_at, created_at, updated_at)
     SELECT ${id('n')}, n, 'queued', 2, 'No network', contact.id, 'api', 'bench', 'low', 'low', 'P5', 1, now(), now(), now()
     FROM unnest($1::integer[]) n, contact`,
    [tickets],
  );
  await happened(client, { version: 1, type: 'ticket.opened', by: 'customer', data: {} });
  await happened(client, { version: 2, type: 'ticket.routed', by: 'system', data: { tier: 1, priority: 'P5' } });
  await moved(client, { version: 2, from: 'received', action: 'route', to: 'queued' });
  await client.query('ANALYZE ticket, ticket_event, ticket_transition');
}

async function take(client: pg.Client): Promise<void> {
  await happened(client, { version: 3, type: 'ticket.claimed', by: 'agent', data: { tier: 1 } });
  await moved(client, { version: 3, from: 'queued', action: 'claim', to: 'in_progress' });
}

async function askCustomer(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
     SELECT id, id, 'agent', 'bench', true, 'Which cable is it?', now() FROM ticket WHERE number >= $1`,
    [FIRST],
  );
  await happened(client, { version: 4, type: 'ticket.customer-asked', by: 'agent', data: { tier: 1, isPost: true } });
  await moved(client, { version: 4, from: 'in_progress', action: 'ask-customer', to: 'awaiting_customer' });
}

interface Happened {
  readonly version: number;
  readonly type: string;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Writes one event on the log of each of these tickets. */
async function happened(client: pg.Client, { version, type, by, data }: Happened): Promise<void> {
  await client.query(
    `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
     SELECT id, $2, $3, now(), $4, 'bench', true,
       ($5::jsonb - 'isPost') || CASE WHEN $5::jsonb ? 'isPost' THEN jsonb_build_object('postId', id) ELSE '{}' END
     FROM ticket WHERE number >= $1`,
    [FIRST, version, type, by, JSON.stringify(data)],
  );
}

interface Moved {
  readonly version: number;
  readonly from: string;
  readonly action: string;
  readonly to: string;
}

/** The tickets' move, on their history and on themselves. */
async function moved(client: pg.Client, { version, from, action, to }: Moved): Promise<void> {
  await client.query(
    `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, tier, actor_kind, actor_id, at)
     SELECT id, $2, $3, $4, $5, 1, 'system', 'bench', now() FROM ticket WHERE number >= $1`,
    [FIRST, version, from, action, to],
  );
  await client.query(
    `UPDATE ticket SET version = $2, state = $3, updated_at = now(),
       assignee_id = CASE $3 WHEN 'queued' THEN NULL ELSE (SELECT id FROM agent LIMIT 1) END
     WHERE number >= $1`,
    [FIRST, version, to],
  );
}

/** One message of each ticket, said and not yet taken from any queue. */
async function say(client: pg.Client, version: number) {
  const { rows } = await client.query<{ id: string; ticketId: string }>(
    `INSERT INTO outbox (id, queue, message, data, correlation_id, next_sweep_at)
     SELECT ${id('number')}, 'sla', 'ticket.changed', jsonb_build_object('ticketId', id, 'version', $2::integer), id::text, 'infinity'
     FROM ticket WHERE number >= $1 ORDER BY number
     RETURNING id, data->>'ticketId' AS "ticketId"`,
    [FIRST, version],
  );
  return rows.map((row) => ({
    ...row,
    queue: 'sla' as const,
    message: 'ticket.changed',
    correlationId: row.ticketId,
  }));
}

async function expectClocks(client: pg.Client, state: string, tickets: number): Promise<void> {
  const { rows } = await client.query<{ tickets: number; left: number }>(
    `SELECT count(DISTINCT ticket_id)::int AS tickets, (SELECT count(*)::int FROM outbox WHERE queue = 'sla') AS left
     FROM clock JOIN ticket ON ticket.id = ticket_id WHERE number >= $1 AND clock.state = $2`,
    [FIRST, state],
  );
  const found = rows[0]!;
  if (found.tickets !== tickets || found.left > 0)
    throw new Error(`Clocks of ${found.tickets} of ${tickets} tickets are ${state}; ${found.left} messages are left.`);
}
