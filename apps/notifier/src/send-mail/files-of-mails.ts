import { Database, type Statement } from '#database';
import type { FileStore } from '#files';
import { Logger } from '@nestjs/common';
import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { chooseFiles, type FileOfPost, type LeftOut } from './choose-files.js';
import type { TakenMail } from './outgoing-mail.store.js';

/** A file as it goes with a mail. */
export interface CarriedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface FilesOfMail {
  readonly carried: readonly CarriedFile[];
  readonly leftOut: readonly LeftOut[];
  /** The name of the file that the virus scanner still has to look at; the mail waits for that. */
  readonly awaits: string | null;
}

const NONE: FilesOfMail = { carried: [], leftOut: [], awaits: null };

/** Finds the files of the post a mail tells of. What is said by itself carries none. */
export class FilesOfMails {
  private readonly logger = new Logger('send-mail');

  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    /** All files of one mail, in bytes. */
    private readonly mostBytes: number,
  ) {}

  /** Throws when the file store cannot be asked. */
  async of({ automatic, ticketId, version, ageSeconds }: TakenMail): Promise<FilesOfMail> {
    if (automatic || ticketId === null) return NONE;
    const files = await this.database.read<FileOfPost & Record<string, unknown>>(filesOfEvent, [ticketId, version]);
    const { carried, leftOut, awaited } = chooseFiles(files, { mostBytes: this.mostBytes, ageSeconds });
    if (awaited) return { ...NONE, awaits: awaited.name };
    const late = AbortSignal.timeout(READ_MS);
    const read = await Promise.all(carried.map((file) => this.read(file, late)));
    return {
      carried: read.filter((file) => file !== null),
      leftOut: [
        ...leftOut,
        ...carried.flatMap(({ name, size }, index) =>
          read[index] === null ? [{ name, size, why: 'unreadable' } as const] : [],
        ),
      ],
      awaits: null,
    };
  }

  private async read({ name, type, sha256 }: FileOfPost, late: AbortSignal): Promise<CarriedFile | null> {
    // One that is opened too late breaks off with nobody to hear it.
    const opened = this.files.open(sha256.toString('hex')).then(
      (found) =>
        found &&
        addAbortSignal(
          late,
          found.on('error', () => undefined),
        ),
    );
    const stream = await Promise.race([opened, failOn(late)]);
    if (stream) return { name, type, content: await buffer(stream) };
    this.logger.error(`The file store has lost ${sha256.toString('hex')}.`);
    return null;
  }
}

/** All files of a mail; with the attempt to send it, below the lease. */
const READ_MS = 20_000;

const failOn = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const why = new Error(`The file store has not answered within ${READ_MS / 1_000} s.`);
    signal.addEventListener('abort', () => reject(why), { once: true });
  });

const filesOfEvent: Statement = {
  name: 'outgoing-mail-files',
  text: `SELECT attachment.name, attachment.type, attachment.size, attachment.sha256, attachment.scan
    FROM ticket_event event
      JOIN post ON post.id = (event.data->>'postId')::uuid AND post.public
      JOIN attachment ON attachment.post_id = post.id AND attachment.removed_at IS NULL
    WHERE event.ticket_id = $1 AND event.version = $2 ORDER BY attachment.id`,
};
