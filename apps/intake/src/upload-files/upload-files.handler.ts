import type { Caller } from '#access';
import { Database, MOST_FILES_OF_A_POST, newId, run, type AttachmentView, type Statement, type Tx } from '#database';
import { DomainError } from '#domain';
import type { FileScanner } from '#files';
import type { SentBytes } from '#http';
import { judgeFile } from '#mail';
import { Inject, Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { expectKept, FileKeeper, FilesUnavailable, type FileToKeep } from '../keep-files/file-keeper.js';
import { FILE_SCANNER, ScanAttachmentsLoop } from '../read-attachments/scan-attachments.loop.js';
import { readableTicketId } from '../read-ticket/readable-ticket.js';

export interface SentFile extends SentBytes {
  readonly name: string | null;
}

/** Files for posts that are still being written. */
@Injectable()
export class UploadFilesHandler {
  private readonly logger = new Logger('UploadFiles');

  constructor(
    private readonly database: Database,
    private readonly files: FileKeeper,
    @Inject(FILE_SCANNER) private readonly scanner: FileScanner | null,
    private readonly scans: ScanAttachmentsLoop,
  ) {}

  /** Whoever may read a ticket may write on it, and so may upload: agents at least a note, customers and keys a post. */
  async upload(caller: Caller, idOrNumber: string, { bytes, sha256, ...sent }: SentFile): Promise<AttachmentView> {
    const ticketId = await readableTicketId(this.database, caller, idOrNumber);
    if (bytes.length === 0) {
      throw new DomainError('refused', 'attachment.empty', 'The file is empty: send one with something in it.');
    }
    const contentType = typeOf(sent.contentType);
    const { name, sniffedType, flags } = await judgeFile({ name: sent.name, contentType, content: bytes });
    const file = { name, content: bytes, sha256: sha256.toString('hex') };
    const [row] = await this.keep(file, (tx) =>
      run<AttachmentView & Record<string, unknown>>(tx, insert, [
        newId(),
        ticketId,
        caller.id,
        name,
        contentType,
        sniffedType ?? contentType,
        bytes.length,
        sha256,
        flags,
        this.scanner ? 'pending' : 'unscanned',
        MOST_FILES_OF_A_POST,
      ]),
    );
    if (!row) throw tooMany();
    if (row.scan === 'pending') this.scans.wake();
    return row;
  }

  private async keep<T>(file: FileToKeep, name: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      await this.files.keep([file]);
      return await this.database.transaction(async (tx) => {
        await expectKept(tx, [file.sha256]);
        return name(tx);
      });
    } catch (error) {
      if (!(error instanceof FilesUnavailable)) throw error;
      this.logger.error('A file that was uploaded could not be kept.', error);
      throw new ServiceUnavailableException('The file cannot be kept just now.');
    }
  }
}

/** What the sender says it is, without parameters, if that is a media type at all. */
function typeOf(contentType: string): string {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  return /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(type) ? type : 'application/octet-stream';
}

const tooMany = (): DomainError =>
  new DomainError(
    'conflict',
    'attachment.too-many',
    `${MOST_FILES_OF_A_POST} files of yours wait on this ticket already: send your post, or take some of them back.`,
  );

/* The bound is for people's mistakes: two requests at the same moment may go one beyond it. */
const insert: Statement = {
  name: 'intake-upload',
  text: `INSERT INTO attachment (id, ticket_id, uploaded_by, name, declared_type, type, size, sha256, flags, scan, created_at)
    SELECT $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::bigint, $8::bytea, $9::text[], $10::text, clock_timestamp()
    WHERE (SELECT count(*) FROM attachment
      WHERE ticket_id = $2 AND uploaded_by = $3 AND post_id IS NULL AND NOT (sha256 = $8 AND name = $4)) < $11::int
    ON CONFLICT (ticket_id, uploaded_by, sha256, name) WHERE post_id IS NULL AND uploaded_by IS NOT NULL
      DO UPDATE SET created_at = excluded.created_at
    RETURNING id, name, type, size, inline, flags, scan, NULL AS removed`,
};
