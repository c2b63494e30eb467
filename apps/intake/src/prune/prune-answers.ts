import { ANSWERS_ARE_KEPT, Database } from '#database';
import { Pruning } from '#service';
import { Injectable } from '@nestjs/common';

/** Removes kept answers whose time is over. */
@Injectable()
export class PruneAnswers extends Pruning {
  constructor(database: Database) {
    super(database, { name: 'PruneAnswers', everyMs: 5 * 60_000, expired });
  }
}

const expired = {
  name: 'intake-prune-answers',
  text: `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '${ANSWERS_ARE_KEPT}'
      ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING 1`,
};
