import { readableTickets, seesInternal, type Caller } from '#access';
import { Database, named } from '#database';
import { DomainError, isUuid } from '#domain';
import type { FileStore } from '#files';
import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { FILE_STORE } from '../keep-files/file-keeper.js';

interface Row {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: Buffer;
  readonly scan: 'unscanned' | 'pending' | 'clean' | 'infected' | 'failed';
  readonly scanDetail: string | null;
  readonly isRemoved: boolean;
}

@Injectable()
export class ReadAttachmentHandler {
  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  /** The content of an attachment of a ticket the caller may read, on a post he may read, or that he uploaded and is on none yet. */
  async open(
    caller: Caller,
    id: string,
  ): Promise<Pick<Row, 'name' | 'type' | 'size'> & { readonly content: Readable }> {
    const may = readableTickets(caller, 4);
    const text = `SELECT name, type, size, sha256, scan, scan_detail AS "scanDetail", removed_at IS NOT NULL AS "isRemoved"
      FROM attachment JOIN ticket ON ticket.id = attachment.ticket_id LEFT JOIN post ON post.id = attachment.post_id
      WHERE attachment.id = $1 AND (${may.sql}) AND (
        CASE WHEN post_id IS NULL AND uploaded_by IS NOT NULL THEN uploaded_by = $3::uuid ELSE post.public OR $2::boolean END)`;
    const values = [id, seesInternal(caller), caller.id, ...may.values];
    const [row] = isUuid(id)
      ? await this.database.read<Row & Record<string, unknown>>(named('attachment', text), values)
      : [];
    if (!row) throw notFound();
    if (row.isRemoved) {
      throw new DomainError('not-found', 'attachment.removed', 'It was removed: nobody gets it any more.');
    }
    if (row.scan === 'pending') {
      throw new DomainError(
        'conflict',
        'attachment.not-scanned',
        'The virus scanner has not looked at it yet. Ask again in a moment.',
      );
    }
    if (row.scan === 'infected') {
      const found = row.scanDetail ?? 'something';
      throw new DomainError(
        'conflict',
        'attachment.infected',
        `The virus scanner found ${found} in it: it is not given out.`,
      );
    }
    if (row.scan === 'failed') {
      throw new DomainError(
        'conflict',
        'attachment.not-scannable',
        `It is not given out: ${row.scanDetail ?? 'the virus scanner refuses to look at it'}`,
      );
    }
    const content = await this.files.open(row.sha256.toString('hex'));
    if (!content) throw notFound();
    return { name: row.name, type: row.type, size: row.size, content };
  }
}

const notFound = (): DomainError =>
  new DomainError('not-found', 'attachment.not-found', 'There is no such attachment among those you may read.');
