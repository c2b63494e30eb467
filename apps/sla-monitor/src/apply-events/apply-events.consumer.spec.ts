import type { Database } from '#database';
import type { MessageContext, Outbox } from '#messaging';
import { expect, test } from '@jest/globals';
import type { AlarmLoop } from '../ring-alarms/alarm.loop.js';
import { ApplyEventsConsumer } from './apply-events.consumer.js';
import type { ApplyEventsHandler } from './apply-events.handler.js';

const context: MessageContext = { id: 'message', queue: 'sla', message: 'ticket.changed', correlationId: 'c' };

/** What happens to a message about version 3 when the clocks have seen the log up to `seen`. */
async function handledWhen(seen: number): Promise<string[]> {
  const happened: string[] = [];
  const database = {
    read: async (_: unknown, [ids, , versions]: [string[], string[], number[]]) => {
      const dismissed = ids.filter((_, index) => seen >= versions[index]!);
      if (dismissed.length > 0) happened.push('dismissed');
      return dismissed.map((id) => ({ id }));
    },
  };
  const outbox = {
    onceOn: async (_: MessageContext, _id: string, work: (tx: null, ticket: null) => Promise<void>) => work(null, null),
  };
  const handler = { handle: async () => (happened.push('applied'), 250) };
  const alarms = { expectIn: (ms: number) => void happened.push(`alarm in ${ms}`) };
  const consumer = new ApplyEventsConsumer(
    database as unknown as Database,
    outbox as unknown as Outbox,
    handler as unknown as ApplyEventsHandler,
    alarms as unknown as AlarmLoop,
  );
  await consumer.onTicketChanged({ ticketId: 'ticket', version: 3 }, context);
  return happened;
}

test('what the clocks have not seen yet is applied, and its alarm expected', async () => {
  expect(await handledWhen(2)).toEqual(['applied', 'alarm in 250']);
});

test('a message about what the clocks have seen is handled without another look at the ticket', async () => {
  expect(await handledWhen(3)).toEqual(['dismissed']);
  expect(await handledWhen(4)).toEqual(['dismissed']);
});
