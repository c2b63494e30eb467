import { describe, expect, it } from '@jest/globals';
import { CannotStart, readEnv, serviceEnv } from './environment.js';

const given = { DATABASE_URL: 'postgres://tierline:secret@db:5432/tierline' };
const complaint = (env: Readonly<Record<string, string>>): string => {
  try {
    readEnv(serviceEnv(3001), env);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(CannotStart);
    return (error as Error).message;
  }
};

describe("a service's environment", () => {
  it('needs a database and nothing else', () => {
    expect(readEnv(serviceEnv(3001), given)).toMatchObject({ PORT: 3001, HOST: '127.0.0.1', LOG_LEVEL: 'info' });
  });

  it.each([
    [{}, 'DATABASE_URL is missing'],
    [{ DATABASE_URL: 'mysql://db/tierline' }, 'DATABASE_URL is not a URL like postgres://'],
    [{ DATABASE_URL: 'postgres:tierline@db' }, 'DATABASE_URL is not a URL like postgres://'],
    [{ ...given, PORT: '3000.5' }, 'PORT must be a whole number'],
    [{ ...given, PORT: '70000' }, 'PORT must be from 0 to 65535'],
    [{ ...given, REDIS_URL: 'localhost:6379' }, 'REDIS_URL is not a URL like redis://'],
    [{ ...given, LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of silent, fatal'],
    [{ ...given, RATE_LIMIT: '-1' }, 'RATE_LIMIT must be a whole number'],
    [{ ...given, TRUST_PROXY: 'banana' }, 'TRUST_PROXY must be true, false, or addresses and networks'],
    [{ ...given, TRUST_PROXY: '10.0.0.0/8,' }, 'TRUST_PROXY must be true, false, or addresses and networks'],
    [{ ...given, TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY must be true, false, or addresses and networks'],
    [{ ...given, QUEUE_PREFIX: 'tierline' }, 'QUEUE_PREFIX needs a part in braces'],
  ])('%j: "%s", in one line', (env, expected) => {
    expect(complaint(env)).toContain(expected);
    expect(complaint(env)).not.toContain('\n');
  });

  it('never repeats a value: it may be a secret', () => {
    expect(complaint({ DATABASE_URL: 'postgres:tierline:hunter2@db' })).not.toContain('hunter2');
  });

  it('reads whose forwarded addresses to believe', () => {
    const trust = (TRUST_PROXY: string) => readEnv(serviceEnv(3001), { ...given, TRUST_PROXY }).TRUST_PROXY;
    expect([trust('true'), trust('false'), trust('10.0.0.0/8, ::1')]).toEqual([true, false, ['10.0.0.0/8', '::1']]);
    expect(trust('uniquelocal,fd00::/8')).toEqual(['uniquelocal', 'fd00::/8']);
  });
});
