import { DomainError } from '#domain';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { requirementOf, type Requirement } from './requirement.js';
import { scopesOf, type Caller } from './caller.js';
import { Credentials } from './credentials.js';
import { cookieToken, type CookieRequest } from './session-cookie.js';

/** A request whose caller is known. */
export interface CallerRequest extends CookieRequest {
  readonly headers: { readonly cookie?: string; readonly authorization?: string };
  caller?: Caller;
}

/** Lets only those through whom `@Authenticated` names, and leaves the caller on the request. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(@Inject(Credentials) private readonly credentials: Credentials) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const required = requirementOf(context.getHandler(), context.getClass());
    const caller = await this.callerOf(request);
    if (!caller) throw new Unauthenticated();
    refuseUnless(caller, required);
    request.caller = caller;
    return true;
  }

  private async callerOf(request: CallerRequest): Promise<Caller | null> {
    const { authorization } = request.headers;
    // Whoever names a token means it: a wrong one is not made good by a cookie.
    if (authorization !== undefined) {
      const token = bearerToken(authorization);
      return token === null ? null : this.credentials.callerOf(token);
    }
    const token = cookieToken(request);
    if (token === null) return null;
    const caller = await this.credentials.callerOf(token);
    return caller?.kind === 'api-key' ? null : caller;
  }
}

/** The token of `Authorization: Bearer <token>`; null for anything else. */
export const bearerToken = (authorization: string): string | null =>
  /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1] ?? null;

function refuseUnless(caller: Caller, { scope, roles, kinds }: Requirement): void {
  if (kinds && !kinds.includes(caller.kind)) throw new Forbidden(`This is for: ${kinds.join(', ')}.`);
  if (roles && !(caller.kind === 'agent' && roles.includes(caller.role))) {
    throw new Forbidden(`This needs the role ${roles.join(' or ')}.`);
  }
  if (scope && !scopesOf(caller).includes(scope)) throw new Forbidden(`This needs the scope ${scope}.`);
}

export class Unauthenticated extends DomainError {
  constructor() {
    super(
      'unauthenticated',
      'caller.unauthenticated',
      'Send `Authorization: Bearer <API key or access token>`, or log in: what came is missing, unknown, expired or revoked.',
    );
  }
}

export class Forbidden extends DomainError {
  constructor(detail: string) {
    super('forbidden', 'caller.forbidden', detail);
  }
}
