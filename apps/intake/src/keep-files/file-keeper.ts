import { Database, run, type Statement, type Tx } from '#database';
import type { FileStore } from '#files';
import { Inject, Injectable } from '@nestjs/common';

export const FILE_STORE = Symbol('FILE_STORE');

/** The file store cannot be asked, or is full: whoever brings a file has to wait, and it is not its fault. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable';
}

export interface FileToKeep {
  readonly name: string;
  readonly content: Uint8Array;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
}

/**
 * Keeps files before any row names them: one too many is harmless, one too few is not. The transaction that names them asks
 * `expectKept`; what no row names is removed by PruneFiles, and never in between.
 */
@Injectable()
export class FileKeeper {
  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  async keep(files: readonly FileToKeep[]): Promise<void> {
    if (files.length === 0) return;
    const hashes = hashesOf(files.map(({ sha256 }) => sha256));
    const claimed = await this.database.read(claim, [hashes]);
    if (claimed.length < hashes.length) throw new FilesUnavailable('The same content is being removed at this moment.');
    for (const { content, name, sha256 } of files) {
      try {
        await this.files.put(content, sha256);
      } catch (error) {
        throw new FilesUnavailable(`The attachment ${name} could not be kept: ${String(error)}`, { cause: error });
      }
    }
  }
}

/** Holds what was kept until `tx` ends, so that it can be named. Throws when that took too long, and it may be gone. */
export async function expectKept(tx: Tx, sha256s: readonly string[]): Promise<void> {
  const hashes = hashesOf(sha256s);
  const held = await run(tx, hold, [hashes]);
  if (held.length < hashes.length) throw new FilesUnavailable('What was kept for this may have been removed since.');
}

const hashesOf = (sha256s: readonly string[]): Buffer[] => [...new Set(sha256s)].map((hex) => Buffer.from(hex, 'hex'));

/* Both take their rows in the same order, or two of them would wait for each other. */
const claim: Statement = {
  name: 'intake-files-claim',
  text: `INSERT INTO loose_file (sha256, look_at)
    SELECT sha256, now() + interval '1 hour' FROM unnest($1::bytea[]) AS sha256 ORDER BY sha256
    ON CONFLICT (sha256) DO UPDATE SET look_at = excluded.look_at WHERE NOT loose_file.leaving
    RETURNING 1`,
};
const hold: Statement = {
  name: 'intake-files-hold',
  text: `SELECT FROM loose_file WHERE sha256 = ANY ($1::bytea[]) AND NOT leaving ORDER BY sha256 FOR KEY SHARE`,
};
