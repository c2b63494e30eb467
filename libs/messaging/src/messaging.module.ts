import type { DynamicModule } from '@nestjs/common';

export interface MessagingOptions {
  /** Queues on Redis; without it they live in PostgreSQL. */
  readonly redisUrl?: string;
  readonly databaseUrl: string;
  /** Namespace of the queues' keys on Redis; keeps a hash tag so that it works on a cluster. Default `{tierline}`. */
  readonly prefix?: string;
}

/** Outbox, publisher, sweeper and dead letters for one process. Global; imported only by composition roots. */
export class MessagingModule {
  static forRoot(_options: MessagingOptions): DynamicModule {
    throw new Error('not built yet');
  }
}
