import { counter, histogram } from '#observability';

export const handlerSeconds = histogram({
  name: 'handler_seconds',
  help: 'How long one delivery of a message took. outcome: done, retry (its own error), outage (something is away), dead.',
  labels: ['queue', 'message', 'outcome'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const waitSeconds = histogram({
  name: 'message_wait_seconds',
  help: 'From saying a message to the start of its first delivery.',
  labels: ['queue'],
  buckets: [0.005, 0.015, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 3600],
});

export const publishFailures = counter({
  name: 'publish_failures_total',
  help: 'Messages that could not be brought to their queue after the commit and were left to the sweeper.',
  labels: ['queue'],
});

export const sweptMessages = counter({
  name: 'swept_messages_total',
  help: 'Messages the sweeper brought back to their queue.',
  labels: ['queue'],
});

/** When a message was said, from its UUIDv7: milliseconds since 1970. */
export const saidAt = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
