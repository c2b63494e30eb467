import { DatabaseModule } from '#database';
import { MessagingModule } from '#messaging';
import type { DynamicModule } from '@nestjs/common';
import type { ReadyService } from './service.js';

export interface Composed {
  /** The process's name in PostgreSQL's views. */
  readonly name: string;
  readonly services: readonly Pick<ReadyService, 'modules'>[];
  readonly databaseUrl: string;
  /** Database connections of the process. */
  readonly poolSize: number;
  readonly redisUrl?: string | undefined;
  readonly queuePrefix?: string | undefined;
}

/** The one module of a composition root. Its order is the order of stopping, backwards: pools are closed last. */
class Root {}

/** Services with what all of them need, as one module. */
export const composition = (composed: Composed): DynamicModule => {
  const { name, services, databaseUrl, poolSize, redisUrl, queuePrefix } = composed;
  return {
    module: Root,
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, poolSize, applicationName: name }),
      MessagingModule.forRoot({ redisUrl, databaseUrl, prefix: queuePrefix }),
      ...services.flatMap(({ modules }) => modules),
    ],
  };
};
