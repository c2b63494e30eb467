import { Problem } from '../../../../api/problem';
import { refusalOf, type Limits } from './attach-rules';
import { keep, keptOf, type Lost } from './kept-files';
import type { Uploading } from './upload-file';
import { fromKept, toAttachAgain, toKeep, toUpload, uploadedAs, type WaitingFile } from './waiting-file';

/** What the files of a draft have to do with the server, and with the ticket's other drafts. */
interface Surroundings {
  readonly upload: (file: File, onProgress: (part: number) => void) => Uploading;
  /** Whether what the server has just answered with is on a post already, or was taken back. */
  readonly isGone: (id: string) => boolean;
  readonly posted: (id: string) => void;
  readonly removed: (id: string) => void;
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
    private readonly draft: string,
    private readonly around: Surroundings,
  ) {
    this.items = keptOf(draft).map(fromKept);
  }

  readonly snapshot = (): readonly WaitingFile[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: readonly File[], limits?: Limits): void {
    for (const file of files) {
      const { name, size, type } = file;
      // What could not be sent is attached again.
      this.drop((one) => one.state === 'failed' && one.name === name && one.size === size);
      const why = refusalOf(file, this.items.filter(({ state }) => state !== 'failed').length, limits);
      const key = crypto.randomUUID();
      if (why) {
        const refused = { state: 'failed', progress: 0, why, mayRetry: false, ...(limits && { limits }) } as const;
        this.set([...this.items, { key, name, size, ...refused }]);
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
    this.change(key, toUpload);
    this.queue.push(key);
    this.go();
  }

  remove(key: string): void {
    const file = this.items.find((one) => one.key === key);
    if (this.underWay?.key === key) this.underWay.stop();
    this.drop((one) => one.key === key);
    if (file?.id !== undefined) this.around.removed(file.id);
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
    for (const id of ids) this.around.posted(id);
  }

  /** Whether its next post would take this one along, here or in another tab. */
  has(id: string): boolean {
    const isIt = (file: { readonly id?: string; readonly lost?: Lost }) => file.id === id && file.lost === undefined;
    return this.items.some((file) => isIt(file) && file.state === 'kept') || keptOf(this.draft).some(isIt);
  }

  /** No post takes this one any more: it is uploaded again, or has to be attached again. */
  lose(id: string, lost: Lost): void {
    for (const { key, state, mayRetry } of this.items.filter((file) => file.id === id)) {
      if (state === 'failed' && !mayRetry) continue;
      const isHere = this.contents.has(key);
      this.change(key, (file) => (isHere ? { ...toUpload(file), lost } : toAttachAgain(file, lost)));
      if (isHere) this.queue.push(key);
    }
    this.go();
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
    const uploading = this.around.upload(content, (progress) => this.change(key, (file) => ({ ...file, progress })));
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
    if (this.around.isGone(id)) this.queue.push(key);
    else if (this.items.some((file) => file.id === id)) this.drop((file) => file.key === key);
    else this.change(key, (file) => uploadedAs(file, id));
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
    keep(this.draft, toKeep(items), toKeep(this.items));
    this.items = items;
    for (const listener of this.listeners) listener();
  }
}
