import type { AnyContract, PayloadOf } from '#contracts';
import { Catch, UseFilters, type ExceptionFilter, type PipeTransform } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { parsePayload } from './invalid-payload.js';
import type { MessageContext } from './message-context.js';

type Consumer<C extends AnyContract> = (data: PayloadOf<C>, context: MessageContext) => Promise<void>;

/** One app's binding to its queues: `export const { OnMessage, id: TRIAGE } = transport('triage')`, once per app. */
export interface Transport {
  /** What `connectConsumers` and the decorated methods are matched by. */
  readonly id: symbol;
  /** Makes a controller's method the consumer of a message. Its data arrive checked against the contract. */
  readonly OnMessage: <C extends AnyContract>(
    contract: C,
  ) => <M extends Consumer<C>>(target: object, key: string, method: TypedPropertyDescriptor<M>) => void;
}

export function transport(appName: string): Transport {
  const id = Symbol(`tierline:${appName}`);
  return {
    id,
    OnMessage: (contract) => (target, key, method) => {
      Payload(new ContractPipe(contract))(target, key, 0);
      Ctx()(target, key, 1);
      UseFilters(new AsItIs())(target, key, method as TypedPropertyDescriptor<unknown>);
      const event = EventPattern(contract.name, id, { contract }) as (
        target: object,
        key: string,
        method: unknown,
      ) => void;
      event(target, key, method);
    },
  };
}

class ContractPipe implements PipeTransform {
  constructor(private readonly contract: AnyContract) {}

  transform(data: unknown): unknown {
    return parsePayload(this.contract, data);
  }
}

/** Nest's own filter would turn every error into "Internal server error", and with it the reason why a message died. */
@Catch()
class AsItIs implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
