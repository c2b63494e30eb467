import { Database, run, type Statement } from '#database';
import { FileStays, type FileStore } from '#files';
import { counter } from '#observability';
import { Pruning } from '#service';
import { Inject, Injectable } from '@nestjs/common';
import { FILE_STORE } from '../keep-files/file-keeper.js';

/** A request to S3 is worth nothing a quarter of an hour after it was signed: none arrives when a mark may be taken over. */
const REMOVE_WITHIN_MS = 15 * 60_000;

const removed = counter({
  name: 'files_removed_total',
  help: 'Contents removed from the file store because no attachment had them any more.',
});

/**
 * Removes contents that no attachment names from the file store. A content that is to go is marked first, and nobody keeps or names
 * one that is marked; whoever was about to name it holds its row, and it is left alone. The mark goes when the content is gone, or
 * certainly is not: a round that was killed is done again an hour later.
 */
@Injectable()
export class PruneFiles extends Pruning {
  constructor(database: Database, @Inject(FILE_STORE) files: FileStore) {
    const round = async (atOnce: number): Promise<number> => {
      const mostLate = Date.now() + REMOVE_WITHIN_MS;
      const { looked, leaving } = await take(database, atOnce);
      for (const [index, sha256] of leaving.entries()) {
        if (Date.now() > mostLate) {
          await database.read(leave, [leaving.slice(index)]);
          throw new Error('The file store is slow: the rest goes in a later round.');
        }
        try {
          await files.delete(sha256.toString('hex'));
        } catch (error) {
          await database.read(leave, [leaving.slice(error instanceof FileStays ? index : index + 1)]);
          throw error;
        }
        await database.read(forget, [sha256]);
        removed.inc();
      }
      return looked;
    };
    super(database, { name: 'PruneFiles', everyMs: 60 * 60_000, atOnce: 100, expired: round });
  }
}

interface Loose {
  readonly sha256: Buffer;
}

/** Each statement sees what was committed before it: behind the locks nobody names any of these until this is committed. */
const take = (database: Database, atOnce: number): Promise<{ looked: number; leaving: readonly Buffer[] }> =>
  database.transaction(async (tx) => {
    const due = (await run<Loose & Record<string, unknown>>(tx, lockDue, [atOnce])).map(({ sha256 }) => sha256);
    await run(tx, forgetNamed, [due]);
    const leaving = await run<Loose & Record<string, unknown>>(tx, mark, [due]);
    return { looked: due.length, leaving: leaving.map(({ sha256 }) => sha256) };
  });

const lockDue: Statement = {
  name: 'intake-files-due',
  text: `SELECT sha256 FROM loose_file WHERE look_at <= now() ORDER BY look_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
};
const forgetNamed: Statement = {
  name: 'intake-files-named',
  text: `DELETE FROM loose_file loose WHERE sha256 = ANY ($1::bytea[])
      AND EXISTS (SELECT FROM attachment WHERE attachment.sha256 = loose.sha256 AND removed_at IS NULL)`,
};
const mark: Statement = {
  name: 'intake-files-leaving',
  text: `UPDATE loose_file SET leaving = true, look_at = now() + interval '1 hour' WHERE sha256 = ANY ($1::bytea[])
    RETURNING sha256`,
};
/** What is there, and what was not tried. */
const leave: Statement = {
  name: 'intake-files-leave',
  text: `UPDATE loose_file SET leaving = false WHERE sha256 = ANY ($1::bytea[])`,
};
const forget: Statement = {
  name: 'intake-files-forget',
  text: `DELETE FROM loose_file WHERE sha256 = $1 AND leaving`,
};
