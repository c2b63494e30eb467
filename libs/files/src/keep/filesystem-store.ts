import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStays, type FileStore, isSha256, sha256Of, shardedPath, type StoredFile } from './file-store.js';

/**
 * Files in a folder, readable by this user alone. A file is written beside its place, brought to the disk and then renamed into it:
 * a half-written one is never seen, also not after a power cut.
 */
export class FilesystemStore implements FileStore {
  private readonly folder: string;
  private swept: Promise<void> | null = null;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  async put(content: Uint8Array, sha256 = sha256Of(content)): Promise<StoredFile> {
    const path = this.pathOf(sha256);
    if ((await sizeOf(path)) !== content.length) await this.write(path, content);
    return { sha256, size: content.length };
  }

  async open(sha256: string): Promise<Readable | null> {
    if (!isSha256(sha256)) return null;
    try {
      const file = await open(this.pathOf(sha256), constants.O_RDONLY | constants.O_NOFOLLOW);
      return file.createReadStream();
    } catch (error) {
      return nothing(error);
    }
  }

  async has(sha256: string): Promise<boolean> {
    return isSha256(sha256) && (await sizeOf(this.pathOf(sha256))) !== null;
  }

  async delete(sha256: string): Promise<void> {
    if (!isSha256(sha256)) return;
    await rm(this.pathOf(sha256), { force: true }).catch((error: unknown) => {
      throw new FileStays(`A file cannot be deleted: ${String(error)}`, { cause: error });
    });
  }

  private pathOf(sha256: string): string {
    return join(this.folder, shardedPath(sha256));
  }

  private async write(path: string, content: Uint8Array): Promise<void> {
    const incoming = join(this.folder, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    await (this.swept ??= sweep(incoming).catch(() => undefined));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = join(incoming, randomUUID());
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/** What a process that was killed left half-written. Another process may be writing: only what is a day old goes. */
async function sweep(incoming: string): Promise<void> {
  const old = Date.now() - 86_400_000;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const written = await stat(path).catch(() => null);
    if (written !== null && written.mtimeMs < old) await rm(path, { force: true });
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    return nothing(error);
  }
}

function nothing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}

/** The name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
