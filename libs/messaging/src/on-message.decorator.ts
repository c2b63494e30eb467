import type { AnyContract, PayloadOf } from '#contracts';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { MessageContext } from './message-context.js';

type Consumer<C extends AnyContract> = (data: PayloadOf<C>, context: MessageContext) => Promise<void>;

/** One app's binding to its queues: `export const { OnMessage, id: TRIAGE } = transport('triage')`, once per app. */
export interface Transport {
  /** What `connectConsumers` and the decorated methods are matched by. */
  readonly id: symbol;
  readonly OnMessage: <C extends AnyContract>(
    contract: C,
  ) => <M extends Consumer<C>>(target: object, key: string, method: TypedPropertyDescriptor<M>) => void;
}

export function transport(appName: string): Transport {
  const id = Symbol(`tierline:${appName}`);
  return {
    id,
    OnMessage: (contract) => (target, key, method) => {
      Payload()(target, key, 0);
      Ctx()(target, key, 1);
      EventPattern(contract.name, id, { contract })(target, key, method);
    },
  };
}
