import {
  Authenticated,
  CurrentCaller,
  Logins,
  presentedToken,
  scopesOf,
  sessionCookie,
  type Caller,
  type CallerRequest,
} from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BeginAvailability } from '../set-availability/begin-availability.js';
import { loggedIn, loginRequest, me, type LoginRequest, type Me } from './auth.schemas.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(Logins) private readonly logins: Logins,
    private readonly availability: BeginAvailability,
  ) {}

  /**
   * Opens an agent's session. The token is for `Authorization: Bearer`, and browsers get the same as a cookie.
   * 401 `login.failed`; after five of them from one address 429 `login.locked` with `Retry-After`.
   */
  @Post('login')
  @Answers(200, loggedIn, 'The session, 12 hours long')
  @Refuses(401, 'login.failed')
  @Refuses(429, 'login.locked', 'login.busy')
  async login(
    @Body({ schema: loginRequest }) { email, password }: LoginRequest,
    @Req() request: CallerRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const login = await this.logins.login({ email, password, address: request.ip });
    await this.availability.of(email);
    void reply.header('set-cookie', sessionCookie(request, login.accessToken, login.expiresIn));
    void reply.header('cache-control', 'no-store');
    return login;
  }

  /** Ends the session whose token or cookie came with the request. */
  @Post('logout')
  @Authenticated({ kinds: ['agent'] })
  @Answers(204)
  async logout(@Req() request: CallerRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const presented = presentedToken(request);
    if (presented) await this.logins.logout(presented.token);
    void reply.header('set-cookie', sessionCookie(request, '', 0));
  }

  /** Who the caller is to us, and what that allows. */
  @Get('me')
  @Authenticated()
  @Answers(200, me)
  me(@CurrentCaller() caller: Caller): Me {
    return { ...caller, scopes: scopesOf(caller) };
  }
}
