import { Batcher, unseen, type Database, type Statement } from '#database';
import type { MessageContext } from './message-context.js';
import { withoutDisk } from './without-disk.js';

/** What a message about a ticket says of it. */
interface About {
  readonly ticketId: string;
  readonly version: number;
}

interface Waiting extends About {
  readonly id: string;
}

/**
 * Messages of one ticket often wait behind each other, and the first brings its receiver up to the ticket's whole log; the cursor
 * in which it remembers how far never goes back. So the others need neither the ticket's lock nor a transaction: all that
 * arrive while a look is out are looked at, and marked as handled, by one statement. It need not wait for the disk: what a crash
 * of PostgreSQL brings back is looked at once more.
 */
export class Overtaken {
  private readonly looks: Batcher<Waiting, true>;

  /** `cursors`: the receiver's own table, of `ticket_id` and `version`. */
  constructor(
    private readonly database: Database,
    cursors: string,
  ) {
    const statement = dismiss(cursors);
    this.looks = new Batcher((waiting) => this.dismiss(statement, waiting), { inFlight: 1, keys: 100 });
  }

  /** Whether the cursor had reached what the message tells of; then it is handled by this. */
  async take({ id }: MessageContext, { ticketId, version }: About): Promise<boolean> {
    return (await this.looks.get({ id, ticketId, version })) === true;
  }

  private async dismiss(statement: Statement, waiting: readonly Waiting[]): Promise<Map<Waiting, true>> {
    const rows = await this.database.read<{ id: string }>(statement, [
      waiting.map(({ id }) => id),
      waiting.map(({ ticketId }) => ticketId),
      waiting.map(({ version }) => version),
    ]);
    const dismissed = new Set(rows.map(({ id }) => id));
    return new Map(waiting.filter(({ id }) => dismissed.has(id)).map((message) => [message, true]));
  }
}

const dismiss = (cursors: string): Statement => ({
  name: `outbox_dismiss_by_${cursors}`,
  text: `DELETE FROM outbox WHERE dead_at IS NULL AND id = ANY (ARRAY(
           SELECT said.id FROM unnest(${unseen('$1::uuid[]')}, ${unseen('$2::uuid[]')}, ${unseen('$3::bigint[]')})
               AS said (id, ticket_id, version)
             CROSS JOIN LATERAL (SELECT FROM ${cursors} cursor
               WHERE cursor.ticket_id = said.ticket_id AND cursor.version >= said.version AND ${withoutDisk} LIMIT 1) seen))
         RETURNING id`,
});
