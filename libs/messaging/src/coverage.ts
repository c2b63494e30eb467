import { catalogue, familiesOf, familyOf, type AnyContract, type QueueName } from '#contracts';

/** Messages routed to these queues for which there is no handler, as sentences that name the fix. */
export function missingHandlers(
  queues: readonly QueueName[],
  handled: { has(message: string): boolean },
  contracts: readonly AnyContract[] = catalogue,
): string[] {
  return queues.flatMap((queue) =>
    contracts
      .filter((contract) => familiesOf(contract).includes(familyOf(queue)) && !handled.has(contract.name))
      .map(
        ({ name }) => `Queue "${queue}" gets ${name}, but nobody handles it: add a consumer with @OnMessage for it.`,
      ),
  );
}
