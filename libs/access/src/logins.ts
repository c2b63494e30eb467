import { Database } from '#database';
import { Inject, Injectable } from '@nestjs/common';

export interface Login {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Agents' sessions: opened with a password, ended by logout, time or deactivation. */
@Injectable()
export class Logins {
  constructor(@Inject(Database) private readonly database: Database) {}

  login(_given: { readonly email: string; readonly password: string; readonly address: string }): Promise<Login> {
    return Promise.reject(new Error('not there yet'));
  }

  async logout(_token: string): Promise<void> {}
}
