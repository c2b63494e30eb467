import { actorOf, Forbidden, readableTickets, seesInternal, steers, type Caller } from '#access';
import { Database, named, run, TicketStore, type Statement } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { looseFilesOf } from '../keep-files/loose-files.js';

/** Files that are not to be there: one's own uploads that are on no post, and, for leads, what is on one. */
@Injectable()
export class RemoveFilesHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
  ) {}

  async remove(caller: Caller, id: string): Promise<void> {
    if (!isUuid(id)) throw notFound();
    if ((await this.database.read(takeBack, [id, caller.id])).length > 0) return;
    const ticketId = await this.ticketOf(caller, id);
    if (ticketId === null) throw notFound();
    if (!steers(caller)) throw new Forbidden('What is on a post stays there, unless a lead or an admin removes it.');
    await this.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      const [gone] = await run<{ mailId: string | null }>(tx, removeFromPost, [id, ticket!.now, caller.id]);
      if (!gone) return;
      if (gone.mailId !== null) await run(tx, forgetSource, [gone.mailId]);
      const by = actorOf(caller);
      await this.tickets.record(tx, ticket!, { type: 'ticket.file-removed', by, public: false, data: { fileId: id } });
    });
  }

  /** The ticket with a post that has the file and that the caller may read. */
  private async ticketOf(caller: Caller, id: string): Promise<string | null> {
    const may = readableTickets(caller, 3);
    const text = `SELECT ticket.id FROM attachment JOIN post ON post.id = attachment.post_id
        JOIN ticket ON ticket.id = attachment.ticket_id
      WHERE attachment.id = $1 AND (post.public OR $2::boolean) AND (${may.sql})`;
    const values = [id, seesInternal(caller), ...may.values];
    const [row] = await this.database.read<{ id: string }>(named('intake-file-of-post', text), values);
    return row?.id ?? null;
  }
}

const notFound = (): DomainError =>
  new DomainError('not-found', 'attachment.not-found', 'There is no such attachment among those you may read.');

const takeBack: Statement = {
  name: 'intake-upload-take-back',
  text: `WITH gone AS (
      DELETE FROM attachment WHERE id = $1 AND uploaded_by = $2 AND post_id IS NULL RETURNING sha256
    ), loose AS (${looseFilesOf('gone')})
    SELECT FROM gone`,
};
/* The scanner has nothing to look at any more. */
const removeFromPost: Statement = {
  name: 'intake-file-remove',
  text: `WITH gone AS (
      UPDATE attachment SET removed_at = $2, removed_by = $3, scan = CASE scan WHEN 'pending' THEN 'unscanned' ELSE scan END
      WHERE id = $1 AND removed_at IS NULL RETURNING mail_id, sha256
    ), loose AS (${looseFilesOf('gone')})
    SELECT mail_id AS "mailId" FROM gone`,
};
/** The file is in what came in, too, and in every repetition of it. */
const forgetSource: Statement = {
  name: 'intake-file-forget-source',
  text: `UPDATE inbound_mail SET source = '' WHERE id = $1 OR repeats = $1`,
};
