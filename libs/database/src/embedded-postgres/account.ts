import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

/** Whom the server runs as, when that is not ourselves. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const execute = promisify(execFile);

export const isRoot = (): boolean => userInfo().uid === 0;

/** PostgreSQL refuses to run as root: `postgres`, or else `nobody`. */
export async function unprivilegedAccount(log: (line: string) => void): Promise<Account> {
  const postgres = await accountNamed('postgres');
  if (postgres) return postgres;
  const nobody = await accountNamed('nobody');
  if (!nobody) throw new Error('PostgreSQL does not run as root, and this system has no user "postgres" or "nobody".');
  log('PostgreSQL does not run as root and there is no user "postgres": it runs as "nobody".');
  return nobody;
}

async function accountNamed(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await execute('id', [flag, name])).stdout));
    return { name, uid: Number(uid), gid: Number(gid) };
  } catch {
    return null;
  }
}

/** The user's name, or its number where it has none. */
export const nameOf = (uid: number): Promise<string> =>
  execute('id', ['-un', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => String(uid),
  );

/** Whether this user gets into the folder and, when given, may run the program. */
export async function canReach({ uid, gid }: Account, folder: string, executable?: string): Promise<boolean> {
  const script = 'cd "$1" && { [ -z "$2" ] || [ -x "$2" ]; }';
  try {
    await execute('/bin/sh', ['-c', script, 'sh', folder, executable ?? ''], { uid, gid, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/** Everybody may read and enter what is below, also when it was installed under a strict umask. */
export async function openToRead(folder: string): Promise<void> {
  await execute('chmod', ['-R', 'go+rX', folder]);
}
