import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { program } from './binaries.js';
import type { Place } from './place.js';
import { isAlive } from './postmaster.js';

/** The one role; local users have no other way in than its password. */
export const ROLE = 'tierline';

const DRAFT = '.new-';
const execute = promisify(execFile);
const LOCALE = platform() === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/** What the server's programs see of our environment: no PG* variables, no locale of ours, no secrets. */
export const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
  TMPDIR: process.env.TMPDIR,
  TZ: 'UTC',
  LC_ALL: LOCALE,
});

/** Makes the cluster when there is none yet. It appears complete or not at all, also when two try or one is killed. */
export async function ensureCluster(place: Place, durable: boolean): Promise<void> {
  if ((await stat(place.cluster).catch(() => null)) === null) await createCluster(place, durable);
  const made = Number.parseInt(await readFile(join(place.cluster, 'PG_VERSION'), 'utf8'), 10);
  const now = Number.parseInt(place.binaries.version, 10);
  if (made !== now) {
    throw new Error(
      `${place.folder} was made by PostgreSQL ${made}, this is ${now}: dump it with the old one, or use another DATA_DIR.`,
    );
  }
}

async function createCluster(place: Place, durable: boolean): Promise<void> {
  await removeAbandonedDrafts(place.folder);
  const draft = `${place.folder}${DRAFT}${process.pid}`;
  const owner = place.account;
  try {
    await mkdir(join(draft, 'cluster'), { recursive: true, mode: 0o700 });
    const password = randomBytes(24).toString('base64url');
    await writeFile(join(draft, 'password'), password, { mode: 0o600 });
    await writeFile(join(draft, 'initial-password'), password, { mode: 0o600 });
    if (owner) {
      await chmod(draft, 0o711);
      for (const name of ['cluster', 'initial-password']) await chown(join(draft, name), owner.uid, owner.gid);
    }
    await initdb(place, draft, durable);
    await rm(join(draft, 'initial-password'));
    await rename(draft, place.folder).catch(async (error: unknown) => {
      if ((await stat(place.cluster).catch(() => null)) === null) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a process left that was killed while it made a cluster. */
async function removeAbandonedDrafts(folder: string): Promise<void> {
  const prefix = `${basename(folder)}${DRAFT}`;
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

async function initdb({ binaries, account }: Place, draft: string, durable: boolean): Promise<void> {
  await execute(
    program(binaries, 'initdb'),
    [
      `--pgdata=${join(draft, 'cluster')}`,
      `--username=${ROLE}`,
      `--pwfile=${join(draft, 'initial-password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${LOCALE}`,
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: '/', env: environment(), ...(account && { uid: account.uid, gid: account.gid }) },
  ).catch((error: { stderr?: string; message: string }) => {
    throw new Error(`PostgreSQL's data could not be created in ${draft}: ${error.stderr?.trim() || error.message}`);
  });
}

/** The role's password, random and readable by us alone. */
export async function passwordOf(place: Place): Promise<string> {
  return (await readFile(join(place.folder, 'password'), 'utf8')).trim();
}
