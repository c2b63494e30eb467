import type { AgentCaller } from '#access';
import { Database, run, signal, type Statement } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { FileMailLoop } from '../file-mail/file-mail.loop.js';
import { mailView, type MailView } from './mail.view.js';

/** What people decide about mails that were put aside. */
@Injectable()
export class ReviewMailHandler {
  constructor(
    private readonly database: Database,
    private readonly loop: FileMailLoop,
  ) {}

  async read(caller: AgentCaller, id: string): Promise<MailView> {
    const mail = isUuid(id) ? await mailView(this.database, caller, id) : null;
    if (!mail) throw new DomainError('not-found', 'mail.not-found', 'There is no such mail among those you may see.');
    return mail;
  }

  /** Files it, whatever it looks like: onto its ticket, or into a new one. */
  async retry(caller: AgentCaller, id: string): Promise<MailView> {
    const mail = await this.read(caller, id);
    if (mail.state === 'received') return mail;
    if (mail.size === 0) throw sourceGone('conflict');
    if (!(await this.decide(again, id, caller))) throw notInReview(mail);
    this.loop.wake();
    return this.read(caller, id);
  }

  /** It was looked at, and stays as it is. */
  async dismiss(caller: AgentCaller, id: string): Promise<MailView> {
    const mail = await this.read(caller, id);
    if (mail.state !== 'review') throw notInReview(mail);
    await this.decide(looked, id, caller);
    return this.read(caller, id);
  }

  /** False: nothing was left to decide. Whoever else has the list on his screen sees that it is shorter. */
  private decide(statement: Statement, id: string, { id: agentId }: AgentCaller): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const isDecided = (await run(tx, statement, [id, agentId])).length > 0;
      if (isDecided) await signal(tx, { kind: 'mail-review' });
      return isDecided;
    });
  }
}

const notInReview = ({ state }: MailView): DomainError =>
  new DomainError('conflict', 'mail.not-in-review', `The mail is ${state}: only mail in review waits for a decision.`, {
    state,
  });

/** There is nothing to read any more. */
export const sourceGone = (kind: 'conflict' | 'not-found'): DomainError =>
  new DomainError(
    kind,
    'mail.source-gone',
    'Its source was kept for as long as is configured (MAIL_KEEP_DAYS), and is gone.',
  );

const again: Statement = {
  name: 'intake-mail-again',
  text: `UPDATE inbound_mail SET state = 'received', next_attempt_at = now(), attempts = 0, failure = NULL, forced = true,
      reviewed_at = NULL, reviewed_by = $2 WHERE id = $1 AND state = 'review' RETURNING 1`,
};

const looked: Statement = {
  name: 'intake-mail-looked-at',
  text: `UPDATE inbound_mail SET reviewed_at = now(), reviewed_by = $2
    WHERE id = $1 AND state = 'review' AND reviewed_at IS NULL RETURNING 1`,
};
