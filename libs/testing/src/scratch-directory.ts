import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that other users may enter but not list: as root, the embedded PostgreSQL runs as somebody else. */
export async function scratchDirectory(purpose: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `tierline-${purpose}-`));
  await chmod(directory, 0o711);
  return directory;
}
