import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** What was kept, and how to get it back. */
export interface StoredFile {
  /** Of the content, lower-case hex: the only name a kept file has. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** Keeps files by their content: the same content twice is one file. Nothing a sender chose ever becomes a path. */
export interface FileStore {
  /**
   * Resolves when the content is safe; content that is there already is not written again. `sha256`: for whoever knows it, as
   * of a file that was read in a thread of its own; else it is found out here, and nothing else happens meanwhile.
   */
  put(content: Uint8Array, sha256?: string): Promise<StoredFile>;
  /** Null when there is no such file. Throws when the store cannot be asked. */
  open(sha256: string): Promise<Readable | null>;
  has(sha256: string): Promise<boolean>;
  /** Without effect when there is no such file. `FileStays` when it certainly is still there; after any other failure nobody knows. */
  delete(sha256: string): Promise<void>;
}

/** The store does not delete: it may not, or cannot write. */
export class FileStays extends Error {
  override readonly name = 'FileStays';
}

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Whatever else is asked for is not there: it never reaches a path or an address. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** `ab/cd/abcd...`: no folder grows too full. */
export const shardedPath = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
