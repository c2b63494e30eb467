import { Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';
import { looseFilesOf } from '../keep-files/loose-files.js';

/** Removes uploads that nobody put on a post within a day. What they hold goes with PruneFiles, unless it is another file's, too. */
@Injectable()
export class PruneUploads extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneUploads', everyMs: 60 * 60_000, expired });
  }
}

const expired = {
  name: 'intake-prune-uploads',
  text: `WITH gone AS (
      DELETE FROM attachment WHERE id = ANY (ARRAY(
        SELECT id FROM attachment
        WHERE post_id IS NULL AND uploaded_by IS NOT NULL AND created_at < now() - interval '1 day'
        LIMIT $1 FOR UPDATE SKIP LOCKED))
      RETURNING sha256
    ), loose AS (${looseFilesOf('gone')})
    SELECT FROM gone`,
};
