import type { Database } from '#database';
import { DomainError } from '#domain';

export interface Attempt {
  /** The address that was given, in lower case, whether there is such an account or not. */
  readonly account: string;
  /** The IP address it came from. */
  readonly address: string;
}

const FAILURES = 5;
const MINUTES = 15;

/**
 * Counts wrong passwords per account and address, in the table `login_failure` (tier-worker writes it): so nobody can
 * lock others out, and a restart forgets nothing. What is counted is the same for accounts that do not exist.
 */
export class Lockout {
  constructor(private readonly database: Database) {}

  async refuseIfLocked({ account, address }: Attempt): Promise<void> {
    const [lock] = await this.database.read<{ seconds: number }>(findLock, [account, address]);
    if (lock) throw new Locked(lock.seconds);
  }

  async countFailure({ account, address }: Attempt): Promise<void> {
    await this.database.read(count, [account, address, FAILURES, MINUTES]);
  }

  async forget({ account, address }: Attempt): Promise<void> {
    await this.database.read(forget, [account, address]);
  }
}

class Locked extends DomainError {
  constructor(seconds: number) {
    const minutes = Math.ceil(seconds / 60);
    super(
      'too-many',
      'login.locked',
      `Too many wrong passwords for this account from your address: try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`,
      { retryAfterSeconds: seconds, minutes },
    );
  }
}

const findLock = {
  name: 'lockout-find',
  text: `SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds FROM login_failure
         WHERE account = $1 AND address = $2 AND locked_until > now()`,
};
/** Counting starts anew when the first failure is older than the window; rows that mean nothing any more are swept out. */
const count = {
  name: 'lockout-count',
  text: `
    WITH over AS (
      DELETE FROM login_failure WHERE (account, address) IN (
        SELECT account, address FROM login_failure
        WHERE first_at < now() - make_interval(mins => 2 * $4::int) AND (account, address) <> ($1::text, $2::text)
        LIMIT 20 FOR UPDATE SKIP LOCKED)
    )
    INSERT INTO login_failure AS was (account, address, failures, first_at) VALUES ($1::text, $2::text, 1, now())
    ON CONFLICT (account, address) DO UPDATE SET
      failures = CASE WHEN was.first_at < now() - make_interval(mins => $4::int) THEN 1 ELSE was.failures + 1 END,
      first_at = CASE WHEN was.first_at < now() - make_interval(mins => $4::int) THEN now() ELSE was.first_at END,
      locked_until = CASE WHEN was.first_at >= now() - make_interval(mins => $4::int) AND was.failures + 1 >= $3::int
                          THEN now() + make_interval(mins => $4::int) END`,
};
const forget = { name: 'lockout-forget', text: `DELETE FROM login_failure WHERE account = $1 AND address = $2` };
