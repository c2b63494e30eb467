import { api } from '../../../../api/client';
import { Problem } from '../../../../api/problem';
import { refusalOf, type Refusal } from './attach-rules';
import { keep, keptOf } from './kept-files';
import { uploadFile, type Uploading } from './upload-file';

/** A file for a post that is being written. */
export interface WaitingFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'uploading' | 'kept' | 'failed';
  /** From 0 to 1. */
  readonly progress: number;
  /** What the server keeps it under. */
  readonly id?: string;
  /** Since when, in milliseconds. */
  readonly at?: number;
  /** The address of a picture to show of it. */
  readonly picture?: string;
  readonly why?: Refusal | Problem;
  /** What the server says of this one of several that it does not take. */
  readonly said?: string;
  /** Whether trying again may help. */
  readonly mayRetry: boolean;
}

/** The files of one draft: they go on being uploaded when the page is left, and are found again when one comes back. */
export class WaitingFiles {
  private items: readonly WaitingFile[];
  private readonly listeners = new Set<() => void>();
  /** What can still be uploaded, by key; gone after a reload. */
  private readonly contents = new Map<string, File>();
  private underWay: (Uploading & { readonly key: string }) | null = null;
  private readonly queue: string[] = [];

  constructor(
    private readonly ticketId: string,
    private readonly draft: string,
  ) {
    this.items = keptOf(draft).map((file) => ({ ...file, key: file.id, state: 'kept', progress: 1, mayRetry: false }));
  }

  readonly snapshot = (): readonly WaitingFile[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: readonly File[]): void {
    for (const file of files) {
      const { name, size, type } = file;
      const why = refusalOf(file, this.items.filter(({ state }) => state !== 'failed').length);
      const key = crypto.randomUUID();
      if (why) {
        this.set([...this.items, { key, name, size, state: 'failed', progress: 0, why, mayRetry: false }]);
        continue;
      }
      this.contents.set(key, file);
      const picture = type.startsWith('image/') ? { picture: URL.createObjectURL(file) } : {};
      this.set([...this.items, { key, name, size, state: 'uploading', progress: 0, mayRetry: true, ...picture }]);
      this.queue.push(key);
    }
    this.go();
  }

  retry(key: string): void {
    this.change(key, ({ name, size, picture }) => ({
      key,
      name,
      size,
      ...(picture !== undefined && { picture }),
      state: 'uploading',
      progress: 0,
      mayRetry: true,
    }));
    this.queue.push(key);
    this.go();
  }

  remove(key: string): void {
    const file = this.items.find((one) => one.key === key);
    if (this.underWay?.key === key) this.underWay.stop();
    this.drop((one) => one.key === key);
    // What is not taken back now is forgotten after a day.
    if (file?.id !== undefined)
      void api.DELETE('/api/v1/attachments/{id}', { params: { path: { id: file.id } } }).catch(() => undefined);
  }

  /** The server takes these of those it keeps on no post. */
  refuse(refused: readonly { readonly id: string; readonly said: string }[], why: Problem): void {
    for (const { id, said } of refused) {
      const file = this.items.find((one) => one.id === id);
      if (!file) continue;
      const mayRetry = this.contents.has(file.key) && !/infected|not-scannable/.test(why.code);
      this.change(file.key, (one) => ({ ...one, state: 'failed', why, said, mayRetry }));
    }
  }

  /** These are on a post now. */
  sent(ids: readonly string[]): void {
    this.drop(({ id }) => id !== undefined && ids.includes(id));
  }

  /** One after the other: in this order they stand on the post. */
  private go(): void {
    while (this.underWay === null) {
      const key = this.queue.shift();
      if (key === undefined) return;
      const content = this.contents.get(key);
      if (content) this.start(key, content);
    }
  }

  private start(key: string, content: File): void {
    const uploading = uploadFile(this.ticketId, content, (progress) =>
      this.change(key, (file) => ({ ...file, progress })),
    );
    this.underWay = { ...uploading, key };
    void uploading.done
      .then(
        (id) => this.uploaded(key, id),
        (error: unknown) => {
          const why = error instanceof Problem ? error : Problem.unreachable();
          this.change(key, (file) => ({ ...file, state: 'failed', why }));
        },
      )
      .finally(() => {
        this.underWay = null;
        this.go();
      });
  }

  /** The same file twice is one. */
  private uploaded(key: string, id: string): void {
    if (this.items.some((file) => file.id === id)) this.drop((file) => file.key === key);
    else this.change(key, (file) => ({ ...file, id, at: Date.now(), state: 'kept', progress: 1 }));
  }

  private change(key: string, how: (file: WaitingFile) => WaitingFile): void {
    this.set(this.items.map((file) => (file.key === key ? how(file) : file)));
  }

  private drop(which: (file: WaitingFile) => boolean): void {
    for (const { key, picture } of this.items.filter(which)) {
      this.contents.delete(key);
      if (picture !== undefined) URL.revokeObjectURL(picture);
    }
    this.set(this.items.filter((file) => !which(file)));
  }

  private set(items: readonly WaitingFile[]): void {
    this.items = items;
    const kept = items.flatMap(({ id, name, size, at, state }) =>
      state === 'kept' && id !== undefined && at !== undefined ? [{ id, name, size, at }] : [],
    );
    keep(this.draft, kept);
    for (const listener of this.listeners) listener();
  }
}

const drafts = new Map<string, WaitingFiles>();

/** Those of one draft of a ticket. */
export function waitingFilesOf(ticketId: string, draft: string): WaitingFiles {
  const files = drafts.get(draft) ?? new WaitingFiles(ticketId, draft);
  drafts.set(draft, files);
  return files;
}
