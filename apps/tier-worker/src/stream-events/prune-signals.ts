import { Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';
import { RESUMABLE_SECONDS } from './event-id.js';

/** Takes away what nobody can be told any more. */
@Injectable()
export class PruneSignals extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneSignals', everyMs: 60_000, expired });
  }
}

/** In the order of their transactions, under that index; twice as old as any stream can still ask for. */
const expired = {
  name: 'live-prune',
  text: `DELETE FROM desk_signal WHERE id IN (
      SELECT id FROM desk_signal WHERE at < now() - interval '${RESUMABLE_SECONDS * 2} seconds'
      ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING 1`,
};
