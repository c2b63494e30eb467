import { z } from 'zod';
import { tierQueue, type QueueFamily, type QueueName } from './queues.js';

/*
 * Words used here and everywhere else:
 *   message      a fact that travels between services through a queue, named noun.past-participle. The name is wire
 *                format and stored data: it is never renamed.
 *   contract     the declaration of a message: its name, the schema of its data, the queues it goes to.
 *   destination  one queue a message goes to; a message with two destinations is two rows and two jobs.
 *   consumer     the method that receives a message; handler: the code that decides and writes.
 *   outbox row   a message that is not handled yet; it exists exactly as long as that is so.
 *   dead letter  an outbox row that was given up on and waits for a person to redrive it.
 */

/** Where a message goes. `tier` names the tier whose queue gets it, or null for none. */
export interface Destinations<Data> {
  readonly triage?: true;
  readonly sla?: true;
  readonly vendor?: true;
  readonly notify?: true;
  readonly tier?: (data: Data) => number | null;
}

export interface Contract<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly data: Schema;
  readonly to: Destinations<z.output<Schema>>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- "a contract of whatever data": Destinations is contravariant in it
export type AnyContract = Contract<string, any>;

export type PayloadOf<C extends AnyContract> = z.output<C['data']>;

/** Declares a message. The only way one comes into being; every declaration belongs in `catalogue.ts`. */
export const message = <const Name extends string, Schema extends z.ZodType>(
  name: Name,
  declaration: { data: Schema; to: Destinations<z.output<Schema>> },
): Contract<Name, Schema> => ({ name, ...declaration });

/** The queues this very message goes to. */
export function destinationsOf<C extends AnyContract>(contract: C, data: PayloadOf<C>): QueueName[] {
  const { triage, sla, vendor, notify, tier } = contract.to as Destinations<PayloadOf<C>>;
  const tierNumber = tier?.(data) ?? null;
  const queues: QueueName[] = [];
  if (triage) queues.push('triage');
  if (tierNumber !== null) queues.push(tierQueue(tierNumber));
  if (sla) queues.push('sla');
  if (vendor) queues.push('vendor');
  if (notify) queues.push('notify');
  return queues;
}

/** Every kind of queue this message can ever go to: what an app that serves one of them must have a handler for. */
export const familiesOf = (contract: AnyContract): QueueFamily[] => Object.keys(contract.to) as QueueFamily[];
