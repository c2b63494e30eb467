import { Module } from '@nestjs/common';
import { ApiKeys } from './api-keys.js';
import { CallerGuard } from './caller.guard.js';
import { Credentials } from './credentials.js';
import { Logins } from './logins.js';

/** Who is calling, and what they may do. Import it where `@Authenticated` is used; it registers nothing global. */
@Module({
  providers: [ApiKeys, CallerGuard, Credentials, Logins],
  exports: [ApiKeys, CallerGuard, Credentials, Logins],
})
export class AccessModule {}
