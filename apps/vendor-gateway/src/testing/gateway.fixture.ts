import { hashToken, newToken } from '#access';
import { Database, TicketStore } from '#database';
import { createHttpApp } from '#http';
import { Outbox, TicketTeller } from '#messaging';
import { createLogger } from '#observability';
import { testDatabase, type TestDatabase } from '#testing';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { vendorGatewayConfig } from '../vendor-gateway.config.js';
import { VendorGatewayModule } from '../vendor-gateway.module.js';
import { Desk } from './asked-ticket.fixture.js';

class Surroundings {}

/** The app with its HTTP API, on a database of its own and without queues: what it says stays in the outbox. */
export class Gateway {
  readonly desk: Desk;

  private constructor(
    private readonly db: TestDatabase,
    readonly app: NestFastifyApplication,
    readonly url: string,
  ) {
    this.desk = new Desk(db.database);
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
    const db = await testDatabase();
    const outbox = new Outbox(db.database, { publish: () => undefined } as never);
    const surroundings: DynamicModule = {
      module: Surroundings,
      global: true,
      providers: [
        { provide: Database, useValue: db.database },
        { provide: Outbox, useValue: outbox },
        { provide: TicketStore, useValue: new TicketStore(new TicketTeller(outbox)) },
      ],
      exports: [Database, Outbox, TicketStore],
    };
    const root: DynamicModule = {
      module: class Root {},
      imports: [surroundings, VendorGatewayModule.forRoot(vendorGatewayConfig.parse(env))],
    };
    const logger = createLogger('test', { level: 'silent' });
    const app = await createHttpApp(root, { name: 'test', rateLimit: 0, logger });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.getHttpServer().address() as { port: number };
    return new Gateway(db, app, `http://127.0.0.1:${port}/api/v1`);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.db.close();
  }

  /** Logs an agent in. */
  async login(agentId: string): Promise<string> {
    const token = newToken();
    await this.desk.write(
      `INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`,
      [hashToken(token), agentId],
    );
    return token;
  }

  async loginAs(role: 'agent' | 'lead' | 'admin'): Promise<string> {
    return this.login(await this.desk.agent(role));
  }

  /** Sends JSON and reads the answer. */
  async ask(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
  ): Promise<{ status: number; body: Answer }> {
    const response = await fetch(this.url + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
    });
    return { status: response.status, body: (await response.json()) as Answer };
  }
}

export interface Answer {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly secret: string;
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor: string | null;
}
