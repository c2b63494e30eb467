import { Authenticated } from '#access';
import { Database, type Statement } from '#database';
import { DomainError, type CalendarSpec } from '#domain';
import { Answers, calendarBody, Refuses, text } from '#http';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const CODE = /^[a-z0-9][a-z0-9-]{0,62}$/;

const body = z.strictObject({ name: text({ max: 200 }), calendar: calendarBody });
type CalendarBody = z.output<typeof body>;

const view = z.object({
  code: z.string(),
  name: z.string(),
  version: z.int().meta({ description: 'Another one with every change; clocks keep the one they began with.' }),
  calendar: z.record(z.string(), z.unknown()),
  updatedAt: z.date(),
});
interface CalendarView {
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly calendar: CalendarSpec;
  readonly updatedAt: Date;
}

/** When time counts. Policies name a calendar by its code; without one time counts round the clock. */
@ApiTags('sla')
@Controller('sla/calendars')
export class EditCalendarsController {
  constructor(private readonly database: Database) {}

  /** All calendars, by code. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, z.object({ items: z.array(view) }))
  async list(): Promise<{ items: CalendarView[] }> {
    return { items: await this.database.read<CalendarView>(list) };
  }

  /** One calendar. */
  @Get(':code')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, view)
  @Refuses(404, 'calendar.not-found')
  async read(@Param('code') code: string): Promise<CalendarView> {
    const [calendar] = CODE.test(code) ? await this.database.read<CalendarView>(read, [code]) : [];
    if (!calendar) throw notFound(code);
    return calendar;
  }

  /**
   * Makes a calendar or replaces it. Clocks that start from now on, and those whose ticket gets another priority, go by it; what runs
   * already keeps the hours it began with. Try it first with `POST /sla/preview`.
   */
  @Put(':code')
  @HttpCode(200)
  @Authenticated({ roles: ['admin'] })
  @Answers(200, view)
  @Refuses(400, 'calendar.invalid-code')
  async write(@Param('code') code: string, @Body({ schema: body }) given: CalendarBody): Promise<CalendarView> {
    if (!CODE.test(code)) {
      const detail = 'A code is 1 to 63 small letters, digits and hyphens, such as office-berlin.';
      throw new DomainError('invalid', 'calendar.invalid-code', detail, {
        errors: [{ pointer: '/code', detail }],
      });
    }
    const { name, calendar } = given;
    const [written] = await this.database.read<CalendarView>(write, [code, name, JSON.stringify(calendar)]);
    return written!;
  }

  /** Takes a calendar away. Refused while a policy names it. */
  @Delete(':code')
  @Authenticated({ roles: ['admin'] })
  @HttpCode(204)
  @Answers(204)
  @Refuses(404, 'calendar.not-found')
  @Refuses(409, 'calendar.in-use')
  async remove(@Param('code') code: string): Promise<void> {
    const removed = CODE.test(code) ? await this.database.read(remove, [code]) : [];
    if (removed.length > 0) return;
    await this.read(code);
    throw new DomainError('conflict', 'calendar.in-use', `Policies go by ${code}: give them another one first.`);
  }
}

const notFound = (code: string): DomainError =>
  new DomainError('not-found', 'calendar.not-found', `There is no calendar ${code}.`);

const select = `SELECT calendar.code, calendar.name, calendar.version, calendar_version.spec AS calendar,
  calendar.updated_at AS "updatedAt" FROM calendar JOIN calendar_version ON calendar_version.id = calendar.version`;
const list: Statement = { name: 'calendar-list', text: `${select} ORDER BY calendar.code` };
const read: Statement = { name: 'calendar-read', text: `${select} WHERE calendar.code = $1` };
/* The same hours again are the same version: a new name alone changes no promise. */
const write: Statement = {
  name: 'calendar-write',
  text: `WITH same AS (
      SELECT version FROM calendar JOIN calendar_version ON id = version WHERE code = $1 AND spec = $3::jsonb
    ), made AS (
      INSERT INTO calendar_version (spec) SELECT $3::jsonb WHERE NOT EXISTS (SELECT FROM same) RETURNING id
    )
    INSERT INTO calendar (code, name, version) SELECT $1, $2, version FROM (SELECT version FROM same UNION ALL SELECT id FROM made) one
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, version = excluded.version, updated_at = now()
    RETURNING code, name, version, $3::jsonb AS calendar, updated_at AS "updatedAt"`,
};
const remove: Statement = {
  name: 'calendar-remove',
  text: `DELETE FROM calendar WHERE code = $1 AND NOT EXISTS (SELECT FROM sla_policy WHERE calendar = $1) RETURNING code`,
};
