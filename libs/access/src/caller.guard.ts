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

  private callerOf(request: CallerRequest): Promise<Caller | null> {
    return callerBehind(this.credentials, request);
  }
}

async function callerBehind(credentials: Credentials, request: CallerRequest): Promise<Caller | null> {
  const presented = presentedToken(request);
  const caller = presented && (await credentials.callerOf(presented.token));
  // A cookie is a session's place: a key in one would be sent along by a browser.
  return caller?.kind === 'api-key' && presented?.from === 'cookie' ? null : caller;
}

/** For what is served outside of controllers: throws unless an admin asks. */
export async function admitAdmin(credentials: Credentials, request: CallerRequest): Promise<void> {
  const caller = await callerBehind(credentials, request);
  if (!caller) throw new Unauthenticated();
  refuseUnless(caller, { roles: ['admin'] });
}

/** The token a request comes with. Whoever names one in a header means it: a wrong one is not made good by a cookie. */
export function presentedToken(
  request: CallerRequest,
): { readonly token: string; readonly from: 'header' | 'cookie' } | null {
  const { authorization } = request.headers;
  const from = authorization === undefined ? 'cookie' : 'header';
  const token = authorization === undefined ? cookieToken(request) : bearerToken(authorization);
  return token === null ? null : { token, from };
}

/** The token of `Authorization: Bearer <token>`; null for anything else. */
export const bearerToken = (authorization: string): string | null =>
  /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1] ?? null;

function refuseUnless(caller: Caller, { scope, roles, kinds }: Requirement): void {
  if (kinds && !kinds.includes(caller.kind)) throw new Forbidden(`This is for: ${kinds.join(', ')}.`);
  if (roles && !(caller.kind === 'agent' && roles.includes(caller.role))) {
    throw new Forbidden(`This needs the role ${roles.join(' or ')}.`);
  }
  const enough = scope === undefined ? [] : [scope].flat();
  if (enough.length > 0 && !enough.some((each) => scopesOf(caller).includes(each))) {
    throw new Forbidden(`This needs the scope ${enough.join(' or ')}.`);
  }
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
