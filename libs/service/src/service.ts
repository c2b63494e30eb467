import type { QueueName } from '#contracts';
import type { DynamicModule, Type } from '@nestjs/common';
import type { z } from 'zod';

/** An app as a composition root sees it. Each app declares itself once, in its `service.ts`. */
export interface Service<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Where it listens when it runs alone and `PORT` does not say otherwise. */
  readonly port: number;
  /** The environment variables only this app understands. */
  readonly env: Schema;
  /** What the app is made of. */
  readonly modules: (env: z.output<Schema>) => readonly (Type | DynamicModule)[];
  /** Whether it serves the web pages at `/`. */
  readonly servesPages?: boolean;
  /** The queues it serves, if any, and its transport's id. */
  readonly consumes?: (env: z.output<Schema>) => {
    readonly transportId: symbol;
    readonly queues: readonly QueueName[];
  };
}

/** Declares an app; gives it back with its types checked against each other. */
export const service = <Schema extends z.ZodType>(declaration: Service<Schema>): Service<Schema> => declaration;

/** A service together with what it read from the environment. */
export interface ReadyService {
  readonly name: string;
  readonly servesPages: boolean;
  readonly modules: readonly (Type | DynamicModule)[];
  readonly consumes: { readonly transportId: symbol; readonly queues: readonly QueueName[] } | null;
}
