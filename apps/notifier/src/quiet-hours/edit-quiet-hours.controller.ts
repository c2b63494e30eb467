import { Authenticated } from '#access';
import { Database, newId, type Statement, tellSettings } from '#database';
import { DomainError, isUuid, type CalendarSpec } from '#domain';
import { Answers, calendarBody, Refuses } from '#http';
import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReplanMailHandler } from './replan-mail.handler.js';

const quietHoursView = z.object({
  organisationId: z
    .uuid()
    .nullable()
    .meta({ description: 'null: for everybody whose organisation has none of its own.' }),
  calendar: z.record(z.string(), z.unknown()).meta({ description: 'When automatic mail may arrive.' }),
  updatedAt: z.date().nullable(),
});
const quietHoursList = z.object({ items: z.array(quietHoursView) });
type QuietHoursView = z.output<typeof quietHoursView>;

const ALWAYS: CalendarSpec = { timezone: 'UTC', always: true };

/**
 * When automatic mail may arrive; outside of these hours it waits. What an agent wrote is never held back. `default` is for
 * everybody whose organisation has no hours of its own.
 */
@ApiTags('notifications')
@Controller('notifications/quiet-hours')
export class EditQuietHoursController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReplanMailHandler) private readonly waiting: ReplanMailHandler,
  ) {}

  /** The default hours first, then those of organisations. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, quietHoursList)
  async list(): Promise<{ items: QuietHoursView[] }> {
    const items = await this.database.read<QuietHoursView>(list);
    const unset = { organisationId: null, calendar: { ...ALWAYS }, updatedAt: null };
    return { items: items.some(({ organisationId }) => organisationId === null) ? items : [unset, ...items] };
  }

  /** Sets the hours of an organisation, or the `default` ones. Mail that waits goes by them at once. */
  @Put(':organisation')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, quietHoursView)
  @Refuses(404, 'organisation.not-found')
  async write(
    @Param('organisation') organisation: string,
    @Body({ schema: calendarBody }) calendar: CalendarSpec,
  ): Promise<QuietHoursView> {
    const id = organisationIn(organisation);
    const [written] = await this.database.read<QuietHoursView>(write, [newId(), id, JSON.stringify(calendar)]);
    if (!written) throw notFound();
    await this.waiting.replan(id);
    return written;
  }

  /** Takes away the hours of an organisation: the default ones apply. Without default ones mail may always arrive. Mail that waits goes by that at once. */
  @Delete(':organisation')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'organisation.not-found')
  async remove(@Param('organisation') organisation: string): Promise<void> {
    const id = organisationIn(organisation);
    const removed = await this.database.read(remove, [id]);
    if (removed.length === 0) throw notFound();
    await this.waiting.replan(id);
  }
}

/** Null for the default. */
function organisationIn(path: string): string | null {
  if (path === 'default') return null;
  if (isUuid(path)) return path;
  throw notFound();
}

const notFound = (): DomainError =>
  new DomainError('not-found', 'organisation.not-found', 'Name an organisation by its id, or `default`.');

const columns = `organisation_id AS "organisationId", calendar, updated_at AS "updatedAt"`;
const list: Statement = {
  name: 'quiet-hours-list',
  text: `SELECT ${columns} FROM quiet_hours ORDER BY organisation_id NULLS FIRST`,
};
const write: Statement = {
  name: 'quiet-hours-write',
  text: tellSettings(
    'notifications',
    `INSERT INTO quiet_hours (id, organisation_id, calendar)
    SELECT $1::uuid, $2::uuid, $3::jsonb
    WHERE $2::uuid IS NULL OR EXISTS (SELECT FROM organisation WHERE organisation.id = $2::uuid)
    ON CONFLICT (organisation_id) DO UPDATE SET calendar = excluded.calendar, updated_at = now()
    RETURNING ${columns}`,
  ),
};
const remove: Statement = {
  name: 'quiet-hours-remove',
  text: tellSettings(
    'notifications',
    'DELETE FROM quiet_hours WHERE organisation_id IS NOT DISTINCT FROM $1::uuid RETURNING id',
  ),
};
