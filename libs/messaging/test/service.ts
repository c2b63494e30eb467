import { VendorAsked, type PayloadOf, type QueueSettings, TicketOpened } from '#contracts';
import { Database, DatabaseModule, type Tx } from '#database';
import { connectConsumers, MessagingModule, Outbox, transport, type MessageContext } from '#messaging';
import type { INestApplication } from '@nestjs/common';
import { Controller, Inject, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

export const { id: TEST, OnMessage } = transport('test');

/** What the handler does after its message is consumed, in the same transaction. */
export type Work = (tx: Tx, ticketId: string, context: MessageContext) => Promise<void>;
export const BEHAVIOUR = Symbol('behaviour');

/** A consumer as apps write them; a test says what its handler does. */
@Controller()
export class TicketOpenedConsumer {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(BEHAVIOUR) private readonly work: Work,
  ) {}

  @OnMessage(TicketOpened)
  async onTicketOpened({ ticketId }: PayloadOf<typeof TicketOpened>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, (tx) => this.work(tx, ticketId, context));
  }
}

@Controller()
export class SecondTicketOpenedConsumer {
  @OnMessage(TicketOpened)
  onTicketOpened(_data: PayloadOf<typeof TicketOpened>, _context: MessageContext): Promise<void> {
    return Promise.resolve();
  }
}

@Controller()
export class VendorAskedConsumer {
  constructor(@Inject(Outbox) private readonly outbox: Outbox) {}

  @OnMessage(VendorAsked)
  async onVendorAsked(_data: PayloadOf<typeof VendorAsked>, context: MessageContext): Promise<void> {
    await this.outbox.once(context, () => Promise.resolve());
  }
}

export interface ServiceOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly work?: Work;
  readonly consumers?: Type[];
  readonly settings?: Partial<QueueSettings>;
  /** False: only says messages, like intake. */
  readonly consumes?: boolean;
  readonly poolSize?: number;
}

const quick: Partial<QueueSettings> = { attempts: 3, backoffMs: 20, maxBackoffMs: 100 };

export interface Service {
  readonly app: INestApplication;
  readonly outbox: Outbox;
  readonly database: Database;
  stop(): Promise<void>;
}

/** One process's worth of Tierline: a database, messaging, and a consumer of `ticket.opened` on the queue `triage`. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { databaseUrl, redisUrl, consumers = [TicketOpenedConsumer], consumes = true, poolSize = 12 } = options;
  const module = class TestModule {};
  Module({
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, poolSize, applicationName: 'test' }),
      MessagingModule.forRoot({ redisUrl, databaseUrl }),
    ],
    controllers: consumers,
    providers: [{ provide: BEHAVIOUR, useValue: options.work ?? (() => Promise.resolve()) }],
  })(module);
  const app = await NestFactory.create(module, new FastifyAdapter(), {
    logger: process.env.TEST_LOG ? ['log', 'warn', 'error'] : false,
    abortOnError: false,
  });
  try {
    if (consumes)
      connectConsumers(app, { transportId: TEST, queues: ['triage'], settings: { ...quick, ...options.settings } });
    await app.init();
    await app.startAllMicroservices();
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, outbox: app.get(Outbox), database: app.get(Database), stop: () => app.close() };
}
