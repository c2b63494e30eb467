import { Database, type Statement } from '#database';
import type { CalendarSpec } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { SendMailLoop } from '../send-mail/send-mail.loop.js';
import { whenOpen } from './when-open.js';

/** Automatic mail that waits goes by the quiet hours as they are now. */
@Injectable()
export class ReplanMailHandler {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SendMailLoop) private readonly sending: SendMailLoop,
  ) {}

  /** After the hours of an organisation, or the default ones (null), changed. */
  async replan(organisationId: string | null): Promise<void> {
    const [hours] = await this.database.read<Hours & Record<string, unknown>>(hoursOf, [organisationId]);
    const { calendar, now } = hours!;
    await this.database.read(replan, [organisationId, whenOpen(calendar, now)]);
    this.sending.wake();
  }
}

interface Hours {
  readonly calendar: CalendarSpec | null;
  readonly now: Date;
}

const hoursOf: Statement = {
  name: 'quiet-hours-of',
  text: `SELECT clock_timestamp() AS now, (SELECT calendar FROM quiet_hours
      WHERE organisation_id = $1::uuid OR organisation_id IS NULL ORDER BY organisation_id NULLS LAST LIMIT 1) AS calendar`,
};
/* What was tried already waits for a server, not for an hour. The default hours are of everybody who has none of his own. */
const replan: Statement = {
  name: 'quiet-hours-replan',
  text: `UPDATE outgoing_mail mail SET next_attempt_at = $2::timestamptz FROM ticket
    WHERE ticket.id = mail.ticket_id AND mail.automatic AND mail.state = 'waiting' AND mail.attempts = 0
      AND CASE WHEN $1::uuid IS NOT NULL THEN ticket.organisation_id = $1::uuid
        ELSE NOT EXISTS (SELECT FROM quiet_hours WHERE quiet_hours.organisation_id = ticket.organisation_id) END`,
};
