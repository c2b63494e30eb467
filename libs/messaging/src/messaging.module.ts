import { Database, TicketStore } from '#database';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Backend } from './backend.js';
import { DeadLetters } from './dead-letters.js';
import { MessagingHealth } from './health.js';
import { MessagingLifecycle } from './messaging.lifecycle.js';
import { Outbox } from './outbox.js';
import { PostgresBackend } from './postgres.backend.js';
import { Publisher } from './publisher.js';
import { QueueBoard } from './queue-board.js';
import { QueueFigures } from './queue-figures.js';
import { RedisBackend } from './redis.backend.js';
import { Sweeper } from './sweeper.js';
import { TicketTeller } from './ticket-teller.js';
import { Verdicts } from './verdicts.js';

export interface MessagingOptions {
  /** Queues on Redis; without it they live in PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
  /** Namespace of the queues' keys on Redis; keeps a hash tag so that it works on a cluster. Default `{tierline}`. */
  readonly prefix?: string | undefined;
}

const createBackend = (
  { redisUrl, databaseUrl, prefix = '{tierline}' }: MessagingOptions,
  database: Database,
): Backend =>
  redisUrl ? new RedisBackend(redisUrl, prefix) : new PostgresBackend(databaseUrl, () => database.pool.options.max);

const providers: Provider[] = [
  { provide: Publisher, useFactory: (backend: Backend) => new Publisher(backend), inject: [Backend] },
  {
    provide: Outbox,
    useFactory: (database: Database, publisher: Publisher) => new Outbox(database, publisher),
    inject: [Database, Publisher],
  },
  {
    provide: TicketStore,
    useFactory: (outbox: Outbox) => new TicketStore(new TicketTeller(outbox)),
    inject: [Outbox],
  },
  { provide: Verdicts, useFactory: (database: Database) => new Verdicts(database), inject: [Database] },
  {
    provide: Sweeper,
    useFactory: (database: Database, backend: Backend) => new Sweeper(database, backend),
    inject: [Database, Backend],
  },
  {
    provide: DeadLetters,
    useFactory: (database: Database, publisher: Publisher) => new DeadLetters(database, publisher),
    inject: [Database, Publisher],
  },
  { provide: QueueFigures, useFactory: (database: Database) => new QueueFigures(database), inject: [Database] },
  {
    provide: QueueBoard,
    useFactory: (backend: Backend, database: Database) => new QueueBoard(backend, database),
    inject: [Backend, Database],
  },
  { provide: MessagingHealth, useFactory: (backend: Backend) => new MessagingHealth(backend), inject: [Backend] },
  {
    provide: MessagingLifecycle,
    useFactory: (backend: Backend, publisher: Publisher, sweeper: Sweeper) =>
      new MessagingLifecycle(backend, publisher, sweeper),
    inject: [Backend, Publisher, Sweeper],
  },
];

/**
 * Outbox, publisher, sweeper and dead letters for one process, and the ticket store, which tells of what it writes. Global; imported
 * only by composition roots.
 */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    const backend: Provider = {
      provide: Backend,
      useFactory: (database: Database) => createBackend(options, database),
      inject: [Database],
    };
    return {
      module: MessagingModule,
      global: true,
      providers: [backend, ...providers],
      exports: [backend, ...providers],
    };
  }
}
