import { draftsOf } from '../drafts';
import type { Lost } from './kept-files';
import type { Uploading } from './upload-file';
import { WaitingFiles } from './waiting-files';

/** Where files are put before they are on a post. */
export interface FileServer {
  readonly upload: (ticketId: string, file: File, onProgress: (part: number) => void) => Uploading;
  readonly takeBack: (id: string) => Promise<unknown>;
}

/**
 * The files of all drafts. The same file in two drafts of a ticket is one on the server: it is taken back when no draft has
 * it any more, and once it is on a post, or taken back, every other draft needs it uploaded anew.
 */
export class FilesOfDrafts {
  private readonly drafts = new Map<string, WaitingFiles>();
  /** What can be on no post any more. */
  private readonly gone = new Set<string>();

  constructor(private readonly server: FileServer) {}

  /** Those of one draft of a ticket. */
  of(ticketId: string, draft: string): WaitingFiles {
    const known = this.drafts.get(draft);
    if (known) return known;
    const files = new WaitingFiles(draft, {
      upload: (file, onProgress) => this.server.upload(ticketId, file, onProgress),
      isGone: (id) => this.gone.has(id),
      posted: (id) => this.lose(ticketId, id, 'attachment.elsewhere'),
      removed: (id) => this.takeBack(ticketId, id),
    });
    this.drafts.set(draft, files);
    return files;
  }

  private takeBack(ticketId: string, id: string): void {
    if (this.ofTicket(ticketId).some((files) => files.has(id))) return;
    // What is not taken back now is forgotten after a day.
    this.server.takeBack(id).then(
      () => this.lose(ticketId, id, 'attachment.unknown'),
      () => undefined,
    );
  }

  private lose(ticketId: string, id: string, lost: Lost): void {
    this.gone.add(id);
    for (const files of this.ofTicket(ticketId)) files.lose(id, lost);
  }

  private ofTicket(ticketId: string): readonly WaitingFiles[] {
    return Object.values(draftsOf(ticketId)).map((draft) => this.of(ticketId, draft));
  }
}
