import { Database } from '#database';
import { DomainError } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { Lockout, type Attempt } from './lockout.js';
import { hashPassword, passwordsWaiting, verifyPassword } from './passwords.js';
import { hashToken, newToken } from './tokens.js';
import { InTurn } from './in-turn.js';

export interface Login {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface Credential {
  readonly email: string;
  readonly password: string;
  /** Where the attempt comes from: wrong passwords count per account and address. */
  readonly address: string;
}

const SESSION_SECONDS = 12 * 60 * 60;
/** So many attempts may wait for their password to be checked; more are sent away at once. */
const MOST_WAITING = 100;

/** Agents' sessions: opened with a password, ended by logout, time or deactivation. tier-worker serves them. */
@Injectable()
export class Logins {
  private readonly lockout: Lockout;
  private readonly inTurn = new InTurn();
  /** Checked when there is no such agent, so that both cases take the same time. */
  private readonly nobodysHash = hashPassword(newToken());

  constructor(@Inject(Database) private readonly database: Database) {
    this.lockout = new Lockout(database);
    this.nobodysHash.catch(() => {});
  }

  /**
   * Opens a session. 401 `login.failed` does not tell a wrong password from an unknown or deactivated account; after
   * five of them from one address the account is closed to that address for 15 minutes: 429 `login.locked`.
   */
  async login({ email, password, address }: Credential): Promise<Login> {
    if (passwordsWaiting() >= MOST_WAITING) throw new TooBusy();
    const attempt = { account: email.toLowerCase(), address };
    // One after the other, or many guesses sent at once would all come before the first was counted.
    return this.inTurn.run(JSON.stringify(attempt), async () => {
      await this.lockout.refuseIfLocked(attempt);
      return this.open(attempt, password);
    });
  }

  /** Ends the session of this token; it may have ended before. */
  async logout(token: string): Promise<void> {
    await this.database.read(endSession, [hashToken(token)]);
  }

  /** Ends all sessions of an agent: when he is deactivated, or his password changes. */
  async endAllOf(agentId: string): Promise<void> {
    await this.database.read(endSessions, [agentId]);
  }

  private async open(attempt: Attempt, password: string): Promise<Login> {
    const [agent] = await this.database.read<{ id: string; hash: string }>(findAgent, [attempt.account]);
    const right = await verifyPassword(agent?.hash ?? (await this.nobodysHash), password);
    const accessToken = newToken();
    const opened =
      right && agent
        ? await this.database.read(openSession, [hashToken(accessToken), agent.id, SESSION_SECONDS, agent.hash])
        : [];
    if (opened.length === 0) {
      await this.lockout.countFailure(attempt);
      throw new LoginFailed();
    }
    await this.lockout.forget(attempt);
    return { accessToken, expiresIn: SESSION_SECONDS };
  }
}

class LoginFailed extends DomainError {
  constructor() {
    super('unauthenticated', 'login.failed', 'E-mail address and password do not belong together.');
  }
}

class TooBusy extends DomainError {
  constructor() {
    super('too-many', 'login.busy', 'Too many people are logging in right now: try again in a few seconds.', {
      retryAfterSeconds: 5,
    });
  }
}

const findAgent = {
  name: 'login-find-agent',
  text: `SELECT id, password_hash AS hash FROM agent WHERE email = $1 AND active`,
};
/**
 * Only for whom still has the password that was checked, and waits for whoever is changing it: he ends the sessions he
 * sees. Sweeps out what has expired on the way, oldest first and a few at a time.
 */
const openSession = {
  name: 'login-open-session',
  text: `
    WITH expired AS (
      DELETE FROM session WHERE hash IN (
        SELECT hash FROM session WHERE agent_id = $2::uuid AND expires_at < now() LIMIT 20 FOR UPDATE SKIP LOCKED)
    )
    INSERT INTO session (hash, agent_id, expires_at)
    SELECT $1::bytea, id, now() + make_interval(secs => $3::int) FROM agent
    WHERE id = $2::uuid AND active AND password_hash = $4::text FOR SHARE
    RETURNING expires_at`,
};
const endSession = { name: 'login-end-session', text: `DELETE FROM session WHERE hash = $1` };
const endSessions = { name: 'login-end-sessions', text: `DELETE FROM session WHERE agent_id = $1` };
