import type { AnyContract, PayloadOf } from '#contracts';

/** A message's data is not what its contract says. Trying again cannot heal it. */
export class InvalidPayload extends Error {
  override readonly name = 'InvalidPayload';
  readonly code = 'message.invalid-payload';

  constructor(
    contract: AnyContract,
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  ) {
    const places = issues.map(({ path, message }) => `${path.map(String).join('.') || 'data'}: ${message}`);
    super(`${contract.name} does not fit its contract: ${places.join('; ')}`);
  }
}

/** The data as the contract describes it, or `InvalidPayload`. */
export function parsePayload<C extends AnyContract>(contract: C, data: unknown): PayloadOf<C> {
  const parsed = contract.data.safeParse(data);
  if (!parsed.success) throw new InvalidPayload(contract, parsed.error.issues);
  return parsed.data as PayloadOf<C>;
}
