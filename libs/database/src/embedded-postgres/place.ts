import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, canReach, isRoot, nameOf, openToRead, unprivilegedAccount } from './account.js';
import { type Binaries, findBinaries, program } from './binaries.js';

/** Where one embedded server lives, with which programs and as whom it runs. */
export interface Place {
  /** Holds the cluster's folder, its password, its port and its log. */
  readonly folder: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  /** Undefined: it runs as ourselves. */
  readonly account: Account | undefined;
}

/** Used by root when the server's user cannot enter the clone or DATA_DIR, below /root for example. */
const ELSEWHERE = '/var/lib/tierline';

export async function findPlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  const binaries = await findBinaries();
  await makeEnterable(dataDir);
  const here = join(await realpath(dataDir), 'postgres');
  return isRoot() ? await placeForRoot(here, binaries, log) : await ownPlace(here, binaries);
}

async function ownPlace(folder: string, binaries: Binaries): Promise<Place> {
  const owner = await ownerOf(folder);
  if (owner && owner.uid !== process.getuid?.()) {
    throw new Error(
      `${folder} belongs to another user (${owner.name}): start as that user, or choose another DATA_DIR.`,
    );
  }
  return { folder, cluster: join(folder, 'cluster'), binaries, account: undefined };
}

async function placeForRoot(here: string, binaries: Binaries, log: (line: string) => void): Promise<Place> {
  const elsewhere = join(ELSEWHERE, createHash('sha256').update(here).digest('hex').slice(0, 12));
  const existing = (await ownerOf(join(here, 'cluster')))
    ? here
    : (await ownerOf(join(elsewhere, 'cluster')))
      ? elsewhere
      : null;
  // Data that is there already is served by whom it belongs to: a server reads no one else's.
  const account = (existing && (await ownerOf(join(existing, 'cluster')))) || (await unprivilegedAccount(log));
  const folder = existing ?? ((await canReach(account, dirname(here))) ? here : elsewhere);
  if (folder === elsewhere) {
    await makeEnterable(ELSEWHERE);
    log(`The user "${account.name}" cannot enter ${dirname(here)}: PostgreSQL keeps its data in ${elsewhere}.`);
  } else if (!(await canReach(account, dirname(here)))) {
    throw new Error(`The user "${account.name}", who owns ${here}, can no longer enter it: check its parents' rights.`);
  }
  return { folder, cluster: join(folder, 'cluster'), binaries: await reachable(binaries, account, log), account };
}

async function reachable(binaries: Binaries, account: Account, log: (line: string) => void): Promise<Binaries> {
  if (await canReach(account, join(binaries.folder, 'lib'), program(binaries, 'postgres'))) return binaries;
  const folder = join(ELSEWHERE, `postgresql-${binaries.version}`);
  if (!(await exists(folder))) {
    log(`The user "${account.name}" cannot enter ${binaries.folder}: PostgreSQL's programs are copied to ${folder}.`);
    await makeEnterable(ELSEWHERE);
    const copy = `${folder}.new-${process.pid}`;
    await cp(binaries.folder, copy, { recursive: true, verbatimSymlinks: true });
    await openToRead(copy);
    await rename(copy, folder).catch(() => rm(copy, { recursive: true, force: true }));
  }
  return { ...binaries, folder };
}

/** A folder made by root is one that the server's user gets into, whatever the umask; what is there stays as it is. */
async function makeEnterable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The folder ${folder} cannot be made: ${whyNot(error)}. Set DATA_DIR to one that can.`);
  });
  if (first === undefined || !isRoot()) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
}

const whyNot = ({ code, message }: NodeJS.ErrnoException): string =>
  code === 'EEXIST' || code === 'ENOTDIR'
    ? 'there is a file in its place'
    : code === 'EACCES' || code === 'EPERM'
      ? 'this user may not write there'
      : message;

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;

async function ownerOf(path: string): Promise<Account | null> {
  const found = await stat(path).catch(() => null);
  return found && { name: await nameOf(found.uid), uid: found.uid, gid: found.gid };
}
