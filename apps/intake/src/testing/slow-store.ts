import { FileStays, sha256Of, type FileStore, type StoredFile } from '#files';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** A file store in memory that looks first and acts a little later, as the real ones do. */
export class SlowStore implements FileStore {
  readonly contents = new Map<string, Uint8Array>();
  /** `away`: whether anything was deleted, nobody knows. */
  state: 'here' | 'away' | 'read-only' = 'here';

  texts(): string[] {
    return [...this.contents.values()].map(String).toSorted();
  }

  async put(content: Uint8Array, sha256 = sha256Of(content)): Promise<StoredFile> {
    const isThere = this.contents.has(sha256);
    await pause(Math.random() * 5);
    if (!isThere) this.contents.set(sha256, content);
    return { sha256, size: content.length };
  }

  async open(sha256: string): Promise<Readable | null> {
    const content = this.contents.get(sha256);
    return Promise.resolve(content ? Readable.from([content]) : null);
  }

  has(sha256: string): Promise<boolean> {
    return Promise.resolve(this.contents.has(sha256));
  }

  async delete(sha256: string): Promise<void> {
    if (this.state === 'away') throw new Error('no answer');
    if (this.state === 'read-only') throw new FileStays('not allowed');
    await pause(Math.random() * 5);
    this.contents.delete(sha256);
  }
}
