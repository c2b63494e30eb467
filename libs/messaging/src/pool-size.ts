import { settingsOf, type QueueName } from '#contracts';

/**
 * Connections the database pool needs so that consumers cannot starve each other: every message handled at the same
 * moment holds one, a doubled delivery waits on a row lock, and the sweeper and a verdict need one each.
 */
export const databasePoolSize = (queues: readonly QueueName[], forRequests = 0): number =>
  queues.reduce((sum, queue) => sum + settingsOf(queue).concurrency, 0) + 2 + forRequests;
