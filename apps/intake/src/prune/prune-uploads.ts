import { Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';

/** Removes uploads that nobody put on a post within a day. What they hold stays in the file store: it may be another file's, too. */
@Injectable()
export class PruneUploads extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneUploads', everyMs: 60 * 60_000, expired });
  }
}

const expired = {
  name: 'intake-prune-uploads',
  text: `DELETE FROM attachment WHERE id = ANY (ARRAY(
      SELECT id FROM attachment
      WHERE post_id IS NULL AND uploaded_by IS NOT NULL AND created_at < now() - interval '1 day'
      LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING 1`,
};
