import { Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';

/** Takes what was read long ago out of inboxes. */
@Injectable()
export class PruneInbox extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneInbox', everyMs: 10 * 60_000, expired });
  }
}

/* What happened is on the ticket's timeline for ever; what is unread stays. */
const expired = {
  name: 'desk-prune-inbox',
  text: `DELETE FROM inbox_entry WHERE id IN (
      SELECT id FROM inbox_entry WHERE read_at < now() - interval '90 days'
      ORDER BY read_at LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING 1`,
};
