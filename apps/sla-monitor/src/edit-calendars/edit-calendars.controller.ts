import { Authenticated } from '#access';
import { Database, type Statement } from '#database';
import { DomainError } from '#domain';
import { Answers, calendarBodyWithCountries, Refuses, text } from '#http';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Holidays } from '../holidays/holidays.js';
import { CalendarStore, isCalendarCode, noSuchCalendar, type CalendarView } from './calendar.store.js';
import { calendarView } from './calendar.view.js';

const body = z.strictObject({ name: text({ max: 200 }), calendar: calendarBodyWithCountries });
type CalendarBody = z.output<typeof body>;

/** When time counts. Policies name a calendar by its code; without one time counts round the clock. */
@ApiTags('sla')
@Controller('sla/calendars')
export class EditCalendarsController {
  constructor(
    private readonly database: Database,
    private readonly calendars: CalendarStore,
    private readonly holidays: Holidays,
  ) {}

  /** All calendars, by code. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, z.object({ items: z.array(calendarView) }))
  async list(): Promise<{ items: CalendarView[] }> {
    return { items: await this.calendars.list() };
  }

  /** One calendar. */
  @Get(':code')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, calendarView)
  @Refuses(404, 'calendar.not-found')
  async read(@Param('code') code: string): Promise<CalendarView> {
    const calendar = await this.calendars.read(code);
    if (!calendar) throw noSuchCalendar(code);
    return calendar;
  }

  /**
   * Makes a calendar or replaces it. Clocks that start from now on, and those whose ticket gets another priority, go by it; what runs
   * already keeps the hours it began with. The holidays of countries (`holidaysOf`) are worked out now and kept. Try it first with
   * `POST /sla/preview`.
   */
  @Put(':code')
  @HttpCode(200)
  @Authenticated({ roles: ['admin'] })
  @Answers(200, calendarView)
  @Refuses(400, 'calendar.invalid-code', 'calendar.invalid')
  async write(@Param('code') code: string, @Body({ schema: body }) given: CalendarBody): Promise<CalendarView> {
    if (!isCalendarCode(code)) {
      const detail = 'A code is 1 to 63 small letters, digits and hyphens, such as office-berlin.';
      throw new DomainError('invalid', 'calendar.invalid-code', detail, {
        errors: [{ pointer: '/code', detail }],
      });
    }
    return this.calendars.write(code, given.name, await this.holidays.workOut(given.calendar));
  }

  /** Takes a calendar away. Refused while a policy names it. */
  @Delete(':code')
  @Authenticated({ roles: ['admin'] })
  @HttpCode(204)
  @Answers(204)
  @Refuses(404, 'calendar.not-found')
  @Refuses(409, 'calendar.in-use')
  async remove(@Param('code') code: string): Promise<void> {
    const removed = isCalendarCode(code) ? await this.database.read(remove, [code]) : [];
    if (removed.length > 0) return;
    await this.read(code);
    throw new DomainError('conflict', 'calendar.in-use', `Policies go by ${code}: give them another one first.`);
  }
}

const remove: Statement = {
  name: 'calendar-remove',
  text: `DELETE FROM calendar WHERE code = $1 AND NOT EXISTS (SELECT FROM sla_policy WHERE calendar = $1) RETURNING code`,
};
