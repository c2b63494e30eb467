import { applyDecorators, createParamDecorator, UseGuards, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { Caller } from './caller.js';
import { CallerGuard, type CallerRequest } from './caller.guard.js';
import { requireOf, type Requirement } from './requirement.js';

/**
 * For handlers and controllers (a handler's own word counts): only known callers who meet the requirement.
 * Others get 401 `caller.unauthenticated` or 403 `caller.forbidden`. The module must import `AccessModule`.
 */
export const Authenticated = (requirement: Requirement = {}): MethodDecorator & ClassDecorator =>
  applyDecorators(
    (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) =>
      requireOf((descriptor?.value as object | undefined) ?? target, requirement),
    UseGuards(CallerGuard),
    ApiBearerAuth(),
    ApiCookieAuth(),
  );

/** The caller, in a handler that is `@Authenticated`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallerRequest>();
  if (!caller) throw new Error('@CurrentCaller needs @Authenticated on the handler or its controller.');
  return caller;
});
