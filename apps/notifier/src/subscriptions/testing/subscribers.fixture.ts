import { hashToken, newToken } from '#access';
import { Database, newId, TicketStore, type Tx } from '#database';
import { createHttpApp } from '#http';
import { createLogger } from '#observability';
import { testDatabase, type TestDatabase } from '#testing';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Subscriptions, type LoggedEvent } from '../subscriptions.js';
import { SubscriptionsModule } from '../subscriptions.module.js';
import { webhookConfig } from '../webhook.config.js';

class Surroundings {}

export interface Body {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly secret: string;
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor: string | null;
}

/** What the notifier has for subscribers, with its HTTP API, on a database of its own. */
export class Subscribers {
  private readonly tickets = new TicketStore();
  private token = '';

  private constructor(
    private readonly db: TestDatabase,
    readonly app: NestFastifyApplication,
    private readonly url: string,
  ) {}

  static async open(env: Readonly<Record<string, string>>): Promise<Subscribers> {
    const db = await testDatabase();
    const surroundings: DynamicModule = {
      module: Surroundings,
      global: true,
      providers: [
        { provide: Database, useValue: db.database },
        { provide: TicketStore, useValue: new TicketStore() },
      ],
      exports: [Database, TicketStore],
    };
    const root: DynamicModule = {
      module: class Root {},
      imports: [surroundings, SubscriptionsModule.forRoot(webhookConfig.parse(env))],
    };
    const logger = createLogger('test', { level: 'silent' });
    const app = await createHttpApp(root, { name: 'test', rateLimit: 0, logger });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.getHttpServer().address() as { port: number };
    const subscribers = new Subscribers(db, app, `http://127.0.0.1:${port}/api/v1`);
    subscribers.token = await subscribers.login('admin');
    return subscribers;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.db.close();
  }

  async login(role: 'agent' | 'lead' | 'admin'): Promise<string> {
    const [id, token] = [newId(), newToken()];
    await this.rows(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1::uuid, $1::text || '@desk.example', 'Kim', $2, 'none')`,
      [id, role],
    );
    await this.rows(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
      hashToken(token),
      id,
    ]);
    return token;
  }

  /** Asks the API, as an admin unless told otherwise. */
  async ask(method: string, path: string, body?: unknown, token = this.token): Promise<{ status: number; body: Body }> {
    const response = await fetch(this.url + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
  }

  async organisation(): Promise<string> {
    const id = newId();
    await this.rows(`INSERT INTO organisation (id, name) VALUES ($1::uuid, $1::text)`, [id]);
    return id;
  }

  async ticket(organisationId: string | null = null): Promise<string> {
    const [id, contactId] = [newId(), newId()];
    await this.rows(`INSERT INTO contact (id, email) VALUES ($1::uuid, $1::text || '@customer.example')`, [contactId]);
    await this.rows(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, created_by, impact, urgency,
         tier, created_at, updated_at)
       VALUES ($1, nextval('ticket_number'), 'queued', 1, 'The router reboots', $2, $3, 'api', 'test', 'low', 'low', 2, now(), now())`,
      [id, contactId, organisationId],
    );
    return id;
  }

  /** Announces events of a ticket, as the consumer does. */
  async announce(
    ticketId: string,
    ...events: readonly (Partial<LoggedEvent> & { readonly version: number })[]
  ): Promise<void> {
    await this.db.database.transaction((tx) => this.announceIn(tx, ticketId, events));
    this.app.get(Subscriptions, { strict: false }).wake();
  }

  private async announceIn(tx: Tx, ticketId: string, events: readonly Partial<LoggedEvent>[]): Promise<void> {
    const ticket = await this.tickets.lock(tx, ticketId);
    if (!ticket) throw new Error('There is no such ticket.');
    const whole = events.map((event) => ({
      version: 1,
      type: 'ticket.escalated',
      at: ticket.now,
      public: true,
      data: { from: 'in_progress', to: 'queued', tier: 2, reason: 'Too hard for us.' },
      ...event,
    }));
    await this.app.get(Subscriptions, { strict: false }).announce(tx, ticket, whole);
  }

  async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.db.database.pool.query(text, values as unknown[])).rows as Row[];
  }
}
