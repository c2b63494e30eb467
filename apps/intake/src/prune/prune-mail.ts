import { Database, type Statement } from '#database';
import { Pruning } from '#service';
import { Inject, Injectable } from '@nestjs/common';

export const MAIL_KEEP_DAYS = Symbol('MAIL_KEEP_DAYS');

const EVERY_MS = 60 * 60_000;
/** Sources are long. */
const SOURCES_AT_ONCE = 100;

/** Takes away the sources of mails that came in long ago: what was filed of them stays, with its attachments. 0 days: never. */
@Injectable()
export class PruneSources extends Pruning {
  constructor(database: Database, @Inject(MAIL_KEEP_DAYS) days: number) {
    super(database, { name: 'PruneSources', everyMs: EVERY_MS, atOnce: SOURCES_AT_ONCE, expired: oldSources(days) });
  }
}

/** Removes mails that were sent, or were not to be, long ago: what was said stays on the tickets. 0 days: never. */
@Injectable()
export class PruneSentMail extends Pruning {
  constructor(database: Database, @Inject(MAIL_KEEP_DAYS) days: number) {
    super(database, { name: 'PruneSentMail', everyMs: EVERY_MS, expired: oldSentMail(days) });
  }
}

const isOld = (column: string, days: number): string =>
  days === 0 ? 'false' : `${column} < now() - interval '${days} days'`;

/* What waits, and what nobody has looked at in review, keeps its source. */
const oldSources = (days: number): Statement => ({
  name: `intake-prune-sources-${days}`,
  text: `UPDATE inbound_mail SET source = '' WHERE id = ANY (ARRAY(
      SELECT id FROM inbound_mail
      WHERE next_attempt_at IS NULL AND octet_length(source) > 0 AND ${isOld('received_at', days)}
        AND NOT (state = 'review' AND reviewed_at IS NULL)
      ORDER BY received_at LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING 1`,
});

/* Ids sort by time: the oldest are looked at, and no others. */
const oldSentMail = (days: number): Statement => ({
  name: `intake-prune-sent-mail-${days}`,
  text: `DELETE FROM outgoing_mail WHERE id = ANY (ARRAY(
      SELECT id FROM (SELECT id, created_at FROM outgoing_mail WHERE state <> 'waiting' ORDER BY id LIMIT $1) AS oldest
      WHERE ${isOld('created_at', days)}))
    RETURNING 1`,
});
