import { Database } from '#database';
import { DomainError, isUuid } from '#domain';
import { newSecret, verifiedId } from '#webhooks';
import { createParamDecorator, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';

/** Who signed a request, and the id under which the message is known. */
export interface Sender {
  readonly vendorId: string;
  readonly vendor: string;
  readonly messageId: string;
}

interface SignedRequest {
  readonly params: { readonly id: string };
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody?: Buffer;
  sender?: Sender;
}

interface VendorKeys {
  readonly id: string;
  readonly name: string;
  readonly secrets: readonly string[];
}

/**
 * Lets only messages through that the vendor named in the path has signed. Runs before the body is looked at. A wrong
 * signature, an unknown vendor and one that is no longer active get the same answer after the same work.
 */
@Injectable()
export class SignedByVendorGuard implements CanActivate {
  /** Nobody has it: what is compared with when there is no vendor. */
  private readonly nobodys = [newSecret()];

  constructor(@Inject(Database) private readonly database: Database) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const { headers, params, rawBody } = request;
    const vendor = isUuid(params.id) ? (await this.database.read<VendorKeys>(keysOf, [params.id]))[0] : undefined;
    const messageId = verifiedId(vendor?.secrets ?? this.nobodys, headers, rawBody ?? Buffer.alloc(0), new Date());
    if (!vendor || messageId === null) throw new BadSignature();
    request.sender = { vendorId: vendor.id, vendor: vendor.name, messageId };
    return true;
  }
}

/** The sender, in a handler behind `SignedByVendorGuard`. */
export const SignedSender = createParamDecorator((_: unknown, context: ExecutionContext): Sender => {
  const { sender } = context.switchToHttp().getRequest<SignedRequest>();
  if (!sender) throw new Error('@SignedSender needs SignedByVendorGuard on the handler.');
  return sender;
});

export class BadSignature extends DomainError {
  constructor() {
    super(
      'unauthenticated',
      'vendor.bad-signature',
      'No valid signature: sign the raw body by Standard Webhooks with your current secret, with a clock less than 5 minutes off.',
    );
  }
}

const keysOf = {
  name: 'vendor-keys',
  text: `SELECT id, name, CASE WHEN previous_secret_until > now() THEN ARRAY[secret, previous_secret] ELSE ARRAY[secret] END AS secrets
    FROM vendor WHERE id = $1 AND active`,
};
